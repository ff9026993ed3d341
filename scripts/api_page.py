"""The page at ``/api/docs``: the OpenAPI document as plain HTML, without a script and without calls to anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from rasa_project.channels.rest.problems import kinds

_STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1a2733;background:#fff}
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-top:1px solid #c8d3dc;padding-top:1rem}
code,pre{font:14px/1.45 ui-monospace,monospace;background:#f0f4f7}code{padding:.1em .3em}
pre{padding:.8rem;overflow:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #c8d3dc}
.method{background:#005a9c;color:#fff;padding:.1em .5em;border-radius:.2em}
@media (prefers-color-scheme:dark){body{background:#10181f;color:#e3eaf0}code,pre{background:#1c2833}}
"""
_EXAMPLES: Final = Path(__file__).resolve().parents[1] / "docs" / "examples"
_TITLES: Final = {
    "ask.sh": "curl", "ask.py": "Python", "ask.mjs": "JavaScript (Node 18 and later)",
    "schedule.sh": "A calendar and a contact, curl", "schedule.py": "Calendars of a list, Python",
    "receive.py": "A receiver of webhooks, Python",
}  # fmt: skip


def docs_page(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    info = document["info"]
    body = [
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>",
        f"<p>{escape(info['summary'])}</p><p>{_marked(info['description'])}</p>",
        '<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a></p>',
        f"<h2>Key</h2><p>{_marked(document['components']['securitySchemes']['key']['description'])}</p>",
        *_examples(),
        *_operations(document),
        *_schemas(document),
        *_problems(),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(info['title'])}: API</title><style>{_STYLE}</style></head><body><main>"
        + "\n".join(body)
        + "</main></body></html>"
    )


def _examples() -> Iterator[str]:
    yield "<h2>Examples</h2>"
    for name, title in _TITLES.items():
        text = (_EXAMPLES / name).read_text(encoding="utf-8")
        yield f"<h3>{title}</h3><pre><code>{escape(text)}</code></pre>"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f'<h2><span class="method">{method.upper()}</span> <code>{escape(path)}</code></h2>'
            yield f"<p>{escape(operation['summary'])}.</p>"
            if "description" in operation:
                yield f"<p>{_marked(operation['description'])}</p>"
            for parameter in operation.get("parameters", []):
                one = _resolved(document, parameter)
                yield f"<p><code>{escape(one['name'])}</code> ({one['in']}): {_marked(one['description'])}</p>"
            for content in operation.get("requestBody", {}).get("content", {}).values():
                example = json.dumps(content["example"], ensure_ascii=False)
                yield f"<p>Body: {_type(content['schema'])}</p><pre><code>{escape(example)}</code></pre>"
            yield "<table><tr><th>Status</th><th>Meaning</th><th>Body</th></tr>"
            for status, response in operation["responses"].items():
                kinds_of_body = ", ".join(_type(one["schema"]) for one in response.get("content", {}).values())
                yield f"<tr><td>{status}</td><td>{escape(response['description'])}</td><td>{kinds_of_body}</td></tr>"
            yield "</table>"


def _schemas(document: dict[str, Any]) -> Iterator[str]:
    for name, schema in document["components"]["schemas"].items():
        yield f'<h2 id="schema-{name}">{name}</h2><p>{_marked(schema.get("description", ""))}</p>'
        members = schema if "properties" in schema else schema.get("items", {})
        needed = members.get("required", [])
        yield "<table><tr><th>Member</th><th>Type</th><th></th></tr>"
        for member, one in members.get("properties", {}).items():
            must = " (needed)" if member in needed else ""
            about = _marked(one.get("description", ""))
            yield f"<tr><td><code>{member}</code>{must}</td><td>{_type(one)}</td><td>{about}</td></tr>"
        yield "</table>"


def _problems() -> Iterator[str]:
    yield "<h2>Problems</h2><p>RFC 9457. Compare <code>type</code>; <code>detail</code> is for people.</p>"
    for name, kind in kinds().items():
        yield f'<h3 id="problem-{name}"><code>{name}</code> ({kind.status})</h3><p>{escape(kind.en)}</p>'


def _type(schema: dict[str, Any]) -> str:
    if "allOf" in schema:
        return _type(schema["allOf"][0])
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f'<a href="#schema-{name}">{name}</a>'
    if "enum" in schema:
        return " or ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    kind = schema.get("type", schema.get("const", ""))
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    return escape(" or ".join(kind) if isinstance(kind, list) else str(kind))


def _resolved(document: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in one:
        return one
    found: Any = document
    for part in one["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _marked(text: str) -> str:
    """``text`` as HTML, what stands in back ticks as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
