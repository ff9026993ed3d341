"""What is asked under an answer and said to a tap, from ``data/channels/feedback.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic import validator

from rasa_project.advice.knowledge import read_checked
from rasa_project.advice.records import Record, Words
from rasa_project.dialogue.feedback import REASONS, VERDICTS, Reason, Verdict
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.edition import DATA, edition, of_edition

FEEDBACK_FILE: Final = DATA / "channels" / "feedback.yml"
_MOST_LETTERS: Final = 24


class Choice(Record):
    """A button, and what is said to its tap."""

    title: Words
    thanks: Words

    @validator("title")
    def _fits(cls, title: Words) -> Words:
        if max(len(title.kk), len(title.ru)) > _MOST_LETTERS:
            raise ValueError(f"a title has at most {_MOST_LETTERS} letters")
        return title


class FeedbackWords(Record):
    """The whole file."""

    question: Words
    verdicts: dict[str, Choice]
    reasons: dict[str, Choice]
    near: Words

    @validator("verdicts", "reasons")
    def _are_all_there(cls, choices: dict[str, Choice], field: Any) -> dict[str, Choice]:
        known: tuple[str, ...] = VERDICTS if field.name == "verdicts" else REASONS
        if tuple(choices) != known:
            raise ValueError(f"must be {', '.join(known)}, in this order")
        return choices

    def thanks(self, verdict: Verdict, reason: Reason | None, language: ReplyLanguage) -> str:
        """The sentence for a tap."""
        choice = self.reasons[reason] if reason else self.verdicts[verdict]
        return in_language(choice.thanks, language)


def in_language(words: Words, language: ReplyLanguage) -> str:
    """The words in one language."""
    return str(getattr(words, language))


@of_edition
def feedback_words(path: Path = FEEDBACK_FILE) -> FeedbackWords:
    """The file, checked.

    Raises:
        KnowledgeError: the file is missing or wrong; the text says where.
    """
    return read_checked(edition().at(path), FeedbackWords)
