"""What an amount of time is, by the words beside it: the rules in their order; the first that fits decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kazakh.measures import Measure
from kazakh.named_days import NamedDay
from kazakh.unit_words import Form
from rasa_project.understanding import age_rules, time_rules
from rasa_project.understanding.clauses import Clause
from rasa_project.understanding.place import Place, aside
from rasa_project.understanding.quantities import Quantity

Rule = Callable[[Place], Quantity | None]

_RULES: Final[tuple[Rule, ...]] = (
    time_rules.denied,
    time_rules.repeated,
    time_rules.ago,
    time_rules.pregnancy,
    time_rules.to_come,
    age_rules.not_yet_kk,
    age_rules.not_yet_ru,
    age_rules.will_turn,
    age_rules.term,
    time_rules.over,
    age_rules.limit,
    time_rules.since_it,
    age_rules.dose_age,
    age_rules.of_dose,
    age_rules.of_another,
    age_rules.age_of_somebody,
    time_rules.lasting,
)


def role_of(place: Place) -> Quantity:
    """The kind of an amount of time, without what a time belongs to."""
    for rule in _RULES:
        found = rule(place)
        if found is not None:
            return found
    return aside(place)


def ahead_in(named: Sequence[NamedDay], measures: Sequence[Measure], words: Sequence[str], clause: Clause) -> float:
    """Days until the time to come that a clause names: ``ертең`` 1, ``через 2 месяца`` 61; 0 where it names none."""
    for day in named:
        if day.back < 0 and clause.first <= day.first < clause.after:
            return float(-day.back)
    for measure in measures:
        if clause.first <= measure.first < clause.after:
            if measure.first and words[measure.first - 1] in {"через", "спустя"}:
                return measure.days
            if words[measure.after : measure.after + 1] and words[measure.after].startswith("калд"):
                return measure.days
            if measure.form is Form.ABLATIVE and words[measure.after : measure.after + 1] in (["кеиин"], ["сон"]):
                return measure.days
    return 0.0
