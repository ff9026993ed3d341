"""Reminders in words: gaps of the answers, names of buttons, and what the bot writes by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rasa_project.advice.ages import age_in_months
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.reminders import Exact, Why
from rasa_project.dialogue.answer_files import all_variations
from rasa_project.dialogue.conversation import Conversation, Said
from rasa_project.dialogue.dates_in_words import (
    day_ru,
    full_day_kk,
    full_day_ru,
    months_kk,
    months_ru,
    on_day_kk,
)
from rasa_project.dialogue.of_the_office import contact_lines
from rasa_project.dialogue.plans import Gaps
from rasa_project.dialogue.reminders import Content, Message, Standing, Whom, all_series, moment, person_of
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.dialogue.who import lead_of
from rasa_project.dialogue.wording import behind_lead
from rasa_project.edition import of_edition

Button = tuple[str, str, str]
#: The entity of the buttons, and what their values begin with.
ENTITY: Final = "question"
PREFIX: Final = "remind_"
_SET: Final = "set_reminder"
_STOP: Final = "stop_reminder"
#: What is done with one reminder, and with all.
OF_DOSE: Final = ("done", "later", "stop")
OF_WATCH: Final = ("well", "ill", "stop")
ALONE: Final = ("remind", "watch", "list", "all", "stop_all")
#: Buttons of children by their place among those of the talk.
MOST_CHILDREN: Final = 12
_STOPPING: Final = frozenset({"stop", "stop_all"})
_DOSES: Final = {1: ("бірінші екпе", "первая прививка"), 2: ("екінші екпе", "вторая прививка")}
_EDGE_DAYS: Final = 3
_MONTHS_A_YEAR: Final = 12
_WATCHED: Final = ("науқастан кейін бақылау", "наблюдение после встречи с больным")
_VISIT: Final = ("емханаға бару", "поход в поликлинику")
_DOSE_TEXTS: Final = {
    (Why.BEFORE.value, True): "utter_reminder_dose_before",
    (Why.BEFORE.value, False): "utter_reminder_dose_before_about",
    (Why.DAY.value, True): "utter_reminder_dose_day",
    (Why.DAY.value, False): "utter_reminder_dose_day_about",
    (Why.AFTER.value, True): "utter_reminder_dose_after",
    (Why.AFTER.value, False): "utter_reminder_dose_after",
    (Why.AGAIN.value, True): "utter_reminder_dose_again",
    (Why.AGAIN.value, False): "utter_reminder_dose_again",
}


@dataclass(frozen=True)
class Written:
    """A message that the bot writes by itself: text, and titles with payloads."""

    text: str
    buttons: tuple[tuple[str, str], ...]


def payload_of(action: str, of: str = "") -> str:
    """What a button of reminders means: ``/set_reminder{"question":"remind_done_d1"}``."""
    value = f"{PREFIX}{action}{f'_{of}' if of else ''}"
    intent = _STOP if action in _STOPPING else _SET
    return f"/{intent}{json.dumps({ENTITY: value}, separators=(',', ':'))}"


def reminder_payloads() -> frozenset[str]:
    """All payloads of the buttons of reminders."""
    of_one = [
        payload_of(action, series)
        for kind, actions in (("dose", OF_DOSE), ("watch", OF_WATCH))
        for action in actions
        for series in all_series(kind)  # type: ignore[arg-type]
    ]
    children = [payload_of("for", str(place)) for place in range(1, MOST_CHILDREN + 1)]
    return frozenset([*of_one, *children, *map(payload_of, ALONE)])


def button(action: str, of: str = "") -> Button:
    """A button by what it does, with its reminder."""
    title = getattr(knowledge().reminders.buttons, action)
    return str(title.kk), str(title.ru), payload_of(action, of)


def buttons_of(content: Content, series: str) -> tuple[Button, ...]:
    """The buttons under a message that the bot writes by itself."""
    actions = OF_DOSE if content.kind == "dose" else OF_WATCH
    return tuple(button(action, series) for action in actions)


def lead_for(whom: Whom, today: date) -> tuple[str, str]:
    """Whose it is, with the age where that is known on the day."""
    person = person_of(whom, 0, "", today, 0.0)
    if whom.born is not None and not (whom.born.is_exact or whom.born.is_month):
        youngest, oldest = (age_in_months(day, today) or 0 for day in (whom.born.last, whom.born.first))
        is_known = youngest == oldest or (oldest >= _MONTHS_A_YEAR and youngest // 12 == oldest // 12)
        shown = youngest if youngest == oldest else youngest // 12 * 12
        person = person.with_told({"age_months": shown if is_known else None}, 0.0)
    return lead_of(person, today)


def gaps_of(content: Content, messages: Sequence[Message] = ()) -> Gaps:
    """``dose``, ``day`` and ``times`` in words; the last word, four weeks after, is not told beforehand."""
    days = [moment(one.due_at).date() for one in messages if one.content.why != Why.AFTER.value]
    hour = str(knowledge().reminders.hour)
    if content.why == Why.CHOSEN.value and messages:
        times = _times_with_hours(messages)
        return {"dose": _VISIT, "day": _day(content), "times": times, "hour": (hour, hour)}
    return {
        "dose": _DOSES.get(content.number or 0, _VISIT),
        "day": _day(content),
        "times": _times(days or [moment(one.due_at).date() for one in messages], content),
        "hour": (hour, hour),
    }


def _day(content: Content) -> tuple[str, str]:
    if content.exact is Exact.DAY:
        return full_day_kk(content.day), full_day_ru(content.day)
    begins, until = content.begins or content.day, content.until or content.day
    if content.exact is Exact.MONTH:
        return months_kk(begins, begins), months_ru(begins, begins)
    if (until - begins).days > 2 * _EDGE_DAYS:  # a month that only some days of it lie in is not named
        begins, until = begins + timedelta(days=_EDGE_DAYS), until - timedelta(days=_EDGE_DAYS)
    return f"{months_kk(begins, until)} шамасында", f"примерно {months_ru(begins, until)}"


def _times(days: Sequence[date], content: Content) -> tuple[str, str]:
    """``8 наурызда және 15 наурызда``, ``8 марта и 15 марта``; the year where that of the dose does not tell it."""
    is_told = content.exact is Exact.DAY and all(day.year == content.day.year for day in days)
    with_year = content.kind == "dose" and not is_told
    is_one_year = len({day.year for day in days}) == 1
    kk = [on_day_kk(day, with_year=with_year and (not place or not is_one_year)) for place, day in enumerate(days)]
    ru = [full_day_ru(day) if with_year and not is_one_year else day_ru(day) for day in days]
    ending = f" {days[0].year} года" if with_year and is_one_year else ""
    return _joined(kk, " және "), _joined(ru, " и ") + ending


def _times_with_hours(messages: Sequence[Message]) -> tuple[str, str]:
    """``29 қарашада сағат 19:00-де және 30 қарашада сағат 8:00-де``, ``29 ноября в 19:00 и 30 ноября в 8:00``."""
    at = [moment(one.due_at) for one in messages if one.content.why == Why.CHOSEN.value]
    kk = [f"{on_day_kk(one.date())} сағат {one.hour}:00-де" for one in at]
    ru = [f"{day_ru(one.date())} в {one.hour}:00" for one in at]
    return _joined(kk, " және "), _joined(ru, " и ")


def _joined(words: Sequence[str], last: str) -> str:
    return last.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def items(some: Sequence[Standing], today: date) -> tuple[str, str]:
    """Reminders as a numbered list."""
    lines = [_item(one, today) for one in some]
    return (
        "\n".join(f"{number}. {kk}" for number, (kk, _) in enumerate(lines, 1)),
        "\n".join(f"{number}. {ru}" for number, (_, ru) in enumerate(lines, 1)),
    )


def _item(one: Standing, today: date) -> tuple[str, str]:
    content = one.content
    leads = [lead_for(whom, today) for whom in content.whom[:1]] if len(content.whom) == 1 else [("", "")]
    gaps = gaps_of(content, one.waiting[:1])
    (kk, ru), (when_kk, when_ru) = leads[0], gaps["times"]
    if content.kind == "watch":
        return f"{kk}{_WATCHED[0]} – {when_kk}", f"{ru}{_WATCHED[1]} – {when_ru}"
    dose, day = gaps["dose"], gaps["day"]
    if content.number is None:
        return f"{kk}{_VISIT[0]} – {day[0]}", f"{ru}{_VISIT[1]} – {day[1]}"
    if one.waiting and moment(one.waiting[0].due_at).date() > content.day:  # its time has come already
        return f"{kk}{dose[0]}, {when_kk} сұраймын", f"{ru}{dose[1]}, спрошу {when_ru}"
    return f"{kk}{dose[0]} – {day[0]}", f"{ru}{dose[1]} – {day[1]}"


def stop_buttons(some: Sequence[Standing]) -> tuple[Button, ...]:
    """A button to stop each by its number, and all."""
    title = knowledge().reminders.buttons.stop
    found = [
        (f"{title.kk}: {number}", f"{title.ru}: {number}", payload_of("stop", one.series))
        for number, one in enumerate(some, 1)
    ]
    return (*found, button("stop_all")) if len(found) > 1 else (button("stop", some[0].series),)


def written(content: Content, series: str, language: ReplyLanguage, today: date) -> Written:
    """What is written when a planned message is due.

    Args:
        content: as it was planned.
        series: its reminder.
        language: of the person.
        today: the day on which it really goes out.
    """
    if content.kind == "watch":
        gaps: dict[str, Any] = {"days": str((today - content.day).days)}
        name, lead = "utter_reminder_watch", ("", "")
    elif content.why == Why.CHOSEN.value or content.number is None:
        gaps, name, lead = _of(language, gaps_of(content)), "utter_reminder_chosen", ("", "")
    else:
        gaps, name = _of(language, gaps_of(content)), _DOSE_TEXTS[content.why, content.exact is Exact.DAY]
        lead = lead_for(content.whom[0], today) if content.whom else ("", "")
    text = behind_lead(lead[language == "ru"], _texts()[name, language].format(**gaps))
    tail = contact_lines(Conversation(place_code=content.place)) if content.kind == "dose" else None
    titles = tuple((ru if language == "ru" else kk, payload) for kk, ru, payload in buttons_of(content, series))
    whole = f"{text}\n\n{tail[language == 'ru']}" if tail else text
    return Written(whole[:1].upper() + whole[1:], titles)


def _of(language: ReplyLanguage, gaps: Gaps) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, (kk, ru) in gaps.items():
        found |= {f"{name}_kk": kk, f"{name}_ru": ru, name: ru if language == "ru" else kk}
    return found


@of_edition
def _texts() -> Mapping[tuple[str, str], str]:
    return {(one.response, one.language): one.text for one in all_variations()}


def said(name: str, content: Content, messages: Sequence[Message], lead: tuple[str, str] | None) -> Said:
    """An answer on a reminder, with whose it is in front."""
    return Said(name, gaps_of(content, messages), lead=lead)
