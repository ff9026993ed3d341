"""The app's name for Django, and its kind of entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from rasa_project.advice.office import ANSWERS
from rasa_project.content.loading import read_edition
from rasa_project.content.preview import answer_faults, answers_of


class AnswersConfig(AppConfig):
    """See the package."""

    name = "desk.answers"
    label = "answers"

    def ready(self) -> None:
        """Make the kind known."""
        from desk.answers.entries import apart, together
        from desk.answers.forms import AnswerForm
        from desk.publishing.kinds import Kind, register

        register(Kind(
            name="answers", file=ANSWERS, form=AnswerForm, title=_("Answers"), one=_("Answer"),
            together=together, apart=apart, faults=lambda folder: read_edition(office=folder)[1],
            looks=answer_faults, preview=_preview, can_be_new=False, template="answers/entry.html",
            help=_("What the bot says. A doctor approves a change; then parents hear it within two seconds."),
        ))  # fmt: skip


def _preview(folder: Path, key: str) -> list[Any]:
    from desk.answers.entries import previews

    return previews(answers_of(folder)[key])
