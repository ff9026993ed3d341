"""The OpenAPI document and the page for people: well formed, complete, and what the server has as files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis

from rasa_project.advice.triage import Level
from rasa_project.channels.access.control import AccessControl
from rasa_project.channels.kept_answers import MemoryStore
from rasa_project.channels.once import Once
from rasa_project.channels.rest import documents
from rasa_project.channels.rest.api import ApiInput
from rasa_project.channels.rest.idempotency import Idempotency
from rasa_project.channels.rest.problems import kinds
from scripts.api_description import description
from scripts.write_docs import texts
from tests.channels.contract.document import resolved, validate

#: Kinds that no operation can answer: they are described for every other path and method.
SOMEWHERE_ELSE = {"not-found": "NotFound", "method": "WrongMethod"}


def members(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every member and item of a document, with its place."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield f"{where}/{name}", one
            yield from members(one, f"{where}/{name}")
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from members(one, f"{where}/{place}")


def test_the_served_files_are_what_their_sources_say() -> None:
    for path, text in texts().items():
        assert Path(path).read_text(encoding="utf-8") == text, f"{path} is out of date: run make docs"


def test_the_document_is_valid_openapi() -> None:
    schemathesis.openapi.from_dict(description()).validate()
    assert description()["openapi"] == "3.1.0"


def test_no_member_is_empty_by_an_unquoted_comma() -> None:
    """YAML makes a member of what stands behind a comma within braces: its value is null."""
    empty = [where for where, value in members(description()) if value is None and "/example" not in where]
    assert empty == []


def test_every_schema_has_known_words_only() -> None:
    known = {
        "$ref", "allOf", "const", "description", "enum", "example", "items", "maxLength", "maximum", "minItems",
        "minLength", "minimum", "pattern", "properties", "required", "type",
    }  # fmt: skip
    for where, schema in members(description()):
        if where.rsplit("/", 1)[-1] in {"schema", "items"} or where.rsplit("/", 2)[-2] in {"schemas", "properties"}:
            assert set(schema) <= known, where


def test_every_reference_and_problem_of_the_document_exists() -> None:
    document = description()
    text = json.dumps(document)
    for where, value in members(document):
        if where.endswith("/$ref"):
            assert resolved({"$ref": value}), where
    for name in kinds():
        assert f"/api/docs#problem-{name}" in text
    assert set(document["components"]["responses"]) == set(SOMEWHERE_ELSE.values())


def test_every_example_is_as_its_schema_says() -> None:
    given = [one for _, one in members(description()) if isinstance(one, dict) and {"example", "schema"} <= set(one)]
    assert len(given) >= 5
    for one in given:
        validate(one["example"], one["schema"])


def test_an_example_that_is_not_would_be_seen() -> None:
    with pytest.raises(ValueError, match="is not one of"):
        validate("urgent", {"$ref": "#/components/schemas/Level"})


def test_the_levels_are_those_of_the_answers() -> None:
    assert set(description()["components"]["schemas"]["Level"]["enum"]) == {
        *(one.name.lower() for one in Level),
        "none",
    }


def test_every_answer_names_its_language_and_request_and_a_counted_one_what_is_left() -> None:
    for path, methods in description()["paths"].items():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                always = {"X-Request-Id", *(["Content-Language"] if "content" in response else [])}
                assert always <= set(response["headers"]), (path, status)
                counted = operation["operationId"] not in {"webhookHealth", "describe"}
                assert ({"RateLimit", "RateLimit-Policy"} <= set(response["headers"])) is counted


def test_the_page_calls_nobody_and_shows_every_problem() -> None:
    page = documents.docs_page()
    text = page.body.decode()
    assert "<script" not in text
    assert "http://127.0.0.1" in text
    assert 'src="' not in text
    assert all(link.startswith(("#", "/")) for link in (part.split('"')[0] for part in text.split('href="')[1:]))
    assert all(f'id="problem-{name}"' in text for name in kinds())
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    assert page.policy.count("sha256-") == text.count("<style>") == 1


def test_the_server_needs_nothing_from_the_docs_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has started without it: what it serves of the docs are files of the package."""
    opened: list[Path] = []
    for name in ("read_text", "read_bytes"):
        was = getattr(Path, name)

        def read(path: Path, *args: Any, was: Any = was, **kwargs: Any) -> Any:
            opened.append(path)
            return was(path, *args, **kwargs)

        monkeypatch.setattr(Path, name, read)
    ApiInput(AccessControl(None, None, None, frozenset(), None), Idempotency("api", Once(MemoryStore(), 8))).blueprint(
        None
    )  # type: ignore[arg-type]
    assert documents.OPENAPI in opened
    assert [path for path in opened if (root / "docs") in path.parents] == []
