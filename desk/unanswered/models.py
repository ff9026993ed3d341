"""Where messages stand that were not understood or did not help, and what people say they ask."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Kind:
    """Why a message is in the list."""

    NOT_UNDERSTOOD: Final = "not_understood"
    NOT_HELPED: Final = "not_helped"
    choices: Final = ((NOT_UNDERSTOOD, _("not understood")), (NOT_HELPED, _("did not help")))


class Pointer(models.Model):
    """Where a message stands in the bot's database. The text stays there, and goes when the conversation goes."""

    kind = models.CharField(max_length=16, choices=Kind.choices)
    conversation = models.BigIntegerField()
    created_at = models.FloatField()
    position = models.IntegerField()
    day = models.DateField(db_index=True)
    language = models.CharField(max_length=2)
    guess = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=16, blank=True)
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "created_at", "position"], name="pointer_once"),
        ]
        indexes = [models.Index(fields=["is_done", "-day", "-id"], name="pointer_open")]
        ordering = ["-day", "-id"]


class What:
    """What a person says of a message."""

    QUESTION: Final = "question"
    OUT_OF_FIELD: Final = "out_of_field"
    NEW: Final = "new"
    IGNORE: Final = "ignore"
    choices: Final = (
        (QUESTION, _("this question")),
        (OUT_OF_FIELD, _("out of our field")),
        (NEW, _("a new question")),
        (IGNORE, _("ignore")),
    )


class Label(models.Model):
    """What a person says a message asks. Only of ``question`` and ``out_of_field`` is the text kept: as an example."""

    pointer = models.OneToOneField(Pointer, null=True, on_delete=models.SET_NULL, related_name="label")
    what = models.CharField(max_length=16, choices=What.choices)
    question = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True, max_length=1000)
    language = models.CharField(max_length=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    exported_at = models.DateTimeField(null=True)
    history = HistoricalRecords(excluded_fields=["text"])

    class Meta:
        ordering = ["-at"]


class State:
    """How far a trial is."""

    RUNNING: Final = "running"
    PASSED: Final = "passed"
    FELL: Final = "fell"
    BROKE: Final = "broke"
    choices: Final = (
        (RUNNING, _("is tried now")),
        (PASSED, _("passed")),
        (FELL, _("a set fell")),
        (BROKE, _("broke off")),
    )


class Trial(models.Model):
    """One try of what was labelled: trained aside, held against the sets of the project."""

    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    labels = models.ManyToManyField(Label, related_name="trials")
    process = models.IntegerField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="one_trial_at_a_time"),
        ]
