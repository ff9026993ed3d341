"""The OpenAPI document: what is written by hand (rest/openapi.yml), with the problems and headers of each call."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa_project.channels.deprecations import deprecation_of
from rasa_project.channels.rest.problems import MEDIA_TYPE, TYPE_PREFIX, kinds
from rasa_project.version import version
from rasa_project.yaml_files import read_yaml

_FILE: Final = Path(__file__).resolve().parents[1] / "rasa_project" / "channels" / "rest" / "openapi.yml"
_OF_EVERY_CALL: Final = (
    "too-many", "key-missing", "key-wrong", "local-only", "scope", "origin", "failed", "keys-unreadable",
    # before any handler: rasa_project/serving/http_reader.py
    "malformed", "slow", "target-too-long", "expectation", "head-too-large", "not-implemented", "http-version",
)  # fmt: skip
_OF_MESSAGES: Final = (
    "not-json", "too-large", "media-type", "invalid", "bad-idempotency-key", "in-progress",
    "conversation-deleted", "idempotency-mismatch",
)  # fmt: skip
_OF_FEEDBACK: Final = ("not-json", "too-large", "media-type", "invalid", "unknown-answer", "feedback-given")
_OF_COMPUTING: Final = ("not-json", "too-large", "media-type", "invalid", "facts")
_OF_DELETING: Final = ("sender",)
_OF_OPERATION: Final = {
    "sendMessage": (*_OF_EVERY_CALL, *_OF_MESSAGES),
    "rasaWebhook": (*_OF_EVERY_CALL, *_OF_MESSAGES),
    "sendFeedback": (*_OF_EVERY_CALL, *_OF_FEEDBACK),
    "computeSchedule": (*_OF_EVERY_CALL, *_OF_COMPUTING),
    "computeExposure": (*_OF_EVERY_CALL, *_OF_COMPUTING),
    "deleteConversation": (*_OF_EVERY_CALL, *_OF_DELETING),
    "readMetrics": _OF_EVERY_CALL,
}  # fmt: skip


#: Headers of every answer by their names in the document, and those of calls that are counted.
_ALWAYS: Final = {"X-Request-Id": "RequestId", "Content-Language": "ContentLanguage"}
_COUNTED: Final = {"RateLimit-Policy": "RateLimitPolicy", "RateLimit": "RateLimit"}
_EMPTY: Final = "204"
_WAIT: Final = frozenset({"429", "503"})


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The whole document."""
    document: dict[str, Any] = read_yaml(_FILE.read_text(encoding="utf-8"))
    document["info"]["x-bot-version"] = version()
    for address, path in document["paths"].items():
        deprecated = deprecation_of(address)
        for operation in path.values():
            problems = _OF_OPERATION.get(operation["operationId"], ())
            operation["responses"] |= _problems(problems)
            if deprecated:
                operation["deprecated"] = True
            for status, response in operation["responses"].items():
                named = (
                    _ALWAYS
                    | (_COUNTED if problems else {})
                    | ({"Retry-After": "RetryAfter"} if status in _WAIT else {})
                    | ({name: name for name in deprecated.headers} if deprecated else {})
                )
                if status == _EMPTY:
                    named = {name: part for name, part in named.items() if name != "Content-Language"}
                response["headers"] = _references(named) | response.get("headers", {})
    document["components"]["responses"] = {
        "NotFound": _elsewhere("not-found", {}),
        "WrongMethod": _elsewhere("method", {"Allow": "Allow"}),
    }
    return document


def _problems(names: tuple[str, ...]) -> dict[str, Any]:
    by_status: dict[str, list[str]] = {}
    for name in names:
        by_status.setdefault(str(kinds()[name].status), []).append(name)
    return {status: _response(found) for status, found in sorted(by_status.items())}


def _response(names: list[str]) -> dict[str, Any]:
    types = [TYPE_PREFIX + name for name in names]
    schema = {"allOf": [{"$ref": "#/components/schemas/Problem"}, {"properties": {"type": {"enum": types}}}]}
    return {
        "description": "; ".join(kinds()[name].title for name in names),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


def _elsewhere(name: str, further: dict[str, str]) -> dict[str, Any]:
    """What every path and method that is not described here answers."""
    return {**_response([name]), "headers": _references(_ALWAYS | further)}


def _references(headers: dict[str, str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{part}"} for name, part in headers.items()}
