"""Check ``data/knowledge/places.yml`` and print what a person still has to find out: ``make places``.

Exit status 1 where the file is wrong; gaps are no error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rasa_project.advice.knowledge import KNOWLEDGE_DIR, KnowledgeError, load_knowledge
from rasa_project.advice.places import serving, standing_in
from rasa_project.advice.places_table import Places

_CONTACTS = ("address", "phone", "hours")


def main() -> int:
    """Print the gaps, and how much is known."""
    try:
        places = load_knowledge(KNOWLEDGE_DIR).places
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    for title, entries in gaps(places).items():
        print(f"\n{title} ({len(entries)}):")
        for entry in entries:
            print(f"  - {entry}")
    print(
        f"\n{len(places.settlements)} places in {len(places.districts)} rural districts, the town and the kent; "
        f"{len(places.organisations)} organisations. The file is right; the lists above wait for a person."
    )
    return 0


def gaps(places: Places) -> dict[str, list[str]]:
    """What is missing, by kind."""
    return {
        "Contacts to ask for, each with the day of the check and a source": list(_missing_contacts(places)),
        "Organisations whose place no source states": [
            f"{one.kk} ({one.id})" for one in places.organisations if one.place is None
        ],
        "Organisations to make sure of": [
            f"{one.kk} ({one.id}): {one.note or one.confidence}"
            for one in places.organisations
            if one.note or one.confidence != "high"
        ],
        "Places of which nobody knows who serves them": [
            f"{place.kk} ({place.district})"
            for place in places.settlements
            if not serving(place, places) and not standing_in(place, places)
        ],
        "Kazakh names rebuilt from the Russian form, to be confirmed by a local person": [
            *(f"{place.kk} ({place.ru})" for place in places.settlements if place.rebuilt),
            *(f"{district.kk} ({district.ru})" for district in places.districts if district.rebuilt),
        ],
        "Places without coordinates": [one.kk for one in places.settlements if one.coordinates is None],
    }


def _missing_contacts(places: Places) -> Iterator[str]:
    for one in places.organisations:
        missing = [name for name in _CONTACTS if getattr(one, name) is None]
        if missing:
            yield f"{one.kk} ({one.id}): {', '.join(missing)}"


if __name__ == "__main__":
    sys.exit(main())
