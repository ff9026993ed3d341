"""The forms of people: inviting, joining, a code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desk.people.models import Member
from desk.people.roles import Role


class LoginForm(AuthenticationForm):
    """Name and password, with words of the desk's own."""

    username = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )


class InviteForm(forms.Form):
    """Whom, and as what."""

    username = forms.CharField(
        label=_("Name, as they will come in"), max_length=150, validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.title) for role in Role])

    def clean_username(self) -> str:
        """A name that nobody has."""
        name: str = Member.normalize_username(self.cleaned_data["username"])
        if Member.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("Somebody has this name already. Choose another."))
        return name


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.title) for role in Role])


class JoinForm(SetPasswordMixin, forms.Form):
    """A password of one's own, twice; Django's own validators look at it."""

    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Your password, 12 letters or more"), label2=_("The same once more")
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        self._member = member
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Both are the same, and hard to guess."""
        self.validate_passwords()
        self.validate_password_for_user(self._member)
        told: dict[str, Any] = super().clean()
        return told


class CodeForm(forms.Form):
    """Six digits of the telephone, or a recovery code."""

    code = forms.CharField(
        label=_("Code"), max_length=16, strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """Without the gap that telephones show in the middle."""
        return "".join(self.cleaned_data["code"].split())
