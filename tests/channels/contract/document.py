"""Whether an answer is what the OpenAPI document says of its path, method and status."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import jsonschema_rs

from scripts.api_description import description

#: What is not described stands for all of its kind.
ELSEWHERE = {404: "NotFound", 405: "WrongMethod"}


def response_for(path: str, method: str, status: int) -> dict[str, Any]:
    """The part of the document that describes an answer.

    Raises:
        KeyError: it describes none such.
    """
    document = description()
    operation = document["paths"].get(path, {}).get("get" if method == "HEAD" else method.lower(), {})
    described: dict[str, Any] | None = operation.get("responses", {}).get(str(status))
    if described is None and status in ELSEWHERE:
        described = document["components"]["responses"][ELSEWHERE[status]]
    if described is None:
        raise KeyError(f"{method} {path}: {status} is not described")
    return described


def validate(instance: Any, schema: dict[str, Any]) -> None:
    """Check a value against a schema of the document; JSON Schema of 2020-12, as OpenAPI 3.1 uses."""
    _validator(json.dumps(schema)).validate(instance)


@lru_cache(maxsize=256)
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    components = description()["components"]
    return jsonschema_rs.Draft202012Validator({"$ref": "#/root", "root": json.loads(schema), "components": components})


def check(path: str, method: str, status: int, headers: dict[str, str], body: bytes) -> dict[str, str]:
    """Check an answer with its headers (names in small letters); returns the headers that the document describes.

    Raises:
        AssertionError: it is not as described.
    """
    described = response_for(path, method, status)
    found = {}
    for name, reference in described["headers"].items():
        header = resolved(reference)
        value = headers.get(name.lower())
        if value is None:
            assert not header.get("required"), f"{method} {path} {status}: no {name}"
            continue
        found[name] = value
        validate(value, header["schema"])
    if "content" not in described:
        assert body == b""
        return found
    kind = headers["content-type"].split(";")[0]
    assert kind in described["content"], f"{method} {path} {status}: {kind}"
    if method == "HEAD":
        assert body == b""
    elif kind.endswith("json"):
        validate(json.loads(body), described["content"][kind]["schema"])
    return found


def resolved(one: dict[str, Any]) -> dict[str, Any]:
    """What a reference of the document points at."""
    if "$ref" not in one:
        return one
    found: Any = description()
    for part in re.split("/", one["$ref"].removeprefix("#/")):
        found = found[part]
    return dict(found)
