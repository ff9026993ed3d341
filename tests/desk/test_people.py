"""Joining, coming in, the second factor, roles, and what is written down of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk.people.middleware import CAME_IN
from desk.people.models import AuditEntry, Invitation, Member
from desk.people.roles import PERMISSIONS, Role
from tests.desk.conftest import PASSWORD, come_in, make_member

AsRole = Callable[[Role | None], Client]


def code_of(device: TOTPDevice, later: int = 0) -> str:
    """What the telephone shows now, or some steps later."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06d}"


def join_as(browser: Client, role: Role, name: str = "aliya") -> tuple[str, int]:
    """Take an invitation; the link and the status."""
    _made, token = Invitation.make(name, role, None)
    address = reverse("join", args=[token])
    return address, browser.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code


def test_an_invitation_makes_one_member_once(browser: Client) -> None:
    address, status = join_as(browser, Role.VIEWER)
    member = Member.objects.get(username="aliya")
    assert (status, member.role, member.check_password(PASSWORD), member.is_staff) == (302, Role.VIEWER, True, False)
    assert browser.get(reverse("home")).url == reverse("today")
    assert Client().get(address).status_code == 410
    assert Client().post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 410
    assert Member.objects.count() == 1


def test_an_invitation_ends_after_two_days_and_only_its_digest_is_kept(browser: Client) -> None:
    made, token = Invitation.make("aliya", Role.EDITOR, None)
    assert token not in {str(value) for value in Invitation.objects.values().get().values()}
    assert browser.get(reverse("join", args=[token])).status_code == 200
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert browser.get(reverse("join", args=[token])).status_code == 410
    assert made.expires_at - made.made_at <= timedelta(hours=48, seconds=1)


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "aliya-aliya-1"])
def test_a_weak_password_is_refused_with_the_reason_at_the_field(browser: Client, password: str) -> None:
    _made, token = Invitation.make("aliya-aliya", Role.VIEWER, None)
    answer = browser.post(reverse("join", args=[token]), {"password1": password, "password2": password})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Member.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DOCTOR, Role.CHIEF])
def test_who_publishes_sees_nothing_before_a_second_factor(browser: Client, role: Role) -> None:
    join_as(browser, role)
    for name in ("home", "today", "people", "audit"):
        assert browser.get(reverse(name)).url == reverse("second_factor"), name
    assert browser.get("/admin/").url == reverse("second_factor")
    page = browser.get(reverse("second_factor"), follow=True)
    assert "<svg" in page.content.decode()
    wrong = browser.post(reverse("second_factor_new"), {"code": "000000"})
    assert (wrong.status_code, AuditEntry.objects.filter(what="wrong_code").count()) == (400, 1)
    device = TOTPDevice.objects.get()
    TOTPDevice.objects.update(throttling_failure_count=0)
    shown = browser.post(reverse("second_factor_new"), {"code": code_of(device)})
    assert len(shown.context["codes"]) == StaticToken.objects.count() == 10
    assert browser.get(reverse("today")).status_code == 200


def test_a_code_counts_once_and_a_recovery_code_stands_in(browser: Client) -> None:
    join_as(browser, Role.DOCTOR)
    browser.get(reverse("second_factor_new"))
    code = code_of(TOTPDevice.objects.get())
    recovery = browser.post(reverse("second_factor_new"), {"code": code}).context["codes"][0]
    again = come_in(Member.objects.get(), verified=False)
    assert again.post(reverse("second_factor"), {"code": code}).status_code == 400
    for devices in (TOTPDevice, StaticDevice):  # after a wrong code each waits
        devices.objects.update(throttling_failure_count=0)
    assert again.post(reverse("second_factor"), {"code": f" {recovery} "}).status_code == 302
    assert again.get(reverse("today")).status_code == 200
    assert StaticToken.objects.count() == 9


def test_who_has_a_factor_makes_no_second_one_without_showing_it(db: None) -> None:
    browser = come_in(make_member(Role.CHIEF), verified=False)
    assert browser.get(reverse("second_factor_new")).url == reverse("second_factor")
    assert browser.post(reverse("second_factor_new"), {"code": "123456"}).status_code == 302
    assert TOTPDevice.objects.count() == 1


def test_a_session_ends_eight_hours_after_coming_in(as_role: AsRole) -> None:
    browser = as_role(Role.VIEWER)
    assert browser.get(reverse("today")).status_code == 200
    for began in (time.time() - 8 * 3600 - 1, time.time() + 3600):
        session = browser.session
        session[CAME_IN] = began
        session.save()
        answer = browser.get(reverse("today"))
        assert answer.url.startswith(reverse("login"))
        browser = come_in(Member.objects.get())


def test_five_wrong_passwords_close_the_door_for_that_name(browser: Client) -> None:
    make_member(Role.VIEWER)
    for _ in range(4):
        assert browser.post(reverse("login"), {"username": "viewer", "password": "wrong"}).status_code == 200
    assert browser.post(reverse("login"), {"username": "viewer", "password": "wrong"}).status_code == 429
    assert browser.post(reverse("login"), {"username": "viewer", "password": PASSWORD}).status_code == 429
    assert AuditEntry.objects.filter(what="wrong_password", who="viewer").count() >= 5


