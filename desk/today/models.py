"""Counts: by hour and by day, kept up to date as the bot stores messages; never counted anew. No text, no person."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class HourCount(models.Model):
    """How many of something in an hour that begins at ``hour``."""

    hour = models.DateTimeField()
    measure = models.CharField(max_length=24)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "measure"], name="hour_once")]


class DayCount(models.Model):
    """How many of something on a day of the district; ``name`` says of which topic, village ..., or is empty."""

    day = models.DateField()
    measure = models.CharField(max_length=24)
    name = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "day", "name"], name="day_once")]


class WeekCount(models.Model):
    """People who told of something in a week that begins on Monday ``week``; ``name`` is a village, or empty."""

    week = models.DateField()
    measure = models.CharField(max_length=24)
    name = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "week", "name"], name="week_once")]


class Seen(models.Model):
    """That somebody was counted on a day or in a week, so that they are counted once.

    ``digest`` is keyed by the period, so that the same person of two periods can't be told; it goes soon after its
    period. Of a week also what was told of: where, fever with rash, a contact.
    """

    period = models.CharField(max_length=11)
    digest = models.CharField(max_length=32)
    place = models.CharField(max_length=80, blank=True)
    has_fever_rash = models.BooleanField(default=False)
    has_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "digest"], name="seen_once")]


class Progress(models.Model):
    """One row: up to when messages are counted, how that went, how the bot is."""

    up_to = models.FloatField(default=0.0)
    ran_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    bot = models.CharField(max_length=32, blank=True)
    bot_at = models.DateTimeField(null=True)

    @classmethod
    def get(cls) -> Progress:
        """The row, made where it is missing."""
        found, _made = cls.objects.get_or_create(pk=1)
        return found


class WeekReport(models.Model):
    """The report of a week as it was made, so that what was printed is found again."""

    week = models.DateField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    figures: Any = models.JSONField()

    class Meta:
        ordering = ["-week"]
