"""Addresses of call-backs."""

from __future__ import annotations

from django.urls import path

from desk.callbacks import views
from desk.publishing.addresses import addresses_of

urlpatterns = [
    path("", views.listing, name="callbacks"),
    path("<int:key>/number/", views.number, name="callbacks_number"),
    path("<int:key>/state/", views.state, name="callbacks_state"),
    path("hours/", views.hours, name="call_hours"),
    *(one for one in addresses_of("call_hours", "hours/") if one.name != "call_hours"),
]
