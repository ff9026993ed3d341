"""Addresses of coming in and of people."""

from __future__ import annotations

from django.urls import path

from desk.people.views import access, members, second_factor

urlpatterns = [
    path("login/", access.log_in, name="login"),
    path("logout/", access.log_out, name="logout"),
    path("invitation/<str:token>/", access.join, name="join"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/new/", second_factor.second_factor_new, name="second_factor_new"),
    path("people/", members.people, name="people"),
    path("people/<int:key>/", members.change_member, name="change_member"),
    path("people/audit/", members.audit, name="audit"),
]
