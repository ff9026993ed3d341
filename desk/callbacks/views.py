"""The list of who wants to be called, a number that is opened with a line in the audit, what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.callbacks.forms import STATES, StateForm
from desk.callbacks.wishes import AwayError, SealError, Wish, say_state, wishes
from desk.core.access import needs
from desk.people.audit import note
from desk.publishing.models import Item
from rasa_project.content.preview import places_of_the_district, topics_known
from rasa_project.storage.callbacks import State

CALLS = "people.read_texts"


@needs(CALLS)
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody who waits, the most urgent first; no number."""
    shown: dict[str, Any] = {"states": STATES, "hours": Item.objects.filter(kind="call_hours").first()}
    try:
        shown["rows"] = [_row(one) for one in wishes()]
    except AwayError as error:
        shown["away"] = str(error)
    return render(request, "callbacks/list.html", shown)


@needs(CALLS)
@require_POST
def number(request: HttpRequest, key: int) -> HttpResponse:
    """The number of one, by a button, so that nobody sees it in passing; who saw it is written down."""
    wish = _wish(key)
    try:
        told = wish.opened()
    except SealError:
        messages.error(request, _("The number can't be read: the desk needs the bot's key (CALLBACK_KEY_FILE)."))
        return redirect("callbacks")
    note(request.user, "saw_number", str(key))
    return render(request, "callbacks/number.html", {"row": _row(wish), "told": told, "states": STATES.items()})


@needs(CALLS)
@require_POST
def state(request: HttpRequest, key: int) -> HttpResponse:
    """Say what became of a call; done deletes the number."""
    form = StateForm(request.POST)
    wish = _wish(key)
    if not form.is_valid():
        raise Http404
    try:
        say_state(wish.number, State(form.cleaned_data["state"]))
    except OSError as error:
        messages.error(request, _("The folder of the bot can't be written to: %s") % (error.strerror or error))
        return redirect("callbacks")
    note(request.user, "call_state", f"{key} ({form.cleaned_data['state']})")
    messages.success(request, _("Written down. The parent is told at the next message."))
    return redirect("callbacks")


@needs("publishing.write_drafts")
def hours(request: HttpRequest) -> HttpResponse:
    """The one entry of the hours, or the form that makes it."""
    item = Item.objects.filter(kind="call_hours").first()
    return redirect("call_hours_entry", item.pk) if item is not None else redirect("call_hours_new")


def _wish(key: int) -> Wish:
    try:
        found = next((one for one in wishes() if one.number == key), None)
    except AwayError:
        found = None
    if found is None:
        raise Http404
    return found


def _row(wish: Wish) -> dict[str, Any]:
    is_russian = get_language() == "ru"
    places = dict(places_of_the_district())
    topics = topics_known()
    return {
        "wish": wish,
        "topic": topics[wish.topic][is_russian] if wish.topic in topics else "–",
        "place": places[wish.place][is_russian] if wish.place in places else "–",
        "state": STATES.get(wish.state, wish.state),
        "is_urgent": wish.level == "doctor_today",
    }
