"""A proxy in its plainest form makes nobody a caller of this machine: real nginx, and what sends the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.proxies import like_plain_nginx, nginx, recorder
from tests.servers import Server, running

pytestmark = pytest.mark.slow

EVIL = {"Host": "evil.example:5304", "Origin": "http://evil.example:5304"}


@pytest.fixture(scope="module")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with no setting at all and no keys, as `python -m rasa_project run` starts it."""
    with running(root, tmp_path_factory.mktemp("bot"), LOCAL_ACCESS="", PUBLIC_HOSTS="") as server:
        assert "Trusted: nobody over REST" in server.log
        yield server


@pytest.fixture(scope="module")
def open_bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """As `make run` starts it."""
    with running(root, tmp_path_factory.mktemp("open"), LOCAL_ACCESS="on") as server:
        assert "Trusted: this machine (LOCAL_ACCESS=on)" in server.log
        yield server


@pytest.fixture(params=["nginx", "in the test", "none"])
def outside(request: pytest.FixtureRequest, bot: Server, tmp_path: Path) -> Iterator[Server]:
    """The server as strangers meet it: through a proxy, or by its port."""
    with ExitStack() as stack:
        port = bot.port
        if request.param == "nginx":
            port = stack.enter_context(nginx(bot.port, tmp_path))
        elif request.param == "in the test":
            port = stack.enter_context(like_plain_nginx(bot.port))
        yield replace(bot, base=f"http://127.0.0.1:{port}", port=port)


def page(server: Server, **headers: str) -> Any:
    """A page begins a session of the web widget."""
    return server.call("/webhooks/web/session", b'{"lang": "kk"}', Content_Type="text/plain", **headers)


@pytest.mark.parametrize("body", [b"", b'{"sender": "a", "message": "b"}', b"x" * 20_000])
def test_the_proxy_of_the_test_sends_what_nginx_sends(tmp_path: Path, body: bytes) -> None:
    server = Server("", 0, 0, tmp_path, {})
    sent = []
    with recorder() as (backend, kept):
        for proxy in (nginx(backend, tmp_path), like_plain_nginx(backend)):
            with proxy as port:
                seen = len(kept)
                there = replace(server, base=f"http://127.0.0.1:{port}")
                there.call("/api/v1/messages", body or None, Host="bot.example", X_Other="1", Accept_Language="ru")
                sent.append(kept[seen:][-1])
    assert sent[0] == sent[1]
    assert b"\r\nHost: 127.0.0.1:%d\r\n" % backend in sent[0]
    assert b"orwarded" not in sent[0]


def test_strangers_are_not_answered_without_a_key(outside: Server) -> None:
    for headers in ({}, {"Host": "localhost"}, {"Host": "bot.example"}, {"X_Forwarded_For": "127.0.0.1"}):
        assert outside.ask("сәлем", **headers).json["type"].endswith("#problem-local-only")
        rasas = outside.call("/webhooks/rest/webhook", {"sender": "a", "message": "сәлем"}, **headers)
        assert rasas.status == 403
        assert outside.call("/metrics", **headers).status == 403
        ready = outside.call("/health/ready", **headers)
        assert (ready.status, set(ready.json)) == (200, {"status", "version", "checks"})
        assert set(ready.json["checks"].values()) == {"ok"}  # no address, no name, no count


def test_a_page_of_a_foreign_name_gets_no_session(outside: Server) -> None:
    refused = page(outside, **EVIL)
    assert (refused.status, refused.json["error"]) == (403, "origin")
    assert page(outside, Origin="http://evil.example", Host="127.0.0.1:5005").status == 403


def test_the_bots_own_page_works_by_its_address(bot: Server) -> None:
    assert page(bot, Origin=bot.base).status == 200


def test_this_machine_is_near_where_the_setting_says_so_and_a_foreign_name_is_not(open_bot: Server) -> None:
    assert open_bot.ask("сәлем").status == 200
    assert "bot_turns_total" in open_bot.call("/metrics").body.decode()
    assert {"checks", "counts"} <= set(open_bot.call("/health/ready").json)
    assert open_bot.ask("сәлем", Host=EVIL["Host"]).status == 403
    assert open_bot.call("/metrics", Host=EVIL["Host"]).status == 403
    assert "counts" not in open_bot.call("/health/ready", Host=EVIL["Host"]).json
    assert page(open_bot, **EVIL).status == 403


def test_with_a_listed_name_page_and_keys_work_through_a_plain_nginx(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("public")
    with running(root, folder, LOCAL_ACCESS="", PUBLIC_HOSTS="bot.example") as bot, nginx(bot.port, folder) as port:
        outside = replace(bot, base=f"http://127.0.0.1:{port}")
        assert page(outside, Origin="https://bot.example", Host="bot.example").status == 200
        assert page(outside, **EVIL).status == 403
        made = bot.command("keys", "create", "clinic")
        key = f"Bearer {made.stdout.strip()}"
        assert outside.ask("сәлем", Authorization=key).status == 200
        assert [outside.ask("сәлем").status, outside.ask("сәлем", Authorization="Bearer x").status] == [401, 401]


def test_behind_a_proxy_that_tells_addresses_each_is_counted_alone(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("told")
    tells = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_pass http://127.0.0.1:{backend};"
    settings = {"LOCAL_ACCESS": "", "SANIC_PROXIES_COUNT": "1", "RATE_ADDRESS": "3/hour"}
    with running(root, folder, **settings) as bot, nginx(bot.port, folder, tells) as port:
        assert "let nobody else reach this port" in bot.log
        assert bot.command("keys", "create", "clinic").returncode == 0
        outside = replace(bot, base=f"http://127.0.0.1:{port}")
        # Whatever a stranger claims, the proxy adds the address that it sees; the claimed ones are not counted.
        said = [outside.ask("a", X_Forwarded_For=f"203.0.113.{number}").status for number in range(6)]
        assert said == [401, 401, 401, 429, 429, 429]
