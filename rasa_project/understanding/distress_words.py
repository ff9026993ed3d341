"""A person in distress, in folded words: no wish to live, harm to oneself or a child, violence, a death and despair.

Only what somebody says of a life or a home: a fear of the disease, a question on its deaths, an idiom, a film, a fit of
shivering («бьёт озноб») is none of it. Plain grief and plain guilt have answers of their own (``subjects.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from rasa_project.understanding import distress_phrases as told


class Distress(str, Enum):
    """What the distress is."""

    SELF_HARM = "self_harm"
    HARM_TO_CHILD = "harm_to_child"
    VIOLENCE = "violence"
    DESPAIR = "despair"


#: Where or with what somebody would not live, and of what one dies in idioms.
_NOT_OF_A_LIFE: Final = re.compile(
    r"\bжит (?!на свете|на етом свете|в етом мире)(?:\S+ )?(?:в|во|вместе|возле|далеко|на|около|по|под|рядом|с|со|у) "
    r"|\bжит без (?!него|нее|сина|дочк|дочери|ребенка|малиша|мужа|мами)|\bумерет (?:от|со|чем)\b"
    r"|\bо смерти (?:от|реб|мал|доч|син|дет)|\bкулк|\bкулип\b|\bсмех|\bх?ахах"
    r"|\b(?:кот|кошка|котенок|пес|собака|шенок|мисик|мисигим|ит|итим|кушик) (?:\S+ ){0,2}?(?:пригн|виброс|секир)"
)
#: What was read, seen, sung, or told of a hero.
_STORY: Final = re.compile(
    r"\b(?:филм|кино|сериал|песн|роман|книг|китап|мулт|олен |ани |анде |новост|жаналик|герои|кеиипкер|актер|стих"
    r"|деген ан |ан (?:бар|тинда|аит))"
)
#: A medicine, the disease or another person does it.
_NOT_BY_HAND: Final = re.compile(
    r"\b(?:прив|вакцин|укол|лекарств|таблет|екпе|сироп|антибиотик|вирус|микроб|лихорад|озноб|оянба|кизилша|кор[иью]\b|кор\b|темпер)"
    r"|\bчто (?:нян|воспитат|учител|муж|кто|дет|друг|медсест|врач|сестр|брат)"
)
#: Shivers, alarms, a heart, a toy, a child at play: nobody is beaten.
_NOBODY_BEATEN: Final = re.compile(
    r"\b(?:дрож|озноб|знобит|лихорад|судорог|током|тревогу|рекорд|по карману|в глаза|журег|журек|пулс|сердц|калтир"
    r"|кашел|х?ахах|тенис|мяч|доп |бокс|ауз)|\b(?:ребенок|малиш) (?:\S+ ){0,2}?(?:бет|бил|ударил|пина\S+) меня"
    r"|\bбалам (?:\S+ ){0,2}?мени|\bмуж(?:а|у|ем)? (?:\S+ )?(?:бет|бил) (?:в|по)\b"
)
#: Whom one would follow is in hospital; what is only supposed, or nearly was.
_IN_HOSPITAL: Final = re.compile(r"\b(?:аурухана|болниц|реанимац|жедел|скор[аоу])")
_SUPPOSED: Final = re.compile(r"\b(?:егер|если|чут не|чут било не)\b")
_HEARSAY: Final = re.compile(r"\b(?:вирус|говорят|деди|деиди|естид|корши|слишал|сосед)")
#: «артынан кеткім келеді», and hardly a word more, is not said of an errand.
_FEW: Final = 6


def distress_of(words: Sequence[str]) -> Distress | None:
    """The distress that a message of folded words tells of; ``None`` where it tells of none."""
    text = _joined(words)
    if is_story(words):
        return None
    if _despairs(text):
        return Distress.DESPAIR
    if _would_not_live(text):
        return Distress.SELF_HARM
    if _HARM_TO_CHILD.search(text) and not _NOT_BY_HAND.search(text):
        return Distress.HARM_TO_CHILD
    return Distress.VIOLENCE if _is_beaten(text) else None


def is_story(words: Sequence[str]) -> bool:
    """Whether it is told what was read, seen or sung: ``фильм``, ``әнде``."""
    return _STORY.search(_joined(words)) is not None


def is_happening(words: Sequence[str], distress: Distress) -> bool:
    """Whether the harm is done or about to be, as the words tell: ``қазір ұрып жатыр``, ``стою на мосту``."""
    is_own = distress in {Distress.SELF_HARM, Distress.DESPAIR}
    return (_ACTS if is_own else _BEING_DONE).search(_joined(words)) is not None


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether it is asked what to do or whom to turn to, and nothing else: ``что мне делать``, ``кімге айтам``."""
    return _ASKS_FOR_HELP.search(_joined(words)) is not None


def _joined(words: Sequence[str]) -> str:
    """With a space before and behind each word; «из-за» is two."""
    return f" {' '.join(words)} ".replace("-", " ")


def _would_not_live(text: str) -> bool:
    if _HARM_TO_ONESELF.search(text) is None and _WOULD_NOT_LIVE.search(text) is None:
        return False
    return _NOT_OF_A_LIFE.search(text) is None


def _is_beaten(text: str) -> bool:
    if _NOBODY_BEATEN.search(text):
        return False
    is_afraid = _AFRAID_AT_HOME.search(text) is not None and _NOT_BY_HAND.search(text) is None
    return is_afraid or _VIOLENCE.search(text) is not None


def _despairs(text: str) -> bool:
    """A death together with self-blame, or with not going on."""
    if _SUPPOSED.search(text):
        return False
    is_death = _DIED.search(text) is not None and _KIN.search(text) is not None
    if _GO_AFTER.search(text) and not _IN_HOSPITAL.search(text):
        return is_death or len(text.split()) <= _FEW
    if _KILLED.search(text):
        return True
    is_lost = _CANNOT_GO_ON.search(text) is not None and _HEARSAY.search(text) is None
    return is_death and (is_lost or _BLAMES.search(text) is not None or _would_not_live(text))


def _pattern(table: tuple[str, ...]) -> re.Pattern[str]:
    lines = ("".join(map(_of_word, line.split())) for line in table)
    return re.compile(r"(?<!\S)(?<! не )(?:" + "|".join(lines) + ")")


def _of_word(word: str) -> str:
    if word == "*":
        return r"(?:(?!не )\S+ ){0,3}?"
    some = (re.escape(one.removeprefix("=")) + (r"" if one.startswith("=") else r"\S*") for one in word.split("/"))
    return "(?:" + "|".join(some) + ") "


_WOULD_NOT_LIVE: Final = _pattern(told.WOULD_NOT_LIVE)
_HARM_TO_ONESELF: Final = _pattern(told.HARM_TO_ONESELF)
_HARM_TO_CHILD: Final = _pattern(told.HARM_TO_CHILD)
_VIOLENCE: Final = _pattern(told.VIOLENCE)
_AFRAID_AT_HOME: Final = _pattern(told.AFRAID_AT_HOME)
_KIN: Final = _pattern(told.KIN)
_DIED: Final = _pattern(told.DIED)
_BLAMES: Final = _pattern(told.BLAMES)
_KILLED: Final = _pattern(told.KILLED)
_CANNOT_GO_ON: Final = _pattern(told.CANNOT_GO_ON)
_GO_AFTER: Final = _pattern(told.GO_AFTER)
_ACTS: Final = _pattern(told.ACTS)
_BEING_DONE: Final = _pattern(told.BEING_DONE)
_ASKS_FOR_HELP: Final = _pattern(told.ASKS_FOR_HELP)
