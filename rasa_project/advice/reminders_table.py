"""When the bot writes by itself, and the names of its buttons (``data/knowledge/reminders.yml``)."""

from __future__ import annotations

from pydantic import Field, conint, constr, validator

from rasa_project.advice.records import Record

_Days = conint(ge=1, le=366)


class Title(Record):
    """A button's name, per language."""

    kk: constr(min_length=3, max_length=24)  # type: ignore[valid-type]
    ru: constr(min_length=3, max_length=24)  # type: ignore[valid-type]


class DoseDays(Record):
    """Days around that of a dose.

    Attributes:
        before_days: so many before it is the first word.
        after_days: so many behind it the last, where nothing was answered.
        again_days: until it is asked again.
        useful_days: a word that comes late still helps for so many.
    """

    before_days: _Days  # type: ignore[valid-type]
    after_days: _Days  # type: ignore[valid-type]
    again_days: _Days  # type: ignore[valid-type]
    useful_days: _Days  # type: ignore[valid-type]


class WatchDays(Record):
    """Days behind a contact."""

    days: list[_Days] = Field(min_items=1)  # type: ignore[valid-type]
    useful_days: _Days  # type: ignore[valid-type]

    @validator("days")
    def _in_order(cls, days: list[int]) -> list[int]:
        if sorted(set(days)) != days:
            raise ValueError("the days must rise")
        return days


class ChosenHours(Record):
    """Hours of a day that a parent chose: on its eve, and on the day."""

    eve_hour: conint(ge=9, le=21)  # type: ignore[valid-type]
    hour: conint(ge=8, le=12)  # type: ignore[valid-type]


class Buttons(Record):
    """Names of the buttons, by what they do."""

    remind: Title
    watch: Title
    done: Title
    later: Title
    stop: Title
    stop_all: Title
    list: Title
    all: Title
    well: Title
    ill: Title


class ReminderRules(Record):
    """``reminders.yml``; ``hour`` is that of the day in the district."""

    hour: conint(ge=7, le=20)  # type: ignore[valid-type]
    dose: DoseDays
    chosen: ChosenHours
    watch: WatchDays
    buttons: Buttons
