"""Pigeon post: a second messenger with a protocol of its own, which shows what another one costs.

Its server posts a sack of letters, signed, to the webhook; answers are posted to it, and it names them with words.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from rasa_project.channels.access.webhooks import is_secret
from rasa_project.channels.cleaning import rounded_place
from rasa_project.channels.inbox.channel import MessengerInput
from rasa_project.channels.inbox.incoming import Incoming, Kind, NotAnUpdateError
from rasa_project.channels.inbox.messenger import (
    ChatGoneError,
    MessageRefusedError,
    Messenger,
    TryAgainError,
    may_have_arrived,
)
from rasa_project.channels.inbox.outgoing import Form, Outgoing

SIGNATURE = "Pigeon-Signature"


class Pigeon(Messenger):
    channel = "pigeon"
    form = Form(most_text=500, most_buttons=3)

    def __init__(self, url: str, key: str) -> None:
        self.key = key
        self._client = httpx.AsyncClient(base_url=url, headers={"Pigeon-Key": key}, timeout=2)

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        return is_secret(headers.get(SIGNATURE), signature(self.key, body))

    def updates_in(self, body: Any) -> Sequence[object]:
        return body["letters"]

    def identify(self, raw: object) -> Incoming:
        ref = raw.get("ref") if isinstance(raw, dict) else None
        if not isinstance(ref, str):
            raise NotAnUpdateError("A letter has no ref.")
        return Incoming(ref, Kind.NOTHING)

    def read(self, one: Incoming, raw: Any, commands: Container[str]) -> Incoming:
        one = replace(one, chat_id=raw["nest"], message_id=one.update_id)
        if "pressed" in raw:
            return replace(one, kind=Kind.TAP, message_id=raw["under"], text=raw["pressed"])
        if "spot" in raw:
            return replace(one, kind=Kind.LOCATION, place=rounded_place(raw["spot"]["north"], raw["spot"]["east"]))
        return replace(one, kind=Kind.TEXT if "words" in raw else Kind.UNREADABLE, text=raw.get("words", ""))

    async def send(self, chat_id: str, message: Outgoing) -> str:
        letter = {"words": f"{message.text}: {message.phone}" if message.phone else message.text}
        answer = await self._post(f"/nests/{chat_id}/letters", {**letter, "buttons": message.buttons})
        return str(answer["ref"])

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            answer = await self._client.post(path, json=body)
        except httpx.HTTPError as error:
            raise TryAgainError(type(error).__name__, may_have_arrived=may_have_arrived(error)) from error
        if answer.status_code == 410:
            raise ChatGoneError("moved")
        if answer.status_code in {429, 503}:
            raise TryAgainError("busy", after=float(answer.headers.get("Retry-After", 0)))
        if answer.is_client_error:
            raise MessageRefusedError(f"status {answer.status_code}")
        if not answer.is_success:
            raise TryAgainError(f"status {answer.status_code}")
        return answer.json()


def signature(key: str, body: bytes) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


class PigeonInput(MessengerInput):
    messenger = Pigeon

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> PigeonInput:
        url, key = os.environ["PIGEON_URL"], os.environ["PIGEON_KEY"]
        return cls(lambda: Pigeon(url, key), Path(os.environ["PIGEON_DB"]))
