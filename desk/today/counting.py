"""Counting what the bot stored since the last time: each message once, whatever stops in between.

A message is counted when its turn is certainly in the bot's database: a little after the longest turn. What is counted
and up to when are written together, a day in a transaction, so that nobody waits for the desk's database while a month
is counted, and what stops in between goes on at the day where it was. All that is stored is read once, batch by batch,
in no transaction.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.bot.store import BotStore, FeedbackRow
from desk.bot.turns import turns_in
from desk.today.models import DayCount, HourCount, Progress, Seen, WeekCount
from desk.today.tally import Tally, WeekOfSomebody, by_day, day_of, day_period, monday_of, start_of, week_period
from desk.unanswered.pointers import forget_refused, keep_not_helped, keep_not_understood
from rasa_project.dialogue.feedback import subject_of
from rasa_project.settings import patience_seconds

#: After its longest turn the bot has certainly written it.
_BESIDES: Final = 5.0
#: Events of a turn may be so much later than its message.
_TURN: Final = 120.0
_CHUNK: Final = 400
#: Marks of people stay so long after their period began.
_MARKS_STAY: Final = timedelta(days=15)


def count_new(store: BotStore, now: float | None = None) -> int:
    """Count what came since the last time.

    Args:
        store: the bot's database.
        now: seconds since 1970; the clock's where it is not told.

    Returns:
        how many messages were counted.

    Raises:
        desk.bot.store.BotStoreError: the bot's database can't be read; nothing was counted.
    """
    now = time.time() if now is None else now
    end = now - patience_seconds() - _BESIDES
    start = Progress.get().up_to or store.first_at() or end
    if start >= end:
        return 0
    days = by_day(turns_in(store.rows(start, end + _TURN), start, end), settings.SECRET_KEY.encode())
    said = store.feedback_since(_first_day(start))
    number, known = 0, {0.0, start}
    for step in _steps(days, said, end):
        if not _written(step, known):
            return number  # another process was quicker
        number += sum(count for (_, measure), count in step.counted.hours.items() if measure == "messages")
        known = {step.until}
    return number


@dataclass(frozen=True)
class _Step:
    """What is written in one transaction: a day's counts, words on answers up to that day, up to when it is counted."""

    counted: Tally
    said: list[FeedbackRow]
    until: float
    is_last: bool


def _steps(days: Mapping[date, Tally], said: list[FeedbackRow], end: float) -> Iterator[_Step]:
    """The days in their order; the last one takes whatever is left."""
    order = sorted(days) or [day_of(end)]
    left = sorted(said, key=lambda one: one.day)
    for day in order:
        is_last = day == order[-1]
        now = [one for one in left if is_last or one.day <= day.isoformat()]
        left = left[len(now) :]
        until = end if is_last else start_of(day + timedelta(days=1)).timestamp()
        yield _Step(days.get(day, Tally()), now, until, is_last)


def _written(step: _Step, known: Collection[float]) -> bool:
    """Write a step where all up to one of ``known`` is counted; false where it is not, since another process counts."""
    with transaction.atomic():
        progress = Progress.objects.select_for_update().get(pk=1)
        if progress.up_to not in known:
            return False
        _write(step.counted, step.said)
        if step.is_last:
            _forget_marks()
        progress.up_to = step.until
        progress.ran_at = timezone.now()
        progress.fault = ""
        progress.save(update_fields=["up_to", "ran_at", "fault"])
    return True


def _first_day(start: float) -> str:
    """A word on an answer bears a day alone: the day of the last count and the one before are counted again."""
    return (day_of(start) - timedelta(days=1)).isoformat()


def _write(counted: Tally, said: list[FeedbackRow]) -> None:
    _add(HourCount, ("hour", "measure"), counted.hours)
    _add(DayCount, ("day", "measure", "name"), counted.days)
    new = Counter({(day, "people", ""): len(_unseen(day, digests)) for day, digests in counted.people.items()})
    _add(DayCount, ("day", "measure", "name"), new)
    _add_weeks(counted.weeks)
    _set_feedback(said)
    keep_not_understood(counted.unanswered)
    keep_not_helped(said)
    forget_refused(counted.refused)


def _forget_marks() -> None:
    """Marks of people of long ago; not before all that is stored is counted, which may be of long ago as well."""
    Seen.objects.filter(period__lt=day_period(_oldest()), period__startswith="d").delete()
    Seen.objects.filter(period__lt=week_period(_oldest()), period__startswith="w").delete()


