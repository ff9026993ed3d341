"""How soon a person with signs needs whom: the table in ``data/knowledge/triage.yml`` applied to one case.

No diagnosis: only 103 now, a doctor today, a call to the clinic, or watching. Danger signs: WHO, IMCI. Pure
functions; the words are in the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, IntEnum
from typing import Final

from rasa_project.advice.records import Words
from rasa_project.advice.triage_table import AtRisk, Row, TriageTable


class Level(IntEnum):
    """How urgent, the least first."""

    WATCH = 1
    CALL_CLINIC = 2
    DOCTOR_TODAY = 3
    EMERGENCY = 4


class Told(Enum):
    """The answer to a question; where nobody was asked yet, there is none (``None``)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


#: Risk that is no risk, and what a parent who does not know says.
NO_RISK: Final = "none"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True)
class Case:
    """What is known of the person with signs; ``None`` where it was neither told nor asked.

    Attributes:
        age_months: completed months; an adult has 216 or more.
        signs: ids of ``symptoms.yml`` that somebody has, danger signs left out.
        danger: whether a danger sign is there now.
        fever: whether there is fever.
        rash: whether there is a rash.
        contact: with somebody who has or may have measles.
        risk: ``none``, ``pregnant``, ``weak_immunity`` or ``unknown``.
        fever_days: how many days the fever lasts.
        rash_days: how many days ago the rash came out; taken in where it is told, never asked.
        doses: measles doses had.
        unanswered: questions that were put and not answered; each counts as the worse case.
    """

    age_months: int | None = None
    signs: frozenset[str] = frozenset()
    danger: Told | None = None
    fever: Told | None = None
    rash: Told | None = None
    contact: Told | None = None
    risk: str | None = None
    fever_days: float | None = None
    rash_days: float | None = None
    doses: int | None = None
    unanswered: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Triage:
    """The level, the rows that fit best, why, and for what the level was lifted above theirs.

    ``lifted_for`` is ``age``, ``pregnant``, ``weak_immunity``, or ``unknown`` where age or risk was asked in vain.
    """

    level: Level
    rows: tuple[Row, ...]
    lifted_for: str | None
    why: Words


#: For every question the mildest and the gravest value that an answer may have.
_EXTREMES: Final[dict[str, tuple[object, object]]] = {
    "danger": (Told.NO, Told.YES),
    "age": (72, 1),
    "fever": (Told.NO, Told.YES),
    "rash": (Told.NO, Told.YES),
    "contact": (Told.NO, Told.YES),
    "risk": (NO_RISK, "weak_immunity"),
    "fever_days": (1.0, 30.0),
    "doses": (2, 0),
}
#: What a question is taken for when it stays unanswered: the worse case that is still likely.
_UNANSWERED: Final[dict[str, object]] = {
    "danger": Told.UNKNOWN, "age": 9, "fever": Told.YES, "rash": Told.YES, "contact": Told.YES,
    "risk": "weak_immunity", "fever_days": 30.0, "doses": 0,
}  # fmt: skip
#: For the reason that is given: what nobody told is taken for the mildest, but a danger nobody could rule out.
_NOT_TOLD: Final[dict[str, object]] = {**{name: mild for name, (mild, _) in _EXTREMES.items()}, "danger": Told.UNKNOWN}
_FIELDS: Final = {"age": "age_months"}


def triage(case: Case, table: TriageTable) -> Triage:
    """The advice for ``case``.

    What was asked and not answered counts as the worse case, what was never asked as the milder. Those whom
    measles harms most get at least what ``at_risk`` says, which is never 103.
    """
    known = _filled(case, _UNANSWERED)
    fitting = [row for row in table.rows if _fits(row, known)]
    level = max(Level[row.level.upper()] for row in fitting)
    deciding = tuple(row for row in fitting if Level[row.level.upper()] is level)
    if level is Level.EMERGENCY:
        return Triage(level, deciding, None, deciding[0].why)
    unknown = table.at_risk.why[UNKNOWN]
    why = _reason(table.rows, _filled(case, _NOT_TOLD), level, unknown)
    risk = _at_risk(known, table.at_risk)
    is_told = _at_risk(case, table.at_risk) is not None
    least = _least_level(known, table.at_risk) if risk else Level.WATCH
    lifting = table.at_risk.why[risk] if risk and is_told else unknown
    if least > level:
        # Where nothing but the lifting asks for care, the row's own reason would speak against it.
        why = lifting if level is Level.WATCH else _joined(why, lifting)
        return Triage(least, deciding, risk if is_told else UNKNOWN, why)
    if is_told and level is Level.DOCTOR_TODAY:
        why = _joined(why, lifting)
    return Triage(level, deciding, None, why)


