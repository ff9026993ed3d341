"""The addresses of a kind's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from desk.publishing import views


def addresses_of(kind: str) -> list[URLPattern]:
    """The list, a new entry, an entry and what is done with it."""
    told = {"kind": kind}
    return [
        path("", views.listing, told, name=kind),
        path("new/", views.new, told, name=f"{kind}_new"),
        path("<int:pk>/", views.entry, told, name=f"{kind}_entry"),
        path("<int:pk>/publish/", views.publish, told, name=f"{kind}_publish"),
        path("<int:pk>/withdraw/", views.withdraw, told, name=f"{kind}_withdraw"),
        path("<int:pk>/restore/", views.restore, told, name=f"{kind}_restore"),
    ]
