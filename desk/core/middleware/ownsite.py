"""The desk answers its own pages only: nothing on another site, the widget's among them, reads or changes anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

Respond = Callable[[HttpRequest], HttpResponse]

#: Pages of the desk hold no script of their own text and load nothing from elsewhere.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The tables of django-unfold are drawn by Alpine, which makes functions of attributes.
ADMIN_POLICY: Final = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)
_OTHERS: Final = frozenset({"cross-site", "same-site"})


class OwnSiteMiddleware:
    """Refuses what another site's page asks for, but for a link that a person follows; sets the page's policy."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with 403."""
        if is_foreign(request):
            return HttpResponseForbidden("Another site asked for this. Open the desk itself.", "text/plain")
        response = self._respond(request)
        policy = ADMIN_POLICY if request.path.startswith("/admin/") else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def is_foreign(request: HttpRequest) -> bool:
    """Whether a page of another origin asks, by what the browser itself tells of it (Fetch Metadata)."""
    from_elsewhere = request.headers.get("Sec-Fetch-Site") in _OTHERS
    is_link = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    in_frame = request.headers.get("Sec-Fetch-Dest") not in {"document", None}
    return from_elsewhere and (not is_link or in_frame)
