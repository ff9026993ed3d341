"""What nobody asked for just now: as it is within a day, then an approved template, or a refusal with what to do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rasa_project.channels.inbox.messenger import MessageRefusedError
from rasa_project.channels.inbox.outgoing import Outgoing
from rasa_project.channels.whatsapp.errors import WindowClosedError
from rasa_project.setting_values import templates
from tests import whatsapp_updates as updates
from tests.channels.running import Engine
from tests.channels.whatsapp.bench import ANNA, RunningBot, choices_of, texts
from tests.whatsapp_server import WhatsAppServer

pytestmark = pytest.mark.slow

DAY = 24 * 3600
DOSE = Outgoing("Екпенің күні жетті.\n\nЕмханаға\tбарыңыз.", (("Салынды", "/help"), ("Кейін", "/greet")), language="kk")
SET = {"kk": templates("news, dose[Салынды|Кейін]"), "ru": templates("news_ru")}


@pytest.fixture
def meta(whatsapp: WhatsAppServer) -> WhatsAppServer:
    whatsapp.api.templates = {("news", "kk"): (), ("dose", "kk"): ("Салынды", "Кейін"), ("news_ru", "ru"): ()}
    return whatsapp


def send(bot: RunningBot, message: Outgoing, ago: float | None, own_name: str = "") -> str:
    heard = None if ago is None else time.time() - ago
    return str(bot.call(bot.messenger.send_unasked(ANNA, message, heard, own_name)))  # type: ignore[attr-defined]


def test_within_a_day_it_is_an_ordinary_message(meta: WhatsAppServer, tmp_path: Path) -> None:
    meta.api.heard[ANNA] = time.time() - DAY / 2
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot:
        assert send(bot, DOSE, DAY / 2) == meta.sent(ANNA)[0]["id"]
    assert texts(meta) == [DOSE.text]
    assert choices_of(meta.sent(ANNA)[0]) == list(DOSE.buttons)


@pytest.mark.parametrize("ago", [DAY - 60, DAY * 3, None])
def test_after_a_day_a_template_with_the_same_buttons_goes(
    meta: WhatsAppServer, tmp_path: Path, ago: float | None
) -> None:
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot:
        assert send(bot, DOSE, ago) == meta.sent(ANNA)[0]["id"]
    (message,) = meta.sent(ANNA)
    told = message["template"]
    assert (told["name"], told["language"]) == ("dose", {"code": "kk"})
    assert texts(meta) == ["Екпенің күні жетті. Емханаға барыңыз."]
    tokens = [part["parameters"][0]["payload"] for part in told["components"] if part["type"] == "button"]
    assert tokens == ["/help", "/greet"]


def test_where_no_template_has_the_buttons_the_plain_one_goes(meta: WhatsAppServer, tmp_path: Path) -> None:
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot:
        send(bot, Outgoing("Хабар", (("Басқа", "/help"),), language="kk"), None)
        send(bot, Outgoing("Новость", language="ru"), None)
    assert [one["template"]["name"] for one in meta.sent(ANNA)] == ["news", "news_ru"]
    assert [len(one["template"]["components"]) for one in meta.sent(ANNA)] == [1, 1]


def test_a_day_that_is_over_by_metas_clock_alone_ends_with_a_template(meta: WhatsAppServer, tmp_path: Path) -> None:
    meta.api.heard[ANNA] = time.time() - DAY - 60
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot:
        send(bot, DOSE, DAY / 2)
    assert [one["type"] for one in meta.sent(ANNA)] == ["template"]


def test_without_a_template_refusal_and_log_say_what_to_do(
    meta: WhatsAppServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with RunningBot(meta, tmp_path, Engine()) as bot:
        for ago in (None, DAY * 2):
            with pytest.raises(WindowClosedError, match=r"24 hours.*WHATSAPP_TEMPLATE_KK.*whatsapp\.md, step 10"):
                send(bot, DOSE, ago)
    assert meta.calls() == []
    assert caplog.text.count("WHATSAPP_TEMPLATE_KK") == 1


def test_a_text_too_long_for_a_template_is_refused_and_not_cut(meta: WhatsAppServer, tmp_path: Path) -> None:
    refused = pytest.raises(MessageRefusedError, match=r"901 letters.*shorter")
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot, refused:
        send(bot, Outgoing("қ" * 901, language="kk"), None)
    assert meta.calls() == []


def test_a_template_that_meta_does_not_know_is_explained(meta: WhatsAppServer, tmp_path: Path) -> None:
    meta.api.templates.clear()
    refused = pytest.raises(MessageRefusedError, match=r"code 132001: .*not approved")
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot, refused:
        send(bot, DOSE, None)


@pytest.mark.parametrize("ago", [DAY / 2, DAY * 2])
@pytest.mark.parametrize(("code", "is_gone"), [(131026, True), (131049, False)])
def test_what_meta_could_not_deliver_is_told_with_our_name_once(
    meta: WhatsAppServer, tmp_path: Path, ago: float, code: int, is_gone: bool
) -> None:
    meta.api.heard[ANNA] = time.time() - ago
    told: list[tuple[str, bool]] = []
    with RunningBot(meta, tmp_path, Engine(), templates=SET) as bot:
        bot.service.dispatcher._undelivered = lambda name, gone: told.append((name, gone))
        sent = send(bot, DOSE, ago, "o1-0123456789abcdef")
        assert meta.sent(ANNA)[0]["own_name"] == "o1-0123456789abcdef"
        for what, own in (("delivered", "o2-0"), ("failed", "o1-0123456789abcdef"), ("failed", None)):
            status = updates.became(sent, what, ANNA, code if what == "failed" else None, own)
            bot.takes(updates.post(statuses=[status]))
            bot.takes(updates.post(statuses=[status]))
    assert told == [("o1-0123456789abcdef", is_gone)]
