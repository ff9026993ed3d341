"""The addresses of a kind's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from desk.publishing import views


def addresses_of(kind: str, under: str = "") -> list[URLPattern]:
    """The list, a new entry, an entry and what is done with it, below ``under``."""
    told = {"kind": kind}
    return [
        path(f"{under}", views.listing, told, name=kind),
        path(f"{under}new/", views.new, told, name=f"{kind}_new"),
        path(f"{under}<int:pk>/", views.entry, told, name=f"{kind}_entry"),
        path(f"{under}<int:pk>/publish/", views.publish, told, name=f"{kind}_publish"),
        path(f"{under}<int:pk>/withdraw/", views.withdraw, told, name=f"{kind}_withdraw"),
        path(f"{under}<int:pk>/restore/", views.restore, told, name=f"{kind}_restore"),
    ]
