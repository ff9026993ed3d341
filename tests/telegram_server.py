"""A Telegram to test against: a real HTTP server on loopback that speaks the Bot API and can be told to fail.

``with TelegramServer() as telegram:`` serves at ``telegram.url``. People are played with :meth:`arrives`; what the
bot did is in ``telegram.api``. ``make telegram-demo`` runs the same server with a page for a person.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.served_messenger import ServedMessenger
from tests.telegram_api import ApiError, BotApi, Call

TOKEN = "123456:TEST-token_of-the-test-server"  # noqa: S105 (opens nothing but this server)


@dataclass
class Fault:
    """How a method fails, so many ``times`` (-1: until told otherwise).

    Attributes:
        code: HTTP status; 0 hangs up without an answer.
        description: of the error.
        retry_after: seconds, for 429.
        delay: seconds before anything happens.
        accepts: do the call all the same; the bot just does not hear of it.
        body: sent in place of JSON, as a block page is.
        chat_id: only calls for this chat.
    """

    code: int = 502
    description: str = "Bad Gateway"
    retry_after: int | None = None
    times: int = 1
    delay: float = 0.0
    accepts: bool = False
    body: str | None = None
    chat_id: int | None = None


class TelegramServer(ServedMessenger):
    """The server, in a thread of its own."""

    def __init__(self, port: int = 0, token: str = TOKEN) -> None:
        super().__init__(port)
        self.api = BotApi(token)
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        #: Seconds between what is done and its answer.
        self.slowness = 0.0
        self._fresh = asyncio.Event()
        self._poller: object = None

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/bot{token}/{method}", self._answer)]

    def arrives(self, *updates: dict[str, Any]) -> list[dict[str, Any]]:
        """Somebody writes, taps, sends, ...: the updates wait for the bot or go to its webhook."""
        return self._call(lambda: [self._add(update) for update in updates])

    def resend(self, update: dict[str, Any]) -> None:
        """Send an update once more, number and all, as Telegram does when it did not hear "taken"."""

        def again() -> None:
            self.api.pending.append(update)
            self._wake(update)

        self._call(again)

    def fail(self, method: str, fault: Fault) -> None:
        """Let a method fail ("*": every one)."""
        self._call(lambda: self.faults[method.lower()].append(fault))

    def heal(self) -> None:
        """Let nothing fail any more."""
        self._call(self.faults.clear)

    def calls(self, method: str) -> list[Call]:
        """The calls of a method so far."""
        return self._call(lambda: [one for one in self.api.calls if one.method.lower() == method.lower()])

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """The bot's messages in a chat, as they stand now."""
        return self._call(lambda: [dict(one) for one in self.api.messages.get(chat, {}).values()])

    def wait_sent(self, chat: int, count: int, seconds: float = 10.0) -> list[dict[str, Any]]:
        """Wait until the bot has sent so many messages to a chat."""
        return self.wait(lambda: (found := self.sent(chat)) and len(found) >= count and found, seconds) or []

    async def _close(self) -> None:
        await super()._close()
        self._poller = None
        self._fresh.set()

    def _add(self, update: dict[str, Any]) -> dict[str, Any]:
        numbered = self.api.add(update)
        self._wake(numbered)
        return numbered

    def _wake(self, update: dict[str, Any]) -> None:
        self._fresh.set()
        if self.api.webhook["url"]:
            chat = _chat_of(update)
            before = self._posting.get(chat)
            self._posting[chat] = self._loop.create_task(self._post(update, before))

    async def _post(self, update: dict[str, Any], before: asyncio.Task[None] | None) -> None:
        """Post to the webhook, one after the other in each chat, again until it answers 200."""
        if before:
            await asyncio.wait([before])
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.api.webhook["secret_token"]}
        while self.api.webhook["url"]:
            try:
                async with (
                    ClientSession(timeout=ClientTimeout(10)) as session,
                    session.post(self.api.webhook["url"], json=update, headers=headers) as answer,
                ):
                    self.webhook_answers.append(answer.status)
                    if answer.status == 200:
                        self.api.pending = [o for o in self.api.pending if o["update_id"] != update["update_id"]]
                        return
            except (ClientError, asyncio.TimeoutError):
                self.webhook_answers.append(0)
            await asyncio.sleep(0.1)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            form = await request.post()
        except ConnectionError:  # the bot was killed in the middle of a request
            return web.Response()
        params = {**request.query, **{key: str(value) for key, value in form.items()}}
        if request.match_info["token"] != self.api.token:
            return web.json_response(ApiError(401, "Unauthorized").body(), status=401)
        self.api.calls.append(Call(method, params))
        fault = self._fault(method, params)
        if fault:
            return await self._fail(fault, method, params, request)
        try:
            result = await self._result(method, params)
            await asyncio.sleep(self.slowness)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        return web.json_response({"ok": True, "result": result}, dumps=lambda o: json.dumps(o, ensure_ascii=False))

    async def _result(self, method: str, params: dict[str, str]) -> Any:
        return await self._get_updates(params) if method.lower() == "getupdates" else self.api.call(method, params)

    async def _get_updates(self, params: dict[str, str]) -> list[dict[str, Any]]:
        if self.api.webhook["url"]:
            text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
            raise ApiError(409, text)
        self._poller = me = object()
        self._fresh.set()
        end = self._loop.time() + float(params.get("timeout", 0))
        offset = int(params["offset"]) if "offset" in params else None
        allowed = json.loads(params.get("allowed_updates") or "[]")
        while not (found := self.api.take(offset, int(params.get("limit", 100)), allowed)):
            left = end - self._loop.time()
            if left <= 0:
                return []
            self._fresh.clear()
            try:
                await asyncio.wait_for(self._fresh.wait(), left)
            except asyncio.TimeoutError:
                return []
            if self._poller is not me:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
        return found

    def _fault(self, method: str, params: dict[str, str]) -> Fault | None:
        for name in (method.lower(), "*"):
            for fault in self.faults[name]:
                if fault.chat_id is None or str(fault.chat_id) == params.get("chat_id"):
                    fault.times -= 1
                    if not fault.times:
                        self.faults[name].remove(fault)
                    return fault
        return None

    async def _fail(
        self, fault: Fault, method: str, params: dict[str, str], request: web.Request
    ) -> web.StreamResponse:
        if fault.accepts:
            await self._result(method, params)
        await asyncio.sleep(fault.delay)
        if fault.body is not None:
            return web.Response(text=fault.body, status=fault.code or 200, content_type="text/html")
        if not fault.code:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        extra = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
        return web.json_response(ApiError(fault.code, fault.description, **extra).body(), status=fault.code)


def _chat_of(update: dict[str, Any]) -> int:
    """The chat that an update belongs to; Telegram posts those of one chat in order."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message") or content
            return int((message.get("chat") or content.get("from") or {}).get("id", 0))
    return 0
