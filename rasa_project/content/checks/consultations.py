"""The texts of a consultation, put together for one person: what nobody may be told, and what everybody must be.

What is looked at is the text with its gaps filled, over all ages, days, doses and risks that lead to another advice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rasa_project.advice.exposure import Exposure, exposure_advice
from rasa_project.advice.knowledge import KNOWLEDGE_DIR, Knowledge, knowledge
from rasa_project.advice.triage import Level, triage
from rasa_project.content.faults import Fault, Faults, in_member, in_text, line_with
from rasa_project.dialogue.answer_files import Variation, all_variations
from rasa_project.dialogue.consultations import case_of, said_exposure, said_triage
from rasa_project.dialogue.conversation import Person, Said
from rasa_project.edition import edition, of_edition
from rasa_project.observability.turns import level_of

SATURDAY: Final = date(2026, 11, 28)
LANGUAGES: Final = ("kk", "ru")
DAYS: Final = (0, 1, 3, 4, 4.5, 6, 7.5, 15)
AGES: Final = {"2 months": 2, "8 months": 8, "3 years": 36, "27 years": 324, "40 years": 480}
RISKS: Final = ("none", "pregnant", "weak_immunity", "unknown")
_NO_DOSE: Final = re.compile("72|салдыру керек|прививку нужно сделать")
_NURSERY: Final = {"kk": "балабақша", "ru": "садик"}
_CLOSED: Final = {"kk": "жабық", "ru": "закрыта"}
#: The signs that every closing "call 103 if" names, child and grown-up (WHO IMCI, NHS).
CLOSING: Final = {
    "kk": ("дем ал", "ерн", "іше", "құс", "тырысса", "сылқ түс", "103"),
    "ru": ("тяжело", "губы", "пить", "рвёт", "судороги", "сил", "созна", "103"),
}
_QUESTION: Final = "utter_ask_consultation_form_"
#: Signs in all mixtures that the rows of triage.yml ask for.
_SIGNS: Final[dict[str, list[Any]]] = {
    "danger": ["yes", "no", "unknown"], "fever": ["yes", "no"], "rash": ["yes", "no"], "contact": ["yes", "no"],
    "age_months": [1, 4, 40, 400], "doses": [0, 2], "own": [None, "yes"],
    "symptoms": [["white_spots"], ["cough"], []],
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An answer after a contact, filled, with whom it is for."""

    one: Variation
    text: str
    days: float
    age_months: int
    risk: str
    doses: int

    @property
    def whom(self) -> str:
        """For people."""
        return f"for {self.age_months} months, risk {self.risk}, {self.doses} doses, day {self.days:g}"


def somebody(
    own: str | None = None,
    symptoms: list[str] | None = None,
    exposure_days: float | None = None,
    fever_days: float | None = None,
    **known: Any,
) -> Person:
    """A person of whom so much is known; days are counted back from :data:`SATURDAY`."""
    exact = exposure_days is not None and float(exposure_days).is_integer()
    return Person(
        1,
        "writer" if own else "child",
        signs=frozenset(symptoms or ()),
        contact_on=_day(exposure_days) if exact else None,
        contact_days=None if exact else exposure_days,
        fever_since=_day(fever_days),
        **known,
    )


def _day(ago: float | None) -> str | None:
    return None if ago is None else (SATURDAY - timedelta(days=ago)).isoformat()


@of_edition
def by_id() -> dict[str, Variation]:
    """The wordings by name and language."""
    return {one.id: one for one in all_variations()}


def filled(answer: Said, language: str) -> str:
    """The answer with its gaps filled."""
    gaps = {f"{name}_{code}": words for name, both in answer.values.items() for code, words in zip(LANGUAGES, both)}
    return by_id()[f"{answer.response}-{language}"].text.format(
        **gaps, **{name: both[language == "ru"] for name, both in answer.values.items()}
    )


def _after_contact(language: str) -> Iterator[Told]:
    for days, months, risk, doses in itertools.product(DAYS, AGES.values(), RISKS, (0, 1, 2)):
        person = somebody(exposure_days=days, age_months=months, risk=risk, doses=doses)
        answer = said_exposure(person, SATURDAY)
        one = by_id()[f"{answer.response}-{language}"]
        yield Told(one, filled(answer, language), days, months, risk, doses)


