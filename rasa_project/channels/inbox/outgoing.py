"""From the bot's answers to a messenger's messages: one message an answer, buttons one a row, the call card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from rasa_project.advice.dialling import with_dialled
from rasa_project.channels.feedback import Feedback, Thanks, offer
from rasa_project.channels.inbox.payloads import Payloads, answers_a_question, feedback_token
from rasa_project.channels.inbox.wording import Wording, emergency_line
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.observability.turns import is_emergency

#: Rasa's name for the response that an answer came from, and a switch that an action may set.
_RESPONSE: Final = "utter_action"
_ASKS_LOCATION: Final = "ask_location"
#: The name under which an answer may be rated (:func:`rasa_project.channels.feedback.offer`).
RATED_AS: Final = "rated_as"
#: Titles and addresses of pages that belong to an answer (:mod:`rasa_project.channels.share.links`).
LINKS: Final = "links"

Keyboard = Literal["", "location", "remove"]


@dataclass(frozen=True)
class Form:
    """What fits into one message of a messenger.

    Attributes:
        most_text: UTF-16 units of a text: characters are never more.
        most_buttons: buttons under it.
        is_fixed: whether what was sent stays as it is: buttons can't be taken away, no keyboard stands in place of the
            phone's, and a tap is answered by a message only.
        has_links: whether a button may open an address; else addresses stand in the text.
    """

    most_text: int
    most_buttons: int
    is_fixed: bool = False
    has_links: bool = False


@dataclass(frozen=True)
class Outgoing:
    """One message to send; it can wait on disk.

    Attributes:
        text: what it says; for a card, the name of the line.
        buttons: titles and tokens, one a row.
        keyboard: the reply keyboard that it brings or takes away.
        keyboard_title: the words on the location button.
        phone: the number, for a card that can be tapped to call.
        is_question: whether its buttons answer a consultation's question.
        row: titles and tokens of small buttons in one row below all others: whether the answer helped.
        is_beside: whether it is said beside the talk, so that an open question keeps its buttons.
        language: of the text, for words that a messenger adds; empty where it is not known.
        links: titles and addresses, a button each.
    """

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    keyboard: Keyboard = ""
    keyboard_title: str = ""
    phone: str = ""
    is_question: bool = False
    row: tuple[tuple[str, str], ...] = ()
    is_beside: bool = False
    language: ReplyLanguage | Literal[""] = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> Outgoing:
        """The text alone, its addresses written out: for a messenger that refuses what stands below it."""
        text = _with_addresses(self.text, self.links)
        return replace(self, text=text, buttons=(), keyboard="", row=(), links=())


def to_json(messages: Sequence[Outgoing]) -> str:
    """Messages as they wait on disk."""
    return json.dumps([asdict(one) for one in messages], ensure_ascii=False)


def from_json(text: str) -> list[Outgoing]:
    """The reverse of :func:`to_json`."""
    return [
        Outgoing(**{**one, **{name: _pairs(one.get(name, ())) for name in ("buttons", "row", "links")}})
        for one in json.loads(text)
    ]


def _pairs(value: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((title, token) for title, token in value)


def compose(
    answers: Iterable[Mapping[str, Any]], language: ReplyLanguage, payloads: Payloads, wording: Wording, form: Form
) -> list[Outgoing]:
    """The messages for the answers of one turn.

    Args:
        answers: as Rasa hands them to an output channel (``text``, ``buttons``, ``utter_action``, ``metadata``, ...);
            a call card follows one whose metadata marks an emergency; under one with a name (:data:`RATED_AS`) stands
            the question whether it helped.
        language: of the reply, for the texts that go along.
        payloads: gives each button its token.
        wording: after which answers a location is asked for.
        form: what fits into a message.
    """
    messages: list[Outgoing] = []
    for answer in answers:
        text = with_dialled(str(answer.get("text") or "").strip())
        if not text:
            continue
        buttons = [(str(one["title"]), str(one["payload"])) for one in answer.get("buttons") or []]
        links = tuple((str(title), str(url)) for title, url in answer.get(LINKS) or ())
        if links and not form.has_links:
            text, links = _with_addresses(text, links), ()
        messages += _with_buttons(text, buttons, wording.text("more_buttons", language), payloads, form)
        messages[-1] = replace(messages[-1], links=links)
        if answer.get(RATED_AS):
            messages[-1] = replace(messages[-1], row=_rating_row(str(answer[RATED_AS]), language))
        name = answer.get(_RESPONSE)
        if is_emergency(answer.get("metadata")):
            number, line = emergency_line(language)
            messages.append(Outgoing(line, phone=number))
        if name in wording.location_after or answer.get(_ASKS_LOCATION):
            title = wording.text("location_button", language)
            messages.append(
                Outgoing(wording.text("share_location", language), keyboard="location", keyboard_title=title)
            )
    return [replace(message, language=language) for message in messages]


def thanked(thanks: Thanks, given: Feedback, payloads: Payloads) -> list[Outgoing]:
    """The messages that answer a tap below an answer: a sentence with the reasons, then the nearest questions."""
    reasons = tuple((title, feedback_token(given.answer, given.verdict, name)) for name, title in thanks.reasons)
    messages = [Outgoing(thanks.text, reasons, is_beside=True, language=thanks.language)]
    near = tuple((title, token) for title, payload in thanks.buttons if (token := payloads.token(payload)))
    return [*messages, Outgoing(thanks.near, near, is_beside=True, language=thanks.language)] if near else messages


def _rating_row(answer: str, language: ReplyLanguage) -> tuple[tuple[str, str], ...]:
    choices = offer(answer, language)["choices"]
    return tuple((one["title"], feedback_token(answer, one["verdict"])) for one in choices)


def without_old_keyboard(messages: list[Outgoing]) -> list[Outgoing]:
    """The messages, the first that has room taking the location keyboard away.

    A message holds one kind of keyboard; where all have buttons the keyboard stays until a later turn. The question
    whether an answer helped gives way to it.
    """
    for index, one in enumerate(messages):
        if one.keyboard == "location":
            return messages
        if not one.buttons and not one.keyboard and not one.phone and not one.links:
            return [*messages[:index], Outgoing(one.text, keyboard="remove"), *messages[index + 1 :]]
    return messages


def split(text: str, limit: int) -> list[str]:
    """A text in parts of at most ``limit`` UTF-16 units, on paragraph, line or word borders."""
    parts = []
    while _units(text) > limit:
        head = _prefix(text, limit)
        cut = next((at for at in (head.rfind(mark) for mark in ("\n\n", "\n", " ")) if at > 0), len(head))
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text] if text else parts


def _with_buttons(
    text: str, buttons: list[tuple[str, str]], more: str, payloads: Payloads, form: Form
) -> Iterator[Outgoing]:
    """The text, its buttons under the last part; further buttons in pages."""
    *before, last = split(text, form.most_text)
    for part in before:
        yield Outgoing(part)
    size = form.most_buttons
    pages = [buttons[start : start + size] for start in range(0, len(buttons), size)]
    for heading, page in zip([last, *[more] * (len(pages) - 1)], pages or [[]]):
        rows = tuple((title, token) for title, payload in page if (token := payloads.token(payload)))
        yield Outgoing(heading, rows, is_question=any(answers_a_question(payload) for _, payload in page))


def _with_addresses(text: str, links: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join((text, *(f"{title}:\n{url}" for title, url in links)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _prefix(text: str, limit: int) -> str:
    """The longest beginning of at most ``limit`` UTF-16 units."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
