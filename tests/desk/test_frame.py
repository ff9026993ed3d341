"""The frame of every page: whose browser may ask, what a page may load, languages, refusals, health."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse

from desk.people.roles import Role

AsRole = Callable[[Role | None], Client]


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("get", {}, 200),
        ("get", {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200),
        ("get", {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ("get", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ("get", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ("get", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
        ("get", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
        ("post", {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 403),
    ],
)
def test_only_the_desks_own_pages_ask(browser: Client, method: str, headers: dict[str, str], status: int) -> None:
    answer = getattr(browser, method)(reverse("login"), headers=headers)
    assert answer.status_code == status
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_loads_nothing_from_elsewhere_and_stands_in_no_frame(as_role: AsRole) -> None:
    answer = as_role(Role.VIEWER).get(reverse("today"))
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    page = answer.content.decode()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "<script" not in page
    assert "style=" not in page


def test_a_form_without_its_token_is_refused(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("login"), {"username": "a", "password": "b"}).status_code == 403


def test_kazakh_first_whatever_the_browser_speaks(db: None) -> None:
    page = Client(headers={"accept-language": "en,ru;q=0.5"}).get(reverse("login"))
    assert page.headers["Content-Language"] == "kk"
    assert '<html lang="kk">' in page.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_language_is_chosen_and_kept(db: None, language: str) -> None:
    browser = Client()
    back = browser.post(reverse("choose_language"), {"language": language, "next": "/login/"})
    assert back.url == "/login/"
    assert browser.get("/login/").headers["Content-Language"] == language


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_the_choice_of_a_language_leads_nowhere_else(db: None, back: str) -> None:
    answer = Client().post(reverse("choose_language"), {"language": "xx", "next": back})
    assert answer.url == "/"
    assert "django_language" not in answer.cookies


def test_what_is_too_large_or_nowhere_is_said_plainly(browser: Client) -> None:
    assert browser.get("/nowhere/").status_code in {302, 404}
    huge = browser.post(reverse("login"), {"username": "a" * (2**20 + 1), "password": "b"})
    assert huge.status_code == 400


def test_health_says_whether_the_desks_own_database_answers(db: None) -> None:
    assert Client().get(reverse("health")).json() == {"status": "ok"}


class _Away:
    """A database that is away."""

    def __enter__(self) -> None:
        raise OperationalError("connection to server at 10.0.0.7 refused, user desk, password hunter2")

    def __exit__(self, *told: object) -> None:
        """Nothing was opened."""


def test_a_database_that_is_away_is_said_in_both_languages_without_a_detail(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = as_role(Role.VIEWER)
    viewer.raise_request_exception = False
    monkeypatch.setattr("desk.today.views.figures.totals", lambda span: _Away().__enter__())
    answer = viewer.get(reverse("today"))
    page = answer.content.decode()
    assert (answer.status_code, "hunter2" in page, "Бет ашылмады" in page, "Страница не открылась" in page) == (
        500, False, True, True,
    )  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr("desk.core.views.connection", SimpleNamespace(cursor=_Away))
        assert Client().get(reverse("health")).status_code == 503
