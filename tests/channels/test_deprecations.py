"""What is deprecated: the file, its headers, and where they stand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasa_project.advice.knowledge import KnowledgeError
from rasa_project.channels import deprecations as module
from rasa_project.channels.deprecations import DEPRECATIONS_FILE, deprecation_of, deprecations
from rasa_project.edition import DATA, Edition, publish, published, within
from scripts.api_description import description

ENTRY = """
- path: /api/v1/
  since: "2027-03-01"
  sunset: null
  read: /api/docs
  instead: null
- path: /api/v1/messages
  since: "2027-03-01"
  sunset: "2027-12-01"
  read: https://office.example/api
  instead: /api/v2/messages
"""


def written(folder: Path, text: str) -> Edition:
    (folder / "channels").mkdir(parents=True, exist_ok=True)
    (folder / "channels" / DEPRECATIONS_FILE.name).write_text(text, encoding="utf-8")
    return Edition(folder)


@pytest.fixture(autouse=True)
def written_anew() -> Iterator[None]:
    """The OpenAPI document is kept; here it is made of other files."""
    description.cache_clear()
    yield
    description.cache_clear()


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[None]:
    with within(edition_with(tmp_path, ENTRY)):
        yield


def test_nothing_is_deprecated_at_present() -> None:
    assert deprecations() == []
    assert deprecation_of("/webhooks/rest/webhook") is None
    assert not any(one.get("deprecated") for path in description()["paths"].values() for one in path.values())


def test_headers_are_those_of_the_two_rfcs(planted: None) -> None:
    one = deprecation_of("/api/v1/messages")
    assert one is not None
    assert one.headers == {
        "Deprecation": "@1803859200",
        "Sunset": "Wed, 01 Dec 2027 00:00:00 GMT",
        "Link": '<https://office.example/api>; rel="deprecation"; type="text/html", '
        '<https://office.example/api>; rel="sunset"; type="text/html", </api/v2/messages>; rel="successor-version"',
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/api/v1/messages", "/api/v1/messages"), ("/api/v1/messages/", "/api/v1/messages"),
        ("/api/v1/feedback", "/api/v1/"),
        ("/api/v1", None), ("/api/v2/messages", None), ("/webhooks/rest/webhook", None), ("/", None),
    ],
)  # fmt: skip
def test_the_most_particular_entry_is_taken(planted: None, path: str, found: str | None) -> None:
    one = deprecation_of(path)
    assert (one.path if one else None) == found


def test_an_address_that_is_only_deprecated_names_no_end(planted: None) -> None:
    one = deprecation_of("/api/v1/feedback")
    assert one is not None
    assert "Sunset" not in one.headers
    assert one.headers["Link"] == '</api/docs>; rel="deprecation"; type="text/html"'


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (('"2027-12-01"', '"2027-04-01"'), "180 days"),
        (('"2027-12-01"', "soon"), "invalid date"),
        (("path: /api/v1/messages", "path: /health"), "string does not match"),
        (("read: https://office.example/api", "read: javascript:x"), "string does not match"),
        (("instead: /api/v2/messages", "insted: /api"), "extra fields"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_line(tmp_path: Path, changed: tuple[str, str], reason: str) -> None:
    with within(written(tmp_path, ENTRY.replace(*changed))), pytest.raises(KnowledgeError, match=reason) as error:
        deprecations()
    assert error.value.line > 1


def test_the_document_says_it_too(planted: None) -> None:
    operation = description()["paths"]["/api/v1/messages"]["post"]
    assert operation["deprecated"] is True
    assert {"Deprecation", "Sunset", "Link"} <= set(operation["responses"]["200"]["headers"])
    assert "deprecated" not in description()["paths"]["/webhooks/rest/webhook"]["post"]


def test_every_answer_of_it_carries_the_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.channels.contract.served import PATH, QUESTION, Served, rates, started

    monkeypatch.setenv("SENDER_KEY", "k" * 40)
    bot, server = started(tmp_path, "", rates())
    before = published()
    with server as port:
        served = Served(port, "", bot, tmp_path)
        try:
            publish(edition_with(tmp_path, ENTRY))
            good, bad = served.call("POST", PATH, QUESTION), served.call("POST", PATH, b"hello")
            other = served.call("POST", "/webhooks/rest/webhook", QUESTION)
        finally:
            publish(before)
    for answer in (good, bad):
        assert answer.headers["deprecation"] == "@1803859200"
        assert answer.headers["sunset"] == "Wed, 01 Dec 2027 00:00:00 GMT"
        assert 'rel="successor-version"' in answer.headers["link"]
    assert (good.status, bad.status, other.status) == (200, 400, 200)
    assert "deprecation" not in other.headers


def edition_with(folder: Path, text: str) -> Edition:
    """The project's own texts, and a file of deprecations in place of its own."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    return written(data, text)


def test_the_days_that_integrators_are_promised_stand_on_the_page(root: Path) -> None:
    page = (root / "docs" / "api-versions.md").read_text(encoding="utf-8")
    assert f"{module.LEAST_DAYS} days" in page
