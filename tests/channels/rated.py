"""A bot that keeps its turns in a real store, so that its answers can be rated."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered

from rasa_project.engine.tracker_store import ConversationStore
from rasa_project.observability.turns import note_answer
from tests.channels.web.serving import FakeAgent
from tests.storage.helpers import DOMAIN, beginning

#: What it answers, by what is written: names of responses and the language.
ANSWERS = {
    "ораза": (["utter_ask_myth/fasting"], "kk"),
    "корь": (["utter_ask_disease"], "ru"),
    "дома": (["utter_triage_watch_own"], "ru"),
    "сәлем": (["utter_greet"], "kk"),
    "тырысып жатыр": (["utter_report_emergency"], "kk"),
    "қызуы бар": (["utter_ask_consultation_form_danger"], "kk"),
    "егіз": (["utter_ask_disease", "utter_ask_consultation_form_age"], "kk"),
    "өмір сүргім келмейді": (["utter_distress_self_harm"], "kk"),
}
#: The nearest particular questions of every message; the first is answered by «ораза».
NEAR = [("ask_myth/fasting", 0.4), ("ask_myth/halal", 0.2), ("ask_treatment/smoke", 0.07), ("ask_adult/elderly", 0.01)]


@dataclass
class Latest:
    """As much of Rasa's latest message as notes of a turn use."""

    intent: dict[str, Any] = field(default_factory=lambda: {"name": "ask_myth", "confidence": 0.9})


class RatedBot(FakeAgent):
    """Answers with :data:`ANSWERS`; anything else fails."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tracker_store: Any = ConversationStore(f"sqlite:///{folder}/conversations.db", DOMAIN)

    async def answer(self, message: UserMessage) -> None:
        names, language = ANSWERS[message.text or ""]
        await self.keep(message, names, language)
        for name in names:
            note_answer(name, language, None, Latest())
            answer = {"text": f"{name}.", "buttons": [], "utter_action": name, "language": language}
            await message.output_channel.send_response(message.sender_id, answer)  # type: ignore[union-attr]

    async def keep(self, message: UserMessage, names: list[str], language: str) -> None:
        """Store the turn as Rasa does."""
        parsed = {
            "text": message.text,
            "intent": Latest().intent,
            "questions": [{"name": name, "confidence": sure} for name, sure in NEAR],
        }
        heard = UserUttered(message.text, parsed["intent"], [], parsed, None, "rest", message.message_id)
        said = [{"utter_action": name, "language": language} for name in names]
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id, append_action_listen=False)
        new = [heard, *(BotUttered(f"{name}.", {}, about) for name, about in zip(names, said))]
        for event in [*([] if tracker.events else beginning()), *new]:
            tracker.update(event)
        await self.tracker_store.save(tracker)
