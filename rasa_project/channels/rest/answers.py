"""Answers collected for one HTTP response."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class WholeAnswers(CollectingOutputChannel):
    """Collects answers whole: Rasa's own channel makes a message of every paragraph."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep the text as one message."""
        await self._persist_message(self._message(recipient_id, text=text))
