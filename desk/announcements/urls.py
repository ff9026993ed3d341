"""Addresses of announcements."""

from __future__ import annotations

from django.urls import path

from desk.announcements import views
from desk.publishing.addresses import addresses_of

urlpatterns = [
    path("sent/", views.listing, name="sendings"),
    path("sent/<slug:key>/stop/", views.stop, name="sendings_stop"),
    path("<int:pk>/send/", views.preview, name="announcements_send"),
    path("<int:pk>/order/", views.order, name="announcements_order"),
    *addresses_of("announcements"),
]
