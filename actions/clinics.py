"""Where to go: the clinic of attachment, and what is known of the place."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from rasa_project.advice.knowledge import Places, knowledge


class FindClinic(Action):
    """Answers ``find_clinic``: for the settlement that was told, or asks which one."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_find_clinic"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say where to go."""
        say_where(dispatcher, tracker.get_slot("settlement"), knowledge().places)
        return []


def say_where(dispatcher: CollectingDispatcher, settlement: str | None, places: Places) -> None:
    """Dispatch the answer for a settlement by its Kazakh name; asks for one where it is unknown."""
    place = places.settlement(settlement) if settlement else None
    if place is None:
        dispatcher.utter_message(response="utter_find_clinic")
        return
    known = places.organisations_in(place.kk)
    if not known:
        dispatcher.utter_message(response="utter_find_clinic_place", place_kk=place.kk, place_ru=place.ru)
        return
    dispatcher.utter_message(
        response="utter_find_clinic_centre",
        place_kk=place.kk,
        place_ru=place.ru,
        organisation_kk=f"Мұнда {known[0].kk} бар.",
        organisation_ru=f"Здесь есть {known[0].ru[0].lower()}{known[0].ru[1:]}."
        if known[0].kind == "ambulatory"
        else f"Здесь находится {known[0].ru}.",
    )
