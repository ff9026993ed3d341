"""The four roles and what each may do: the one table of it.

A role is a group of Django's with the name below. After every migration the groups get exactly these permissions; a
permission that no app defines yet is left out until it does.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Role(str, Enum):
    """A role; its value is the group's name."""

    VIEWER = "viewer"
    EDITOR = "editor"
    DOCTOR = "doctor"
    CHIEF = "chief"

    @property
    def title(self) -> Any:
        """As shown, translated when it is."""
        return _TITLES[self]


_TITLES: Final = {
    Role.VIEWER: _("Viewer: sees the numbers"),
    Role.EDITOR: _("Editor: reads questions, writes drafts"),
    Role.DOCTOR: _("Doctor: approves what is published"),
    Role.CHIEF: _("Chief: invites people, sees who did what"),
}

#: What a viewer may do, and everybody above.
_SEES: Final = frozenset({"people.see_counts"})
_EDITS: Final = _SEES | {"people.read_texts", "people.label_texts", "publishing.write_drafts"}
_APPROVES: Final = _EDITS | {"people.approve"}
#: Permissions of each role, ``app.codename``.
PERMISSIONS: Final[dict[Role, frozenset[str]]] = {
    Role.VIEWER: _SEES,
    Role.EDITOR: _EDITS,
    Role.DOCTOR: _APPROVES,
    Role.CHIEF: _APPROVES | {"people.manage_people", "people.view_member", "people.view_auditentry"},
}
#: Roles that publish, or see what parents wrote: these need a second factor.
NEED_SECOND_FACTOR: Final = frozenset({Role.EDITOR, Role.DOCTOR, Role.CHIEF})


def grant_roles() -> None:
    """Make the groups and give each the permissions of the table, no more and no fewer."""
    from django.contrib.auth.models import Group, Permission

    known = {
        f"{one.content_type.app_label}.{one.codename}": one for one in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in names if name in known])


def role_of(member: Any) -> Role | None:
    """The highest role of a member; ``None`` where they have none."""
    names = set(member.groups.values_list("name", flat=True))
    return next((role for role in reversed(Role) if role.value in names), None)
