"""What channels hand a message to: Rasa's handler, and what stands before it (guard.py)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
