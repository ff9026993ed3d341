"""The widget's script as a text: one set of words, the right numbers, nothing that writes HTML, documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasa_project.advice.knowledge import knowledge
from rasa_project.channels.web.files import widget_script

#: Of the one script that a page loads, as it goes over the wire.
MOST_BYTES = 16 * 1024


@pytest.fixture(scope="module")
def parts(root: Path) -> dict[str, str]:
    """The widget's parts by their file names."""
    paths = (root / "widget" / "src").rglob("*.*")
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(paths)}


@pytest.fixture(scope="module")
def script(parts: dict[str, str]) -> str:
    return "\n".join(parts.values())


@pytest.fixture(scope="module")
def doc(root: Path) -> str:
    return (root / "docs" / "widget.md").read_text(encoding="utf-8")


def words(script: str, language: str) -> dict[str, str]:
    block = script.split(f"  {language}: {{\n", 1)[1].split("\n  },", 1)[0]
    return dict(re.findall(r"^    (\w+): (.+),$", block, re.M))


def test_it_is_small(root: Path) -> None:
    script = widget_script(root / "widget")
    assert len(script.compressed) <= MOST_BYTES
    assert len(script.body) < 52_000


def test_its_parts_are_small_and_each_is_used(parts: dict[str, str]) -> None:
    assert {"main.js", "texts.js", "talk.js", "dark.css"} <= set(parts)
    assert all(text.count("\n") < 300 for text in parts.values())
    imported = set(re.findall(r'from "\./(?:style/)?([\w.]+)"', "\n".join(parts.values())))
    assert imported == set(parts) - {"main.js"}


def test_both_languages_have_the_same_texts(script: str, parts: dict[str, str]) -> None:
    kazakh, russian = words(script, "kk"), words(script, "ru")
    assert list(kazakh) == list(russian)
    assert len(kazakh) > 20
    assert re.search("[әғқңөұүһі]", "".join(kazakh.values()))
    for name, text in {**kazakh, **{f"{k} ru": v for k, v in russian.items()}}.items():
        assert not re.search("[әғқңөұүһі]" if name.endswith("ru") else "ё|ъ", text), name
    used = set(
        re.findall(
            r"texts?(?:\.|\[[^]]+\]\.)(\w+)|(?<=\")(\w+)(?=\")|\]\.(\w+)",
            "\n".join(parts[name] for name in parts if name != "texts.js"),
        )
    )
    assert {name for group in used for name in group if name} >= set(kazakh)


def test_its_phone_lines_are_those_of_the_knowledge_file(script: str) -> None:
    block = script.split("const HELPLINES = [", 1)[1].split("];", 1)[0]
    lines = re.findall(r'number: "(\d+)", kk: "(.+?)", ru: "(.+?)"', block)
    assert lines == [(line.number, line.name_kk, line.name_ru) for line in knowledge().helplines]


@pytest.mark.parametrize(
    "forbidden",
    ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "cookie", "import("],
)
def test_nothing_writes_html_or_leaves_traces(script: str, forbidden: str) -> None:
    assert forbidden not in script


def test_only_the_size_of_letters_stays_in_the_browser(script: str) -> None:
    kept = re.findall(r"localStorage\.(\w+)\((\w+)", script)
    assert sorted(kept) == [("getItem", "LETTERS"), ("setItem", "LETTERS")]
    assert script.count("localStorage") == len(kept)


def test_it_calls_nobody_else(script: str) -> None:
    addresses = set(re.findall(r"https?://[\w.]+", re.sub(r"^ \*.*$", "", script, flags=re.M)))
    assert addresses == {"http://www.w3.org"}  # the name of SVG, not an address


def test_every_attribute_and_colour_is_documented(script: str, doc: str) -> None:
    attributes = set(re.findall(r'(?:getAttribute\("|\[)([a-z-]+)(?:"\)|=")', script))
    attributes -= {"aria-pressed", "data-letters"}  # inside it
    for name in attributes | set(re.findall(r"var\((--measles-[a-z-]+?)(?:-dark)?,", script)):
        assert f"`{name}`" in doc, name
    assert {"server", "language", "chat-title", "position", "theme"} <= attributes


def test_the_documented_limits_and_codes_are_the_real_ones(doc: str) -> None:
    from rasa_project.channels.access.sessions import Limits
    from rasa_project.channels.refusals import reasons

    limits = Limits()
    assert f"{limits.text_letters:,} letters" in doc
    assert f"{limits.body_bytes // 1024} KiB" in doc
    assert f"{limits.turns.amount} messages a minute in a session" in doc
    sessions = f"{limits.sessions_from_address.amount} new sessions"
    assert f"{limits.turns_from_address.amount:,} messages and {sessions} a minute" in doc
    assert f"{limits.calm_turns.amount} messages a minute or fewer" in doc
    assert f"{limits.turns_at_once} at a time" in doc
    told = [reason.widget for reason in reasons().values() if reason.widget]
    assert len(told) == 11
    for one in told:
        assert f"`{one.code}`" in doc
        assert str(one.status) in doc


def test_the_widget_and_the_server_agree_on_the_longest_text(script: str) -> None:
    from rasa_project.channels.access.sessions import Limits

    assert f"MOST_LETTERS = {Limits().text_letters};" in script
