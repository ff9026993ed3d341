"""How a part is meant: told, past, supposed, in general or hearsay; judged by the clauses that tell what happened."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Final

from rasa_project import clock
from rasa_project.understanding.clauses import Clause, find_clauses
from rasa_project.understanding.events import Event, event_of
from rasa_project.understanding.parts import Mood
from rasa_project.understanding.past_times import is_over, names_past_time

_IF: Final = frozenset("егер если вдруг ежели алда".split())
_CONDITIONAL: Final = ("са", "се", "сам", "сем", "сак", "сек", "саниз", "сениз")
#: Also of a story: «сөйтсе тобында корь шығыпты», «қарасам бөртпе шығыпты», «келсем ауырып жатыр».
_NOT_CONDITIONAL: Final = frozenset(
    (
        "совсем пулса голоса вообшем аса часа оса раса носа веса всем чем соитсе соитсем карасам карасак келсем келсек"
    ).split()
)
_RUSSIAN: Final = (
    "офис",
    "автобус",
    "адрес",
    "вопрос",
    "интерес",
    "кас",
    "клас",
    "мас",
    "процес",
    "стрес",
    "укус",
    "часа",
)
_FEARED: Final = ("коркам", "коркип", "боюс", "мумкин", "может", "могут", "калмаи", "калмас")
_PAST: Final = (
    "билтир", "бурин", "прошл", "позапрошл", "ранше", "детств", "кезинде", "кезимде", "однажди", "баяг",
    "ертеде",
)  # fmt: skip
#: «сол кезде», «тогда ещё», «в тот раз»: a time told before.
_THEN: Final = frozenset(
    {("сол", "кезде"), ("ол", "кезде"), ("бала", "кезде"), ("тогда", "еше"), ("тогда", "ешо"), ("тот", "раз")}
)
_UNITS_AGO: Final = ("год", "лет", "жил", "месяц", "аи", "недел", "апта", "кун", "дн", "ден", "час", "сагат")
_YEARS: Final = ("год", "лет", "жил")
_HEARSAY: Final = (
    "деиди", "деседи", "говорят", "естидим", "слишал", "пишут", "сказали", "аитип", "базарда",
    "аитади",
)  # fmt: skip
_OWN_SAID: Final = ("даригер", "врач", "медсестра", "мама", "анам")
_ASKING: Final = frozenset("ма ме ба бе па пе ли ?".split())
_GENERAL: Final = (
    "жалпи", "вообше", "бивает", "бивают", "обично", "адетте", "бола", "болама", "можно", "кандаи", "какие", "неше",
    "сколко",
)  # fmt: skip
_NOW: Final = tuple("казир сеичас бугин жатир турм тур сегодня кеше вчера тунде ночю утром манаг".split())
#: Days so near that «сол кезде» may be one of them.
_NOW_ANYWHERE: Final = ("бугин", "сегодня", "кеше", "вчера", "манаг", "жана", "толко", "тунде", "ночю", "утром")
#: A meeting with a patient, by beginnings of folded words.
_MET: Final = ("бирге", "вместе", "гост", "жанинда", "играл", "касинда", "кездес", "конак", "контакт", "оина", "рядом")
#: Of what was told before, where that is past.
_SHORT: Final = 4
_WAS: Final = frozenset({"бил", "била", "било", "били", "болган", "болди", "еди", "шиккан", "котерилген"})
_LONG_PAST: Final = tuple("билтир прошл позапрошл детств кезинде кезимде ертеде назад ранше".split())


def mood_of(words: Sequence[str], has_person: bool, today: date | None = None) -> Mood:
    """The mood of a part: told where one of its clauses tells what happened, else that of its first such clause."""
    moods: list[Mood] = []
    past = past_clauses(words, today)
    for clause in find_clauses(words):
        inside = words[clause.first : clause.after]
        asks = not _ASKING.isdisjoint(inside) or words[clause.after : clause.after + 1] == ["?"]
        if any(map(_is_event, inside)):
            is_past = clause in past or (bool(past) and is_over(inside))
            moods.append(Mood.PAST if is_past else _of_clause(inside, asks, has_person))
    if not moods or Mood.TOLD in moods:
        return Mood.TOLD
    return moods[0]


def past_clauses(words: Sequence[str], today: date | None = None) -> list[Clause]:
    """The clauses that tell of the past alone: what is seen in them is not there now.

    «Сол кезде», «тогда ещё» beside a word of today or yesterday mean that day; «сыпь была» goes on with what is past.

    Args:
        words: folded words and marks.
        today: in the district; now where it is left out.
    """
    past: list[Clause] = []
    day, over = today or clock.today(), is_over(words)
    before: Clause | None = None
    for clause in find_clauses(words):
        inside = words[clause.first : clause.after]
        goes_on = before is not None and before in past and any(map(_was, inside))
        before = clause
        if any(word.startswith(_NOW) for word in inside):
            continue
        is_met = any(word.startswith(_MET) for word in inside)  # a meeting of a month ago is one, and no illness
        if goes_on or (not is_met and names_past_time(inside, day, is_told_over=over)):
            past.append(clause)
            continue
        if not _is_past(inside):
            continue
        if any(word.startswith(_LONG_PAST) for word in inside) or not _names_a_near_day(words):
            past.append(clause)
    return past


def _was(word: str) -> bool:
    """Whether a verb tells of what was: ``была``, ``болған``, ``бөртіп кеткен``."""
    return word in _WAS or (len(word) > _SHORT and word.endswith(("ган", "ген", "кан", "кен")))


def _names_a_near_day(words: Sequence[str]) -> bool:
    return any(word.startswith(_NOW_ANYWHERE) for word in words)


def _is_event(word: str) -> bool:
    event = event_of(word)
    return (event is not None and event is not Event.BIRTH) or word.startswith(
        ("тирис", "судорог", "ауир", "кизилша", "задих", "талип", "тунши")
    )


def _of_clause(inside: Sequence[str], asks: bool, has_person: bool) -> Mood:
    says_now = any(word.startswith(_NOW) for word in inside)
    if not _IF.isdisjoint(inside) or any(map(_is_conditional, inside)) or any(w.startswith(_FEARED) for w in inside):
        return Mood.SUPPOSED
    if any(word.startswith(_HEARSAY) for word in inside) and not any(word.startswith(_OWN_SAID) for word in inside):
        return Mood.HEARSAY
    if not says_now and _is_past(inside):
        return Mood.PAST
    if asks and not has_person and any(word.startswith(_GENERAL) for word in inside):
        return Mood.GENERAL
    return Mood.TOLD


def _is_conditional(word: str) -> bool:
    is_russian = word in _NOT_CONDITIONAL or word.startswith(_RUSSIAN)
    return len(word) > 4 and word.endswith(_CONDITIONAL) and not is_russian


def _is_past(inside: Sequence[str]) -> bool:
    if not _THEN.isdisjoint(itertools.pairwise(inside)):
        return True
    for index, word in enumerate(inside):
        if word in {"назад", "бурин"}:
            return any(unit.startswith(_YEARS) for unit in inside[max(0, index - 2) : index]) or (
                word == "бурин" and not any(unit.startswith(_UNITS_AGO) for unit in inside[max(0, index - 1) : index])
            )
        if word.startswith(_PAST) and word != "бурин":
            return True
    return False
