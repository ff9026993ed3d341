"""A bad network and a Meta that fails: nothing lost, nothing said over and over, each code as it asks."""

from __future__ import annotations

import logging
import re
import time
from pathlib import Path

import pytest

from rasa_project.channels.inbox.pace import Pace
from rasa_project.channels.inbox.store import Inbox
from rasa_project.observability.metrics import metrics
from tests import whatsapp_updates as updates
from tests.channels.running import QUESTION, Engine
from tests.channels.whatsapp.bench import ANNA, BOTA, RunningBot, choices_of, texts
from tests.whatsapp_api import ApiError
from tests.whatsapp_server import Fault, WhatsAppServer

pytestmark = pytest.mark.slow

SILENT = 0.8  #: longer than the bench's timeout


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500, times=3),
        Fault(502, body="<html>nginx</html>", times=3),
        Fault(503, error=ApiError(2, "API Service", status=503), times=2),
        Fault(200, body="<html>Интернет-провайдер</html>", times=2),
        Fault(404, body="<html>blocked</html>", times=2),
        Fault(0, times=2),
        Fault(429, body="{}", retry_after=1),
        Fault(200, body="{}", times=2),
        Fault(200, body="", delay=SILENT, times=2),
        Fault(400, body='{"error": "x"}', times=2),
        Fault(400, error=ApiError(131000, "Something went wrong", is_transient=True), times=2),
    ],
    ids=["500", "502", "503", "page of a provider", "404 page", "hang up", "429", "empty", "silence", "odd", "131000"],
)
def test_an_answer_that_fails_is_sent_again_and_only_once(
    whatsapp: WhatsAppServer, bot: RunningBot, fault: Fault
) -> None:
    whatsapp.fail(fault)
    bot.arrives(updates.text(ANNA, "бір"), updates.text(ANNA, "екі"))
    whatsapp.wait_sent(ANNA, 2)
    bot.settled()
    assert texts(whatsapp) == ["Жауап: бір", "Жауап: екі"]
    assert bot.engine.texts() == ["бір", "екі"]


def test_it_waits_as_long_as_it_is_asked(whatsapp: WhatsAppServer, bot: RunningBot) -> None:
    whatsapp.fail(Fault(429, body="{}", retry_after=1))
    bot.arrives(updates.text(ANNA, "сәлем"))
    whatsapp.wait_sent(ANNA, 1)
    first, second = (call.at for call in whatsapp.calls())
    assert second - first >= 1.0


def test_the_limit_for_one_person_is_waited_out_and_nobody_else_waits(
    whatsapp: WhatsAppServer, engine: Engine, tmp_path: Path
) -> None:
    pace = Pace(first=0.02, longest=0.1, patience=20, timeout=0.5)
    with RunningBot(whatsapp, tmp_path, engine, pace) as bot:
        whatsapp.fail(Fault(error=ApiError(131056, "Pair rate limit hit"), chat=ANNA))
        bot.arrives(updates.text(ANNA, "бір"), updates.text(BOTA, "екі"))
        began = time.monotonic()
        whatsapp.wait_sent(BOTA, 1)
        assert whatsapp.sent(ANNA) == []
        whatsapp.wait_sent(ANNA, 1, seconds=15)
        assert time.monotonic() - began >= 5.5


def test_somebody_who_can_not_be_reached_is_marked_and_holds_up_nobody(
    whatsapp: WhatsAppServer, bot: RunningBot
) -> None:
    whatsapp.fail(Fault(error=ApiError(131026, "Message undeliverable"), chat=ANNA, times=2))
    bot.arrives(updates.text(ANNA, "бір"), updates.text(ANNA, "екі"), updates.text(BOTA, "сәлем"))
    whatsapp.wait_sent(BOTA, 1)
    bot.settled()
    assert len([call for call in whatsapp.calls() if call.body["to"] == ANNA]) == 2
    store = Inbox(bot.settings.database, "whatsapp")
    assert store.chat(ANNA).gone_since is not None
    bot.arrives(updates.text(ANNA, "қайта келдім"))
    whatsapp.wait_sent(ANNA, 1)
    bot.settled()
    assert store.chat(ANNA).gone_since is None


