"""From answers to a service: what is written, for whom, and what is refused before anything is."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from measles_bot import env_file, wishes
from measles_bot.errors import KitError
from measles_bot.proxy import caddyfile
from measles_bot.service import call
from tests.deploy.conftest import World


@pytest.mark.slow
def test_a_bare_server_serves_afterwards(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    name = world.commit("1.0.0")
    assert world.install() == 0
    said = capsys.readouterr().out
    assert f"{name} serves at https://bot.example.kz/" in said
    assert '<script type="module" src="https://bot.example.kz/widget.js">' in said
    assert call(world.port, "/health/ready").body["version"] == "1.0.0"
    settings = env_file.read(world.layout.settings)
    assert settings == {
        "HOST": "127.0.0.1", "PUBLIC_HOSTS": "bot.example.kz", "SANIC_PROXIES_COUNT": "1", "PORT": str(world.port),
    }  # fmt: skip
    assert stat.S_IMODE(world.layout.settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(world.layout.state.stat().st_mode) == 0o700
    assert "bot.example.kz {" in world.layout.caddyfile.read_text(encoding="utf-8")
    assert "enable --quiet measles-bot-desk.service" not in world.asked_systemd()
    assert "enable --quiet measles-bot.socket measles-bot.service measles-bot-health.timer" in "\n".join(
        world.asked_systemd()
    )
    assert world.layout.command.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert (world.folder / "etc/apt/apt.conf.d/52measles-bot").is_file()
    assert (world.folder / "etc/systemd/journald.conf.d/measles-bot.conf").is_file()


@pytest.mark.slow
def test_a_second_installation_changes_what_is_wished_and_builds_nothing(installed: World) -> None:
    releases = sorted(installed.layout.releases.iterdir())
    built = (releases[0] / "models/measles.tar.gz").stat().st_mtime_ns
    assert installed.install(domain="other.example.kz") == 0
    assert sorted(installed.layout.releases.iterdir()) == releases
    assert (releases[0] / "models/measles.tar.gz").stat().st_mtime_ns == built
    assert env_file.read(installed.layout.settings)["PUBLIC_HOSTS"] == "other.example.kz"
    assert not list(installed.layout.caddyfile.parent.glob("*before*"))


@pytest.mark.slow
def test_a_proxy_file_of_somebody_else_is_kept(world: World) -> None:
    world.layout.caddyfile.parent.mkdir(parents=True)
    world.layout.caddyfile.write_text("office.example.kz {\n}\n", encoding="utf-8")
    world.commit("1.0.0")
    assert world.install() == 0
    kept = list(world.layout.caddyfile.parent.glob("Caddyfile.before-measles-bot-*"))
    assert [file.read_text(encoding="utf-8") for file in kept] == ["office.example.kz {\n}\n"]


@pytest.mark.slow
def test_a_commit_that_the_source_lacks_is_said(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.commit("1.0.0")
    clone = world.folder / "clone"
    world.git("clone", "--quiet", str(world.source), str(clone))
    world.git("-C", str(clone), "commit", "--quiet", "--allow-empty", "-m", "not pushed")
    answers = world.folder / "install.env"
    answers.write_text(f"DOMAIN=bot.example.kz\nSOURCE={world.source}\n", encoding="utf-8")
    assert world.run("install", "--no-packages", "--clone", str(clone), "--file", str(answers)) == 1
    assert "push it" in capsys.readouterr().err


def test_the_real_machine_needs_root(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from measles_bot import cli

    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert cli.main(["install", "--no-packages"]) == 1
    assert "sudo make install-service" in capsys.readouterr().err


META = {
    "WHATSAPP_TOKEN": "EAAG" + "a" * 60, "WHATSAPP_PHONE_ID": "106540352242922", "WHATSAPP_APP_SECRET": "0a1b" * 8,
    "WHATSAPP_VERIFY_TOKEN": "my_own-word",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("DOMAIN=https://bot.example.kz", "write a name alone"),
        ("DOMAIN=bot", "write a name alone"),
        ("DOMAIN=bot.example.kz\nEMAIL=office", "EMAIL"),
        ("DOMAIN=bot.example.kz\nEMAIL=a@b.kz {", "EMAIL"),
        ("DOMAIN=bot.example.kz\nWIDGET_ORIGINS=http://office.kz", "WIDGET_ORIGINS"),
        ("DOMAIN=bot.example.kz\nTELEGRAM_TOKEN=12", "BotFather"),
        ("DOMAIN=bot.example.kz\nDESK_DOMAIN=https://desk.example.kz", "DESK_DOMAIN: write a name alone"),
        ("DOMAIN=bot.example.kz\nDESK_DOMAIN=BOT.example.kz", "a name of its own"),
        ("DOMAIN=bot.example.kz\nDESK=maybe", "DESK: write on or off"),
        ("\n".join(("DOMAIN=bot.example.kz", *(f"{one}=?" for one in sorted(META)))), "WHATSAPP_.*: (write|that is)"),
        ("DOMAIN=bot.example.kz\nDESK_HOST=0.0.0.0", "leave out DESK_HOST"),
        ("DOMAIN=bot.example.kz\nLOCAL_ACCESS=on", "leave out LOCAL_ACCESS"),
        ("DOMAIN bot.example.kz", "line 1: write NAME=value"),
        ('DOMAIN="bot.example.kz', "quotation mark"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "install.env"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(KitError, match=said):
        wishes.from_file(file)


def test_the_example_is_an_answer_but_for_its_names(root: Path, tmp_path: Path) -> None:
    read = wishes.from_file(root / "deploy/etc/install.env.example")
    assert (read.domain, read.sites, read.kit()["BACKUPS_KEPT"]) == (
        "bot.example.kz",
        "https://office.example.kz",
        "14",
    )
    assert set(read.settings()) == {"HOST", "PUBLIC_HOSTS", "SANIC_PROXIES_COUNT", "WIDGET_ORIGINS"}
    with pytest.raises(KitError, match=r"install\.env\.example"):
        wishes.from_file(tmp_path / "none")


def answering(*lines: str) -> Callable[[str], str]:
    left = list(lines)
    return lambda question: left.pop(0)


def test_the_terminal_asks_again_until_an_answer_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    token = "1234567890:" + "a" * 35
    told = wishes.asked(
        answering("https://x", "Bot.Example.KZ", "", "office.kz", "https://office.kz", "desk", "Desk.example.kz"),
        answering("1", token, ""),
    )
    assert told == wishes.Wishes("bot.example.kz", "", "https://office.kz", token, desk_domain="desk.example.kz")
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert told.settings()["DESK_HOSTS"] == "desk.example.kz"
    with pytest.raises(KitError, match="a name of its own"):
        wishes.asked(answering("b.example.kz", "", "", "B.example.kz"), answering("", ""))


def test_the_terminal_asks_for_whatsapps_four_values(capsys: pytest.CaptureFixture[str]) -> None:
    hidden = ["", "short", META["WHATSAPP_TOKEN"], "", META["WHATSAPP_APP_SECRET"], "a b", "my_own-word"]
    told = wishes.asked(
        answering("bot.example.kz", "", "", "", "+7 701", META["WHATSAPP_PHONE_ID"]), answering(*hidden)
    )
    assert dict(told.more) == META
    assert {name: told.settings()[name] for name in META} == META
    said = capsys.readouterr().out
    assert [line.partition(":")[0] for line in said.splitlines()] == [
        "WHATSAPP_TOKEN", "WHATSAPP_PHONE_ID", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN",
    ]  # fmt: skip
    assert META["WHATSAPP_APP_SECRET"] not in said


def test_a_word_for_the_webhook_is_made_where_none_is_told() -> None:
    hidden = answering("", META["WHATSAPP_TOKEN"], META["WHATSAPP_APP_SECRET"], "")
    told = wishes.asked(answering("bot.example.kz", "", "", "", META["WHATSAPP_PHONE_ID"]), hidden)
    assert len(told.more["WHATSAPP_VERIFY_TOKEN"]) == 32


@pytest.mark.parametrize("left", sorted(META))
def test_whatsapp_in_a_file_needs_all_four(tmp_path: Path, left: str) -> None:
    file = tmp_path / "install.env"
    some = {name: value for name, value in META.items() if name != left}
    file.write_text("DOMAIN=bot.example.kz\n" + "\n".join(f"{name}={value}" for name, value in some.items()))
    with pytest.raises(KitError, match=f"^{left}: WhatsApp needs all four"):
        wishes.from_file(file)


def test_without_a_terminal_a_file_is_asked_for() -> None:
    def nobody(question: str) -> str:
        raise EOFError

    with pytest.raises(KitError, match="FILE=install"):
        wishes.asked(nobody, nobody)


@pytest.mark.parametrize("value", ["plain", "two words", 'a "quoted" $HOME `x` \\ end', "Қазалы", ""])
def test_a_value_comes_back_as_it_was_written(tmp_path: Path, value: str) -> None:
    file = tmp_path / "folder/settings.env"
    env_file.write(file, {"A": value, "B": "1"}, "head\nof two lines")
    assert env_file.read(file) == {"A": value, "B": "1"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_line_break_would_be_another_setting(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="line break"):
        env_file.write(tmp_path / "file", {"A": "1\nLOCAL_ACCESS=on"}, "")
    assert not list(tmp_path.iterdir())


def test_a_mail_address_stands_in_the_proxys_file_only_where_there_is_one(root: Path) -> None:
    template = (root / "deploy/etc/Caddyfile").read_text(encoding="utf-8")
    told = caddyfile(template, "bot.example.kz", "office@example.kz", 5006)
    assert "\temail office@example.kz\n" in told
    assert "reverse_proxy 127.0.0.1:5006" in told
    assert "email" not in caddyfile(template, "bot.example.kz", "", 5006)
