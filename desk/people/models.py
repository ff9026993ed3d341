"""Members, invitations, and the book of what was seen and changed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desk.people.roles import NEED_SECOND_FACTOR, Role, role_of

#: How long a link of an invitation can be used.
INVITATION_HOURS: Final = 48


class Member(AbstractUser):
    """Somebody who works at the desk."""

    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [
            ("see_counts", "Sees the numbers"),
            ("read_texts", "Reads what parents wrote, with marks in place of personal data"),
            ("label_texts", "Says what a message asks, and exports that"),
            ("approve", "Approves what is published"),
            ("manage_people", "Invites people, switches them off, sees who did what"),
        ]

    @property
    def role(self) -> Role | None:
        """The member's role."""
        return role_of(self)

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone does not open the desk."""
        return self.is_superuser or self.role in NEED_SECOND_FACTOR

    def take_role(self, role: Role) -> None:
        """Have this role and no other; who publishes may open the tables too."""
        from django.contrib.auth.models import Group

        self.groups.set([Group.objects.get(name=role.value)])
        self.is_staff = role in NEED_SECOND_FACTOR
        self.save(update_fields=["is_staff"])


class Invitation(models.Model):
    """A link that makes one member, once, within two days. The link itself is not kept, only its digest."""

    username = models.CharField(max_length=150)
    role = models.CharField(max_length=16, choices=[(role.value, role.title) for role in Role])
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at"]

    @classmethod
    def make(cls, username: str, role: Role, invited_by: Member | None) -> tuple[Invitation, str]:
        """A new invitation and its token; earlier ones of that name end."""
        cls.objects.filter(username=username, used_at=None).delete()
        token = secrets.token_urlsafe(32)
        end = timezone.now() + timedelta(hours=INVITATION_HOURS)
        made = cls.objects.create(
            username=username, role=role.value, digest=digest_of(token), invited_by=invited_by, expires_at=end
        )
        return made, token

    @classmethod
    def open(cls, token: str) -> Invitation | None:
        """The invitation of a token that can still be used."""
        return cls.objects.filter(digest=digest_of(token), used_at=None, expires_at__gt=timezone.now()).first()

    def take(self) -> bool:
        """Use it up; false where somebody was quicker."""
        now = timezone.now()
        still_open = Invitation.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        return bool(still_open.update(used_at=now))


class AuditEntry(models.Model):
    """One look at a text, one change, one coming in. Nobody changes or deletes a line."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=32, db_index=True)
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of the audit")
        verbose_name_plural = _("audit")
        ordering = ["-at", "-pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new line is written."""
        if self.pk is not None:
            raise ValueError("A line of the audit is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise ValueError("A line of the audit is never deleted.")


def digest_of(token: str) -> str:
    """What is kept of a link's token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
