"""Coming in, going out and failing to come in are written into the audit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from desk.people.audit import note


def connect() -> None:
    """Listen to Django's own signals."""
    user_logged_in.connect(_came_in, dispatch_uid="desk came in")
    user_logged_out.connect(_went_out, dispatch_uid="desk went out")
    user_login_failed.connect(_failed, dispatch_uid="desk failed")


def _came_in(user: Any, **named: Any) -> None:
    note(user, "came_in")


def _went_out(user: Any, **named: Any) -> None:
    if user is not None:
        note(user, "went_out")


def _failed(credentials: dict[str, Any], **named: Any) -> None:
    note(str(credentials.get("username") or "-"), "wrong_password")
