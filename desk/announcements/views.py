"""Sending what is announced: how it looks, who gets it, the order, how far it is, and stopping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.announcements import sendings
from desk.announcements.forms import SendForm
from desk.bot.store import BotStoreError
from desk.core.access import needs
from desk.people.audit import note
from desk.publishing.models import Item
from desk.publishing.views import PUBLISHES, WRITES
from rasa_project.content.preview import places_of_the_district, sent_words

KIND = "announcements"


@needs(WRITES)
def listing(request: HttpRequest) -> HttpResponse:
    """What was sent and what is being sent."""
    shown: dict[str, Any] = {"may_stop": request.user.has_perm(PUBLISHES)}
    try:
        shown["rows"] = [(one, _counts(one)) for one in sendings.sent()]
    except BotStoreError:
        shown["away"] = True
    return render(request, "announcements/sent.html", shown)


@needs(WRITES)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What is published, as it arrives, and who would get it."""
    item = _published(pk)
    form = SendForm(initial={"order": _name(item)})
    return _page(request, item, form)


@needs(PUBLISHES)
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it; the same form once more sends nothing."""
    item = _published(pk)
    form = SendForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["order"].startswith(f"{item.key}-"):
        return _page(request, item, form, status=400)
    key, urgent = form.cleaned_data["order"], form.cleaned_data["urgent"]
    try:
        is_new = sendings.order(item, key, urgent=urgent, by=request.user.get_username())
    except OSError as error:
        messages.error(request, _("The folder of the bot can't be written to: %s") % (error.strerror or error))
        return redirect("announcements_send", pk)
    if is_new:
        note(request.user, "sent_announcement", key)
    messages.success(request, _("Ordered. The bot begins within two seconds; ordinary announcements go by day."))
    return redirect("sendings")


@needs(PUBLISHES)
@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Send nothing more of an order."""
    try:
        is_known = sendings.stop(key)
    except OSError as error:
        messages.error(request, _("The folder of the bot can't be written to: %s") % (error.strerror or error))
        return redirect("sendings")
    if not is_known:
        raise Http404
    note(request.user, "stopped_announcement", key)
    messages.success(request, _("Stopped. What has left can't be taken back."))
    return redirect("sendings")


def _page(request: HttpRequest, item: Item, form: SendForm, status: int = 200) -> HttpResponse:
    kk, ru = sent_words(item.live["kk"], item.live["ru"])
    shown: dict[str, Any] = {
        "item": item, "form": form, "texts": [("kk", *kk), ("ru", *ru)], "may_send": request.user.has_perm(PUBLISHES),
    }  # fmt: skip
    try:
        names = {code: both[get_language() == "ru"] for code, both in places_of_the_district()}
        ordinary, urgent = sendings.audience(item, urgent=False), sendings.audience(item, urgent=True)
        shown |= {
            "ordinary": _count(ordinary.count), "held_back": _count(ordinary.held_back), "urgent": _count(urgent.count),
            "villages": [(names.get(code, _("village not told")), count) for code, count in urgent.villages],
        }  # fmt: skip
    except BotStoreError:
        shown["away"] = True
    return render(request, "announcements/send.html", shown, status=status)


def _counts(one: sendings.Sent) -> list[str]:
    """For whom, who got it, blocked, did not get it, is left."""
    if one.report is None:
        return []
    return [_count(count) for count in (one.report.planned, *one.ends, one.report.left)]


def _count(count: int) -> str:
    """Under three it is not told exactly."""
    return str(count) if count == 0 or count >= sendings.LEAST_SHOWN else _("fewer than three")


def _published(pk: int) -> Item:
    item: Item = get_object_or_404(Item, kind=KIND, pk=pk, live__isnull=False)
    return item


def _name(item: Item) -> str:
    return f"{item.key}-{timezone.localtime():%Y%m%d-%H%M%S}"
