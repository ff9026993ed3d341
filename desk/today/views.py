"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.core.access import needs


@needs("people.see_counts")
def today(request: HttpRequest) -> HttpResponse:
    """The numbers of the day."""
    return render(request, "desk/today.html")
