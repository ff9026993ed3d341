"""Where what is told decides the intent, whatever the classifier says.

Two rules, each with its reason: a value behind a yes or no is told («жоқ, 7 емес, 6 жаста»), and a contact of a child
or a pregnant woman with measles comes before questions on the calendar (advice is bound to 72 hours and six days).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from rasa_project.understanding.circumstances import risk_of
from rasa_project.understanding.contact_words import tells_of_contact
from rasa_project.understanding.events import Event
from rasa_project.understanding.extraction import Danger, Findings
from rasa_project.understanding.people_forms import form_of
from rasa_project.understanding.quantities import Kind

INFORM: Final = "inform"
EXPOSURE: Final = "ask_exposure"
_FORGET: Final = "forget_me"
_NOT_UNDERSTOOD: Final = "nlu_fallback"
_SMALL_TALK: Final = frozenset({"affirm", "deny", "greet", "thank"})
_VALUES: Final = frozenset({"birth_date", "child_age_months", "doses"})
#: A longer message says more than a value.
_SHORT: Final = 7
#: Intents that a contact takes over: their answers speak of the calendar, not of the days that are left.
_OF_CALENDAR: Final = frozenset(
    {"ask_adult", "ask_aftercare", "ask_infant", "ask_missed_dose", "ask_pregnancy", "ask_schedule", "nlu_fallback"}
)
#: And these where the day of the contact, or the child's age or doses are told.
_OF_RULES: Final = frozenset({"ask_first_steps", "ask_isolation", "ask_unvaccinated_rules"})
_MEASLES: Final = ("кизилша", "кори", "корю")
_MEASLES_WORDS: Final = frozenset({"кор", "кормен", "корпен"})
#: Somebody has it now: beside a word for home, group or sibling this is a contact.
_ILL: Final = tuple(
    "ауирад ауирди ауирип болеет болен болник болно вияв заболе расталди слег лежит шикти бар подтверд".split()
)
_NEAR: Final = tuple(
    (
        "агаси апаси апкеси балабакша бауири бирге близнец брат вместе групп группе двоиняш дома егиз едином иниси "
        "класс контакт корши мектеп рядом садигинд садик сестр синип синлиси сосед старш тобинда топта туис уиде "
        "уидеги улкен школ"
    ).split()
)
#: These tell of the past, of others, or ask in general.
_ASIDE: Final = ("билтир", "егер", "если", "прошл", "ауирмас", "болса", "рас", "правда", "откен", "бурин")


def decided_intent(top: str, words: Sequence[str], findings: Findings) -> str | None:
    """The intent that what is told decides, or ``None``.

    Args:
        top: the classifier's first intent; ``nlu_fallback`` where it is unsure.
        words: folded words of the message.
        findings: what was read out of it.
    """
    if top == _FORGET and sum(form_of(word) is not None for word in words) > 1:
        return _NOT_UNDERSTOOD  # «забудьте племянника, я про сына»: nothing is to be deleted
    names = {entity.name for entity in findings.entities}
    if top in _SMALL_TALK and names & _VALUES and len(words) <= _SHORT:
        return INFORM
    is_told = bool(findings.since(Event.CONTACT)) or bool(names & _VALUES)
    is_asked = top in _OF_CALENDAR or (top in _OF_RULES and is_told)
    if is_asked and findings.danger is Danger.NONE and _is_contact(words, findings, names):
        return EXPOSURE
    return None


def _is_contact(words: Sequence[str], findings: Findings, names: set[str]) -> bool:
    """Whether a child or a pregnant woman is told to have been near somebody with measles."""
    measles = any(word.startswith(_MEASLES) or word in _MEASLES_WORDS for word in words)
    if not measles or "symptom" in names or any(word.startswith(_ASIDE) for word in words):
        return False
    is_told = bool(names & _VALUES) or risk_of(words) == "pregnant"
    is_told |= any(one.kind is Kind.PREGNANCY for one in findings.amounts)
    near = any(word.startswith(_NEAR) for word in words) and any(word.startswith(_ILL) for word in words)
    return is_told and (near or _is_here(words) or tells_of_contact(words) is True)


def _is_here(words: Sequence[str]) -> bool:
    """``в садике корь``, ``топта қызылша``: the group right before the illness."""
    return any(
        before.startswith(_NEAR) and (word == "кор" or word.startswith("кизилша"))
        for before, word in itertools.pairwise(words)
    )
