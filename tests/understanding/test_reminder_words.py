"""Words about reminders: wanted, listed, stopped, changed; days that were chosen; answers to what the bot wrote."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazakh.analysis import default_analyzer
from rasa_project.understanding.reminder_words import (
    Wish,
    chosen_day,
    day_without_year,
    means_all,
    says_done,
    says_later,
    wish_of,
)

#: A Saturday.
TODAY = date(2026, 11, 28)


def wish(text: str, intent: str) -> Wish | None:
    found = default_analyzer().analyse(text)
    return wish_of(found.words, found.tokens, intent)


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("есіме сал", "set_reminder", Wish.SET),
        ("есіме салып қойыңыз", "set_reminder", Wish.SET),
        ("есіме салып қойсаңыз екен", "inform", Wish.SET),
        ("ескерту қойып беріңізші", "set_reminder", Wish.SET),
        ("ертең екпеге апару керегін есіме түсірші", "set_reminder", Wish.SET),
        ("ұмытып қалам, маған хабар беріп тұрыңыз", "set_reminder", Wish.SET),
        ("напомните пожалуйста о прививке", "inform", Wish.SET),
        ("поставьте напоминание", "ask_schedule", Wish.SET),
        ("eske salyp qoyshy", "set_reminder", Wish.SET),
        ("напомните, когда делают прививку?", "ask_schedule", None),
        ("еске салуларым", "stop_reminder", Wish.LIST),
        ("қандай ескертулерім бар?", "stop_reminder", Wish.LIST),
        ("мои напоминания", "stop_reminder", Wish.LIST),
        ("какие у меня напоминания", "set_reminder", Wish.LIST),
        ("тоқтат", "nlu_fallback", Wish.STOP),
        ("стоп", "nlu_fallback", Wish.STOP),
        ("ескертуді алып тастаңыз", "stop_reminder", Wish.STOP),
        ("больше не напоминайте", "stop_reminder", Wish.STOP),
        ("отмените мои напоминания", "set_reminder", Wish.STOP),
        ("есіме салмай-ақ қойыңыз", "stop_reminder", Wish.STOP),
        ("жазба маған енді", "stop_reminder", Wish.STOP),
        ("ескертуді жұмаға ауыстырып қойыңыз", "set_reminder", Wish.CHANGE),
        ("перенесите напоминание на пятницу", "set_reminder", Wish.CHANGE),
        ("қызылша деген не", "ask_disease", None),
        ("екпеден кейін бассейнге барсақ тоқтата тұрайық па дейміз", "ask_aftercare", None),
    ],
)
def test_what_is_wanted(text: str, intent: str, expected: Wish | None) -> None:
    assert wish(text, intent) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("дүйсенбіде емханаға барамыз", "2026-11-30"),
        ("в субботу идём на прививку", "2026-12-05"),
        ("ертең таңертең", "2026-11-29"),
        ("послезавтра", "2026-11-30"),
        ("15 желтоқсанда", "2026-12-15"),
        ("2.12.2026 барамыз", "2026-12-02"),
        ("15 декабря 2026 года", "2026-12-15"),
        ("кеше бардық", None),
        ("қызым 2026 жылы 20 наурызда туған", None),
        ("есіме сал", None),
    ],
)
def test_a_day_that_was_chosen(text: str, expected: str | None) -> None:
    found = chosen_day(default_analyzer().analyse(text).words, TODAY)
    assert found == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("20 наурызда", (3, 20)), ("20.03", (3, 20)), ("в августе", (8, None)), ("тамыз", (8, None)),
     ("20 наурыз 2026", None), ("білмеймін", None), ("сәлем", None)],
)  # fmt: skip
def test_a_birthday_without_its_year(text: str, expected: tuple[int, int | None] | None) -> None:
    assert day_without_year(default_analyzer().analyse(text).words, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "done", "later"),
    [("салдырдық", True, False), ("кеше екпе алдық", True, False), ("сделали", True, False),
     ("салғыздық", True, False), ("ещё не сделали", False, True), ("әлі салдырған жоқпыз", False, True),
     ("кейінірек", False, True), ("екпе салдық па?", False, False), ("рахмет", False, False)],
)  # fmt: skip
def test_answers_to_what_the_bot_wrote(text: str, done: bool, later: bool) -> None:
    found = default_analyzer().analyse(text)
    assert (says_done(found.words, found.tokens), says_later(found.words)) == (done, later)


def test_all_are_meant() -> None:
    for text in ("бәріне", "екеуіне де", "обоим", "всем", "барлығын"):
        assert means_all(default_analyzer().analyse(text).words), text
    assert not means_all(default_analyzer().analyse("кішісіне").words)


@given(st.text(max_size=60), st.sampled_from(["set_reminder", "stop_reminder", "inform", "nlu_fallback"]))
def test_any_text_is_read(text: str, intent: str) -> None:
    found = default_analyzer().analyse(text)
    wish_of(found.words, found.tokens, intent)
    day = chosen_day(found.words, TODAY)
    assert day is None or day > TODAY
    day_without_year(found.words, TODAY)
