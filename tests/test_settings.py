"""Every setting is known in one place, checked before the start, explained on one page, and read nowhere else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project import settings
from rasa_project.secret_files import secret_from
from rasa_project.setting_names import misspelt
from rasa_project.settings import SETTINGS, SettingsError
from rasa_project.settings_together import check_settings
from scripts.write_settings import PAGE, page

LONG = "s" * 32
TOKEN = "123456:ABC-DEF_ghi"  # noqa: S105 (made up)


def test_the_page_is_what_the_list_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/settings.md is out of date: run make settings"


def test_every_setting_is_in_the_list_and_explained() -> None:
    defined = {name for name, value in vars(settings).items() if isinstance(value, settings.Setting)}
    assert [one.name for one in SETTINGS if not one.help or not (one.default or one.without)] == []
    assert {one.name for one in SETTINGS} == defined
    assert len(SETTINGS) == len(defined)


def test_without_any_all_defaults_can_be_used() -> None:
    check_settings({})
    check_settings({one.name: "" for one in SETTINGS if not one.is_refused_empty})


WRONG = [
    ("PORT", "abc"), ("PORT", "0"), ("PORT", "70000"), ("HOST", "my host"), ("HOST", "http://127.0.0.1"),
    ("TURN_SECONDS", "soon"), ("TURN_SECONDS", "nan"), ("TURN_SECONDS", "-1"), ("VERBOSE", "yes"), ("WORKERS", "two"),
    ("WORKERS", "2"), ("DATABASE_URL", "state/c.db"), ("DATABASE_URL", "mysql://a/b"),
    ("DATABASE_URL", "postgresql://u:p@h:x/b"), ("REDIS_URL", "http://r"), ("REDIS_URL", "redis://r:x"),
    ("PROMETHEUS_MULTIPROC_DIR", "/nowhere"), ("REST_ORIGINS", "*"), ("REST_ORIGINS", "example.kz"),
    ("RATE_SESSION", "abc"), ("RATE_ADDRESS", "60"), ("RATE_CONVERSATIONS", "x/hour"),
    ("LOCAL_ACCESS", "yes"), ("WEBHOOK_LOOPBACK", "yes"),
    ("PUBLIC_HOSTS", "https://bot.example/"), ("PUBLIC_HOSTS", "*.example"),
    ("PUBLIC_URL", "bot.example"), ("PUBLIC_URL", "https://bot.example/s/"), ("PUBLIC_URL", "https://u:p@bot.example"),
    ("SANIC_PROXIES_COUNT", "one"), ("SANIC_PROXIES_COUNT", "-1"),
    ("SANIC_REAL_IP_HEADER", "x real"), ("SANIC_FORWARDED_SECRET", "a secret"),
    ("RATE_LIMIT", "of"), ("WIDGET_ORIGINS", "https://*.kz"), ("WIDGET_SECRET", "short"), ("WIDGET_SECRET", ""),
    ("TELEGRAM_TOKEN", "my token"), ("TELEGRAM_WEBHOOK_URL", "bot.kz"), ("TELEGRAM_SECRET", "құпия"),
    ("TELEGRAM_API_URL", "localhost:8081"), ("SENDER_KEY", "short"), ("SENDER_KEY", ""), ("SENDER_KEY", "  "),
    ("WHATSAPP_TOKEN", "EAAG"), ("WHATSAPP_PHONE_ID", "+7 701"), ("WHATSAPP_APP_SECRET", "short"),
    ("WHATSAPP_VERIFY_TOKEN", "сөз"), ("WHATSAPP_TEMPLATE_KK", "Жаңалық"), ("WHATSAPP_TEMPLATE_RU", "news[]"),
    ("WHATSAPP_API_VERSION", "26"), ("WHATSAPP_API_URL", "graph"),
    ("STORE_MEGABYTES", "0"), ("STORE_MEGABYTES", "5 GB"),
    ("RETENTION_DAYS", "0"), ("RETENTION_DAYS", "1.5"), ("RETENTION_DAYS", "9" * 400),
    ("OUTREACH_QUIET_MINUTES", "-1"), ("OUTREACH_QUIET_MINUTES", "soon"), ("OUTREACH_QUIET_MINUTES", "1441"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_one_sentence_names_the_variable_and_says_what_to_write(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name}\b.*(Write|Make|Copy|may hold|set )") as error:
        check_settings({name: text})
    assert "\n" not in str(error.value)


def test_every_setting_that_can_be_wrong_was_tried() -> None:
    any_text_will_do = {
        "REST_KEYS_FILE",
        "TELEGRAM_DB",
        "WHATSAPP_DB",
        "WEBHOOK_DB",
        "WEBHOOK_KEY_FILE",
        "AUDIT_FILE",
        "CHECKED_CONTENT",
        "PUBLISHED",
        "CALLBACK_KEY_FILE",
        "OUTREACH_KEY_FILE",
    }
    assert {name for name, _ in WRONG} | any_text_will_do == {one.name for one in SETTINGS}


def test_what_is_secret_is_not_shown() -> None:
    for one in (one for one in SETTINGS if one.is_secret):
        with pytest.raises(SettingsError) as error:
            one.value_of("http://u:hunter2@[")
        assert "hunter2" not in str(error.value)


def test_telegrams_file_must_be_writable_where_there_is_a_token(tmp_path: Path) -> None:
    check_settings({"TELEGRAM_DB": "/proc/none/t.db"})
    with pytest.raises(SettingsError, match=r"^TELEGRAM_DB: .* Give a path"):
        check_settings({"TELEGRAM_DB": "/proc/none/t.db", "TELEGRAM_TOKEN": TOKEN})
    check_settings({"TELEGRAM_DB": str(tmp_path / "a" / "t.db"), "TELEGRAM_TOKEN": TOKEN})


def test_a_token_of_whatsapp_needs_what_belongs_to_it(tmp_path: Path) -> None:
    told = {"WHATSAPP_TOKEN": "EAAG" * 10, "WHATSAPP_DB": str(tmp_path / "w.db")}
    needed = {"WHATSAPP_PHONE_ID": "106540352242922", "WHATSAPP_APP_SECRET": "0" * 32, "WHATSAPP_VERIFY_TOKEN": "word"}
    with pytest.raises(SettingsError, match=r"PHONE_ID, .*_SECRET, .*_VERIFY_TOKEN are not.*whatsapp\.md"):
        check_settings(told)
    for name in needed:
        with pytest.raises(SettingsError, match=rf"{name} is not"):
            check_settings({**told, **needed, name: ""})
    check_settings({**told, **needed})
    check_settings({"WHATSAPP_DB": "/proc/none/w.db", **needed})
    with pytest.raises(SettingsError, match=r"^WHATSAPP_DB: .* Give a path"):
        check_settings({**told, **needed, "WHATSAPP_DB": "/proc/none/w.db"})


def test_a_typing_error_is_named() -> None:
    said = misspelt(
        {"RATE_SESION": "1", "DATABSE_URL": "", "WIDGET_COLOUR": "", "HOME": "/", "HOSTNAME": "a", "PORT": ""}
    )
    assert ["RATE_SESSION?" in said[0], "DATABASE_URL?" in said[1], "WIDGET_COLOUR" in said[2]] == [True] * 3
    assert len(said) == 3


def test_a_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "sender.key"
    made = secret_from(settings.SENDER_KEY, file, {})
    assert secret_from(settings.SENDER_KEY, file, {}) == made
    assert secret_from(settings.SENDER_KEY, file, {"SENDER_KEY": LONG}) == LONG.encode()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [one.name for one in file.parent.iterdir()] == ["sender.key"]


@pytest.mark.parametrize("damage", [b"", b"0" * 40, b"0" * 63, b"\0" * 64, b"0" * 65])
def test_a_damaged_secret_is_refused_at_once(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "sender.key"
    file.write_bytes(damage)
    with pytest.raises(SettingsError, match=r"sender.key is empty or damaged: restore it .* set SENDER_KEY"):
        secret_from(settings.SENDER_KEY, file, {})


def started(root: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A start that ends at once."""
    told = {**os.environ, "REST_KEYS_FILE": f"{folder}/keys.json", "SENDER_KEY": LONG, "WIDGET_SECRET": LONG}
    command = [sys.executable, "-m", "rasa_project", "run", "--model", f"{folder}/none.tar.gz"]
    return subprocess.run(
        command, cwd=root, env=told | environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text"), [("PORT", "abc"), ("RATE_SESSION", "abc"), ("SENDER_KEY", "short")])
def test_a_wrong_setting_ends_the_start_with_one_line_before_the_model_is_looked_for(
    root: Path, tmp_path: Path, name: str, text: str
) -> None:
    done = started(root, tmp_path, **{name: text})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The bot can't start: {name}")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_damaged_file_of_keys_ends_the_start(root: Path, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"keys": [', encoding="utf-8")
    done = started(root, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "keys.json is damaged" in done.stderr
    assert done.stderr.count("\n") == 1


#: Where else the environment is touched, and how: it is set, or handed on to a program. Never read.
TOUCHED = {
    "rasa_project/backup/postgresql.py": {"environment = dict(os.environ)"},
    "rasa_project/cli.py": {
        'os.environ["RASA_TELEMETRY_ENABLED"] = "false"',
        'os.environ["LOG_LEVEL"] = "WARNING"',
        'os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")',
        'os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")',
    },
    "rasa_project/shell.py": {
        'os.environ["DATABASE_URL"] = f"sqlite:///{folder.resolve()}/conversations.db"',
        "os.environ.pop(name, None)",
    },
    # Handed on to the process that tries what was labelled.
    "desk/unanswered/trial.py": {
        'environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packages/kazakh/src")])}'
    },
    # Not settings: what systemd tells a service that it starts.
    "rasa_project/serving/listening.py": {"told = os.environ if environment is None else environment"},
    "rasa_project/service_manager.py": {
        'address = (os.environ if environment is None else environment).pop(_VARIABLE, "")'
    },
    # Not the bot's: where Pythons are, and what the programs of a trial get.
    "scripts/try_wheel.py": {
        "found = find_pythons(claimed, candidate_pythons(claimed, os.environ))",
        'environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}',
    },
}


def lines_about_the_environment(text: str) -> Iterator[str]:
    """Lines of code that name the environment, however it is reached."""
    for node in ast.walk(ast.parse(text)):
        name = getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))
        if isinstance(node, (ast.Attribute, ast.Name, ast.alias)) and name in {
            "environ",
            "environb",
            "getenv",
            "getenvb",
        }:
            yield text.splitlines()[node.lineno - 1].strip()


def test_no_variable_is_read_anywhere_else(root: Path) -> None:
    assert list(lines_about_the_environment("from os import environ\nimport os\nos.getenv('A')\n")) != []
    for folder in ("rasa_project", "actions", "scripts", "desk"):
        for file in (root / folder).rglob("*.py"):
            name = file.relative_to(root).as_posix()
            if name not in {"rasa_project/setting.py", "rasa_project/setting_names.py", "desk/variables.py"}:
                found = set(lines_about_the_environment(file.read_text(encoding="utf-8")))
                assert found <= TOUCHED.get(name, set()), f"{name}: read it with rasa_project.settings"
