"""Coming in and going out, and joining by an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from desk.people.audit import note
from desk.people.forms import JoinForm, LoginForm
from desk.people.models import Invitation, Member
from desk.people.roles import Role

log_in = auth_views.LoginView.as_view(
    template_name="desk/login.html", authentication_form=LoginForm, redirect_authenticated_user=True
)
log_out = auth_views.LogoutView.as_view()


def locked_out(request: HttpRequest, credentials: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """After five wrong passwords: a quarter of an hour (django-axes)."""
    return render(request, "desk/locked_out.html", status=429)


@login_not_required
@sensitive_post_parameters("password1", "password2")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and become a member, once."""
    invitation = Invitation.open(token)
    if invitation is None:
        return render(request, "desk/invitation_over.html", status=410)
    member = Member(username=invitation.username)
    form = JoinForm(member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _joined(invitation, member, form.cleaned_data["password1"]):
            return render(request, "desk/invitation_over.html", status=410)
        login(request, member, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("home")
    return render(request, "desk/join.html", {"form": form, "invitation": invitation})


def _joined(invitation: Invitation, member: Member, password: str) -> bool:
    """Make the member; false where the invitation was used, or the name taken, meanwhile."""
    member.set_password(password)
    try:
        with transaction.atomic():
            if not invitation.take():
                return False
            member.save()
            member.take_role(Role(invitation.role))
            note(member, "joined", invitation.role)
    except IntegrityError:
        return False
    return True
