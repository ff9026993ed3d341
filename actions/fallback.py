"""When the message was not understood: say so, offer the nearest topics, then a person. A danger word: 103 first."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.child import DOSES, said_words
from actions.clinics import has_point, say_where, tells_namesake_apart
from actions.conversation import language_of, previous_intent, said_now
from actions.danger_line import say_when_to_call_in_doubt
from actions.schedule import advise, tells_child
from actions.subjects import says_subject
from rasa_project.advice.knowledge import knowledge

_FALLBACK = "nlu_fallback"
#: A message of so few words that tells an age tells nothing else.
_FEW: Final = 5
_VACCINE: Final = ("екпе", "прививк", "прививок", "вакцин", "ккп", "укол")
_OFFERED = 3
#: Offered where the ranking holds no topic (emoji, another script).
_USUAL = ("ask_symptoms", "ask_schedule", "find_clinic")


class NotUnderstood(Action):
    """Offers the three nearest topics; after a second miss in a row also says whom to ask."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say it and offer buttons; a point on the map, or which of two places, needs no intent."""
        if has_point(tracker) or tells_namesake_apart(tracker, said_words(tracker)):
            return say_where(dispatcher, tracker)
        if says_subject(dispatcher, tracker):
            return []
        if asks_of_a_dose(tracker):
            return advise(dispatcher, tracker, general="utter_ask_schedule")
        say_when_to_call_in_doubt(dispatcher, tracker)
        again = previous_intent(tracker) == _FALLBACK
        dispatcher.utter_message(
            response="utter_not_understood_again" if again else "utter_not_understood",
            buttons=topic_buttons(tracker),
        )
        return []


def asks_of_a_dose(tracker: Tracker) -> bool:
    """Whether a child's age is told, with the vaccine or alone, and no sign of illness: what is due answers best."""
    names_vaccine = (
        any(word.startswith(_VACCINE) for word in said_words(tracker)) or said_now(tracker, DOSES) is not None
    )
    names_vaccine |= len(said_words(tracker)) <= _FEW
    return tells_child(tracker) and names_vaccine and said_now(tracker, "symptom") is None


def topic_buttons(tracker: Tracker) -> list[dict[str, str]]:
    """Buttons of the nearest topics, in the language of the reply."""
    language = language_of(tracker)
    topics = knowledge().topics
    ranking = [entry["name"] for entry in tracker.latest_message.get("intent_ranking") or []]
    names = [name for name in ranking if name in topics]
    names += [name for name in _USUAL if name not in names]
    return [{"title": getattr(topics[name], language), "payload": f"/{name}"} for name in names[:_OFFERED]]
