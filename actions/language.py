"""Setting the language of the replies for good."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.announcing import speak
from actions.conversation import language_of, said_now
from kazakh.script import fold


def _folded(words: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words.split())


_KAZAKH = _folded("қазақ казах kazakh")
_RUSSIAN = _folded("орыс русск русс russian")
_OTHER = _folded("ағылшын англи english инглиш түрік турец өзбек узбек қытай китай неміс немец қарақалпақ")


class ChangeLanguage(Action):
    """Sets the slot ``language`` to the language that was asked for, or to the other of the two."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_change_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Set the slot and confirm in the new language, or say which languages there are."""
        text = tracker.latest_message.get("text") or ""
        asked = said_now(tracker, "language") or requested_language(text)
        if asked is None and names_other_language(text):
            dispatcher.utter_message(response="utter_language_unknown")
            return []
        if asked is None:
            asked = "kk" if language_of(tracker) == "ru" else "ru"
        dispatcher.utter_message(response="utter_change_language", language=asked)
        await speak(tracker.sender_id, asked)
        return [SlotSet("language", asked)]


def requested_language(text: str) -> str | None:
    """``kk``, ``ru``, or ``None`` where the message names neither.

    The language asked *for* comes last in «орысша емес, қазақша», and alone in most messages.
    """
    found: list[tuple[int, str]] = []
    words = [word.removeprefix("по-") for word in fold(text).split()]
    for position, word in enumerate(words):
        negated = position + 1 < len(words) and words[position + 1].startswith("емес")
        before = words[position - 1] if position else ""
        if negated or before == "не":
            continue
        if word.startswith(_KAZAKH):
            found.append((position, "kk"))
        elif word.startswith(_RUSSIAN):
            found.append((position, "ru"))
    return found[-1][1] if found else None


def names_other_language(text: str) -> bool:
    """Whether the message names a language that the bot does not speak."""
    return any(word.startswith(_OTHER) for word in fold(text).split())
