"""Babies of the first three months, and a fever of theirs: 103 (``triage.yml``, newborn_fever)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rasa_project.advice.ages import Birth, age_in_months
from rasa_project.understanding.circumstances import speaks_of_adult
from rasa_project.understanding.concepts import ConceptSpan
from rasa_project.understanding.danger import tells_of_danger_now
from rasa_project.understanding.phrases import phrases, stands
from rasa_project.understanding.quantities import Quantity
from rasa_project.understanding.temperature import Temperature

#: A fever below this age is an emergency (facts: standard paediatric advice; ``triage.yml``, newborn_fever).
NEWBORN_MONTHS: Final = 3
_FEVER_FROM: Final = 38.0
#: Who is told of without an age: born just now, the first forty days, the navel not healed.
_NEWBORN: Final = phrases(
    "новорожд", "шакалаг", "шакалак", "жана туган", "жанадан туган", "недавно родил", "толко родил",
    "кирки шикпа", "киркинан шикпа", "кирки шикка жок", "киркинан шикка жок", "кирки толма", "киркина толма",
    "кирик кун толма", "сорока днеи нет", "сорок днеи нет", "сорока днеи еше нет", "до сорока днеи",
    "киндиги туспе", "киндиги али туспе", "киндиги али жазилма", "киндиги жазилма", "пупок не зажил",
    "пупок еше не", "пупок не отпал", "пуповина не отпал",
)  # fmt: skip
#: Home from where children are born ...
_BIRTH_HOUSE: Final = phrases("перзентхана", "роддом", "родилниг", "родилни дом")
#: ... some days ago.
_CAME_HOME: Final = phrases("шиктик", "шиккан", "шикти", "келдик", "вишли", "виписа", "приехали", "вернул")
_JUST_NOW: Final = phrases(
    "вчера", "сегодня", "недавно", "толко", "кеше", "бугин", "жана", "алдингуни", "на днях", "позавчера"
)
#: A question about new-borns, not about one that has a fever.
_IN_GENERAL: Final = ("какая", "какои", "кандаи", "канша", "опасна", "неше")


def is_newborn(words: Sequence[str], born: Quantity | None, age: Quantity | None, today: date) -> bool:
    """Whether somebody under three months is told of: an age or birth date counts first, without one words do.

    Args:
        words: folded words.
        born: the birth date of the message.
        age: its first age, in months.
        today: in the district.
    """
    if born is not None and (birth := Birth.parse(born.value)) is not None:
        months = age_in_months(birth.earliest, today)
        return months is not None and months < NEWBORN_MONTHS
    if age is not None:
        return age.number < NEWBORN_MONTHS
    return names_newborn(words)


def names_newborn(words: Sequence[str]) -> bool:
    """Whether words alone tell of a baby born just now: «жаңа туған нәресте бар үйде»."""
    came_home = stands(words, _BIRTH_HOUSE) and stands(words, _CAME_HOME) and stands(words, _JUST_NOW)
    named = stands(words, _NEWBORN) or came_home
    return named and not any(word.startswith(_IN_GENERAL) for word in words)


def has_fever(words: Sequence[str], told: Sequence[ConceptSpan], temperature: Temperature | None) -> bool:
    """Whether a fever is there now, by a word for it or by degrees; a grown-up's («жена родила …») is none.

    Args:
        words: folded words with punctuation.
        told: signs that somebody has.
        temperature: the one measured, its places in ``words``.
    """
    if speaks_of_adult(words):
        return False
    spans = [span for span in told if span.concept == "fever"]
    if temperature is not None and temperature.degrees >= _FEVER_FROM:
        spans.append(ConceptSpan("fever", temperature.first, temperature.after, ("fever",)))
    return tells_of_danger_now(words, spans)
