"""Answers that Redis keeps for calls and turns that are repeated: found by the pseudonym in their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import redis
from redis.exceptions import RedisError

from rasa_project.channels.kept_answers import PREFIX, blanked
from rasa_project.storage.errors import StoreError

_PATIENCE_SECONDS: Final = 3.0


class KeptAnswers:
    """A :class:`rasa_project.privacy.erasure.PersonalStore` over Redis; what is not deleted ends within the hour."""

    def __init__(self, url: str) -> None:
        """Take the address; nothing is opened."""
        self._redis: Any = redis.Redis.from_url(
            url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS, decode_responses=True
        )

    def delete_sender(self, sender_id: str, was_asked: bool = True) -> int:
        """Take the answers out; that the calls were answered stays, so that none is heard anew."""
        try:
            return sum(self._blank(name) for name in self._names(sender_id))
        except RedisError as error:
            raise _unreachable(error) from error

    def export_sender(self, sender_id: str) -> list[dict[str, Any]]:
        """The answers that are kept of a person."""
        try:
            entries = [json.loads(self._redis.get(name) or "{}") for name in self._names(sender_id)]
        except RedisError as error:
            raise _unreachable(error) from error
        return [entry["answer"] for entry in entries if entry.get("answer")]

    def idle_senders(self, before: float, limit: int = 1000) -> list[str]:
        """Nobody: answers end by themselves, long before a conversation is old."""
        return []

    def count_senders(self) -> int:
        """Nobody, see :meth:`idle_senders`."""
        return 0

    def close(self) -> None:
        """Close the connection."""
        self._redis.close()

    def _names(self, sender_id: str) -> Iterator[str]:
        yield from self._redis.scan_iter(match=f"{PREFIX}{sender_id}:*", count=500)

    def _blank(self, name: str) -> bool:
        blank = blanked(self._redis.get(name) or "{}")
        return bool(blank and self._redis.set(name, blank, xx=True, keepttl=True))


def _unreachable(error: RedisError) -> StoreError:
    return StoreError(
        f"Redis can't be used ({type(error).__name__}): answers kept for repeated calls are still in it, for an hour "
        "at most. Start Redis and run the command again."
    )
