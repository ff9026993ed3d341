"""A Cloud API to test against: a real HTTP server on loopback that takes messages, posts signed ones, and can fail.

``with WhatsAppServer() as whatsapp:`` serves at ``whatsapp.url``. People are played with :meth:`arrives`; what the bot
did is in ``whatsapp.api``. ``make whatsapp-demo`` runs the same server with a page for a person.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests import whatsapp_updates as updates
from tests.served_messenger import ServedMessenger
from tests.whatsapp_api import ApiError, Call, CloudApi, Json

TOKEN = "EAAG-test-token-of-the-test-server"  # noqa: S105 (opens nothing but this server)
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105
VERIFY = "a-word-of-our-own"
VERSION = "v26.0"


@dataclass
class Fault:
    """How a call fails, so many ``times`` (-1: until told otherwise).

    Attributes:
        status: HTTP status; 0 hangs up without an answer.
        error: what Meta answers.
        retry_after: seconds, as a header.
        delay: seconds before anything happens.
        accepts: do the call all the same; the bot just does not hear of it.
        body: sent in place of JSON, as a block page is.
        chat: only calls for this person.
        what: ``messages``, ``read``, ``who`` or any.
    """

    status: int = 502
    error: ApiError | None = None
    retry_after: int | None = None
    times: int = 1
    delay: float = 0.0
    accepts: bool = False
    body: str | None = None
    chat: str | None = None
    what: str = "messages"


class WhatsAppServer(ServedMessenger):
    """The server, in a thread of its own.

    Attributes:
        tells_statuses: whether sent, delivered and read are posted for the bot's messages.
    """

    def __init__(self, port: int = 0, tells_statuses: bool = True) -> None:
        super().__init__(port)
        self.api = CloudApi(TOKEN, updates.PHONE_ID)
        self.faults: list[Fault] = []
        self.tells_statuses = tells_statuses
        self.webhook = ""
        self._waiting: list[tuple[str, bytes]] = []
        self._under_way = 0

    def routes(self) -> list[web.RouteDef]:
        address = f"/{VERSION}/{updates.PHONE_ID}"
        return [
            web.get(address, self._who),
            web.post(f"{address}/messages", self._message),
            web.post(f"{address}/register", self._register),
            web.route("*", "/{rest:v.*}", self._nothing),
        ]

    @property
    def settings(self) -> dict[str, str]:
        """The bot's settings for this server."""
        return {
            "WHATSAPP_TOKEN": TOKEN,
            "WHATSAPP_PHONE_ID": updates.PHONE_ID,
            "WHATSAPP_APP_SECRET": SECRET,
            "WHATSAPP_VERIFY_TOKEN": VERIFY,
            "WHATSAPP_API_URL": self.url,
        }

    def hook(self, url: str) -> int:
        """Set the webhook as the App Dashboard does: ask whether it is ours; returns the status of its answer."""
        return int(self._run(self._hook(url)))

    def arrives(self, *messages: Json, together: bool = False) -> None:
        """Somebody writes, taps, sends, ...: each is posted, or all in one body; what can't be posted now waits."""

        def add() -> None:
            for message in messages:
                self.api.hear(message)
            bodies = [updates.post(*messages)] if together else [updates.post(one) for one in messages]
            for body, first in zip(bodies, messages):
                self._post_later(str(first.get("from") or first.get("from_user_id")), body)

        self._call(add)

    def posts(self, body: Json, chat: str = "") -> None:
        """Post a whole body."""
        self._call(lambda: self._post_later(chat, body))

    def fail(self, fault: Fault) -> None:
        """Let calls fail."""
        self._call(lambda: self.faults.append(fault))

    def heal(self) -> None:
        """Let nothing fail any more."""
        self._call(self.faults.clear)

    def calls(self, what: str = "messages") -> list[Call]:
        """The calls so far."""
        return self._call(lambda: [one for one in self.api.calls if one.what == what])

    def sent(self, chat: str) -> list[Json]:
        """The bot's messages to a person."""
        return self._call(lambda: list(self.api.messages.get(chat, [])))

    def wait_sent(self, chat: str, count: int, seconds: float = 10.0) -> list[Json]:
        """Wait until the bot has sent so many messages to a person."""
        return self.wait(lambda: (found := self.sent(chat)) and len(found) >= count and found, seconds) or []

    @property
    def is_posted(self) -> bool:
        """Whether the bot took all that was to be posted."""
        return self._call(lambda: not self._under_way and not self._waiting)

    async def _hook(self, url: str) -> int:
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": VERIFY}
        async with ClientSession(timeout=ClientTimeout(10)) as session, session.get(url, params=asked) as answer:
            status = answer.status if await answer.text() == "1158201444" else 0
        if status == 200:
            self.webhook = url
            waiting, self._waiting = self._waiting, []
            for chat, body in waiting:
                self._start(chat, body)
        return status

    def _post_later(self, chat: str, body: Json) -> None:
        raw = json.dumps(body).encode()  # as Meta does: every letter that is not ASCII is escaped
        if self.webhook:
            self._start(chat, raw)
        else:
            self._waiting.append((chat, raw))

    def _start(self, chat: str, raw: bytes) -> None:
        before = self._posting.get(chat)
        self._under_way += 1
        self._posting[chat] = self._loop.create_task(self._post(raw, before))

    async def _post(self, raw: bytes, before: asyncio.Task[None] | None) -> None:
        """Post to the webhook, one after the other for each person, again until it answers 200."""
        if before:
            await asyncio.wait([before])
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature(raw)}
        async with ClientSession(timeout=ClientTimeout(10)) as session:
            while True:
                try:
                    async with session.post(self.webhook, data=raw, headers=headers) as answer:
                        self.webhook_answers.append(answer.status)
                        if answer.status == 200:
                            break
                except (ClientError, asyncio.TimeoutError):
                    self.webhook_answers.append(0)
                await asyncio.sleep(0.1)
        self._under_way -= 1

    async def _who(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "who", {})

    async def _message(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.json()
        except (ConnectionError, ValueError):
            return web.json_response(ApiError(100, "Invalid parameter").body(), status=400)
        return await self._answer(request, "read" if body.get("status") == "read" else "messages", body)

    async def _register(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "register", await request.json())

    async def _nothing(self, _: web.Request) -> web.StreamResponse:
        error = ApiError(100, "Unsupported request. Object does not exist", error_subcode=33)
        return web.json_response(error.body(), status=400)

    async def _answer(self, request: web.Request, what: str, body: Json) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {self.api.token}":
            return web.json_response(ApiError(190, "Invalid OAuth access token").body(), status=401)
        self.api.calls.append(Call(what, body))
        fault = self._fault(what, body)
        if fault:
            return await self._fail(fault, what, body, request)
        try:
            return web.json_response(self._do(what, body))
        except ApiError as error:
            return web.json_response(error.body(), status=error.status)

    def _do(self, what: str, body: Json) -> Json:
        if what == "who":
            return self.api.who()
        if what == "register":
            return self.api.register(body)
        answer = self.api.post(body)
        if what == "messages" and self.tells_statuses:
            self._tell(body.get("to") or body["recipient"], answer["messages"][0]["id"])
        return answer

    def _tell(self, chat: str, message: str) -> None:
        """Post what becomes of a message of the bot's."""
        if chat in self.api.gone:
            found = [updates.became(message, "failed", chat, 131026)]
        else:
            found = [updates.became(message, what, chat) for what in ("sent", "delivered", "read")]
        for one in found:
            self._post_later(f"status {chat}", updates.post(statuses=[one]))

    def _fault(self, what: str, body: Json) -> Fault | None:
        for fault in self.faults:
            if fault.what in {what, "*"} and fault.chat in {None, body.get("to")}:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    async def _fail(self, fault: Fault, what: str, body: Json, request: web.Request) -> web.StreamResponse:
        if fault.accepts:
            self._do(what, body)
        await asyncio.sleep(fault.delay)
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        if fault.body is not None:
            return web.Response(text=fault.body, status=fault.status, content_type="text/html", headers=headers)
        if not fault.status:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        told: Any = fault.error.body() if fault.error else {"error": {"message": "An error", "code": 1}}
        return web.json_response(told, status=fault.error.status if fault.error else fault.status, headers=headers)


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
