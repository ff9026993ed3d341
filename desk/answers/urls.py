"""Addresses of answers."""

from __future__ import annotations

from django.urls import path

from desk.answers import views
from desk.publishing.addresses import addresses_of

urlpatterns = [
    path("", views.book, name="answers"),
    path("open/", views.opened, name="answers_opened"),
    path("print/", views.printed, name="answers_printed"),
    path("export/", views.export, name="answers_export"),
    *addresses_of("answers")[1:],
]
