"""Tables behind the pages, to read: members with their history, and the audit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin

from desk.people.models import AuditEntry, Member

for _model in (Group,):
    admin.site.unregister(_model)


class ReadOnlyAdmin(ModelAdmin):
    """A table that is only read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(Member)
class MemberAdmin(SimpleHistoryAdmin, ReadOnlyAdmin):
    """Members and what was changed of them."""

    list_display = ["username", "is_active", "last_login"]
    fields = ["username", "is_active", "groups", "last_login", "date_joined"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The audit."""

    list_display = ["at", "who", "what", "about"]
    list_filter = ["what"]
