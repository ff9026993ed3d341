"""The first page, the choice of a language, health, and what is said when something is refused."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from desk.core.navigation import entries_for


def home(request: HttpRequest) -> HttpResponse:
    """The first page that the member may see."""
    entries = entries_for(request.user)
    return redirect(entries[0].route) if entries else render(request, "desk/nothing.html")


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back."""
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if is_ours else "/")
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 where the desk's own database answers, 503 where not; nothing else is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "store down"}, status=503)
    return JsonResponse({"status": "ok"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is of an earlier session, or another site sent it."""
    return render(request, "desk/form_expired.html", status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The member's role does not reach so far."""
    return render(request, "desk/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return render(request, "desk/not_found.html", status=404)


def too_much(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent is malformed or larger than any form of the desk."""
    return render(request, "desk/bad_request.html", status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke, mostly the database; no detail is shown, no database is asked."""
    return render(None, "desk/failed.html", status=500)  # without request: its processors ask who is there
