"""From one waiting update to the messages that answer it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from kazakh.languages import guess_language
from rasa_project.channels.feedback import Feedback
from rasa_project.channels.inbox.incoming import Incoming, Kind
from rasa_project.channels.inbox.outgoing import Form, Outgoing, compose, thanked, without_old_keyboard
from rasa_project.channels.inbox.payloads import Payloads, answers_a_question, feedback_of
from rasa_project.channels.inbox.store import Chat, Inbox
from rasa_project.channels.inbox.turns import Rate, Turn
from rasa_project.channels.inbox.wording import read_wording
from rasa_project.channels.refusals import for_parents
from rasa_project.dialogue.fixed_answers import TURN_FAILED, fixed_text
from rasa_project.dialogue.reply_language import DEFAULT, ReplyLanguage, as_reply_language
from rasa_project.observability.turns import ERASED_ANSWER

#: Stands for a digest with a tap that answers a consultation's question: such a message is answered once.
ANSWERS_QUESTION: Final = "question"
#: Where its buttons stay, another of them may be tapped: somebody corrects what was said.
_TAPPED: Final = "tapped:"
_OF_ALBUM: Final = "album:"
_FIND_CLINIC: Final = "/find_clinic"
#: A message during which the server died so often is not tried again.
_MOST_TRIES: Final = 3


class Replies:
    """Decides what an update gets; asks the dialogue engine where it is a question."""

    def __init__(self, inbox: Inbox, turn: Turn, payloads: Payloads, form: Form, rate: Rate | None = None) -> None:
        """``turn`` asks the dialogue engine, ``rate`` takes what is said of answers; ``form`` is what fits."""
        self._inbox = inbox
        self._turn = turn
        self._payloads = payloads
        self._form = form
        self._rate = rate

    def digest_of(self, one: Incoming, text_digest: str) -> str | None:
        """What to remember of an update, to know its like again."""
        if one.kind is Kind.TAP:
            is_answer = answers_a_question(self._payloads.payload(one.text) or "")
            return (f"{_TAPPED}{text_digest}" if self._form.is_fixed else ANSWERS_QUESTION) if is_answer else None
        if one.kind in {Kind.TEXT, Kind.COMMAND}:
            return text_digest
        return f"{_OF_ALBUM}{one.album}" if one.album else None

    def note_for_tap(self, one: Incoming) -> str | None:
        """What appears over the chat for a button that the bot does not know (any more); else nothing."""
        if self._payloads.payload(one.text) is not None or feedback_of(one.text) is not None:
            return None
        return for_parents("old-button", language_of(self._inbox.chat(one.chat_id)))

    async def to(self, one: Incoming, digest: str | None, chat: Chat, tries: int) -> list[Outgoing]:
        """The messages for an update, each with its language; changes the chat's marks.

        Args:
            one: the update.
            digest: as :meth:`digest_of` gave it when the update came.
            chat: the marks of its chat.
            tries: how often the answer was begun, this time included.
        """
        messages = await self._to(one, digest, chat, tries)
        return [replace(message, language=message.language or language_of(chat)) for message in messages]

    async def _to(self, one: Incoming, digest: str | None, chat: Chat, tries: int) -> list[Outgoing]:
        if one.kind is Kind.GROUP:
            told, chat.told = chat.told, True
            return [] if told else [Outgoing(_in_both("group"))]
        chat.gone_since = time.time() if one.kind is Kind.BLOCKED else None
        if one.kind in {Kind.BLOCKED, Kind.UNBLOCKED} or self._is_repeat(one, digest):
            return []
        if one.kind is Kind.TAP and (given := feedback_of(one.text)):
            return await self._rated(one.chat_id, given, tries)
        if tries > _MOST_TRIES:
            return [Outgoing(fixed_text(TURN_FAILED, language_of(chat)))]
        messages = await self._answer(one, chat)
        if one.kind is Kind.LOCATION:  # it was sent just now
            messages = [message for message in messages if message.keyboard != "location"]
        if one.kind is Kind.UNREADABLE and not (digest and self._inbox.had_before(one, digest)):
            messages.append(Outgoing(for_parents("unreadable", language_of(chat))))
        return messages if self._form.is_fixed else _with_keyboard(messages, chat)

    def too_many(self, chat: Chat) -> Outgoing:
        """The line for somebody whose messages were too many."""
        language = language_of(chat)
        return Outgoing(for_parents("too-many", language), language=language)

    def _is_repeat(self, one: Incoming, digest: str | None) -> bool:
        """An edit that leaves the text, or a second tap on a question that was answered."""
        if one.edited or (one.kind is Kind.TAP and digest is not None):
            return digest is not None and self._inbox.previous_digest(one) == digest
        return False

    async def _rated(self, chat_id: str, given: Feedback, tries: int) -> list[Outgoing]:
        """A word of thanks for a tap below an answer; nothing where it changes nothing. No turn: no talk hears it."""
        thanks = await self._rate(chat_id, given) if self._rate and tries <= _MOST_TRIES else None
        return thanked(thanks, given, self._payloads) if thanks else []

    async def _answer(self, one: Incoming, chat: Chat) -> list[Outgoing]:
        text, metadata = self._question(one)
        if not text:
            note = self.note_for_tap(one) if one.kind is Kind.TAP and self._form.is_fixed else None
            return [Outgoing(note)] if note else []
        language = language_of(chat, "" if text.startswith("/") else text)
        answers = await self._turn(one.chat_id, text, language, metadata)
        spoken = [found for answer in answers if (found := as_reply_language(answer.get("language")))]
        chat.language = language = spoken[-1] if spoken else language
        if any(answer.get("utter_action") == ERASED_ANSWER for answer in answers):
            chat.clear()
        return compose(answers, language, self._payloads, read_wording(), self._form)

    def _question(self, one: Incoming) -> tuple[str | None, Mapping[str, Any] | None]:
        """The text for Rasa and what goes along with it."""
        if one.kind is Kind.TAP:
            return self._payloads.payload(one.text), None
        if one.kind is Kind.COMMAND:
            return read_wording().payload(one.text), None
        if one.kind is Kind.LOCATION and one.place:
            return _FIND_CLINIC, {"lat": one.place[0], "lon": one.place[1]}
        return one.text, None


def _with_keyboard(messages: list[Outgoing], chat: Chat) -> list[Outgoing]:
    """The messages as they change the keyboard in place of the phone's; whether it is shown is marked."""
    if chat.location_keyboard and messages:
        messages = without_old_keyboard(messages)
        chat.location_keyboard = not any(message.keyboard == "remove" for message in messages)
    chat.location_keyboard |= any(message.keyboard == "location" for message in messages)
    return messages


def _in_both(name: str) -> str:
    """A refusal in both languages, for people whose language nobody knows."""
    return f"{for_parents(name, 'kk')}\n{for_parents(name, 'ru')}"


def language_of(chat: Chat, text: str = "") -> ReplyLanguage:
    """The language of a fixed line: that of the text, else of the chat's last answer, else Kazakh."""
    return as_reply_language(guess_language(text).reply) or as_reply_language(chat.language) or DEFAULT
