"""Answers collected for one HTTP response, and what is said of them as a whole."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

from rasa_project.channels.calls import calls_of
from rasa_project.channels.feedback import offer
from rasa_project.channels.share.links import shared_of
from rasa_project.dialogue.reply_language import DEFAULT, ReplyLanguage, as_reply_language
from rasa_project.dialogue.sharing import SHARE
from rasa_project.observability.turns import Turn, is_emergency


class WholeAnswers(CollectingOutputChannel):
    """Collects answers whole: Rasa's own channel makes a message of every paragraph.

    Attributes:
        language: of the last answer; Kazakh where none named one.
        is_emergency: whether an answer says to call 103 now.
        share: what of the answers can be passed on (``actions/saying.py``).
    """

    def __init__(self) -> None:
        """Begin with no answer."""
        super().__init__()
        self.language: ReplyLanguage = DEFAULT
        self.is_emergency = False
        self.share: object = None

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep the text as one message."""
        self._note(kwargs)
        await self._persist_message(self._message(recipient_id, text=text))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **kwargs: Any
    ) -> None:
        """Keep the text and its buttons as one message."""
        self._note(kwargs)
        await super().send_text_with_buttons(recipient_id, text, buttons, **kwargs)

    def _note(self, about: dict[str, Any]) -> None:
        self.language = as_reply_language(about.get("language")) or self.language
        self.is_emergency |= is_emergency(about.get("metadata"))
        self.share = about.get(SHARE) or self.share


def urgency(turn: Turn, answers: WholeAnswers) -> dict[str, Any]:
    """How urgent a reply is and whom it names: ``level``, ``emergency``, ``calls``.

    The level is the highest of its answers, ``none`` where they send nobody anywhere (docs/decisions/0062).
    """
    return {
        "level": turn.level.name.lower() if turn.level else "none",
        "emergency": turn.is_emergency,
        "calls": calls_of((str(one.get("text", "")) for one in answers.messages), answers.language),
    }


def feedback_of(turn: Turn, answers: WholeAnswers) -> dict[str, Any] | None:
    """How a parent is asked whether the reply helped, and under which name that is sent; ``None`` where nobody is."""
    return offer(turn.request_id, answers.language) if turn.may_be_rated else None


def share_of(answers: WholeAnswers) -> dict[str, Any]:
    """``{"share": {"url", "ics", "until"}}`` for a reply that can be passed on where the bot has a public address."""
    shared = shared_of({SHARE: answers.share}, answers.language)
    return {SHARE: shared.plain()} if shared else {}