def after_contact() -> Faults:
    """Nobody is sent for a dose who gets none; a last day is named; a nursery is for children."""
    for told in itertools.chain.from_iterable(map(_after_contact, LANGUAGES)):
        one, language = told.one, told.one.language
        is_at_risk = told.risk in ("pregnant", "weak_immunity") or (told.age_months == 2 and told.risk == "none")
        if is_at_risk and (found := _NO_DOSE.search(told.text)):
            yield in_text(one, found[0], f"{found[0]!r} sends somebody for a dose who gets none ({told.whom})")
        if told.days > 3 and (told.risk != "none" or told.age_months < 6) and "72" in told.text:
            yield in_text(one, "72", f"the 72 hours have passed ({told.whom})")
        yield from _last_day(told)
        if told.days == 1 and told.doses == 0 and told.risk == "none" and told.age_months in (36, 324):
            if (_NURSERY[language] in told.text) is not (told.age_months == 36):
                yield in_text(
                    one, _NURSERY[language], f"a child hears of the nursery, a grown-up does not ({told.whom})"
                )


def _last_day(told: Told) -> Faults:
    exposure = Exposure(told.days, told.age_months, told.risk, told.doses)
    until = exposure_advice(exposure, knowledge().exposure, SATURDAY).act_until
    if until is None:
        return
    language = told.one.language
    today = "бүгін" if language == "kk" else "сегодня"
    if (today if until == SATURDAY else f"{until.day} ") not in told.text:
        yield in_member(told.one, "text", f"does not name the last day ({told.whom}); its gap is {{act_until}}")
    closed = next((line for line in told.text.splitlines() if _CLOSED[language] in line), "")
    if "103" not in closed:
        yield in_member(told.one, "text", f"does not say that 103 helps when the clinic is closed ({told.whom})")


def closings() -> Faults:
    """Every result of the triage ends with the same signs; every question of danger asks for them."""
    for one in all_variations():
        if one.response.startswith("utter_triage_") and one.response != "utter_triage_emergency":
            last = one.text.splitlines()[-1]
            for sign in (sign for sign in CLOSING[one.language] if sign not in last):
                yield in_text(one, last, f"must end with all signs to call 103 for; {sign!r} is missing")
        if one.response in {f"{_QUESTION}{name}" for name in ("danger", "danger_again", "own_danger")}:
            if ("сылқ түс" if one.language == "kk" else "сил") not in one.text:
                yield in_member(one, "text", "does not ask for lying without strength")
            if not one.text.rstrip().endswith("?"):
                yield in_member(one, "text", "is a question: it ends with a question mark")
        if one.response == f"{_QUESTION}danger" and "103" not in one.text.splitlines()[0]:
            yield in_text(one, "", "the danger signs come first: 103 stands in the first line")


def results() -> Faults:
    """Whatever the triage says, its answer is as urgent; a sign of danger is an emergency."""
    path = edition().at(KNOWLEDGE_DIR / "triage.yml")
    found = _triaged(knowledge())
    if any(is_danger and level is not Level.EMERGENCY for is_danger, _, level in found):
        yield Fault(path, line_with(path, "danger"), "a sign of danger must lead to the level emergency")
        return
    for name, level in sorted({(name, level) for _, name, level in found}):
        one = by_id()[f"{name}-kk"]
        if level_of(one.metadata) is not level:
            yield in_member(one, "level", f"the triage says {level.name.lower()}, so its level is that")
    for level in set(Level) - {level for _, _, level in found}:
        yield Fault(path, 1, f"nothing leads to the level {level.name.lower()} any more")


class _Last:
    """Over which knowledge the triage was gone through, and what came of it: a changed sentence changes neither."""

    known: Knowledge | None = None
    found: frozenset[tuple[bool, str, Level]] = frozenset()


def _triaged(known: Knowledge) -> frozenset[tuple[bool, str, Level]]:
    """Over every mixture of signs: whether one of danger is told, the name of the answer, its level."""
    if _Last.known is not known:
        _Last.found = frozenset(map(_result, itertools.product(*_SIGNS.values())))
        _Last.known = known
    return _Last.found


def _result(values: tuple[Any, ...]) -> tuple[bool, str, Level]:
    person = somebody(risk="none", fever_days=1, **dict(zip(_SIGNS, values, strict=True)))
    level = triage(case_of(person, SATURDAY), knowledge().triage).level
    return values[0] == "yes", said_triage(person, SATURDAY).response, level
