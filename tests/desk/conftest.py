"""The desk in a test: Django set up once with files of the tests' own, members of each role who have come in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

_STATE = Path(tempfile.mkdtemp(prefix="desk-tests-"))
os.environ["DESK_SECRET_FILE"] = str(_STATE / "desk.secret")
os.environ["DESK_DATABASE_URL"] = f"sqlite:///{_STATE}/desk.db"
os.environ["DJANGO_SETTINGS_MODULE"] = "desk.django_settings"

import django  # noqa: E402

from desk.core.messages import compile_messages  # noqa: E402

compile_messages()
django.setup()

from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests alone

from django.test import Client  # noqa: E402
from django_otp import DEVICE_ID_SESSION_KEY  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

from desk.people.models import Member  # noqa: E402
from desk.people.roles import Role  # noqa: E402

PASSWORD = "aral-teniz-2026-syr"  # noqa: S105 (made up)


def make_member(role: Role | None, name: str = "") -> Member:
    """A member of a role, with a telephone where the role needs one."""
    member = Member.objects.create_user(name or (role.value if role else "nobody"), password=PASSWORD)
    if role:
        member.take_role(role)
    if member.needs_second_factor:
        TOTPDevice.objects.create(user=member, name="telephone", confirmed=True)
    return member


def come_in(member: Member, verified: bool = True) -> Client:
    """A browser in which the member has come in, with the second factor shown."""
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    device = TOTPDevice.objects.filter(user=member).first()
    if verified and device:
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client


@pytest.fixture
def as_role(db: None) -> Callable[[Role | None], Client]:
    """A browser of a new member of the role."""
    return lambda role: come_in(make_member(role))


@pytest.fixture
def browser(db: None) -> Client:
    """A browser of nobody."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the bot that the desk publishes to."""
    folder = tmp_path / "published"
    monkeypatch.setenv("PUBLISHED", str(folder))
    return folder


@pytest.fixture
def doctor(as_role: Callable[[Role | None], Client]) -> Client:
    """A doctor who has come in."""
    return as_role(Role.DOCTOR)
