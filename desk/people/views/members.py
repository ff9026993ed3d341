"""The chief's pages: people, invitations, who did what."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk.core.access import needs
from desk.people.audit import DEEDS, note
from desk.people.forms import InviteForm, RoleForm
from desk.people.models import AuditEntry, Invitation, Member
from desk.people.roles import Role

_LINES: Final = 100


@needs("people.manage_people")
def people(request: HttpRequest) -> HttpResponse:
    """All members and open invitations; a form that invites."""
    form = InviteForm(request.POST or None)
    link = None
    if request.method == "POST" and form.is_valid():
        link = invite(request, form.cleaned_data["username"], Role(form.cleaned_data["role"]))
        form = InviteForm()
    shown = {
        "form": form,
        "link": link,
        "members": Member.objects.order_by("username").prefetch_related("groups"),
        "invitations": Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now()),
        "roles": list(Role),
    }
    return render(request, "desk/people.html", shown, status=400 if form.errors else 200)


def invite(request: HttpRequest, username: str, role: Role) -> str:
    """Make an invitation; returns its link, which is shown this once."""
    _made, token = Invitation.make(username, role, request.user)
    note(request.user, "invited", f"{username} ({role.value})")
    return request.build_absolute_uri(reverse("join", args=[token]))


@needs("people.manage_people")
@require_POST
def change_member(request: HttpRequest, key: int) -> HttpResponse:
    """Another role, on or off, or a new second factor; nobody does that to themselves."""
    member = get_object_or_404(Member, pk=key)
    if member == request.user:
        raise PermissionDenied
    with transaction.atomic():
        _change(request, member)
    messages.success(request, _("Done: %(name)s") % {"name": member.username})
    return redirect("people")


def _change(request: HttpRequest, member: Member) -> None:
    deed = request.POST.get("deed")
    if deed == "role" and (form := RoleForm(request.POST)).is_valid():
        role = Role(form.cleaned_data["role"])
        member.take_role(role)
        note(request.user, "role_changed", f"{member.username} ({role.value})")
    elif deed in {"on", "off"}:
        member.is_active = deed == "on"
        member.save(update_fields=["is_active"])
        note(request.user, f"switched_{deed}", member.username)
    elif deed == "factor":
        TOTPDevice.objects.filter(user=member).delete()
        StaticDevice.objects.filter(user=member).delete()
        note(request.user, "second_factor_reset", member.username)
    else:
        raise PermissionDenied


@needs("people.manage_people")
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what and when, the newest first; by person or deed."""
    lines = AuditEntry.objects.all()
    who, what = request.GET.get("who", "")[:150], request.GET.get("what", "")
    if who:
        lines = lines.filter(who=who)
    if what in DEEDS:
        lines = lines.filter(what=what)
    page = Paginator(lines, _LINES).get_page(request.GET.get("page"))
    rows = [(line, DEEDS.get(line.what, line.what)) for line in page]
    shown = {
        "page": page,
        "rows": rows,
        "deeds": DEEDS.items(),
        "who": who,
        "what": what,
        "names": Member.objects.order_by("username").values_list("username", flat=True),
    }
    return render(request, "desk/audit.html", shown)
