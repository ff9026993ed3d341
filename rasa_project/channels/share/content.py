"""What a link's page says: an answer as the bot says it, a child's calendar, the days after a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rasa_project.advice.ages import Birth
from rasa_project.advice.calendar import Child, counted_doses, plan_for
from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.feedback_words import in_language
from rasa_project.channels.share.days import watched_days
from rasa_project.channels.share.links import digest_of
from rasa_project.channels.share.tokens import Link
from rasa_project.channels.share.words import share_words
from rasa_project.dialogue.conversation import Person
from rasa_project.dialogue.dates_in_words import day_kk, day_ru, from_kk, from_ru, until_day_kk, until_day_ru
from rasa_project.dialogue.fixed_answers import wording_of
from rasa_project.dialogue.plans import Gaps, said_plan
from rasa_project.dialogue.reply_language import ReplyLanguage
from rasa_project.dialogue.shareable import AfterContact, ForChild, OfAnswer, parse

_GAP: Final = re.compile(r"\{(\w+)\}")
_LEVEL: Final = "emergency"
#: On a page nobody is asked for more.
_ASKS: Final = "more"
#: Sources of the list of signs on 103.
_OF_CONTACT: Final = ("W7", "C15")


@dataclass(frozen=True)
class Section:
    """A part of a page.

    Attributes:
        title: its heading.
        about: below it: how old the child is.
        head: what stands above the two columns of ``rows``.
        rows: names with their days.
        text: paragraphs, or lines that begin with a bullet, as answers have them.
        is_emergency: whether it says to call 103 now.
        is_renewed: whether the text was another one when the link was made.
        sources: keys of sources.yml.
        reviewed: the day on which the text was compared with them, ISO.
    """

    title: str
    text: str
    about: str = ""
    head: tuple[str, str] | None = None
    rows: tuple[tuple[str, str], ...] = ()
    is_emergency: bool = False
    is_renewed: bool = False
    sources: tuple[str, ...] = ()
    reviewed: str = ""


def sections(link: Link) -> list[Section]:
    """The parts of a link's page, an emergency first; an answer that is gone is left out."""
    found = [section for key in link.keys if (section := _section(key, link)) is not None]
    return sorted(found, key=lambda one: not one.is_emergency)


def _section(key: str, link: Link) -> Section | None:
    one = parse(key)
    if isinstance(one, ForChild):
        return _calendar(one.child, link)
    if isinstance(one, AfterContact):
        return _contact(one, link)
    return _answer(one, link.language) if isinstance(one, OfAnswer) else None


def _answer(one: OfAnswer, language: ReplyLanguage) -> Section | None:
    name = f"utter_{one.name}"
    wording = wording_of(name, language)
    if wording is None or _GAP.search(wording.text):
        return None
    about = wording.metadata
    return Section(
        _title_of(one.name, language),
        wording.text,
        is_emergency=about.get("level") == _LEVEL,
        is_renewed=bool(one.text) and one.text != digest_of(name, language),
        sources=_known(about.get("sources") or ()),
        reviewed=str(about.get("reviewed") or ""),
    )


def _title_of(name: str, language: ReplyLanguage) -> str:
    """The question's or the topic's name on buttons."""
    known = knowledge()
    titled = known.questions.get(name) or known.topics.get(name.partition("/")[0])
    return str(getattr(titled, language)) if titled else in_language(share_words().page.answer, language)


def _calendar(child: Child, link: Link) -> Section | None:
    words, language = share_words().calendar, link.language
    said = said_plan(_person(child), link.made)
    wording = wording_of(said.response, language) if said is not None else None
    if said is None or wording is None:
        return None
    gaps: Gaps = {**said.values, _ASKS: ("", "")}
    day = _numbers(link.made)
    age = _of(said.values.get("age", ("", "")), language)
    return Section(
        in_language(words.title, language),
        _filled(wording.text, gaps, language),
        about=in_language(words.age, language).format(day=day, age=age) if age else "",
        head=(in_language(words.dose, language), in_language(words.when, language)),
        rows=tuple(_doses(child, gaps, link)),
        sources=_known(wording.metadata.get("sources") or ()),
        reviewed=str(wording.metadata.get("reviewed") or ""),
    )


def _doses(child: Child, gaps: Gaps, link: Link) -> Iterator[tuple[str, str]]:
    """Each dose of the calendar: given, due now, from which day, or at which age."""
    words, language, calendar = share_words().calendar, link.language, knowledge().calendar
    planned = {dose.number: dose for dose in plan_for(child, calendar, link.made).doses}
    counted = counted_doses(child, calendar, link.made)
    for number, name, gap in ((1, words.first, "first"), (2, words.second, "second")):
        dose = planned.get(number)
        if counted is not None and number <= counted:
            when = in_language(words.had, language)
        elif dose is None:
            when = in_language(words.check, language)
        elif dose.now:
            when = in_language(words.now, language)
        elif dose.when is not None:
            when = from_ru(dose.when) if language == "ru" else from_kk(dose.when)
        else:
            when = _of(gaps[gap], language)
        yield in_language(name, language), when[:1].upper() + when[1:]


def _contact(one: AfterContact, link: Link) -> Section:
    words, language, rules = share_words().contact, link.language, knowledge().exposure
    lines = [in_language(words.watched_unknown, language)]
    rows: tuple[tuple[str, str], ...] = ()
    if one.last is not None:
        until = one.last + timedelta(days=rules.watch_days)
        lines = [in_language(words.watched, language).format(until=_until(until, language))]
        rows = tuple(
            (in_language(words.day, language).format(number=number), _day(day, language))
            for number, day in watched_days(one.last)
        )
    helps = ((words.vaccine, rules.vaccine_within_days), (words.immunoglobulin, rules.immunoglobulin_within_days))
    for text, within in helps:
        end = one.first + timedelta(days=within) if one.first is not None else None
        if end is not None and end >= link.made:
            lines.append(in_language(text, language).format(day=_until(end, language)))
    lines += [in_language(words.signs, language), in_language(words.baby, language)]
    return Section(
        in_language(words.title, language),
        "\n\n".join(lines),
        head=(in_language(words.days, language), "") if rows else None,
        rows=rows,
        sources=_known((*rules.sources, *_OF_CONTACT)),
    )


def _person(child: Child) -> Person:
    return Person(
        id=1,
        age_months=child.age_months,
        is_below=child.is_below,
        born=_iso(child.born),
        doses=child.doses,
        first_dose_months=child.first_dose_months,
        last_dose=child.last_dose.isoformat() if child.last_dose else None,
    )


def _iso(born: Birth | None) -> str | None:
    if born is None:
        return None
    parts = (f"{born.year:04}", f"{born.month:02}" if born.month else "", f"{born.day:02}" if born.day else "")
    return "-".join(filter(None, parts))


def _filled(text: str, gaps: Gaps, language: ReplyLanguage) -> str:
    return _GAP.sub(lambda gap: _of(gaps[gap[1].removesuffix(f"_{language}")], language), text)


def _of(words: tuple[str, str], language: ReplyLanguage) -> str:
    return words[language == "ru"]


def _known(keys: Sequence[str]) -> tuple[str, ...]:
    """Keys that sources.yml has, each once."""
    return tuple(key for key in dict.fromkeys(keys) if key in knowledge().sources)


def _until(day: date, language: ReplyLanguage) -> str:
    return until_day_ru(day) if language == "ru" else until_day_kk(day)


def _day(day: date, language: ReplyLanguage) -> str:
    return day_ru(day) if language == "ru" else day_kk(day)


def _numbers(day: date) -> str:
    return f"{day:%d.%m.%Y}"
