"""An answer as an entry: of what stands in ``data/``, for the file of the office, and as parents see it."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any, Final

from desk.publishing import files
from desk.publishing.kinds import Entries, Preview
from rasa_project.content.preview import Answer, answers_of

LANGUAGES: Final = ("kk", "ru")
#: Beside the wordings: which text of the program the draft was begun with.
BASE: Final = "base"


def together(entries: Entries) -> Any:
    """The content of the file; nothing where there is no entry."""
    if not entries:
        return None
    return {"responses": {name: [entries[name][code] for code in LANGUAGES] for name in sorted(entries)}}


def apart(content: Any) -> dict[str, Any]:
    """The entries of the file's content; what has not its form is left out."""
    answers = content.get("responses") if isinstance(content, dict) else None
    found = {}
    for name, some in (answers or {}).items() if isinstance(answers, dict) else ():
        by_language = {"ru" if "condition" in one else "kk": one for one in some if isinstance(one, dict)}
        if set(by_language) == set(LANGUAGES):
            found[str(name)] = by_language
    return found


def entry_of(answer: Answer) -> dict[str, Any]:
    """An answer of the program as a first draft."""
    wordings = {code: _plain(answer.wordings[code]) for code in LANGUAGES}
    return {**wordings, BASE: digest(wordings)}


def digest(wordings: dict[str, Any]) -> str:
    """Of the texts, to see whether the program has others now."""
    texts = json.dumps([wordings[code]["text"] for code in LANGUAGES], ensure_ascii=False)
    return hashlib.sha256(texts.encode()).hexdigest()[:16]


def programs_own() -> dict[str, Answer]:
    """All answers as ``data/`` has them."""
    return answers_of()


def said_now() -> dict[str, Answer]:
    """All answers as parents hear them."""
    return answers_of(files.folder())


def previews(answer: Answer) -> list[Preview]:
    """The texts with the titles of their buttons."""
    return [
        Preview(code, str(answer.wordings[code]["text"]),
                tuple(str(one["title"]) for one in answer.wordings[code].get("buttons", ())))
        for code in LANGUAGES
    ]  # fmt: skip


def _plain(wording: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(copy.deepcopy(dict(wording)), ensure_ascii=False, default=str))
    return plain
