"""What docs/integrate.md and docs/examples show of the computing calls, run against a server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.channels.contract.served import EXPOSURE, SCHEDULE, Served

_SHOWN = re.compile(r"```\ncurl https://BOT(\S+) .*?--data '(.*?)'\n```\n\n```\n(\{.*?)\n```", re.DOTALL)
_CODES = re.compile(r"Codes: (.*?)\.\n", re.DOTALL)


def shown(root: Path) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Body and answer of each call that the page shows with a JSON answer, by path."""
    page = (root / "docs" / "integrate.md").read_text(encoding="utf-8")
    found = {}
    for path, body, answer in _SHOWN.findall(page):
        if path in {SCHEDULE, EXPOSURE}:
            found[path] = (json.loads(body), json.loads(answer.replace("[…]", "null")))
    return found


def test_the_page_shows_what_the_server_answers(clinic: Served, root: Path) -> None:
    found = shown(root)
    assert set(found) == {SCHEDULE, EXPOSURE}
    for path, (body, answer) in found.items():
        told = clinic.call("POST", path, body, Accept_Language="ru").json
        assert list(answer) == list(told)
        for name in set(answer) - {"request_id", "sources"}:
            assert told[name] == answer[name], name
        assert told["sources"]


def test_the_page_names_every_code_of_a_fault(root: Path) -> None:
    page = (root / "docs" / "integrate.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", _CODES.findall(page)[0]))
    used: set[str] = set()
    for name in ("facts.py", "clinic_bodies.py"):
        code = (root / "rasa_project" / "channels" / "rest" / name).read_text(encoding="utf-8")
        used |= set(re.findall(r"fault\(\s*f?\"?[^,\n]*,\s*f?\"([a-z{}-]+)\"", code))
    used -= {"{what}-in-future"}
    assert used
    assert used | {"birth-in-future", "contact-in-future", "rash-in-future"} == named


@pytest.mark.parametrize(("program", "name"), [("bash", "schedule.sh"), (sys.executable, "schedule.py")])
def test_the_examples_run(clinic: Served, root: Path, program: str, name: str) -> None:
    settings = os.environ | {"BOT": f"http://127.0.0.1:{clinic.port}", "KEY": clinic.key}
    done = subprocess.run(
        [program, str(root / "docs" / "examples" / name)], env=settings, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "6 жаста" in done.stdout
    if name == "schedule.py":
        assert "2025-02-29 can't be used: /birth_date no-such-day" in done.stdout
        assert "2019-05-01 overdue dose 1 from 2020-05-01" in done.stdout
    else:
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [one["step"] for one in answers] == ["second_later", "vaccine_now"]
