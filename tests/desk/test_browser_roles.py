"""A full week on one sheet in each language; an editor by keyboard alone, and at addresses that are not hers."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.engine.url import make_url

from desk.demo.filling import fill
from desk.demo.traffic import talks
from rasa_project.clock import today
from tests.chromium import chromium
from tests.desk.office import PHONE, Somebody, chief_link, serving
from tests.desk.test_browser import faults
from tests.servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.alone]

#: A busy month: every table of the report is as long as it can be.
_A_DAY = 40


@pytest.fixture(scope="module")
def office(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The desk over ten full weeks; its address and the link of the first chief."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    fill(make_url(f"sqlite:///{folder}/conversations.db"), talks(today() - timedelta(days=1), 70, _A_DAY))
    link = chief_link(root, folder, port)
    with serving(root, folder, port) as address:
        wait_for_reports(folder)
        yield address, link


def wait_for_reports(folder: Path) -> None:
    """Until the desk has counted all and made the reports by itself, with no page opened."""
    end = time.monotonic() + 240
    while time.monotonic() < end:
        with closing(sqlite3.connect(f"file:{folder}/desk.db?mode=ro", uri=True, timeout=20)) as database:
            if database.execute("SELECT count(*) FROM today_weekreport").fetchone()[0] >= 4:
                return
        time.sleep(1)
    raise AssertionError("No report was made by itself: " + (folder / "desk.log").read_text(encoding="utf-8")[-2000:])


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def chief(opened: Browser, office: tuple[str, str]) -> Somebody:
    address, link = office
    aliya = Somebody(opened, address)
    aliya.join(link)
    aliya.make_second_factor()
    return aliya


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_full_week_is_one_sheet_of_a4(chief: Somebody, language: str) -> None:
    told = {"name": "django_language", "value": language, "url": chief.address}
    chief.page.context.add_cookies([told])  # type: ignore[list-item]
    chief.open("/today/weeks/")
    chief.page.locator("main li a").first.click()
    expect(chief.page.locator(".sheet")).to_be_visible()
    assert chief.page.locator(".shares tr").count() >= 24, "a full week"
    printed = chief.page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type/Page/") == 1


def goes_to(page: Page, selector: str) -> None:
    """Tab until the element has the focus, as who has no mouse."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}")


def test_an_editor_labels_by_keyboard_alone_and_is_refused_elsewhere(
    opened: Browser, office: tuple[str, str], chief: Somebody
) -> None:
    chief.open("/people/")
    chief.page.fill("main [name=username]", "gulnar")
    chief.page.select_option("main form.small [name=role]", "editor")
    chief.page.press("main [name=username]", "Enter")
    gulnar = Somebody(opened, office[0], "ru", PHONE)
    gulnar.join(chief.page.input_value("#address"))
    gulnar.make_second_factor()
    page = gulnar.page
    gulnar.open("/today/")
    goes_to(page, "nav a[href='/unanswered/']")
    page.keyboard.press("Enter")
    expect(page.locator(".messages > li").first).to_be_visible()
    said = page.locator(".said").first.inner_text()
    goes_to(page, ".messages > li:first-child button")
    page.keyboard.press("Enter")
    expect(page.locator(".note.success")).to_be_visible()
    goes_to(page, "a[href='/unanswered/labels/']")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(said)
    goes_to(page, "form[action$='/export/'] button")  # nothing was tried: it can be reached, and says so
    expect(page.locator(":focus")).to_have_attribute("aria-describedby", "not-yet")
    page.keyboard.press("Enter")
    expect(page.locator(".note.error")).to_be_visible()
    assert faults(gulnar) == []
    for path in ("/people/", "/people/audit/"):
        assert gulnar.open(path) == 403
    assert page.request.post(f"{office[0]}/unanswered/labels/export/").status in {403, 404, 405}
