"""Addresses of contacts."""

from __future__ import annotations

from desk.publishing.addresses import addresses_of

urlpatterns = addresses_of("contacts")
