"""Addresses of the numbers."""

from __future__ import annotations

from django.urls import path

from desk.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("weeks/", views.reports, name="reports"),
    path("weeks/<str:week>/", views.report, name="report"),
]
