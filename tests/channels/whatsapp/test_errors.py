"""What each of Meta's codes becomes, and what the operator is told to do about it."""

from __future__ import annotations

import logging

import pytest

from rasa_project.channels.inbox.messenger import ChatGoneError, MessageRefusedError, TryAgainError
from rasa_project.channels.whatsapp.errors import WindowClosedError, error_of, meaning_of


@pytest.mark.parametrize(
    ("code", "status", "expected", "after", "word"),
    [
        (131026, 400, ChatGoneError, 0, ""),
        (131050, 400, ChatGoneError, 0, ""),
        (131047, 400, WindowClosedError, 0, "WHATSAPP_TEMPLATE_KK"),
        (130429, 429, TryAgainError, 5, "slowly"),
        (131056, 400, TryAgainError, 6, ""),
        (131048, 400, TryAgainError, 1800, "quality"),
        (80007, 429, TryAgainError, 60, "slowly"),
        (4, 429, TryAgainError, 60, "slowly"),
        (190, 401, TryAgainError, 60, "WHATSAPP_TOKEN is refused"),
        (0, 401, TryAgainError, 60, "WHATSAPP_TOKEN is refused"),
        (10, 403, TryAgainError, 60, "whatsapp_business_messaging"),
        (200, 403, TryAgainError, 60, "WHATSAPP_TOKEN"),
        (299, 403, TryAgainError, 60, "WHATSAPP_TOKEN"),
        (131005, 403, TryAgainError, 60, "WHATSAPP_TOKEN"),
        (368, 403, TryAgainError, 1800, "restricted"),
        (131031, 403, TryAgainError, 1800, "restricted"),
        (131042, 400, TryAgainError, 1800, "pay"),
        (133010, 400, TryAgainError, 600, "not registered"),
        (33, 400, TryAgainError, 600, "WHATSAPP_PHONE_ID"),
        (1, 500, TryAgainError, 0, ""),
        (2, 503, TryAgainError, 0, ""),
        (131000, 500, TryAgainError, 0, ""),
        (131016, 500, TryAgainError, 0, ""),
        (131057, 500, TryAgainError, 0, ""),
        (131030, 400, MessageRefusedError, 0, "test number"),
        (132001, 404, MessageRefusedError, 0, "approved"),
        (132000, 400, MessageRefusedError, 0, "buttons"),
        (100, 400, MessageRefusedError, 0, ""),
        (131009, 400, MessageRefusedError, 0, ""),
        (131051, 400, MessageRefusedError, 0, ""),
        (131049, 400, MessageRefusedError, 0, ""),
        (999_999, 400, MessageRefusedError, 0, ""),
        (999_999, 503, TryAgainError, 0, ""),
        (502, 502, TryAgainError, 0, ""),
        (429, 429, TryAgainError, 0, ""),
        (401, 401, TryAgainError, 0, ""),
        (404, 404, TryAgainError, 0, ""),
        (400, 400, MessageRefusedError, 0, ""),
    ],
)
def test_every_code(code: int, status: int, expected: type[Exception], after: float, word: str) -> None:
    meaning = meaning_of(code, status)
    error = error_of(meaning, code)
    assert type(error) is expected
    assert word in meaning.advice
    assert bool(word) is bool(meaning.advice)
    if isinstance(error, TryAgainError):
        assert error.after == after


def test_what_meta_calls_transient_is_tried_again_and_a_header_says_how_late() -> None:
    error = error_of(meaning_of(999_999, 400, is_transient=True), 999_999, wait=17.0)
    assert isinstance(error, TryAgainError)
    assert error.after == 17.0
    longer = error_of(meaning_of(368, 403), 368, wait=17.0)
    assert isinstance(longer, TryAgainError)
    assert longer.after == 1800


def test_the_library_is_quiet_and_pinned() -> None:
    from importlib.metadata import version

    from rasa_project.channels.whatsapp.client import quiet_library

    quiet_library()
    assert version("pywa") == "4.5.0"
    assert not logging.getLogger("pywa.api").isEnabledFor(logging.CRITICAL)
    assert not logging.getLogger("pywa_async.api").isEnabledFor(logging.CRITICAL)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
