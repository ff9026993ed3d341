"""A session ends eight hours after coming in, and who publishes shows a second factor before anything else."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Respond = Callable[[HttpRequest], HttpResponse]

#: When the member came in, seconds since 1970.
CAME_IN: Final = "came_in_at"
#: Pages that somebody reaches who has shown no second factor yet.
_BEFORE: Final = frozenset(
    {"second_factor", "second_factor_new", "recovery_codes", "logout", "choose_language", "health"}
)


class SessionEndMiddleware:
    """Ends a session eight hours after it began, however much it was used."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, as nobody where the time is over."""
        if request.user.is_authenticated:
            began = request.session.setdefault(CAME_IN, time.time())
            if not 0 <= time.time() - began < settings.SESSION_COOKIE_AGE:
                logout(request)
        return self._respond(request)


class SecondFactorMiddleware:
    """Leads who publishes to the page of the second factor until it was shown."""

    def __init__(self, get_response: Respond) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._respond(request)

    @staticmethod
    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Where a second factor is missing, the page that asks for it instead of the view."""
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else None
        if not user.is_authenticated or name in _BEFORE or not getattr(view, "login_required", True):
            return None
        if user.needs_second_factor and not user.is_verified():
            return redirect("second_factor")
        return None
