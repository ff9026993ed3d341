"""An entry of a published file: the draft, what parents hear now, and the versions of before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Item(models.Model):
    """One contact, announcement or answer.

    Attributes:
        kind: name of its kind (``kinds.py``).
        key: its name in the file.
        draft: the entry as it was last saved.
        live: the entry as parents hear it; ``None`` where they don't.
        version: counts the saves; who saves tells the one that they began with.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    draft = models.JSONField()
    live = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_item_of_a_name")]
        permissions = [("write_drafts", "Writes drafts of contacts, announcements and answers")]

    def __str__(self) -> str:
        """Kind and name."""
        return f"{self.kind}/{self.key}"

    @property
    def is_published(self) -> bool:
        """Whether parents hear the draft as it is."""
        return self.live is not None and self.live == self.draft

    @property
    def state(self) -> Any:
        """In a word, translated when it is shown."""
        if self.live is None:
            return _("draft")
        return _("published") if self.live == self.draft else _("published, with a newer draft")
