"""What was labelled as training data: ``data/reviewed/nlu.yml`` and ``questions.yml``, ready to commit; no other text.

Both are in the form of their namesakes of a theme, so that training reads them as they are. New questions go into a
file for the makers, which nothing reads.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from desk.unanswered.models import Label, What
from rasa_project.advice.knowledge import knowledge
from rasa_project.yaml_files import read_yaml

FOLDER: Final = "data/reviewed"
#: The intent of what is out of the bot's field.
OUT_OF_FIELD: Final = "out_of_scope"
_INTENTS, _QUESTIONS, _NEW = "nlu.yml", "questions.yml", "new_questions.txt"
_HEADS: Final = {
    _INTENTS: "# What parents wrote and the office labelled (docs/desk.md): examples of topics.\n",
    _QUESTIONS: "# What parents wrote and the office labelled (docs/desk.md): examples of particular questions.\n",
}

Examples = dict[str, list[str]]


def open_labels() -> list[Label]:
    """Labels that were not exported yet and have a text, the oldest first."""
    return list(Label.objects.filter(exported_at=None).exclude(text="").order_by("at", "pk"))


def files_of(labels: Iterable[Label], before: Path | None = None) -> dict[str, str]:
    """The files that hold these labels, with what stood in them ``before``.

    Args:
        labels: what was said.
        before: the folder ``data/reviewed`` as it is; ``None`` where it is not there.

    Returns:
        text by file name; only files that hold something.
    """
    topics, questions, new = _read(before, _INTENTS), _read(before, _QUESTIONS), []
    for one in labels:
        if one.what == What.NEW:
            new.append(one.text)
        else:
            _add(topics, questions, one)
    files = {name: _yaml(_HEADS[name], found) for name, found in ((_INTENTS, topics), (_QUESTIONS, questions)) if found}
    if new:
        files[_NEW] = "\n".join(sorted(set(new))) + "\n"
    return files


def _add(topics: Examples, questions: Examples, one: Label) -> None:
    if one.what == What.OUT_OF_FIELD:
        topics[OUT_OF_FIELD].append(one.text)
    elif one.question in knowledge().questions:
        questions[one.question].append(one.text)
    else:
        topics[one.question].append(one.text)


def _read(folder: Path | None, name: str) -> Examples:
    found: Examples = defaultdict(list)
    if folder is None or not (folder / name).is_file():
        return found
    content: Any = read_yaml((folder / name).read_text(encoding="utf-8"))
    for entry in content.get("nlu") or []:
        found[entry["intent"]] += [line.removeprefix("- ") for line in entry["examples"].splitlines()]
    return found


def _yaml(head: str, examples: Examples) -> str:
    """In the plain form of the project's own files, sorted, each example once."""
    lines = [head.rstrip("\n"), 'version: "3.1"', "", "nlu:"]
    for intent in sorted(examples):
        lines += [f"- intent: {intent}", "  examples: |"]
        lines += [f"    - {text}" for text in sorted({_plain(one) for one in examples[intent]})]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Without what Rasa reads as a mark of an entity in an example: its brackets; our own marks become words."""
    return text.replace("[", "").replace("]", "").replace("{", "(").replace("}", ")")


def archive(files: dict[str, str]) -> bytes:
    """The files as a zip to unpack in the project's folder and commit."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in sorted(files.items()):
            zipped.writestr(f"{FOLDER}/{name}", text)
    return made.getvalue()


def archive_name(day: date) -> str:
    """Of the zip."""
    return f"reviewed-{day.isoformat()}.zip"
