"""What no answer may claim: doses of medicine, addresses, numbers that nobody checked, ingredients, a diagnosis."""

from __future__ import annotations

import re
from typing import Final

from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.office import the_office
from rasa_project.content.faults import Faults, in_text
from rasa_project.dialogue.answer_files import all_variations

DOSE: Final = re.compile(
    r"\d+\s*(мг|мл|мкг|ме\b|бірлік|капл|тамшы|таблет|капсул|шай қасық|ч\. ?л|ложк|миллиграм|миллилитр)", re.I
)
ADDRESS: Final = re.compile(r"көшесі|көше,|үй №|ул\.|улиц|дом №|\bд\.\s?\d|проспект|даңғыл", re.I)
NUMBER: Final = re.compile(r"(?<![\d-])\+?\d[\d\s()-]{2,}\d|\d{3,}")
#: Rates, years, the size of a study, birth dates as examples of how to write one.
FIGURES: Final = frozenset({"100", "1998", "2021", "2022", "2023", "2024", "2025", "2026", "3000", "657 461"})

#: What nobody verified of the vaccine in use, and diagnoses. An allergy may be named, mumps (свинка) too.
CLAIM: Final = re.compile(r"желатин|шошқа|свин(?!к)|сынап|ртут|алюмин|бұл қызылша\.|это корь\.|у вас корь")
ALLERGY: Final = re.compile(r"[^.\n]*аллерги[^.\n]*\.")
#: Asked about an ingredient by name, these begin with naming it, and with nothing of it but that it is not known.
ASKED_OF: Final = ("utter_ask_vaccine/gelatin_pork", "utter_ask_vaccine/mercury_aluminium")
NOT_KNOWN: Final = {
    "kk": re.compile(
        r"^нақты білмеймін: [^.?!]* бар ма, [^.?!]*тексерілген дерек жоқ, бар не жоқ (деп айта алмаймын|демеймін)\.\n"
    ),
    "ru": re.compile(r"^точно не знаю, есть ли в [^.?!:]*: ни «(да|есть)», ни «нет» (сказать не могу|не скажу)\.\n"),
}


def doses_and_addresses() -> Faults:
    """No dose of anything, and no address."""
    for one in all_variations():
        if found := DOSE.search(one.text):
            yield in_text(one, found[0], f"{found[0]!r} looks like a dose; the bot tells none")
        if found := ADDRESS.search(one.text):
            yield in_text(one, found[0], f"{found[0]!r} looks like an address; addresses stand in places.yml")


def phones_known() -> set[str]:
    """The phones of organisations, in places.yml and as the office has published them."""
    of_places = {str(one.phone.text) for one in knowledge().places.organisations if one.phone}
    return of_places | {str(one.phone) for one in the_office().contacts if one.phone}


def numbers() -> Faults:
    """Every number is a phone line that somebody checked, or a known figure."""
    known = {str(line.number) for line in knowledge().helplines} | FIGURES
    known |= phones_known()
    for one in all_variations():
        for found in NUMBER.findall(one.text):
            if found.strip() not in known:
                reason = f"{found.strip()!r} is no phone of helplines.yml or places.yml, and no known figure"
                yield in_text(one, found.strip(), reason)


def ingredients_and_diagnoses() -> Faults:
    """Nothing about ingredients, and no diagnosis."""
    for one in all_variations():
        text = one.text.lower()
        if one.response in ASKED_OF:
            text, begins = NOT_KNOWN[one.language].subn("", text)
            if not begins:
                yield in_text(one, "", "must begin with saying that it is not known")
        if found := CLAIM.search(ALLERGY.sub("", text)):
            yield in_text(one, found[0], f"{found[0]!r}: no claim about ingredients and no diagnosis")
