"""What the checks refuse is told in the language of the page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from desk.publishing.reasons import in_the_pages_language

#: Modules whose reasons an editor of the desk meets.
CHECKS = (
    "rasa_project/content/checks/announcements.py",
    "rasa_project/content/checks/contacts.py",
    "rasa_project/content/checks/claims.py",
    "rasa_project/content/checks/levels.py",
    "rasa_project/content/checks/wording.py",
    "rasa_project/advice/office.py",
    "rasa_project/advice/office_table.py",
    "rasa_project/advice/opening_hours.py",
)
_SAYS = {"_fault", "Fault", "fault", "in_text", "in_member", "ValueError", "_wrong"}


def reasons(path: Path) -> Iterator[str]:
    """Sentences that a module's checks give, with ``x1`` for what they name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in _SAYS and node.args and isinstance(node.args[-1], (ast.JoinedStr, ast.Constant)):
            said = node.args[-1]
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant)
                else ("'x1'" if getattr(one, "conversion", -1) == ord("r") else "x1")
                for one in parts
            )  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_reason_of_the_checks_is_there_in_kazakh_and_russian(root: Path, name: str) -> None:
    found = [one for one in reasons(root / name) if re.search("[a-z]{2}", one.replace("x1", ""))]
    assert found
    missing = []
    for language in ("kk", "ru"):
        with translation.override(language):
            missing += [one for one in found if not re.search("[а-яәіңғүұқөһ]", in_the_pages_language(one), re.I)]
    assert missing == []


@pytest.mark.parametrize(
    ("reason", "kk", "ru"),
    [
        ("greet: has 312 letters, at most 300", "312 әріп", "знаков: 312"),
        ("'5 мл' looks like a dose; the bot tells none", "«5 мл»", "«5 мл» похоже на дозу"),
        (
            "Value error, '12' is no phone; write it as +7 (72438) 2-11-03",
            "«12» телефон нөмірі емес",
            "«12» – не номер",
        ),
        ("'доза': say «екпе» («Доза» дәрінің мөлшеріндей естіледі.)", "«доза» орнына «екпе» деңіз", "напишите «екпе»"),
        ("something nobody has translated", "something nobody", "something nobody"),
    ],
)
def test_what_a_reason_names_stands_in_the_sentence(reason: str, kk: str, ru: str) -> None:
    for language, wanted in (("kk", kk), ("ru", ru)):
        with translation.override(language):
            assert wanted in in_the_pages_language(reason)
    with translation.override("en"):
        assert in_the_pages_language(reason) == reason
