"""The book of what was seen and changed: one call a deed."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

#: What is written, and how it is said. Other apps add theirs with :func:`say`.
DEEDS: Final[dict[str, Any]] = {
    "came_in": _("came in"),
    "went_out": _("went out"),
    "wrong_password": _("wrong password"),
    "wrong_code": _("wrong code"),
    "second_factor_made": _("made a second factor"),
    "second_factor_reset": _("took a second factor away"),
    "invited": _("invited"),
    "joined": _("joined"),
    "role_changed": _("changed a role"),
    "switched_off": _("switched off"),
    "switched_on": _("switched on"),
    "saw_texts": _("looked at messages"),
    "labelled": _("labelled a message"),
    "unlabelled": _("took a label back"),
    "exported": _("exported"),
    "tried": _("tried what was labelled"),
}


def say(deeds: dict[str, Any]) -> None:
    """Add deeds of another app: name and how it is said, translated when it is."""
    DEEDS.update(deeds)


def note(member: Any, what: str, about: str = "") -> None:
    """Write one line; ``about`` names a thing, never a parent's text.

    Raises:
        KeyError: ``what`` is no deed.
    """
    from desk.people.models import AuditEntry

    _known = DEEDS[what]
    is_member = getattr(member, "pk", None) is not None
    who = member.get_username() if is_member else str(member or "-")
    AuditEntry.objects.create(member=member if is_member else None, who=who[:150], what=what, about=about[:300])
