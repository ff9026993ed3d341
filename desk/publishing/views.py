"""The pages of every kind: the list, an entry with its preview and versions, publishing, withdrawing, taking back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.core.access import needs
from desk.publishing import store
from desk.publishing.forms import EntryForm
from desk.publishing.kinds import Kind, kind_of
from desk.publishing.models import Item
from desk.publishing.store import ConflictError, Draft, RefusedError
from rasa_project import clock
from rasa_project.advice.office import REMIND_DAYS

WRITES = "publishing.write_drafts"
PUBLISHES = "people.approve"
_VERSIONS = 20


@needs(WRITES)
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of a kind, with their state."""
    items = Item.objects.filter(kind=kind).select_related("changed_by", "published_by")
    rows = [(reverse(f"{kind}_entry", args=[item.pk]), item, *_end_of(item)) for item in items]
    shown = {"kind": kind_of(kind), "rows": rows, "new": f"{kind}_new"}
    return render(request, "publishing/list.html", shown)


@needs(WRITES)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty form; saved, it is an entry."""
    form = kind_of(kind).form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _save(request, kind_of(kind), None, form)
    return _page(request, kind_of(kind), None, form, status=400 if form.errors else 200)


@needs(WRITES)
def entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """An entry: its form, its preview, what is wrong with it, its versions."""
    item, of_kind = _item(kind, pk), kind_of(kind)
    if request.method != "POST":
        initial = {**of_kind.form.initial_of(item.key, item.draft), "version": item.version}
        return _page(request, of_kind, item, of_kind.form(initial=initial))
    form = of_kind.form(request.POST, initial=of_kind.form.initial_of(item.key, item.draft))
    if not form.is_valid():
        return _page(request, of_kind, item, form, status=400)
    return _save(request, of_kind, item, form)


@needs(PUBLISHES)
@require_POST
def publish(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Let parents hear the draft that was looked at."""
    item, of_kind = _item(kind, pk), kind_of(kind)
    try:
        store.publish(of_kind, item, _number(request.POST.get("version")), request.user)
    except ConflictError:
        messages.error(request, _("Somebody saved another draft meanwhile. Look at it, then publish."))
    except RefusedError as error:
        messages.error(request, _("Not published, parents go on hearing the old: %s") % error)
    except OSError as error:
        messages.error(request, _("The folder of the bot can't be written to: %s") % (error.strerror or error))
    else:
        messages.success(request, _("Published. The bot says it within two seconds."))
    return redirect(f"{kind}_entry", pk)


@needs(PUBLISHES)
@require_POST
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Let parents hear it no more."""
    try:
        store.withdraw(kind_of(kind), _item(kind, pk), request.user)
    except RefusedError as error:
        messages.error(request, _("Not withdrawn: %s") % error)
    except OSError as error:
        messages.error(request, _("The folder of the bot can't be written to: %s") % (error.strerror or error))
    else:
        messages.success(request, _("Withdrawn. The bot says it no more."))
    return redirect(f"{kind}_entry", pk)


@needs(WRITES)
@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make an earlier version the draft; nothing is published by it."""
    try:
        store.restore(_item(kind, pk), _number(request.POST.get("history")), request.user)
    except LookupError:
        raise Http404 from None
    messages.success(request, _("The earlier version is the draft now. Look at it, then publish."))
    return redirect(f"{kind}_entry", pk)


def _save(request: HttpRequest, kind: Kind, item: Item | None, form: EntryForm) -> HttpResponse:
    key = item.key if item is not None else form.key()
    try:
        saved = store.save(kind, Draft(key, form.entry(), form.cleaned_data["version"]), request.user)
    except ConflictError as error:
        return _conflict(request, kind, error.item, form)
    messages.success(request, _("Saved as a draft."))
    return redirect(f"{kind.name}_entry", saved.pk)


def _conflict(request: HttpRequest, kind: Kind, item: Item, form: EntryForm) -> HttpResponse:
    """What was written stands in the form still; beside it what somebody else has saved."""
    theirs = kind.form.initial_of(item.key, item.draft)
    mine = {name: form.cleaned_data.get(name) for name in form.fields}
    differing = [
        (str(form.fields[name].label), _plain(theirs.get(name)), _plain(mine[name]))
        for name in form.fields
        if name not in {"version", "id"} and _plain(theirs.get(name)) != _plain(mine[name])
    ]
    data = form.data.copy()
    data["version"] = str(item.version)
    again = kind.form(data, initial=theirs)
    return _page(request, kind, item, again, differing=differing, status=409)


def _page(request: HttpRequest, kind: Kind, item: Item | None, form: EntryForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    shown: dict[str, Any] = {"kind": kind, "item": item, "form": form, "may_publish": request.user.has_perm(PUBLISHES)}
    if item is not None:
        faults = store.faults_with(kind, item, is_whole=False)
        shown |= {
            "faults": [(str(form.fields[name].label) if (name := form.field_of(one.member)) else "", one.reason)
                       for one in faults],
            "preview": store.preview(kind, item),
            "versions": item.history.select_related("history_user")[:_VERSIONS],
            "routes": {name: f"{kind.name}_{name}" for name in ("publish", "withdraw", "restore")},
        }  # fmt: skip
    return render(request, kind.template, shown | kind.form.beside() | more, status=status)


def _end_of(item: Item) -> tuple[date | None, bool]:
    """The last day of what is told now, and whether it has come near or passed."""
    told = (item.live or item.draft).get("until")
    end = date.fromisoformat(told) if told else None
    return end, end is not None and item.live is not None and (end - clock.today()).days < REMIND_DAYS


def _item(kind: str, pk: int) -> Item:
    item: Item = get_object_or_404(Item, kind=kind, pk=pk)
    return item


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