def _oldest() -> date:
    return (timezone.now() - _MARKS_STAY).date()


def _add(model: Any, keys: tuple[str, ...], counts: Counter[Any]) -> None:
    """Add to rows that are there, make those that are not."""
    first = keys[0]
    periods = {key[0] for key in counts}
    known = {
        tuple(getattr(row, name) for name in keys): row
        for chunk in _chunks(sorted(periods))
        for row in model.objects.filter(**{f"{first}__in": chunk})
    }
    rows = []
    for key, number in counts.items():
        before = known[key].count if key in known else 0
        if number:
            rows.append(model(**dict(zip(keys, key)), count=before + number))
    model.objects.bulk_create(
        rows, batch_size=_CHUNK, update_conflicts=True, unique_fields=list(keys), update_fields=["count"]
    )


def _unseen(day: date, digests: set[str]) -> set[str]:
    """Those of a day who were not counted yet; they are from now on."""
    new = digests - set(_known(day_period(day), digests))
    Seen.objects.bulk_create((Seen(period=day_period(day), digest=one) for one in sorted(new)), batch_size=_CHUNK)
    return new


def _known(period: str, digests: Iterable[str]) -> dict[str, Seen]:
    return {
        row.digest: row
        for chunk in _chunks(sorted(digests))
        for row in Seen.objects.filter(period=period, digest__in=chunk)
    }


def _add_weeks(weeks: dict[tuple[date, str], WeekOfSomebody]) -> None:
    """Count who told of what, once a week and at the village that they told, whenever they told it."""
    counts: dict[tuple[date, str, str], int] = {}
    by_week: dict[date, dict[str, WeekOfSomebody]] = {}
    for (week, mark), told in weeks.items():
        by_week.setdefault(week, {})[mark] = told
    for week, people in by_week.items():
        known = _known(week_period(week), people)
        rows = []
        for mark, told in people.items():
            before = known.get(mark)
            row = _joined(week, mark, before, told)
            for key, number in _changes(week, before, row):
                counts[key] = counts.get(key, 0) + number
            rows.append(row)
        Seen.objects.bulk_create(
            rows, batch_size=_CHUNK, update_conflicts=True, unique_fields=["period", "digest"],
            update_fields=["place", "has_fever_rash", "has_contact"],
        )  # fmt: skip
    _add(WeekCount, ("week", "measure", "name"), Counter(counts))


def _joined(week: date, mark: str, before: Seen | None, told: WeekOfSomebody) -> Seen:
    return Seen(
        period=week_period(week),
        digest=mark,
        place=told.place or (before.place if before else ""),
        has_fever_rash=told.has_fever_rash or bool(before and before.has_fever_rash),
        has_contact=told.has_contact or bool(before and before.has_contact),
    )


def _changes(week: date, before: Seen | None, now: Seen) -> list[tuple[tuple[date, str, str], int]]:
    """What the row of one person adds to the counts of the week, or takes from them."""
    changes = [] if before else [((week, "people", ""), 1)]
    for measure, was, is_ in (
        ("fever_rash", bool(before and before.has_fever_rash), now.has_fever_rash),
        ("contacts", bool(before and before.has_contact), now.has_contact),
    ):
        if was and before is not None and before.place != now.place:
            changes.append(((week, measure, before.place), -1))
            changes.append(((week, measure, now.place), 1))
        elif is_ and not was:
            changes.append(((week, measure, now.place), 1))
    return changes


def _set_feedback(said: list[FeedbackRow]) -> None:
    """What was said of answers on these days, in place of what was counted of them before."""
    counts: Counter[tuple[date, str, str]] = Counter()
    for one in said:
        day = date.fromisoformat(one.day)
        counts[day, one.verdict, ""] += 1
        if one.verdict == "not_helped":
            counts[day, "not_helped_of", subject_of(one.topic)] += 1
    DayCount.objects.bulk_create(
        (DayCount(day=day, measure=measure, name=name, count=n) for (day, measure, name), n in counts.items()),
        batch_size=_CHUNK, update_conflicts=True, unique_fields=["day", "measure", "name"], update_fields=["count"],
    )  # fmt: skip


def _chunks(some: list[Any]) -> Iterable[list[Any]]:
    return (some[at : at + _CHUNK] for at in range(0, len(some), _CHUNK))


def week_now() -> date:
    """The Monday of this week in the district."""
    return monday_of(day_of(time.time()))
