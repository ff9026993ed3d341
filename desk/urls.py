"""The addresses of the desk."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from desk.core import views

handler400 = "desk.core.views.too_much"
handler403 = "desk.core.views.forbidden"
handler404 = "desk.core.views.not_found"
handler500 = "desk.core.views.failed"

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.choose_language, name="choose_language"),
    path("health/", views.health, name="health"),
    path("", include("desk.people.urls")),
    path("today/", include("desk.today.urls")),
    path("signal/", include("desk.signal.urls")),
    path("unanswered/", include("desk.unanswered.urls")),
    path("contacts/", include("desk.contacts.urls")),
    path("callbacks/", include("desk.callbacks.urls")),
    path("answers/", include("desk.answers.urls")),
    path("announcements/", include("desk.announcements.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
    path("admin/", admin.site.urls),
]
