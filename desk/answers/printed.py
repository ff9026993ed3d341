"""The book of answers to print and sign, with what parents hear now in place of what ``data/`` has."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

from desk.answers.entries import LANGUAGES, said_now
from desk.core.middleware.ownsite import POLICY
from rasa_project import clock
from rasa_project.content.preview import Answer as AnswerNow
from scripts.answers_book.page import page
from scripts.answers_book.read import Answer, answer_of, read_contents
from scripts.answers_book.style import STYLE

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
#: The page bears its own style, and may use that one and no other.
PRINTED_POLICY = POLICY.replace("style-src 'self'", f"style-src 'sha256-{_HASH}'")


def printed_book() -> str:
    """One page of HTML: all answers in both languages as they are published now.

    Raises:
        scripts.answers_book.read.AnswersBookError: an answer lacks a language, or its two languages differ.
    """
    contents, now = read_contents(), said_now()
    answers = tuple(_as_heard(one, now.get(one.name)) for one in contents.answers)
    return page(replace(contents, answers=answers), clock.today(), None)


def _as_heard(answer: Answer, now: AnswerNow | None) -> Answer:
    if now is None:  # what channels say by themselves; the office changes none of it
        return answer
    return answer_of(answer.name, answer.folder, [dict(now.wordings[code]) for code in LANGUAGES])
