"""The pages that links open: ``GET /s/<token>``, and the same with ``.ics`` for a phone's calendar."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Mapping
from typing import Any, Final

from limits import RateLimitItemPerMinute
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project import clock
from rasa_project.channels.access.addresses import address_of, hashed
from rasa_project.channels.gateway import OnNewMessage
from rasa_project.channels.share.calendar_file import CONTENT_TYPE, FILE_NAME, calendar_file
from rasa_project.channels.share.content import sections
from rasa_project.channels.share.days import days_of
from rasa_project.channels.share.links import ICS, PATH, Sharing, signer
from rasa_project.channels.share.page import no_page, page, policy
from rasa_project.channels.share.tokens import Link, LinkEndedError, LinkError
from rasa_project.channels.share.words import NoPage, share_words
from rasa_project.public_address import public_address
from rasa_project.security.limits import RateLimiter, rate_limiter

logger = logging.getLogger(__name__)

_HTML: Final = "text/html; charset=utf-8"
#: A village behind one router opens what somebody sent to all.
_FROM_ADDRESS: Final = RateLimitItemPerMinute(600)
_KEPT_SECONDS: Final = 3600
_LEAST_TO_PACK: Final = 500
#: A page is a person's own: no search engine, no cache but the phone's, no word to other sites of where one comes from.
_HEADERS: Final = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}
_STATUS: Final = {"broken": 404, "no_days": 404, "ended": 410, "too_many": 429}


class ShareInput(InputChannel):
    """Shows what links open; keeps nothing, writes nothing down."""

    def __init__(self, made_by: Sharing, limiter: RateLimiter) -> None:
        """Take what opens links, and what counts callers."""
        self._sharing = made_by
        self._limiter = limiter

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "share"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ShareInput:
        """Rasa calls this with what credentials.yml holds: nothing, the environment has it all."""
        return cls(Sharing(public_address() or "", signer()), rate_limiter())

    def url_prefix(self) -> str:
        """The server's root."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The route of all links; whatever stands behind ``/s/`` gets a page for people."""
        routes = Blueprint("share")
        share_words()
        policy()

        async def show(request: Request, token: str = "") -> HTTPResponse:
            return self._show(request, token)

        routes.add_route(show, PATH, methods=["GET", "HEAD"], name="none")
        routes.add_route(show, f"{PATH}<token:path>", methods=["GET", "HEAD"], name="link")
        return routes

    def _show(self, request: Request, token: str) -> HTTPResponse:
        made_by = self._sharing
        wait = self._limiter.hit(_FROM_ADDRESS, "share", hashed(address_of(request)))
        if wait is not None:
            return _none("too_many", request, made_by, {"Retry-After": str(wait.seconds)})
        try:
            link = made_by.signer.open(token.removesuffix(ICS), clock.today())
        except LinkEndedError:
            return _none("ended", request, made_by)
        except LinkError:
            return _none("broken", request, made_by)
        if token.endswith(ICS):
            return _file(request, link, made_by)
        return _page(request, link, made_by)


def _page(request: Request, link: Link, made_by: Sharing) -> HTTPResponse:
    parts = sections(link)
    if not parts:  # the answer is gone from the texts
        return _none("ended", request, made_by)
    shared = made_by.shared(link)
    turned = Link("kk" if link.language == "ru" else "ru", link.made, link.keys)
    bot = f"{made_by.address}/{'ru' if link.language == 'ru' else ''}"
    html = page(link, parts, shared, made_by.url_of(turned), bot)
    headers = {"Content-Language": link.language, "Cache-Control": f"private, max-age={_KEPT_SECONDS}"}
    return _answer(request, html.encode("utf-8"), 200, headers)


def _file(request: Request, link: Link, made_by: Sharing) -> HTTPResponse:
    days = days_of(link)
    if not days:
        return _none("no_days", request, made_by)
    headers = {
        "Content-Language": link.language,
        "Cache-Control": f"private, max-age={_KEPT_SECONDS}",
        # Not "attachment": an iPhone then files it away, in place of offering to add the days.
        "Content-Disposition": f'inline; filename="{FILE_NAME}"',
    }
    return _answer(request, calendar_file(link, days, made_by), 200, headers, CONTENT_TYPE)


def _none(name: str, request: Request, made_by: Sharing, headers: Mapping[str, str] | None = None) -> HTTPResponse:
    why: NoPage = getattr(share_words(), name)
    html = no_page(why, f"{made_by.address}/")
    told = {"Content-Language": "kk, ru", "Cache-Control": "no-store", **(headers or {})}
    return _answer(request, html.encode("utf-8"), _STATUS[name], told)


def _answer(
    request: Request, body: bytes, status: int, headers: Mapping[str, str], content_type: str = _HTML
) -> HTTPResponse:
    sent = {**_HEADERS, "Content-Security-Policy": policy(), **headers}
    if len(body) >= _LEAST_TO_PACK and "gzip" in request.headers.get("accept-encoding", "").lower():
        body, sent["Content-Encoding"] = gzip.compress(body, 6), "gzip"
    return HTTPResponse(body, status, sent, content_type)
