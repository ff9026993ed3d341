"""Whatever sends to 103 looks like danger and calls at one tap: the danger question, emergencies, all other answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import DESKTOP, PHONE
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

#: Asks for the danger signs, as a list.
FEVER = {"/": "балам қызып тұр 40 градус", "/ru": "у ребёнка температура 40"}
EMERGENCY = "Балам тырысып жатыр, есін білмейді!"
PLAIN = "қызылша қалай жұғады"
LOOK = (
    "e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderLeftColor, s.borderLeftWidth] }"
)


def light(colour: str) -> float:
    """Relative luminance of ``rgb(...)``, as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def look(element: Locator) -> tuple[str, str, str, float]:
    text, ground, border, width = element.evaluate(LOOK)
    return text, ground, border, float(width.removesuffix("px"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/", "/ru"])
def test_the_danger_question_looks_like_danger_and_calls(visit: Visit, path: str, size: Any, scheme: Any) -> None:
    chat = visit(path, viewport=size, color_scheme=scheme, reduced_motion="reduce").open()
    calm = look(chat.last.locator(".text"))
    assert "103" in chat.says(FEVER[path])
    button = chat.last.locator(".call").first
    expect(button).to_be_in_viewport(ratio=1)
    assert chat.tap(button) == "tel:103"
    in_text = chat.last.locator(".text").get_by_role("link", name="103").first
    assert chat.tap(in_text) == "tel:103"
    text, ground, border, width = look(chat.last.locator(".text"))
    paper = look(chat.panel)[1]
    assert (ground, border) != calm[1:3]
    assert width >= 4 > calm[3]
    assert contrast(text, ground) >= 4.5
    assert contrast(border, paper) >= 3
    assert contrast(look(in_text)[0], ground) >= 4.5
    assert contrast(look(button)[0], paper) >= 4.5
    assert contrast(*look(chat.sos)[:2]) >= 4.5


def test_danger_can_be_told_without_colours(visit: Visit) -> None:
    chat = visit(viewport=PHONE, forced_colors="active").open()
    calm = look(chat.last.locator(".text"))
    chat.says(FEVER["/"])
    _, ground, border, width = look(chat.last.locator(".text"))
    assert width >= 4 > calm[3]
    assert contrast(border, ground) >= 3
    assert look(chat.sos)[3] >= 1


def test_an_emergency_stands_out_among_dangers_and_a_plain_answer_is_plain(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    chat.says(FEVER["/"])
    mild = look(chat.last.locator(".call").first)
    chat.says(EMERGENCY)
    urgent = look(chat.last.locator(".call").first)
    assert urgent[1] == mild[0]  # filled with what the other is only drawn in
    chat.will_hear({"text": "Қызылша ауа арқылы жұғады."})
    chat.says(PLAIN)
    expect(chat.last.get_by_role("link")).to_have_count(0)
    assert chat.last.get_attribute("class") == "said"


def test_a_place_with_a_number_for_a_name_is_not_called(visit: Visit) -> None:
    chat = visit().open()
    text = "103-разъезд: амбулаторияға. Разъезд 103. Қиналса, 103-ке; 1103, 103.5. https://a.kz/103"
    chat.will_hear({"text": text, "calls": ["103"]})
    chat.says(PLAIN)
    links = chat.last.locator(".text").get_by_role("link")
    assert [one.get_attribute("href") for one in links.all()] == ["tel:103", "tel:103", "https://a.kz/103"]
    assert chat.last.locator(".text").inner_text() == text


@pytest.mark.parametrize("number", ["+7 (72438) 2-11-03", "8 (72438) 2-11-03", "8 724 38 2 11 03"])
def test_a_published_phone_is_called_with_a_tap(visit: Visit, number: str) -> None:
    chat = visit(viewport=PHONE).open()
    chat.will_hear({"text": f"• Емхана: {number} (тексерілген күні 20.11.2026)", "calls": [number]})
    chat.says(PLAIN)
    link = chat.last.locator(".text").get_by_role("link")
    assert (link.inner_text(), link.get_attribute("href")) == (number, "tel:+77243821103")


def test_what_a_parent_wrote_is_no_link_to_call(visit: Visit) -> None:
    chat = visit().open()
    chat.says("103 деген не")
    expect(chat.mine.last.get_by_role("link")).to_have_count(0)


def test_1414_is_offered_below_its_text_without_alarm(visit: Visit) -> None:
    chat = visit().open()
    chat.will_hear({"text": "Анықтаманы 1414 береді.", "calls": ["1414"]})
    chat.says(PLAIN)
    assert chat.calls(chat.last) == ["tel:1414"]
    below = chat.last.evaluate("e => e.querySelector('.text').compareDocumentPosition(e.querySelector('.call')) & 4")
    assert below
    assert chat.last.get_attribute("class") == "said"


def test_an_emergency_behind_a_long_answer_is_the_first_that_is_seen(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    before = chat.answers.count()
    chat.will_hear({"text": "Ұзын жауап.\n" * 60}, {"text": "Қазір-ақ 103!", "calls": ["103"], "urgent": True})
    chat.write(PLAIN)
    expect(chat.answers).to_have_count(before + 2)
    expect(chat.last.locator(".call")).to_be_in_viewport(ratio=1)


def test_103_is_one_tap_away_whatever_is_shown(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    assert chat.tap(chat.sos) == "tel:103"
    for text in (PLAIN, FEVER["/"], EMERGENCY):
        chat.says(text)
        assert chat.tap(chat.sos) == "tel:103"
    expect(chat.sos).to_have_accessible_name("103 – Жедел жәрдем")
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    assert chat.focused() == "Хабарламалар"  # a key that is pressed now does not call
    chat.host.get_by_role("button", name="Русский").click()
    expect(chat.sos).to_have_accessible_name("103 – Скорая помощь")
