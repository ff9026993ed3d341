"""Write docs/dialogue.md: the rules of the conversation and its follow-ups, as a doctor reads them: ``make dialogue``.

From ``rasa_project/dialogue/rules.py`` and ``data/*/followups.yml``; a test fails where page and sources differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rasa_project.dialogue.rules import RULES
from rasa_project.understanding.followups import FollowUp, followups
from rasa_project.yaml_files import read_yaml

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "dialogue.md"
_DATA: Final = ROOT / "data"

_HEAD: Final = """# What is said to a message, and why

Written by `make dialogue` from `rasa_project/dialogue/rules.py` and `data/*/followups.yml`: change those, not this
page.

A message is read (`understanding/`). What it denies is put right first (`dialogue/denied.py`): after «контакт болған
жоқ» no consultation of a contact goes on, and who is not pregnant gets no answer for pregnant women. Then it is put to
the people and the episode of its talk (`dialogue/people.py`), and the first of these rules that fits decides the
answer:

"""
_FOLLOWUPS: Final = """
## Follow-ups

What a parent writes next means something only in its context. Each context has a classifier of its own that also knows
what is none of it. `plan`, `exposure_advice` and `triage_advice` are worked out for the person meant (`advice/`); every
other answer is a vetted text, shown here by its first line.
"""


def page() -> str:
    """The page as it should be."""
    rules = "\n".join(f"{number}. {sentence}" for number, (sentence, _) in enumerate(RULES, 1))
    texts = _first_lines()
    return "\n".join(
        [_HEAD + rules, _FOLLOWUPS, *(_table(name, list(some.values()), texts) for name, some in followups().items())]
    )


def _table(context: str, some: list[FollowUp], texts: dict[str, str]) -> str:
    rows = [f"| {one.means} | {_answer(one, texts)} |" for one in some]
    return "\n".join([f"### {context}\n", "| what is meant | answer |", "|---|---|", *rows, ""])


def _answer(one: FollowUp, texts: dict[str, str]) -> str:
    if one.answer is None:
        return "by the topic answered before: " + ", ".join(f"`{name}`" for name in sorted(set(one.answers.values())))
    line = texts.get(f"utter_{one.answer}")
    return f"`{one.answer}`" if line is None else line


def _first_lines() -> dict[str, str]:
    lines: dict[str, str] = {}
    for path in sorted(_DATA.glob("*/*answers.yml")):
        for name, some in read_yaml(path.read_text(encoding="utf-8"))["responses"].items():
            lines[name] = some[0]["text"].strip().splitlines()[0].replace("|", "\\|")
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}")
