"""``python -m desk create-chief NAME``: a one-time link for the first chief, as no password belongs on a shell."""

from __future__ import annotations

import sys

from django.core.exceptions import ValidationError
from django.urls import reverse

from desk import variables
from desk.people.audit import note
from desk.people.forms import InviteForm
from desk.people.models import INVITATION_HOURS, Invitation
from desk.people.roles import Role


def invite_chief(name: str) -> int:
    """Print the link.

    Returns:
        0, or 1 where the name can't be used.
    """
    form = InviteForm({"username": name, "role": Role.CHIEF.value})
    try:
        if not form.is_valid():
            raise ValidationError([one for told in form.errors.values() for one in told])
    except ValidationError as error:
        print(f"{name}: {' '.join(error.messages)}", file=sys.stderr)
        return 1
    link = invitation_link(form.cleaned_data["username"], Role.CHIEF)
    print(f"Open this link within {INVITATION_HOURS} hours; it works once:\n{link}")
    return 0


def invitation_link(name: str, role: Role) -> str:
    """A new invitation, made on the shell, as a whole link."""
    _made, token = Invitation.make(name, role, None)
    note("shell", "invited", f"{name} ({role.value})")
    return base_address() + reverse("join", args=[token])


def base_address() -> str:
    """Where the office reaches the desk: its first public name, else this machine."""
    names = sorted(variables.DESK_HOSTS.read() or ())
    return f"https://{names[0]}" if names else f"http://{variables.DESK_HOST.read()}:{variables.DESK_PORT.read()}"