def test_buttons_that_are_refused_do_not_cost_the_answer(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table["ауырды"] = [QUESTION]
    whatsapp.fail(Fault(error=ApiError(131009, "Parameter value is not valid")))
    bot.arrives(updates.text(ANNA, "ауырды"))
    (message,) = whatsapp.wait_sent(ANNA, 1)
    assert message["text"]["body"] == QUESTION["text"]
    assert choices_of(message) == []


def test_a_card_that_is_refused_becomes_words_with_103(
    whatsapp: WhatsAppServer, bot: RunningBot, engine: Engine
) -> None:
    engine.table["талып қалды"] = [{"text": "103!", "metadata": {"level": "emergency"}, "language": "ru"}]
    for _ in range(2):
        bot.arrives(updates.text(ANNA, "талып қалды"))
        whatsapp.wait(lambda: len(whatsapp.sent(ANNA)) % 2 == 0 and whatsapp.sent(ANNA))
        whatsapp.fail(Fault(error=ApiError(131009, "Parameter value is not valid"), chat=BOTA))
    whatsapp.heal()
    whatsapp.api._checks["contacts"] = _refuse
    bot.arrives(updates.text(BOTA, "талып қалды"))
    whatsapp.wait_sent(BOTA, 2)
    assert texts(whatsapp, BOTA) == ["103!", "Скорая помощь: 103"]


def _refuse(_: object) -> None:
    raise ApiError(131009, "Parameter value is not valid")


def test_while_meta_is_silent_an_answer_that_may_have_arrived_is_not_sent_over_and_over(
    whatsapp: WhatsAppServer, bot: RunningBot
) -> None:
    whatsapp.fail(Fault(0, accepts=True))
    whatsapp.fail(Fault(502, times=6, what="read"))
    bot.arrives(updates.text(ANNA, "сәлем"))
    whatsapp.wait(lambda: len(whatsapp.calls("read")) >= 7)
    bot.settled()
    assert len(whatsapp.calls()) == 2
    assert bot.engine.texts() == ["сәлем"]


@pytest.mark.parametrize("way", ["port closed", "502 for everything"])
def test_after_an_outage_every_message_is_answered_in_order(
    whatsapp: WhatsAppServer, bot: RunningBot, way: str
) -> None:
    chats = [f"770100002{number:02d}" for number in range(10)]
    bot.arrives(*(updates.text(chat, "бұрын") for chat in chats))
    if way == "port closed":
        whatsapp.go_down()
    else:
        whatsapp.fail(Fault(502, times=-1, what="*"))
    bot.service.delivery.counts.clear()
    bot.arrives(*(updates.text(chat, "кезінде") for chat in chats))
    whatsapp.wait(lambda: bot.service.delivery.counts["repeats"] >= 5)
    whatsapp.come_back() if way == "port closed" else whatsapp.heal()
    for chat in chats:
        whatsapp.wait_sent(chat, 2, seconds=20)
    bot.settled()
    for chat in chats:
        assert list(dict.fromkeys(texts(whatsapp, chat))) == ["Жауап: бұрын", "Жауап: кезінде"], chat


def test_patience_ends_and_is_counted(whatsapp: WhatsAppServer, tmp_path: Path, engine: Engine) -> None:
    pace = Pace(first=0.02, longest=0.05, patience=0.3, timeout=0.5)
    with RunningBot(whatsapp, tmp_path, engine, pace) as bot:
        whatsapp.fail(Fault(error=ApiError(368, "Temporarily blocked", status=403), chat=ANNA, times=-1))
        bot.arrives(updates.text(ANNA, "сәлем"))
        whatsapp.wait(lambda: bot.counts["lost"] == 1)
        bot.settled()
        assert (bot.counts["undelivered"], bot.counts["waiting"]) == (1, 0)
        assert len(whatsapp.calls()) == 1  # half an hour is longer than the patience
        shown = metrics().exposition().decode()
        assert re.search(r'^bot_whatsapp_total{what="lost"} [1-9]', shown, re.MULTILINE)
        assert "bot_whatsapp_waiting 0.0" in shown


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ApiError(190, "Invalid OAuth access token", status=401), "WHATSAPP_TOKEN is refused"),
        (ApiError(100, "Object does not exist", error_subcode=33), ""),
        (ApiError(133010, "Phone number not registered"), "Register it"),
    ],
)
def test_what_is_wrong_at_the_start_is_explained_and_it_goes_on(
    whatsapp: WhatsAppServer, tmp_path: Path, engine: Engine, caplog: pytest.LogCaptureFixture,
    fault: ApiError, words: str,
) -> None:  # fmt: skip
    whatsapp.fail(Fault(error=fault, what="who"))
    with caplog.at_level(logging.DEBUG), RunningBot(whatsapp, tmp_path, engine) as bot:
        bot.arrives(updates.text(ANNA, "сәлем"))
        whatsapp.wait_sent(ANNA, 1)
        whatsapp.wait(lambda: "The bot can't introduce itself, trying again" in caplog.text)
    assert words in caplog.text
    assert caplog.text.count(words) >= 1


def test_what_is_written_and_said_and_by_whom_stays_out_of_the_log(
    whatsapp: WhatsAppServer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("rasa_project", "pywa", "pywa_async", "httpx", "httpcore", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    with caplog.at_level(logging.INFO), RunningBot(whatsapp, tmp_path, engine) as bot:
        whatsapp.fail(Fault(502, times=2))
        whatsapp.fail(Fault(200, body="", delay=SILENT))
        whatsapp.fail(Fault(error=ApiError(131009, f"құпия {ANNA}", f"құпия {ANNA}")))
        bot.takes(updates.post({**updates.text(ANNA, "құпия"), "type": {"құпия": ANNA}}))
        bot.arrives(updates.text(ANNA, "құпия қызу"), updates.text(ANNA, "құпия жөтел"))
        bot.takes(updates.post(statuses=[updates.became("wamid.A", "failed", ANNA, 131048)]))
        whatsapp.wait_sent(ANNA, 1)
        bot.settled()
    assert "quality" in caplog.text
    for secret in ("құпия", ANNA, whatsapp.api.token):
        assert secret not in caplog.text
