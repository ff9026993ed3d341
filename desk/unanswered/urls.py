"""Addresses of what was not understood."""

from __future__ import annotations

from django.urls import path

from desk.unanswered import views

urlpatterns = [
    path("", views.unanswered, name="unanswered"),
    path("<int:key>/label/", views.label_message, name="label_message"),
    path("labels/", views.labels, name="labels"),
    path("labels/<int:key>/back/", views.take_label_back, name="take_label_back"),
    path("labels/try/", views.try_labels, name="try_labels"),
    path("labels/export/", views.export_labels, name="export_labels"),
]
