"""Who is near, and which page is the bot's own: by settings, never by what a caller leaves out."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from rasa_project.security.key_file import KeyFile
from rasa_project.security.keys import create
from rasa_project.security.settings import rates
from rasa_project.security.trust import Trust, check_start, read_trust, what_is_trusted
from rasa_project.settings import SettingsError

ANY = ".".join("0000")
NEAR = Trust(local_access=True)
#: All that `location / { proxy_pass http://127.0.0.1:5005; }` sends on of a stranger's call.
PLAIN_NGINX = {"host": "127.0.0.1:5005", "connection": "close", "user-agent": "curl/8.0", "accept": "*/*"}


def test_nobody_is_near_where_no_setting_says_so() -> None:
    assert not read_trust({}).is_near("127.0.0.1", {"host": "127.0.0.1:5005"})
    assert not read_trust({"LOCAL_ACCESS": "off"}).is_near("::1", PLAIN_NGINX)


@pytest.mark.parametrize(("ip", "host", "is_near"), [
    ("127.0.0.1", "127.0.0.1:5005", True), ("127.0.0.1", "localhost", True), ("::1", "[::1]:5005", True),
    ("::ffff:127.0.0.1", "LOCALHOST:5005", True),
    ("127.0.0.1", "evil.example:5304", False), ("127.0.0.1", "127.0.0.1.evil.example", False), ("127.0.0.1", "", False),
    ("127.0.0.1", "localhost:evil.example", False), ("127.0.0.1", "evil.example@localhost", False),
    ("127.0.0.1", "localhost, evil.example", False), ("127.0.0.1", "[::1", False), ("127.0.0.1", "x" * 9000, False),
    ("10.0.0.1", "127.0.0.1:5005", False), ("203.0.113.7", "localhost", False), ("", "localhost", False),
])  # fmt: skip
def test_where_the_setting_is_on_a_call_of_this_machine_to_this_machine_is_near(
    ip: str, host: str, is_near: bool
) -> None:
    assert NEAR.is_near(ip, {"host": host}) is is_near


@pytest.mark.parametrize("header", ["forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-host", "via"])
def test_a_proxys_header_tells_of_somebody_else(header: str) -> None:
    assert not NEAR.is_near("127.0.0.1", {"host": "127.0.0.1:5005", header: "::1"})


@pytest.mark.parametrize(("origin", "host", "is_own"), [
    ("http://127.0.0.1:5005", "127.0.0.1:5005", True), ("http://localhost:5005", "localhost:5005", True),
    ("http://[2001:db8::1]:5005", "[2001:db8::1]:5005", True), ("http://192.168.1.5", "192.168.1.5", True),
    ("https://bot.example", "127.0.0.1:5005", True), ("http://BOT.example", "x", True),
    ("https://bot.example:443", "x", True), ("https://bot.example:8443", "bot.example:8443", False),
    ("http://bot.example:81", "bot.example:81", False), ("http://bot.example:443", "x", False),
    ("https://port.example:8443", "x", True), ("https://port.example", "port.example", False),
    ("http://port.example:8443", "x", True), ("https://port.example:844", "x", False),
    ("https://tls.example", "x", True), ("http://tls.example", "x", False), ("https://tls.example:81", "x", False),
    ("http://plain.example:8080", "x", True), ("https://plain.example:8080", "x", False),
    ("https://443.example", "x", True), ("http://443.example", "x", False),
    ("http://evil.example:5304", "evil.example:5304", False),
    ("http://bot.example.evil.kz", "bot.example.evil.kz", False),
    ("http://127.0.0.1:3000", "127.0.0.1:5005", False), ("null", "null", False), ("", "", False),
    ("http://", "", False),
    ("ftp://bot.example", "bot.example", False), ("https://evil.kz@bot.example", "bot.example", False),
    ("https://bot.example/x", "bot.example", False), ("https://bot.example evil.kz", "bot.example", False),
])  # fmt: skip
def test_which_page_is_the_bots_own(origin: str, host: str, is_own: bool) -> None:
    told = "bot.example, port.example:8443 https://TLS.example,http://plain.example:8080, 443.example:443"
    trust = read_trust({"PUBLIC_HOSTS": told})
    assert trust.is_own_page(origin, host) is is_own


@pytest.mark.parametrize(("settings", "word"), [
    ({"LOCAL_ACCESS": "yes"}, "LOCAL_ACCESS=yes is neither on nor off"),
    ({"PUBLIC_HOSTS": "https://bot.example/x"}, "PUBLIC_HOSTS holds"), ({"PUBLIC_HOSTS": "*.kz"}, "PUBLIC_HOSTS holds"),
    ({"LOCAL_ACCESS": "on", "PUBLIC_HOSTS": "bot.example"}, "PUBLIC_HOSTS says that there is one"),
    ({"LOCAL_ACCESS": "on", "SANIC_PROXIES_COUNT": "1"}, "SANIC_PROXIES_COUNT says"),
    ({"RATE_LIMIT": "off", "SANIC_PROXIES_COUNT": "1"}, "SANIC_PROXIES_COUNT says"),
    ({"LOCAL_ACCESS": "on", "SANIC_REAL_IP_HEADER": "x-real-ip"}, "SANIC_REAL_IP_HEADER says"),
    ({"LOCAL_ACCESS": "on", "SANIC_FORWARDED_SECRET": "s"}, "SANIC_FORWARDED_SECRET says"),
])  # fmt: skip
def test_settings_that_contradict_each_other_are_refused_by_name(settings: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError, match=word.replace("*", r"\*")):
        read_trust(settings)


@pytest.mark.parametrize(("host", "settings", "word"), [
    (ANY, {"LOCAL_ACCESS": "on"}, "is for HOST=127.0.0.1"), ("::", {"LOCAL_ACCESS": "on"}, "is for HOST=127.0.0.1"),
    ("127.0.0.1", {"RATE_LIMIT": "off", "LOCAL_ACCESS": "off"}, "needs LOCAL_ACCESS=on"),
    (ANY, {"RATE_LIMIT": "off"}, "RATE_LIMIT=off"),
])  # fmt: skip
def test_a_start_that_would_let_strangers_in_is_refused(host: str, settings: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        check_start(host, read_trust(settings), rates(settings))


def test_starts_that_are_safe() -> None:
    check_start("127.0.0.1", read_trust({}), rates({}))
    check_start(ANY, read_trust({}), rates({}))  # nobody is let in without a key
    check_start("127.0.0.1", read_trust({"RATE_LIMIT": "off"}), rates({"RATE_LIMIT": "off"}))
    assert read_trust({"RATE_LIMIT": "off"}).local_access  # for load tests on this machine
    assert not read_trust({"RATE_LIMIT": "on"}).local_access
    check_start("::1", read_trust({"LOCAL_ACCESS": "on"}), rates({"RATE_LIMIT": "off"}))


def test_the_start_says_what_it_trusts(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "keys.json")
    assert "nobody over REST" in what_is_trusted(file, {})[0]
    assert "no key is needed" in what_is_trusted(file, {"LOCAL_ACCESS": "on"})[0]
    create(file, "clinic")
    assert "1 valid key;" in what_is_trusted(file, {})[0]
    assert "needs one of the keys" in what_is_trusted(file, {"LOCAL_ACCESS": "on"})[0]
    said = what_is_trusted(file, {"SANIC_PROXIES_COUNT": "1"})
    assert len(said) == 2
    assert "let nobody else reach this port" in said[1]


@pytest.mark.parametrize(("settings", "access"), [
    ({}, "on"), ({"HOST": "localhost"}, "on"), ({"HOST": ANY}, "off"), ({"HOST": "10.0.0.1"}, "off"),
    ({"PUBLIC_HOSTS": "bot.example"}, "off"), ({"SANIC_PROXIES_COUNT": "1"}, "off"),
    ({"WIDGET_ORIGINS": "https://office.example"}, "off"), ({"TELEGRAM_WEBHOOK_URL": "https://bot.example"}, "off"),
    ({"WHATSAPP_TOKEN": "EAAG"}, "off"),
    ({"LOCAL_ACCESS": "off"}, "off"), ({"HOST": ANY, "LOCAL_ACCESS": "on"}, "on"),
])  # fmt: skip
def test_make_run_trusts_this_machine_unless_others_come(root: Path, settings: dict[str, str], access: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    make = ["make", "--dry-run", "run"]
    done = subprocess.run(make, cwd=root, env=clean | settings, capture_output=True, text=True, check=True, timeout=120)
    (line,) = [line for line in done.stdout.splitlines() if "rasa_project run " in line]
    assert line.startswith(f"LOCAL_ACCESS={access} ")
