"""The OpenAPI document: what is written by hand, with the problems of each call filled in from their one list."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.channels.rest.problems import MEDIA_TYPE, TYPE_PREFIX, kinds

_FILE: Final = Path(__file__).with_name("openapi.yml")
_OF_EVERY_CALL: Final = (
    "too-many", "key-missing", "key-wrong", "local-only", "origin", "failed",
    # before any handler: rasa_project/serving/http_reader.py
    "malformed", "slow", "target-too-long", "expectation", "head-too-large", "not-implemented", "http-version",
)  # fmt: skip
_OF_MESSAGES: Final = ("not-json", "too-large", "media-type", "invalid")
_OF_OPERATION: Final = {
    "sendMessage": (
        *_OF_EVERY_CALL, *_OF_MESSAGES, "bad-idempotency-key", "in-progress", "idempotency-mismatch",
    ),
    "rasaWebhook": (*_OF_EVERY_CALL, *_OF_MESSAGES),
    "readMetrics": _OF_EVERY_CALL,
}  # fmt: skip


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The whole document."""
    document: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"] |= _problems(_OF_OPERATION.get(operation["operationId"], ()))
    return document


def _problems(names: tuple[str, ...]) -> dict[str, Any]:
    by_status: dict[str, list[str]] = {}
    for name in names:
        by_status.setdefault(str(kinds()[name].status), []).append(name)
    return {status: _response(status, found) for status, found in sorted(by_status.items())}


def _response(status: str, names: list[str]) -> dict[str, Any]:
    headers = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
    if status in {"429", "503"}:
        headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
    types = [TYPE_PREFIX + name for name in names]
    schema = {"allOf": [{"$ref": "#/components/schemas/Problem"}, {"properties": {"type": {"enum": types}}}]}
    return {
        "description": "; ".join(kinds()[name].title for name in names),
        "headers": headers,
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
