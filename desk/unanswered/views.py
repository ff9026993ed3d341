"""The pages of messages that were not understood or did not help."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desk import variables
from desk.bot.store import BotStore, BotStoreError
from desk.core.access import needs
from desk.core.names import question_title, topic_title
from desk.people.audit import note
from desk.unanswered import export
from desk.unanswered.labelling import LabelError, label, take_back
from desk.unanswered.messages import Shown, read_messages
from desk.unanswered.models import Kind, Label, Pointer, State, Trial, What
from desk.unanswered.trial import end_lost_trials, start_trial
from rasa_project.advice.knowledge import knowledge
from rasa_project.clock import today
from rasa_project.settings import DATABASE_URL

_ROWS: Final = 20
_LABELS: Final = 100


@needs("people.read_texts")
@require_GET
def unanswered(request: HttpRequest) -> HttpResponse:
    """The open messages, the newest first, with the nearest guesses; each look is written down."""
    if not variables.RETAIN_TEXT.read():
        return render(request, "desk/unanswered_off.html")
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    pointers = Pointer.objects.filter(is_done=False)
    if kind in dict(Kind.choices):
        pointers = pointers.filter(kind=kind)
    if language in {"kk", "ru"}:
        pointers = pointers.filter(language=language)
    page = Paginator(pointers, _ROWS).get_page(request.GET.get("page"))
    try:
        found, fault = read_messages(BotStore(DATABASE_URL.read()), list(page)), ""
    except BotStoreError as error:
        found, fault = [], str(error)
    if found:
        note(request.user, "saw_texts", f"{len(found)}: {found[0].pointer.pk}–{found[-1].pointer.pk}")
    shown = {
        "page": page,
        "rows": [(one, [(name, question_title(name)) for name in one.guesses]) for one in found],
        "fault": fault,
        "kinds": Kind.choices,
        "kind": kind,
        "language": language,
        "questions": _questions(),
        "open_labels": len(export.open_labels()),
    }
    return render(request, "desk/unanswered.html", shown, status=503 if fault else 200)


def _questions() -> list[tuple[str, str]]:
    """Every question and topic with its title, to choose from."""
    questions = [
        (name, f"{question_title(name)} – {topic_title(name.partition('/')[0])}") for name in knowledge().questions
    ]
    return [*questions, *((name, topic_title(name)) for name in knowledge().topics)]


@needs("people.label_texts")
@require_POST
def label_message(request: HttpRequest, key: int) -> HttpResponse:
    """Take one tap; whoever is second sees what the first said."""
    pointer = get_object_or_404(Pointer, pk=key)
    what, _colon, question = request.POST.get("what", "").partition(":")
    question = question or request.POST.get("question", "").strip()
    try:
        shown = _message(pointer)
        if shown is None:
            messages.warning(request, _("This message was deleted meanwhile."))
            return _back(request)
        made, is_new = label(request.user, shown, what, question)
    except LabelError:
        messages.error(request, _("There is no such question. Choose one of the list."))
        return _back(request)
    except BotStoreError as error:
        messages.error(request, str(error))
        return _back(request)
    said = question_title(made.question) if made.question else made.get_what_display()
    if is_new:
        messages.success(request, _("Kept: %(said)s") % {"said": said})
    else:
        who = made.by.username if made.by else "–"
        messages.warning(
            request, _("%(who)s was quicker and said: %(said)s. Nothing was changed.") % {"who": who, "said": said}
        )
    return _back(request)


def _message(pointer: Pointer) -> Shown | None:
    if not variables.RETAIN_TEXT.read():
        return None
    if pointer.is_done:  # said already: its text is asked for no more
        return Shown(pointer, "", ())
    return next(iter(read_messages(BotStore(DATABASE_URL.read()), [pointer])), None)


def _back(request: HttpRequest) -> HttpResponse:
    """The list again, at the same part of it."""
    kept = {name: request.POST[name] for name in ("kind", "language", "page") if request.POST.get(name)}
    return redirect(f"{reverse('unanswered')}?{urlencode(kept)}" if kept else "unanswered")


@needs("people.label_texts")
@require_GET
def labels(request: HttpRequest) -> HttpResponse:
    """What was labelled and not exported, how trials went, and the export."""
    end_lost_trials()
    found = Label.objects.filter(exported_at=None).select_related("by")[:_LABELS]
    trials = list(Trial.objects.select_related("by")[:5])
    latest = trials[0] if trials else None
    shown = {
        "labels": [(one, question_title(one.question) if one.question else one.get_what_display()) for one in found],
        "trials": trials,
        "latest": latest,
        "can_export": _exportable(latest).exists() if latest else False,
        "can_try": any(one.what != What.NEW for one in export.open_labels()),
        "is_running": latest is not None and latest.state == State.RUNNING,
        "understood": _understood(latest),
    }
    return render(request, "desk/labels.html", shown)


def _understood(trial: Trial | None) -> list[tuple[str, str]]:
    """Messages of the list that the new model understands: text, and as what. Texts are read anew, never kept here."""
    told = {one["pointer"]: one["name"] for one in (trial.result.get("understood") or [])} if trial else {}
    pointers = list(Pointer.objects.filter(pk__in=list(told)[:_LABELS], is_done=False))
    try:
        found = read_messages(BotStore(DATABASE_URL.read()), pointers) if variables.RETAIN_TEXT.read() else []
    except BotStoreError:
        return []
    return [(one.text, question_title(told[one.pointer.pk])) for one in found]


@needs("people.label_texts")
@require_POST
def take_label_back(request: HttpRequest, key: int) -> HttpResponse:
    """Put a message into the list again."""
    made = get_object_or_404(Label, pk=key)
    if not take_back(request.user, made):
        messages.error(request, _("It was exported already."))
    return redirect("labels")


@needs("people.label_texts")
@require_POST
def try_labels(request: HttpRequest) -> HttpResponse:
    """Begin a trial."""
    if start_trial(request.user) is None:
        messages.warning(request, _("There is nothing to try, or a trial runs already."))
    return redirect("labels")


@needs("people.label_texts")
@require_POST
def export_labels(request: HttpRequest) -> HttpResponse:
    """The files of the last trial that passed, as a zip; only what was tried goes out, and each label once."""
    trial = Trial.objects.first()
    found = list(_exportable(trial)) if trial else []
    if trial is None or not found:
        messages.error(request, _("Only what was tried and passed is exported. Try it first."))
        return redirect("labels")
    new = [one for one in export.open_labels() if one.what == What.NEW]
    files = export.files_of([*found, *new], export_folder())
    Label.objects.filter(pk__in=[one.pk for one in (*found, *new)]).update(exported_at=timezone.now())
    note(request.user, "exported", str(len(found) + len(new)))
    answer = HttpResponse(export.archive(files), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.archive_name(today())}"'
    return answer


def export_folder() -> Any:
    """The reviewed examples of before."""
    from desk.unanswered.trial import ROOT

    return ROOT / export.FOLDER


def _exportable(trial: Trial) -> Any:
    """The labels of a trial that passed and were not exported."""
    return trial.labels.filter(exported_at=None) if trial.state == State.PASSED else trial.labels.none()