def views() -> list[tuple[str, object]]:
    """Every address of ours with its view, Django's admin left out."""
    found = []

    def walk(patterns: list[object], before: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver) and one.app_name != "admin":
                walk(one.url_patterns, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                found.append((before + str(one.pattern), one.callback))

    walk(get_resolver().url_patterns, "")
    return found


#: Open to everybody, or to whoever has come in.
OPEN = {
    "", "language/", "health/", "login/", "logout/", "invitation/<str:token>/", "second-factor/", "second-factor/new/",
    "admin/login/",
}  # fmt: skip


def test_every_page_says_whom_it_is_for() -> None:
    unsaid = {address for address, view in views() if getattr(view, "needs", None) is None}
    assert unsaid == OPEN
    granted = frozenset().union(*PERMISSIONS.values())
    assert {getattr(view, "needs", None) for _, view in views()} - {None} <= granted


@pytest.mark.parametrize("role", [None, *Role])
def test_a_role_opens_its_pages_and_no_other_by_its_address(as_role: AsRole, role: Role | None) -> None:
    browser = as_role(role)
    for address, view in views():
        need = getattr(view, "needs", None)
        if need is None or "<" in address:
            continue
        expected = {200, 302} if role and need in PERMISSIONS[role] else {403}
        answer = browser.get(f"/{address}")
        assert answer.status_code in expected | {405}, address


def test_nobody_in_particular_is_led_to_the_login(browser: Client) -> None:
    for address, view in views():
        if "<" not in address and getattr(view, "needs", None):
            assert browser.get(f"/{address}").url.startswith(reverse("login")), address
    assert browser.get("/", follow=True).redirect_chain[-1][0].startswith(reverse("login"))


def test_the_chief_invites_changes_and_switches_off(as_role: AsRole) -> None:
    chief = as_role(Role.CHIEF)
    shown = chief.post(reverse("people"), {"username": "marat", "role": "editor"})
    link = shown.context["link"]
    newcomer = Client()
    newcomer.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    marat = Member.objects.get(username="marat")
    assert marat.role is Role.EDITOR
    change = reverse("change_member", args=[marat.pk])
    chief.post(change, {"deed": "role", "role": "viewer"})
    marat.refresh_from_db()
    assert (marat.role, marat.is_staff) == (Role.VIEWER, False)
    chief.post(change, {"deed": "off"})
    assert newcomer.get(reverse("today")).url.startswith(reverse("login"))
    said = list(AuditEntry.objects.values_list("what", flat=True))
    assert {"invited", "joined", "role_changed", "switched_off"} <= set(said)
    page = chief.get(reverse("audit"), {"who": "chief"})
    assert {line.who for line, _ in page.context["rows"]} == {"chief"}


def test_nobody_changes_their_own_role_nor_an_unknown_one(as_role: AsRole) -> None:
    chief = as_role(Role.CHIEF)
    me = Member.objects.get()
    assert chief.post(reverse("change_member", args=[me.pk]), {"deed": "off"}).status_code == 403
    other = make_member(Role.VIEWER)
    for told in ({"deed": "role", "role": "king"}, {"deed": "fly"}, {}):
        assert chief.post(reverse("change_member", args=[other.pk]), told).status_code == 403
    assert chief.post(reverse("change_member", args=[999]), {"deed": "off"}).status_code == 404


@pytest.mark.parametrize("name", ["", " ", "a b", "<script>", "x" * 151, "чиеф;--"])
def test_a_name_that_is_none_is_refused_at_the_field(as_role: AsRole, name: str) -> None:
    answer = as_role(Role.CHIEF).post(reverse("people"), {"username": name, "role": "viewer"})
    assert (answer.status_code, Invitation.objects.count()) == (400, 0)
    assert "<script>" not in answer.content.decode().split("<main", 1)[1]


def test_a_doubled_invitation_leaves_one_link(as_role: AsRole) -> None:
    chief = as_role(Role.CHIEF)
    first, second = (
        chief.post(reverse("people"), {"username": "marat", "role": "viewer"}).context["link"] for _ in range(2)
    )
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)


def test_a_line_of_the_audit_is_never_changed(db: None) -> None:
    line = AuditEntry.objects.create(who="x", what="came_in")
    for deed in (line.save, line.delete):
        with pytest.raises(ValueError, match="never"):
            deed()


def test_the_tables_and_the_history_of_people_are_for_the_chief_alone(as_role: AsRole) -> None:
    chief = as_role(Role.CHIEF)
    other = make_member(Role.EDITOR, "gulnar")
    chief.post(reverse("change_member", args=[other.pk]), {"deed": "off"})
    for name in ("admin:people_member_changelist", "admin:people_auditentry_changelist"):
        assert chief.get(reverse(name)).status_code == 200
    history = chief.get(reverse("admin:people_member_history", args=[other.pk]))
    assert history.status_code == 200
    assert chief.get(reverse("admin:people_member_delete", args=[other.pk])).status_code == 403
    assert [one.is_active for one in other.history.all()][:1] == [False]
    for role in (Role.VIEWER, Role.EDITOR, Role.DOCTOR):
        browser = come_in(make_member(role, f"{role.value}-2"))
        assert browser.get(reverse("admin:people_member_changelist")).status_code in {302, 403}, role
