"""What helps to read: the question in sight, the hint of more below, times, sources, letters, copy, share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from rasa_project.channels.first_view import read_first_view
from tests.browser.chat import DESKTOP, PHONE, Chat
from tests.browser.conftest import Visit

pytestmark = pytest.mark.slow

QUESTION = "қызылша қалай жұғады"
LONG = {"text": "\n\n".join(f"Жауаптың {number}-бөлімі. " * 8 for number in range(1, 12))}
SOURCES = [
    {
        "id": "L1",
        "title": "Order No. 1",
        "url": "https://adilet.example/1",
        "date": "2023-09-21",
        "kind": "law",
        "of": "Заң, бұйрық",
    },
    {"id": "K1", "title": "A newspaper", "url": None, "date": "2024-01", "kind": "press", "of": "Баспасөз"},
]
VETTED = {"text": "Екпе екі рет салынады.", "sources": SOURCES, "reviewed": "2026-11-29"}


def scroll(chat: Chat, by: int) -> None:
    chat.log.evaluate("(log, by) => { log.scrollTop += by }", by)


def bottom(chat: Chat) -> None:
    scroll(chat, 100_000)


@pytest.mark.parametrize(("path", "size"), [("/", PHONE), ("/ru", PHONE), ("/", DESKTOP), ("/ru", DESKTOP)])
def test_the_first_view_is_filled_with_the_six_questions(visit: Visit, path: str, size: Any) -> None:
    chat = visit(path, viewport=size).open()
    language = "ru" if path == "/ru" else "kk"
    assert chat.choices.all_inner_texts() == [getattr(one, language) for one in read_first_view().asked_most]
    group = chat.log.get_by_role("group")
    expect(group).to_have_accessible_name({"kk": "Жиі қойылатын сұрақтар", "ru": "Часто спрашивают"}[language])
    for one in chat.choices.all():
        expect(one).to_be_in_viewport(ratio=1)
    log, last = chat.log.bounding_box(), chat.choices.last.bounding_box()
    assert log is not None
    assert last is not None
    assert (last["y"] + last["height"] - log["y"]) / log["height"] > 0.75
    expect(chat.more).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/ru"])
@pytest.mark.parametrize("place", range(6))
def test_each_of_the_six_is_answered_as_the_question_that_it_is(visit: Visit, path: str, place: int) -> None:
    pressed, typed = visit(path).open(), visit(path).open()
    title = pressed.choices.nth(place).inner_text()
    pressed.choices.nth(place).click()
    typed.write(title)
    answers = [chat.answers.nth(1).locator(".text").inner_text() for chat in (pressed, typed)]
    # A contact that is typed begins its consultation, the button has its own answer: both say what helps in 72 hours.
    assert answers[0] == answers[1] or all("72" in one for one in answers)
    assert "түсінбедім" not in answers[0]
    assert "не понял" not in answers[0]


@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 480}])
def test_the_question_stays_in_sight_above_a_long_answer(visit: Visit, size: Any) -> None:
    chat = visit(viewport=size, reduced_motion="reduce").open()
    chat.will_hear(LONG)
    chat.says(QUESTION)
    expect(chat.mine.last).to_be_in_viewport(ratio=1)
    expect(chat.asked).to_be_hidden()
    scroll(chat, 400)
    expect(chat.mine.last).not_to_be_in_viewport()
    expect(chat.asked).to_have_text(f"Сұрағыңыз: {QUESTION}")
    expect(chat.asked).to_be_in_viewport(ratio=1)
    scroll(chat, -400)
    expect(chat.asked).to_be_hidden()


def test_a_long_question_is_told_in_two_lines_and_covers_no_beginning(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    chat.will_hear(LONG)
    chat.says("Балам туралы ұзақ әңгіме. " * 60)
    box, text = chat.asked.bounding_box(), chat.last.locator(".text").bounding_box()
    assert box is not None
    assert text is not None
    assert box["height"] < 60
    assert text["y"] >= box["y"] + box["height"]


def test_each_answer_has_its_own_question_above_it(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    for text in ("бірінші сұрақ", "екінші сұрақ"):
        chat.will_hear(LONG)
        chat.says(text)
    scroll(chat, 300)
    expect(chat.asked).to_contain_text("екінші сұрақ")
    chat.answers.nth(1).evaluate("one => { one.parentElement.scrollTop = one.offsetTop + 300 }")
    expect(chat.asked).to_contain_text("бірінші сұрақ")
    chat.log.evaluate("log => { log.scrollTop = 0 }")
    expect(chat.asked).to_be_hidden()


def test_a_hint_says_that_there_is_more_and_leads_there(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    chat.will_hear(LONG)
    chat.says(QUESTION)
    expect(chat.more).to_have_text("Төменде жалғасы бар")
    before = chat.log.evaluate("log => log.scrollTop")
    chat.more.click()
    assert chat.log.evaluate("log => log.scrollTop") > before + 200
    bottom(chat)
    expect(chat.more).to_be_hidden()
    chat.host.get_by_role("button", name="Русский").click()
    expect(chat.host.locator(".more")).to_have_text("Ниже есть продолжение")


def test_what_gets_the_focus_by_keys_is_not_covered(visit: Visit) -> None:
    chat = visit(viewport=PHONE, reduced_motion="reduce").open()
    chat.will_hear({**LONG, **{"sources": SOURCES}})
    chat.says(QUESTION)
    for _ in range(2):
        chat.page.keyboard.press("Shift+Tab")
    assert chat.focused().startswith("Дереккөздер")
    seen = """line => { const box = line.getBoundingClientRect()
      const root = line.getRootNode()
      return line.contains(root.elementFromPoint(box.left + 9, box.top + 9)) }"""
    assert chat.last.locator("summary").evaluate(seen)


def test_messages_have_times(visit: Visit) -> None:
    chat = visit().open()
    chat.page.clock.set_fixed_time("2026-11-29T09:05:00")
    chat.will_hear({"text": "Жауап."})
    chat.says(QUESTION)
    for one in (chat.mine.last, chat.last):
        expect(one.locator("time")).to_have_text("09:05")
        assert (one.locator("time").get_attribute("datetime") or "").endswith("Z")
    chat.page.reload()
    expect(chat.mine.last.locator("time")).to_have_text("09:05")


def test_sources_stand_behind_one_quiet_line(visit: Visit) -> None:
    chat = visit(viewport=PHONE).open()
    chat.will_hear(VETTED)
    chat.says(QUESTION)
    line = chat.last.locator("summary")
    expect(line).to_have_text("Дереккөздер: 2")
    expect(chat.last.get_by_text("Order No. 1")).to_be_hidden()
    line.click()
    items = chat.last.locator("li")
    assert items.all_inner_texts() == ["Заң, бұйрық: Order No. 1 (21.09.2023)", "Баспасөз: A newspaper (01.2024)"]
    link = chat.last.get_by_role("link")
    assert [one.get_attribute("href") for one in link.all()] == ["https://adilet.example/1"]
    assert link.get_attribute("rel") == "noreferrer"
    assert link.get_attribute("lang") == "en"
    expect(chat.last).to_contain_text("Мәтін дереккөздермен салыстырылды: 29.11.2026")


def test_the_bots_own_answers_bring_their_sources(visit: Visit) -> None:
    chat = visit("/ru").open()
    chat.says("Во сколько лет делают прививку от кори?")
    found = re.fullmatch(r"Источники: (\d+)", chat.last.locator("summary").inner_text())
    assert found
    chat.last.locator("summary").click()
    expect(chat.last.locator(".foot li")).to_have_count(int(found[1]))
    expect(chat.answers.first.locator("summary")).to_have_count(0)  # a greeting rests on nothing


def test_an_answer_is_copied_with_whose_it_is(visit: Visit, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of(permissions=["clipboard-read", "clipboard-write"])
    chat = visit(context=context).open()
    chat.will_hear(VETTED)
    chat.says(QUESTION)
    expect(chat.last.get_by_role("button", name="Жауаппен бөлісу")).to_have_count(0)  # this browser can't
    chat.last.get_by_role("button", name="Жауапты көшіру").click()
    expect(chat.host.get_by_role("status")).to_have_text("Көшірілді")
    expect(chat.last.locator(".told")).to_have_text("Көшірілді")
    page = chat.page.evaluate("location.origin + location.pathname")
    kept = chat.page.evaluate("navigator.clipboard.readText()")
    assert kept == f"{VETTED['text']}\n\nҚызылша туралы сұрақтар: {page}"
    expect(chat.last.locator(".told")).to_have_count(0)


def test_without_https_copying_works_too(visit: Visit, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of(viewport=PHONE)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    chat = visit(context=context).open()
    chat.will_hear(VETTED)
    chat.says(QUESTION)
    button = chat.last.get_by_role("button", name="Жауапты көшіру")
    button.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.host.get_by_role("status")).to_have_text("Көшірілді")
    assert chat.focused() == "Жауапты көшіру"
    chat.input.fill("")
    chat.input.press("Control+v")
    assert chat.input.input_value().startswith(VETTED["text"])


@pytest.mark.parametrize(("fault", "told"), [("", ""), ("AbortError", ""), ("NotAllowedError", "Көшірілді")])
def test_an_answer_is_shared_where_the_browser_can(
    visit: Visit, context_of: Callable[..., BrowserContext], fault: str, told: str
) -> None:
    context = context_of(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(f"""navigator.share = async given => {{
      window.shared = given.text
      if ({fault!r}) throw new DOMException('no', {fault!r}) }}""")
    chat = visit(context=context).open()
    chat.will_hear(VETTED)
    chat.says(QUESTION)
    chat.last.get_by_role("button", name="Жауаппен бөлісу").click()
    chat.page.wait_for_function("window.shared")
    assert chat.page.evaluate("shared").startswith(VETTED["text"])
    expect(chat.host.get_by_role("status")).to_have_text(told)


@pytest.mark.parametrize("path", ["/", "/ru", "/rude"])
def test_letters_have_three_sizes_and_stay_as_chosen(visit: Visit, path: str) -> None:
    chat = visit(path, viewport=PHONE).open()
    is_russian = path == "/ru"
    menu, name = ("Меню", "Размер букв") if is_russian else ("Мәзір", "Әріп өлшемі")
    sizes = ["Обычный", "Крупный", "Очень крупный"] if is_russian else ["Қалыпты", "Үлкен", "Өте үлкен"]
    chat.host.get_by_role("button", name=menu).click()
    group = chat.host.get_by_role("group", name=name)

    def letters() -> float:
        return float(chat.log.locator(".text").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))

    found = []
    for size in sizes:
        group.get_by_role("button", name=size, exact=True).click()
        expect(group.get_by_role("button", name=size, exact=True)).to_have_attribute("aria-pressed", "true")
        found.append(letters())
    assert found == [16, 18, 24]
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    assert letters() == 24
    expect(chat.sos).to_be_in_viewport(ratio=1)
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.page.evaluate("Object.keys(localStorage)") == ["measles-chat:letters"]
    assert chat.page.evaluate("localStorage['measles-chat:letters']") == "2"


@pytest.mark.parametrize("kept", ["9", "x", "-1", "1.5", ""])
def test_a_strange_size_that_is_kept_is_the_usual_one(visit: Visit, kept: str) -> None:
    chat = visit()
    chat.page.evaluate("kept => { localStorage['measles-chat:letters'] = kept }", kept)
    chat.page.reload()
    chat.open()
    assert chat.log.locator(".text").first.evaluate("e => getComputedStyle(e).fontSize") == "16px"
