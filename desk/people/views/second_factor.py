"""The second factor: made once with a telephone, shown at every coming in; ten recovery codes for a lost telephone."""

from __future__ import annotations

import io
from typing import Any, Final

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_otp import login as show_factor
from django_otp import match_token, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from desk.people.audit import note
from desk.people.forms import CodeForm

_RECOVERY_CODES: Final = 10


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a telephone that is known; who has none makes one first."""
    if not user_has_device(request.user):
        return redirect("second_factor_new")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = match_token(request.user, form.cleaned_data["code"])
        if device is not None:
            show_factor(request, device)
            return redirect("home")
        _wrong(request, form)
    return render(request, "desk/second_factor.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def second_factor_new(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as letters; it counts once a code of it was typed."""
    if user_has_device(request.user):
        return redirect("second_factor" if not request.user.is_verified() else "home")
    device, _made = TOTPDevice.objects.get_or_create(user=request.user, confirmed=False, defaults={"name": "telephone"})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            return _confirmed(request, device)
        _wrong(request, form)
    shown = {"form": form, "picture": _picture(device.config_url), "secret": _in_fours(device)}
    return render(request, "desk/second_factor_new.html", shown, status=400 if form.errors else 200)


def _confirmed(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    """Keep the telephone, and show recovery codes this one time."""
    device.confirmed = True
    device.save()
    show_factor(request, device)
    note(request.user, "second_factor_made")
    StaticDevice.objects.filter(user=request.user).delete()
    kept = StaticDevice.objects.create(user=request.user, name="recovery", confirmed=True)
    codes = [StaticToken.random_token() for _ in range(_RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=kept, token=code) for code in codes)
    return render(request, "desk/recovery_codes.html", {"codes": codes})


def _wrong(request: HttpRequest, form: CodeForm) -> None:
    note(request.user, "wrong_code")
    form.add_error("code", _("This code is not right. Wait for the next one and type it."))


def _picture(address: str) -> Any:
    """The address as an SVG to scan."""
    made = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(made)
    svg = made.getvalue().decode("utf-8")
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 (made here, of modules of a square)


def _in_fours(device: TOTPDevice) -> str:
    """The secret to type where nothing can be scanned."""
    import base64

    text = base64.b32encode(device.bin_key).decode("ascii")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
