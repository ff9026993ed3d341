"""Address of the early signal."""

from __future__ import annotations

from django.urls import path

from desk.signal import views

urlpatterns = [path("", views.signal, name="signal")]
