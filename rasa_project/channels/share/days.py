"""The days that a link has for a phone's calendar: doses still to come, and when to look for signs after a contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.ages import months_after
from rasa_project.advice.calendar import PlannedDose, plan_for
from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.feedback_words import in_language
from rasa_project.channels.share.tokens import Link
from rasa_project.channels.share.words import share_words
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.dialogue.shareable import AfterContact, ForChild, parse

#: Days after a contact on which the signs are looked for; the last is the end of the watching.
WATCHED: Final = (7, 14, 21)
_TEN: Final = timedelta(hours=10)
#: Before or behind the beginning of its day: a week before at ten, on the day at ten, the day after at ten.
_WEEK_BEFORE: Final = _TEN - timedelta(days=7)
_ON_THE_DAY: Final = _TEN
_DAY_AFTER: Final = _TEN + timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day, or some in a row, in a phone's calendar.

    Attributes:
        first: the first day.
        behind: the day behind the last one.
        title: what it is.
        text: what to do.
        alarms: when the phone reminds of it, counted from the beginning of ``first``.
        name: parts of a name that stays the same when the same day comes with another link.
    """

    first: date
    behind: date
    title: str
    text: str
    alarms: tuple[timedelta, ...]
    name: tuple[str, ...]


def days_of(link: Link) -> tuple[Day, ...]:
    """The days of a link, none before the one on which it was made, in their order."""
    found = [day for key in link.keys for day in _of_key(key, link)]
    return tuple(sorted(found, key=lambda one: one.first))


def watched_days(last: date) -> list[tuple[int, date]]:
    """The days on which the signs are looked for, each with its number from the last meeting."""
    return [(number, last + timedelta(days=number)) for number in WATCHED]


def _of_key(key: str, link: Link) -> Iterator[Day]:
    one = parse(key)
    if isinstance(one, ForChild):
        born = one.child.born
        # Of a child without a birth date nothing but its link tells which one it is.
        whose = f"{born.year}-{born.month}-{born.day}" if born and born.day else f"{key} {link.made}"
        for dose in plan_for(one.child, knowledge().calendar, link.made).doses:
            if dose.when is not None:
                yield _of_dose(dose, link, whose)
    elif isinstance(one, AfterContact) and one.last is not None:
        for number, day in watched_days(one.last):
            if day >= link.made:
                yield _of_watching(number, day, link.language, str(one.last))


def _of_dose(dose: PlannedDose, link: Link, whose: str) -> Day:
    words, language = share_words().file, link.language
    when = dose.when
    assert when is not None  # noqa: S101 (the caller looked)
    title = in_language(words.first if dose.number == 1 else words.second, language)
    first, behind = when.day, when.day + timedelta(days=1)
    alarms: tuple[timedelta, ...] = (_WEEK_BEFORE, _ON_THE_DAY)
    if dose.now:
        title, alarms = in_language(words.now, language).format(dose=title), (_DAY_AFTER,)
    elif when.is_month:
        title = in_language(words.in_month, language).format(dose=title)
        first = when.day.replace(day=1)
        behind = months_after(first, 1)
    return Day(first, behind, title, in_language(words.dose_text, language), alarms, ("dose", whose, str(dose.number)))


def _of_watching(number: int, day: date, language: ReplyLanguage, last: str) -> Day:
    words = share_words()
    title = in_language(words.file.watch_last if number == WATCHED[-1] else words.file.watch, language)
    text = f"{in_language(words.contact.signs, language)} {in_language(words.page.danger, language)}"
    title = title.format(number=number)
    return Day(day, day + timedelta(days=1), title, text, (_ON_THE_DAY,), ("watch", last, str(number)))
