"""What lies beside the routes: unknown paths, wrong methods, HEAD, errors of the server."""

from __future__ import annotations

import pytest

from tests.channels.contract import document
from tests.channels.contract.served import CONVERSATION, EXPOSURE, FEEDBACK, PATH, RASA, SCHEDULE, Served, is_problem
from tests.channels.web.serving import Page

READ = ("/", "/ru", "/widget.js", "/office.css", "/health/live", "/metrics", "/api/docs", "/api/v1/openapi.json",
        "/webhooks/rest/")  # fmt: skip
WRITTEN = (
    PATH,
    RASA,
    FEEDBACK,
    SCHEDULE,
    EXPOSURE,
    *(f"/webhooks/web/{name}" for name in ("session", "message", "feedback", "delete")),
)
DELETED = (CONVERSATION,)
NOWHERE = ("/nothing", "/health", "/version", "/status", "/model", "/webhooks/callback", "/webhooks/web", "/webhooks",
           "/webhooks/web/nothing", "/api", "/api/v2/messages", "/widget.js/x", "/%00",
           "/health/live/x", "/%D2%9B%D1%8B%D0%B7")  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
def test_an_unknown_path_is_a_problem_in_the_callers_language(clinic: Served, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        answer = clinic.call(method, path, b"{}" if method != "GET" else None, Accept_Language="ru")
        assert is_problem(answer, 404, "not-found"), (method, answer)
        assert answer.headers["content-language"] == "ru"
        assert "Такого адреса нет" in answer.json["detail"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    head = clinic.call("HEAD", path)
    assert (head.status, head.body) == (404, b"")


@pytest.mark.parametrize("path", READ + WRITTEN)
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(clinic: Served, path: str) -> None:
    wrong = ("POST", "PUT", "DELETE", "PATCH") if path in READ else ("GET", "HEAD", "PUT", "DELETE", "PATCH")
    for method in wrong:
        body = None if method in {"GET", "HEAD"} else b"{}"
        answer = clinic.call(method, path, body)
        allowed = set(answer.headers["allow"].split(", "))
        assert answer.status == 405
        assert ({"GET", "HEAD"} if path in READ else {"POST"}) <= allowed
        assert method not in allowed
        assert method == "HEAD" or is_problem(answer, 405, "method")


@pytest.mark.parametrize("path", DELETED)
def test_what_can_only_be_deleted_says_so(clinic: Served, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH"):
        answer = clinic.call(method, path, None if method in {"GET", "HEAD"} else b"{}")
        assert (answer.status, answer.headers["allow"]) == (405, "DELETE, OPTIONS")


@pytest.mark.parametrize("path", READ)
def test_head_is_get_without_its_body(clinic: Served, path: str) -> None:
    send = Page(clinic.port, origin=None, headers={"Authorization": f"Bearer {clinic.key}"}).send
    got, head = send("GET", path), send("HEAD", path)
    assert (got.status, head.status, head.body) == (200, 200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert abs(int(head.headers["content-length"]) - len(got.body)) < 400  # counters change between the two


@pytest.mark.parametrize(("path", "status", "name"), [("/broken", 503, "failed"), ("/broken?why=1", 400, "")])
def test_an_error_of_the_server_itself_is_a_problem_without_a_word_of_it(
    clinic: Served, path: str, status: int, name: str
) -> None:
    answer = Page(clinic.port, origin=None).send("GET", path)
    assert is_problem(answer, status, name)
    assert b"planted" not in answer.body
    document.validate(answer.json, {"$ref": "#/components/schemas/Problem"})
    assert ("retry-after" in answer.headers) is (status == 503)
