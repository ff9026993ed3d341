"""What stands in the headers of every answer over REST: safety, language, rates, and which pages may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_project.channels.access.control import AccessControl
from rasa_project.channels.deprecations import deprecation_of
from rasa_project.security.limits import Standing

#: For answers with data in them; pages bring their own policy.
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_CORS_HEADERS: Final = "Authorization, Content-Type, Idempotency-Key, Accept-Language"
#: Content-Language needs no mention: browsers show it to every page.
_CORS_EXPOSED: Final = (
    "X-Request-Id, Retry-After, Idempotency-Replayed, RateLimit, RateLimit-Policy, Allow, Deprecation, Sunset, Link"
)


def finished(
    answer: HTTPResponse, request: Request, request_id: str, allowed: str, access: AccessControl
) -> HTTPResponse:
    """``answer`` with all headers that it lacks.

    Args:
        answer: as a handler made it.
        request: what it answers.
        request_id: found again in the logs.
        allowed: methods of the route, for a page's preflight.
        access: knows the rates that the call was counted in, and the pages that may call.
    """
    own = {**HEADERS, "X-Request-Id": request_id, **rate_headers(access.standing(request))}
    deprecated = deprecation_of(request.path)
    if deprecated is not None:
        own |= deprecated.headers
    if answer.body:
        own["Content-Language"] = "en"  # documents, counters; replies and problems say their own
    for name, value in own.items():
        answer.headers.setdefault(name, value)
    origin = request.headers.get("origin", "")
    if access.origins.listed:
        answer.headers["Vary"] = "Origin"
    if origin and access.origins.allow(origin):
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Access-Control-Expose-Headers"] = _CORS_EXPOSED
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = allowed
            answer.headers["Access-Control-Allow-Headers"] = _CORS_HEADERS
            answer.headers["Access-Control-Max-Age"] = "600"
    return answer


def rate_headers(standings: Sequence[Standing]) -> dict[str, str]:
    """``RateLimit-Policy`` and ``RateLimit`` (draft-ietf-httpapi-ratelimit-headers-10); nothing where nothing counts.

    A policy is ``"session";q=60;w=60``: 60 in 60 seconds; what is left of it ``"session";r=59;t=42``: 59 for the
    next 42 seconds.
    """
    if not standings:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{one.what}";q={one.quota};w={one.window}' for one in standings),
        "RateLimit": ", ".join(f'"{one.what}";r={one.remaining};t={one.seconds}' for one in standings),
    }
