"""Under which name a question is put: whose age, to a grown-up herself, where no dose is given, once more, anew.

A name stands behind ``utter_ask_consultation_form_``.
"""

from __future__ import annotations

from typing import Final

#: Asked of a child in place of the question on pregnancy too, and below which age in months.
_IMMUNITY: Final = "immunity"
_GIRL_UNTIL: Final = 12 * 12
_AT_HOME: Final = "when_home"
#: Put to a grown-up who speaks of herself.
_OWN: Final = ("age", "contact", "danger", "doses", "fever", "fever_days", "rash", "risk")
#: Long questions: put again they are said in short.
_AGAIN: Final = ("danger", "when")
#: Put for the third time every question is worded anew.
_ANEW: Final = ("age", "contact", "danger", "doses", "fever", "fever_days", "immunity", "rash", "risk", "when")
_THIRD: Final = 2
#: The danger question where what was told asks for a doctor today in any case: it says so.
_TODAY: Final = "today"
#: Every other name that a question has, and the question.
QUESTION_OF: Final[dict[str, str]] = {
    _IMMUNITY: "risk",
    "contact_age": "age",
    "when_doctor": "when",
    _AT_HOME: "when",
    **{f"own_{question}": question for question in _OWN},
    **{f"{question}_again": question for question in _AGAIN},
    f"danger_{_TODAY}": "danger",
    f"own_danger_{_TODAY}": "danger",
    **{f"{question}_anew": "risk" if question == _IMMUNITY else question for question in _ANEW},
}


def asked_as(
    question: str,
    age_months: int | None,
    *,
    own: bool,
    contact: bool,
    no_dose: bool,
    puts: int,
    lives_with: bool = False,
    is_for_today: bool = False,
) -> str:
    """The name under which ``question`` is put.

    Args:
        question: as the rules name it.
        age_months: completed months of the one who is asked about.
        own: a grown-up speaks of herself.
        contact: it is asked after a contact; there the age could be taken for the patient's.
        no_dose: no dose is given to that person; the first advice speaks of the doctor alone.
        puts: how often it was put before.
        lives_with: who is asked about lives with the patient: then the day of the patient's rash is asked for.
        is_for_today: a doctor is needed today whatever is answered: the danger question says so at once.
    """
    if lives_with and question == "when":
        return _AT_HOME
    is_child = age_months is not None and age_months < _GIRL_UNTIL
    if puts >= _THIRD:
        return f"{_IMMUNITY if question == 'risk' and is_child else question}_anew"
    if puts and question in _AGAIN:
        return f"{question}_again"
    if question == "when" and no_dose:
        return "when_doctor"
    if question == "danger" and is_for_today:
        return f"{'own_' if own else ''}danger_{_TODAY}"
    if own and question in _OWN:
        return f"own_{question}"
    if contact and question == "age":
        return "contact_age"
    return _IMMUNITY if question == "risk" and is_child else question