def _reason(rows: Sequence[Row], told: Case, level: Level, unknown: Words) -> Words:
    """The reason of the most urgent row that fits what was told; where it asks for less, that more is not known."""
    fitting = [row for row in rows if _fits(row, told)]
    best = max(fitting, key=lambda row: Level[row.level.upper()])
    if Level[best.level.upper()] is level:
        return best.why
    return unknown if best.level == "watch" else _joined(best.why, unknown)


def next_question(case: Case, table: TriageTable) -> str | None:
    """The first open question whose answer can still change the advice, or ``None``.

    Every row only ever asks for something grave, so the level lies between that of the mildest and that of
    the gravest answers; where the two agree, nothing needs to be asked.
    """
    still_open = [question for question in table.questions if is_open(case, question)]
    mild = _all_set(case, still_open, 0)
    grave = _all_set(case, still_open, 1)
    if triage(mild, table).level is triage(grave, table).level:
        return None
    for question in still_open:
        if _matters(question, mild, grave, table):
            return question
    return still_open[0]


def apart_until(case: Case, table: TriageTable, today: date) -> date | None:
    """The last day at home, should the doctor find measles; ``None`` where the day of the rash is not known or past."""
    if case.rash is not Told.YES or case.rash_days is None:
        return None
    left = table.apart.days_after_rash - int(case.rash_days)
    return today + timedelta(days=left) if left > 0 else None


def is_open(case: Case, question: str) -> bool:
    """Whether the question was neither answered nor put in vain."""
    if question == "fever_days" and case.fever is Told.NO:
        return False
    return _value(case, question) is None and question not in case.unanswered


def _matters(question: str, mild: Case, grave: Case, table: TriageTable) -> bool:
    for others in (mild, grave):
        levels = {triage(_set(others, question, extreme), table).level for extreme in _EXTREMES[question]}
        if len(levels) > 1:
            return True
    return False


def _fits(row: Row, case: Case) -> bool:
    when = row.when
    asked: Iterable[bool] = (
        when.danger is None or (case.danger is not None and case.danger.value == when.danger),
        not when.fever or case.fever is Told.YES,
        not when.rash or case.rash is Told.YES,
        not when.contact or case.contact is Told.YES,
        when.fever_days_over is None or (case.fever_days or 0) > when.fever_days_over,
        when.rash_days_over is None or (case.rash_days or 0) > when.rash_days_over,
        when.age_under_months is None or (case.age_months or 0) < when.age_under_months,
        when.doses is None or case.doses == when.doses,
        not when.signs_any or not case.signs.isdisjoint(when.signs_any),
        case.signs.issuperset(when.signs_all),
    )
    return all(asked)


def _at_risk(case: Case, at_risk: AtRisk) -> str | None:
    if case.age_months is not None and case.age_months < at_risk.age_under_months:
        return "age"
    return case.risk if case.risk in at_risk.risks else None


def _least_level(case: Case, at_risk: AtRisk) -> Level:
    """The least urgent advice for one of those whom measles harms most."""
    suspected = any(getattr(case, sign) is Told.YES for sign in at_risk.suspected_any)
    return Level[(at_risk.suspected if suspected else at_risk.otherwise).upper()]


def _filled(case: Case, in_vain: Mapping[str, object]) -> Case:
    """The case with a value for everything: ``in_vain`` where it was asked in vain, else the mildest."""
    for question, (mild, _) in _EXTREMES.items():
        value = _value(case, question)
        if value is None or (value in (Told.UNKNOWN, UNKNOWN) and question != "danger"):
            unknown = value is not None or question in case.unanswered
            case = _set(case, question, in_vain[question] if unknown else mild)
    return case


def _all_set(case: Case, questions: Sequence[str], extreme: int) -> Case:
    for question in questions:
        case = _set(case, question, _EXTREMES[question][extreme])
    return case


def _value(case: Case, question: str) -> object:
    return getattr(case, _FIELDS.get(question, question))


def _set(case: Case, question: str, value: object) -> Case:
    return replace(case, **{_FIELDS.get(question, question): value})  # type: ignore[arg-type]


def _joined(one: Words, other: Words) -> Words:
    return one if other.kk in one.kk else Words(kk=f"{one.kk}; {other.kk}", ru=f"{one.ru}; {other.ru}")
