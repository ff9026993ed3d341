"""The pages of the desk: one line each, shown to those who may open it.

A new page is a line in :data:`ENTRIES`; ``tests/desk/test_house.py`` opens each in every role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A page in the navigation.

    Attributes:
        route: name of its address.
        title: as shown, translated when it is.
        permission: who has it sees the page (``app.codename``).
    """

    route: str
    title: Any
    permission: str


ENTRIES: Final = (
    Entry("today", _("Today"), "people.see_counts"),
    Entry("signal", _("Early signal"), "people.see_counts"),
    Entry("unanswered", _("Not understood"), "people.read_texts"),
    Entry("callbacks", _("Call-backs"), "people.read_texts"),
    Entry("answers", _("Answers"), "publishing.write_drafts"),
    Entry("contacts", _("Contacts"), "publishing.write_drafts"),
    Entry("announcements", _("Announcements"), "publishing.write_drafts"),
    Entry("sendings", _("Sent to parents"), "publishing.write_drafts"),
    Entry("reports", _("Weekly reports"), "people.see_counts"),
    Entry("people", _("People"), "people.manage_people"),
    Entry("audit", _("Who did what"), "people.manage_people"),
)


def entries_for(user: Any) -> list[Entry]:
    """The pages that somebody may open, in order."""
    return [one for one in ENTRIES if user.is_authenticated and user.has_perm(one.permission)]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"entries": []}
    at = getattr(request.resolver_match, "view_name", "")
    return {"entries": [(reverse(one.route), one.title, one.route == at) for one in entries_for(user)]}


def admin_navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The same pages beside the tables of django-unfold."""
    items = [{"title": one.title, "link": reverse(one.route)} for one in entries_for(request.user)]
    return [{"items": items}]
