"""The book of answers by topic, an answer's first draft, the export for ``data/``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from desk.answers.entries import BASE, LANGUAGES, digest, entry_of, programs_own, said_now
from desk.answers.forms import AnswerForm
from desk.answers.printed import PRINTED_POLICY, printed_book
from desk.core.access import needs
from desk.people.audit import note
from desk.publishing.models import Item
from desk.publishing.views import WRITES
from rasa_project import clock
from rasa_project.content.preview import Answer
from rasa_project.content.written import patch_of

#: After so many days an answer is due to be read again.
DUE_DAYS: Final = 365
_ALL: Final = "all"


@needs(WRITES)
def book(request: HttpRequest) -> HttpResponse:
    """All answers of a theme in both languages, as parents hear them; those that are due, or hold a word."""
    answers = said_now()
    themes = sorted({one.theme for one in answers.values()})
    theme, word = request.GET.get("theme", themes[0]), request.GET.get("word", "")[:60].lower()
    is_due = request.GET.get("due") == "1"
    items = {item.key: item for item in Item.objects.filter(kind="answers")}
    own = programs_own()
    rows = [
        _row(one, items.get(one.name), own)
        for one in answers.values()
        if (is_due or word or theme in {one.theme, _ALL}) and (not is_due or _is_due(one)) and _holds(one, word)
    ]
    due = sum(map(_is_due, answers.values()))
    shown = {"rows": rows, "themes": themes, "theme": theme, "word": word, "due": due, "only_due": is_due, "all": _ALL}
    return render(request, "answers/book.html", shown)


@needs(WRITES)
def opened(request: HttpRequest) -> HttpResponse:
    """An answer's page; where nobody has changed it yet, a form with the program's own text. Else the book."""
    name = request.GET.get("name", "")
    item = Item.objects.filter(kind="answers", key=name).first()
    if item is not None:
        return redirect("answers_entry", item.pk)
    answer = said_now().get(name)
    if answer is None:
        return redirect("answers")
    form = AnswerForm(initial={**AnswerForm.initial_of(name, entry_of(answer)), "version": 0})
    form.initial["reviewed"] = clock.today()
    shown = {"kind": _Kind(), "form": form, "action": reverse("answers_new"), "name": name, **AnswerForm.beside()}
    return render(request, "answers/entry.html", shown)


@needs(WRITES)
def export(request: HttpRequest) -> HttpResponse:
    """What parents hear otherwise than ``data/`` has it, as a patch for ``git apply``."""
    live = Item.objects.filter(kind="answers").exclude(live=None)
    own = programs_own()
    patch = patch_of({one.key: [one.live[code] for code in LANGUAGES] for one in live if one.key in own})
    note(request.user, "exported", "answers")
    answer = HttpResponse(patch, content_type="text/x-diff; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="answers-{clock.today()}.patch"'
    return answer


@needs(WRITES)
def printed(request: HttpRequest) -> HttpResponse:
    """The whole book on one page, to print, read, tick and sign."""
    note(request.user, "exported", "answers: book")
    answer = HttpResponse(printed_book())
    answer.headers["Content-Security-Policy"] = PRINTED_POLICY
    return answer


class _Kind:
    """What the page of an entry says of its kind, before there is an entry."""

    def __init__(self) -> None:
        from desk.publishing.kinds import kind_of

        self.title, self.one = kind_of("answers").title, kind_of("answers").one


def _row(answer: Answer, item: Item | None, own: dict[str, Answer]) -> dict[str, Any]:
    begun = item.draft.get(BASE) if item is not None else None
    is_other = begun is not None and begun != digest(entry_of(own[answer.name]))
    texts = [(code, str(answer.wordings[code]["text"])) for code in LANGUAGES]
    address = f"{reverse('answers_opened')}?name={answer.name}"
    return {"answer": answer, "item": item, "texts": texts, "address": address, "is_other": is_other,
            "is_due": _is_due(answer)}  # fmt: skip


def _is_due(answer: Answer) -> bool:
    try:
        return date.fromisoformat(answer.reviewed) < clock.today() - timedelta(days=DUE_DAYS)
    except ValueError:
        return True


def _holds(answer: Answer, word: str) -> bool:
    return not word or word in answer.name or any(word in str(one["text"]).lower() for one in answer.wordings.values())
