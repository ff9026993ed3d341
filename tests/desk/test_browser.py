"""The office at work in a real browser: each role, phone and desktop, by keyboard alone, read aloud (axe), printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from sqlalchemy.engine.url import make_url

from desk.demo.filling import fill
from desk.demo.traffic import talks
from rasa_project.clock import today
from tests.chromium import chromium
from tests.desk.office import DESKTOP, PHONE, Somebody, chief_link, serving
from tests.servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.alone]

PAGES = (
    "/today/",
    "/today/?span=week",
    "/signal/",
    "/unanswered/",
    "/unanswered/labels/",
    "/today/weeks/",
    "/people/",
    "/people/audit/",
)


@pytest.fixture(scope="module")
def office(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The desk over nine weeks of invented traffic; its address and the link of the first chief."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    fill(make_url(f"sqlite:///{folder}/conversations.db"), talks(today() - timedelta(days=1), 63, 12))
    link = chief_link(root, folder, port)
    with serving(root, folder, port) as address:
        yield address, link


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def chief(opened: Browser, office: tuple[str, str]) -> Somebody:
    """The first chief, who has joined and shown a second factor."""
    address, link = office
    aliya = Somebody(opened, address)
    assert aliya.open("/") == 200
    assert aliya.page.url.startswith(f"{address}/login/")
    aliya.join(link)
    assert aliya.page.url == f"{address}/second-factor/new/"
    assert len(aliya.make_second_factor()) == 10
    for _ in range(60):
        aliya.open("/today/?span=month")
        if "103" in aliya.text() and aliya.page.locator("table.totals td").first.inner_text() != "0":
            return aliya
        aliya.page.wait_for_timeout(1000)
    raise AssertionError("Nothing was counted: " + aliya.text())


def faults(somebody: Somebody) -> list[str]:
    """What axe finds wrong of WCAG 2.2 A and AA."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(somebody.page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_read_aloud_and_fits(chief: Somebody, path: str, size: dict[str, int]) -> None:
    chief.page.set_viewport_size(size)  # type: ignore[arg-type]
    assert chief.open(path) == 200
    assert faults(chief) == []
    assert chief.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert chief.page.evaluate(
        "performance.getEntriesByType('resource').every(one => one.name.startsWith(location.origin))"
    )


@pytest.mark.parametrize("path", ["/login/", "/nowhere/", "/second-factor/"])
def test_what_strangers_see_is_read_aloud_too(opened: Browser, office: tuple[str, str], path: str) -> None:
    stranger = Somebody(opened, office[0], size=PHONE)
    stranger.open(path)
    assert faults(stranger) == []


def test_the_report_prints_on_one_page(chief: Somebody, tmp_path: Path) -> None:
    chief.open("/today/weeks/")
    chief.page.locator("main li a").first.click()
    expect(chief.page.locator(".sheet")).to_be_visible()
    printed = chief.page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type/Page/") == 1


def test_a_viewer_joins_by_keyboard_alone_and_sees_numbers_only(
    opened: Browser,
    office: tuple[str, str],
    chief: Somebody,
) -> None:
    chief.open("/people/")
    chief.page.fill("main [name=username]", "marat")
    chief.page.select_option("main form.small [name=role]", "viewer")
    chief.page.press("main [name=username]", "Enter")
    link = chief.page.input_value("#address")
    marat = Somebody(opened, office[0], "ru", PHONE)
    marat.page.goto(link)
    marat.page.keyboard.press("Tab")
    assert marat.page.evaluate("document.activeElement.className") == "skip"
    marat.page.keyboard.press("Enter")
    for _ in range(2):
        marat.page.keyboard.press("Tab")
        marat.page.keyboard.type("aral-teniz-2026-syr")
    marat.page.keyboard.press("Enter")
    expect(marat.page.locator("h1")).to_contain_text("Сегодня")
    assert marat.page.locator("nav a").all_inner_texts() == ["Сегодня", "Ранний сигнал", "Недельные отчёты"]
    for path in ("/unanswered/", "/unanswered/labels/", "/people/", "/people/audit/"):
        assert marat.open(path) == 403
    assert faults(marat) == []


def test_an_editor_labels_five_messages_and_a_trial_begins(
    opened: Browser,
    office: tuple[str, str],
    chief: Somebody,
    tmp_path: Path,
) -> None:
    chief.open("/people/")
    chief.page.fill("main [name=username]", "gulnar")
    chief.page.select_option("main form.small [name=role]", "editor")
    chief.page.press("main [name=username]", "Enter")
    gulnar = Somebody(opened, office[0])
    gulnar.join(chief.page.input_value("#address"))
    gulnar.make_second_factor()
    gulnar.open("/unanswered/")
    first = gulnar.page.locator(".said").first.inner_text()
    for tap in range(5):
        gulnar.page.locator(".messages > li").first.locator("button").nth(tap % 2).click()
        expect(gulnar.page.locator(".note.success")).to_be_visible()
    gulnar.open("/unanswered/labels/")
    assert first in gulnar.text()
    assert gulnar.page.locator(".messages > li").count() == 5
    chief.open("/people/audit/?who=gulnar&what=labelled")
    assert chief.page.locator("tbody tr").count() == 5


def test_words_of_a_page_are_no_program(chief: Somebody) -> None:
    chief.open('/people/audit/?who=<script>document.title="x"</script>')
    assert chief.page.title() != "x"
    assert chief.page.evaluate("document.scripts.length") == 0
