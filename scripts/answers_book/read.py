"""What stands in the book, read from ``data/``: answers, what parents mean with a follow-up, what fills the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rasa_project.advice.knowledge import Knowledge, knowledge
from rasa_project.advice.records import Words
from rasa_project.errors import BotError
from rasa_project.understanding.followups import followups
from rasa_project.yaml_files import read_yaml
from scripts.answers_book.words import Both

DATA: Final = Path(__file__).resolve().parents[2] / "data"
_PREFIX: Final = "utter_"
#: A follow-up whose answer is the whole answer of its topic.
_WHOLE_TOPIC: Final = "topic"


class AnswersBookError(BotError):
    """The book can't be written; the text names the answer and what to do."""


@dataclass(frozen=True)
class Wording:
    """One answer in one language; ``buttons`` are the titles."""

    text: str
    buttons: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One thing that the bot says.

    Attributes:
        name: the response, or ``channels/<text>`` of what channels say by themselves.
        folder: folder of ``data/`` that it stands in.
        kk: its Kazakh.
        ru: its Russian.
        level: how urgent it is (decision 0062); ``None`` sends nobody anywhere.
        facts: A1 to A15 of the advisory.
        sources: keys of sources.yml.
        reviewed: day of the last review, as written; empty where none is kept.
        is_time_bound: it holds for a time only.
    """

    name: str
    folder: str
    kk: Wording
    ru: Wording
    level: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: str = ""
    is_time_bound: bool = False

    @property
    def key(self) -> str:
        """The name without ``utter_``."""
        return self.name.removeprefix(_PREFIX)


@dataclass(frozen=True)
class Blank:
    """One text that a gap is filled with; ``name`` begins with its kind (``words.BLANK_KINDS``)."""

    name: str
    said: Both
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """All that the book is made of.

    Attributes:
        answers: in the order of their files.
        known: the knowledge files.
        contexts: folders with follow-ups.
        means: what a follow-up means (English), by the answer without ``utter_``.
        blanks: what the gaps are filled with.
    """

    answers: tuple[Answer, ...]
    known: Knowledge
    contexts: frozenset[str]
    means: Mapping[str, tuple[str, ...]]
    blanks: tuple[Blank, ...]


def read_contents(data: Path = DATA) -> Contents:
    """The whole book, from the project's files; ``data`` holds the answers.

    Raises:
        AnswersBookError: an answer lacks a language, or its two languages differ in facts, sources or level.
    """
    contexts = followups()
    means: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for some in contexts.values():
        for one in some.values():
            for answer in {one.answer, *one.answers.values()} - {None, _WHOLE_TOPIC}:
                means[str(answer)][one.means] = None
    return Contents(
        answers=(*_answers(data), *_of_channels(data)),
        known=knowledge(),
        contexts=frozenset(contexts),
        means={answer: tuple(some) for answer, some in means.items()},
        blanks=_blanks(knowledge()),
    )


def _answers(data: Path) -> list[Answer]:
    return [
        answer_of(name, path.parent.name, some)
        for path in sorted(data.glob("*/*answers.yml"))
        for name, some in read_yaml(path.read_text(encoding="utf-8"))["responses"].items()
    ]


def answer_of(name: str, folder: str, variations: list[dict[str, Any]]) -> Answer:
    """One response of a file of answers.

    Raises:
        AnswersBookError: a language lacks or stands twice, or the two differ in facts, sources or level.
    """
    by_language = {_language(one): one for one in variations}
    if len(variations) != 2 or set(by_language) != {"kk", "ru"}:
        raise AnswersBookError(f"data/{folder}: {name} must stand once in Kazakh and once in Russian")
    kk, ru = by_language["kk"], by_language["ru"]
    if kk["metadata"] != ru["metadata"]:
        raise AnswersBookError(f"data/{folder}: make the metadata of {name} the same in Kazakh and in Russian")
    metadata = kk["metadata"]
    return Answer(
        name=name,
        folder=folder,
        kk=_wording(kk),
        ru=_wording(ru),
        level=metadata.get("level"),
        facts=tuple(metadata["facts"]),
        sources=tuple(metadata["sources"]),
        reviewed=str(metadata["reviewed"]),
        is_time_bound=bool(metadata.get("time_bound", False)),
    )


def _language(variation: Mapping[str, Any]) -> str:
    """The language of the condition; Kazakh has none."""
    found = [str(one["value"]) for one in variation.get("condition", ()) if one["name"] == "language"]
    return found[0] if found else "kk"


def _wording(variation: Mapping[str, Any]) -> Wording:
    titles = tuple(str(one["title"]) for one in variation.get("buttons", ()))
    return Wording(str(variation["text"]).strip(), titles)


def _of_channels(data: Path) -> list[Answer]:
    """What channels say to parents by themselves: messengers' texts, and refusals in a messenger and in the widget.

    Read here, since the channels' own modules load Rasa.
    """
    channels = data / "channels"
    said = dict(read_yaml((channels / "messengers.yml").read_text(encoding="utf-8"))["texts"])
    for name, refusal in read_yaml((channels / "refusals.yml").read_text(encoding="utf-8")).items():
        if "messengers" in refusal:
            said[name] = refusal["messengers"]
        if "text" in refusal.get("widget", {}):
            said[f"{name}-widget"] = refusal["widget"]["text"]
    return [
        Answer(f"channels/{name}", "channels", Wording(one["kk"].strip(), ()), Wording(one["ru"].strip(), ()))
        for name, one in said.items()
    ]


def _blanks(known: Knowledge) -> tuple[Blank, ...]:
    triage, exposure = known.triage, known.exposure
    risk = triage.at_risk
    words: dict[str, Words] = {name: one for name, one in exposure.words if isinstance(one, Words)}
    return (
        *(_blank(f"triage/{row.id}", row.why, row.sources) for row in triage.rows),
        *(_blank(f"at_risk/{name}", why, risk.sources) for name, why in risk.why.items()),
        _blank("apart/words", triage.apart.words, triage.apart.sources),
        *(_blank(f"calendar/{name}", one, one.sources) for name, one in known.calendar.reasons.items()),
        *(_blank(f"exposure/{name}", one, exposure.sources) for name, one in words.items()),
        *(_blank(f"contact/{name}", one, one.sources) for name, one in exposure.reasons.items()),
        *(_blank(f"danger/{name}", sign.question, sign.sources) for name, sign in known.signs.danger.items()),
    )


def _blank(name: str, said: Words, sources: list[str]) -> Blank:
    return Blank(name, Both(said.kk, said.ru), tuple(sources))
