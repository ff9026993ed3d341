"""Real answers of every route and status, each as the OpenAPI document says; and the rates in their headers."""

from __future__ import annotations

import http.client
import itertools
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from rasa_project.channels.rest import bodies
from rasa_project.security.fair_line import FairLine
from rasa_project.serving.http_refusals import refusal
from scripts.api_description import description
from tests.channels.contract import document
from tests.channels.contract.served import (
    CLINIC,
    CONVERSATION,
    EXPOSURE,
    FEEDBACK,
    PATH,
    QUESTION,
    RASA,
    SCHEDULE,
    Served,
)
from tests.channels.web.serving import Answer


def answers_of_every_kind(clinic: Served, hasty: Served) -> Iterator[tuple[str, str, Answer]]:
    for path in (PATH, RASA):
        yield path, "POST", clinic.call("POST", path, QUESTION)
        yield path, "POST", clinic.call("POST", path, b"hello")
        yield path, "POST", clinic.call("POST", path, {"message": "қ" * 2001})
        yield path, "POST", clinic.call("POST", path, b"x" * 20_000)
        yield path, "POST", clinic.call("POST", path, b"a=1", Content_Type="multipart/form-data; boundary=x")
        yield path, "POST", clinic.call("POST", path, QUESTION, Authorization="Bearer mk_x_y")
        yield path, "POST", clinic.call("POST", path, QUESTION, Authorization="Basic x")
        yield path, "POST", clinic.call("POST", path, QUESTION, Origin="https://evil.example")
        yield path, "POST", hasty.call("POST", path, QUESTION, X_Forwarded_For="203.0.113.9")
        for _ in range(7):
            limited = hasty.call("POST", path, {"sender": path, "message": "сәлем"})
        yield path, "POST", limited
    yield PATH, "POST", clinic.call("POST", PATH, {**QUESTION, "message": "fail"})
    yield PATH, "POST", clinic.ask("сәлем", Idempotency_Key=" ")
    clinic.ask("сәлем", Idempotency_Key="same")
    yield PATH, "POST", clinic.ask("дома", Idempotency_Key="same")
    yield from answers_to_feedback(clinic, hasty)
    yield from answers_to_deletion(clinic, hasty)
    for path in (SCHEDULE, EXPOSURE):
        yield from computed_answers(clinic, hasty, path)
    for path in ("/webhooks/rest/", "/api/v1/openapi.json", "/metrics"):
        yield path, "GET", clinic.call("GET", path)
    yield "/metrics", "GET", hasty.call("GET", "/metrics", X_Forwarded_For="203.0.113.9")


def answers_to_feedback(clinic: Served, hasty: Served) -> Iterator[tuple[str, str, Answer]]:
    said = {"sender": "anna", "answer": clinic.ask("ораза").json["feedback"]["answer"], "verdict": "not_helped"}
    bodies: list[object] = [said, {**said, "answer": "0" * 32}, {**said, "verdict": "helped"}, {**said, "answer": 7}]
    for body in [*bodies, b"hello", b"x" * 20_000]:
        yield FEEDBACK, "POST", clinic.call("POST", FEEDBACK, body)
    yield FEEDBACK, "POST", clinic.call("POST", FEEDBACK, b"a=1", Content_Type="text/plain")
    yield FEEDBACK, "POST", clinic.call("POST", FEEDBACK, said, Authorization="Bearer mk_x_y")
    yield FEEDBACK, "POST", clinic.call("POST", FEEDBACK, said, Origin="https://evil.example")
    for _ in range(6):
        limited = hasty.call("POST", FEEDBACK, {**said, "sender": FEEDBACK})
    yield FEEDBACK, "POST", limited


def answers_to_deletion(clinic: Served, hasty: Served) -> Iterator[tuple[str, str, Answer]]:
    for query in ("?sender=nobody", ""):
        yield CONVERSATION, "DELETE", clinic.call("DELETE", CONVERSATION + query)
    yield CONVERSATION, "DELETE", clinic.call("DELETE", f"{CONVERSATION}?sender=x", Authorization="Bearer mk_x_y")
    yield CONVERSATION, "DELETE", clinic.call("DELETE", f"{CONVERSATION}?sender=x", Origin="https://evil.example")
    for _ in range(6):
        limited = hasty.call("DELETE", f"{CONVERSATION}?sender=hurried")
    yield CONVERSATION, "DELETE", limited


def computed_answers(clinic: Served, hasty: Served, path: str) -> Iterator[tuple[str, str, Answer]]:
    facts = {"birth_date": "2020-05-01"} if path == SCHEDULE else {"contact_date": "2026-11-29", "today": "2026-11-30"}
    for body in (facts, {**facts, "today": "x"}, b"hello", b"x" * 20_000):
        yield path, "POST", clinic.call("POST", path, body)
    yield path, "POST", clinic.call("POST", path, b"a=1", Content_Type="text/plain")
    yield path, "POST", clinic.call("POST", path, facts, Authorization="Bearer mk_x_y")
    yield path, "POST", hasty.call("POST", path, facts, X_Forwarded_For="203.0.113.9")


def test_real_answers_of_every_route_and_status_are_as_described(clinic: Served, hasty: Served) -> None:
    """Served.call compares each with the document; here: that none was left out."""
    seen: dict[tuple[str, str], set[int]] = {}
    for path, method, answer in answers_of_every_kind(clinic, hasty):
        seen.setdefault((path, method), set()).add(answer.status)
    for path, methods in description()["paths"].items():
        for method in methods:
            assert {200, 204} & seen[path, method.upper()]
    assert {200, 400, 401, 403, 413, 415, 422, 429, 503} <= seen[PATH, "POST"]
    assert {200, 400, 401, 403, 413, 415, 422, 429} <= seen[RASA, "POST"]
    assert {200, 400, 401, 403, 404, 409, 413, 415, 422, 429} <= seen[FEEDBACK, "POST"]
    assert {200, 403} <= seen["/metrics", "GET"]
    assert {204, 401, 403, 422, 429} <= seen[CONVERSATION, "DELETE"]
    for path in (SCHEDULE, EXPOSURE):
        assert {200, 400, 401, 403, 413, 415, 422} <= seen[path, "POST"]


@pytest.mark.parametrize("path", [PATH, RASA])
def test_calls_of_both_paths_stand_in_the_line_of_their_key(
    path: str, clinic: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FairLine, "is_full", lambda *_: True)
    told = clinic.call("POST", path, QUESTION)
    assert (told.status, told.headers["retry-after"], told.json["limit"]) == (429, "2", "waiting")


@pytest.mark.slow
def test_a_call_that_is_still_answered_and_one_that_comes_too_slowly_are_as_described(
    clinic: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.2)
    begun = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {clinic.key}\r\nContent-Length: 9\r\n"
    with socket.create_connection(("127.0.0.1", clinic.port), timeout=30) as line:
        line.sendall(f"{begun}Content-Type: application/json\r\n\r\n{{".encode())
        slow = http.client.HTTPResponse(line)
        slow.begin()
        assert slow.status == 408
        document.check(PATH, "POST", 408, {k.lower(): v for k, v in slow.getheaders()}, slow.read())
    with ThreadPoolExecutor(2) as threads:
        waiting = threads.submit(clinic.ask, "wait", Idempotency_Key="waiting")
        try:
            assert clinic.bot.is_waiting.wait(60)
            again = clinic.ask("wait", Idempotency_Key="waiting")
        finally:
            clinic.bot.go_on.set()
        assert (again.status, waiting.result(60).status) == (409, 200)


@pytest.mark.parametrize(
    ("name", "path"),
    itertools.product(
        ("malformed", "slow", "target-too-long", "expectation", "head-too-large", "not-implemented", "http-version"),
        (PATH, RASA),
    ),
)
def test_what_is_refused_before_any_handler_is_as_described(name: str, path: str) -> None:
    head, _, body = refusal(name, "ru").partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").split("\r\n")
    headers = {key.lower(): value for key, value in (line.split(": ", 1) for line in lines)}
    document.check(path, "POST", int(first.split()[1]), headers, body)
    assert json.loads(body)["type"].endswith(name)
    assert headers["content-language"] == "ru"


# Rates


def quota(answer: Answer) -> dict[str, dict[str, int]]:
    """Of each policy what it allows and what is left."""
    found: dict[str, dict[str, int]] = {}
    for header in ("ratelimit-policy", "ratelimit"):
        for one in answer.headers[header].split(", "):
            name, *values = one.split(";")
            numbers = {value.split("=")[0]: int(value.split("=")[1]) for value in values}
            found.setdefault(name.strip('"'), {}).update(numbers)
    return found


def test_every_counted_answer_says_what_is_left_the_refusal_too(hasty: Served) -> None:
    left = []
    for _ in range(6):
        answer = hasty.call("POST", PATH, {"sender": "counted", "message": "сәлем"})
        rate = quota(answer)
        assert set(rate) - {"conversations"} == {"address", "session"}
        assert (rate["session"]["q"], rate["session"]["w"]) == (5, 3600)
        assert 0 < rate["session"]["t"] <= 3600
        left.append((answer.status, rate["session"]["r"]))
    assert left == [(200, 4), (200, 3), (200, 2), (200, 1), (200, 0), (429, 0)]
    assert answer.json["limit"] == "session"
    assert abs(int(answer.headers["retry-after"]) - rate["session"]["t"]) <= 2


def test_a_key_has_its_own_rate_and_bad_calls_count_too(clinic: Served) -> None:
    first, second = quota(clinic.ask("сәлем")), quota(clinic.call("POST", PATH, b"hello"))
    assert (first["key"]["q"], first["key"]["w"]) == (600, 60)
    assert set(second) == {"key"}
    assert second["key"]["r"] < 600


def test_what_is_not_counted_names_no_rate(clinic: Served) -> None:
    for answer in (clinic.call("GET", "/api/v1/openapi.json"), clinic.call("GET", "/api/nothing")):
        assert "ratelimit" not in answer.headers


def test_a_page_may_read_what_stands_in_the_headers(clinic: Served) -> None:
    answers = [clinic.ask("сәлем", Origin=CLINIC), clinic.call("GET", "/nothing", Origin=CLINIC)]
    answers.append(clinic.call("PUT", "/health/live", Origin=CLINIC))
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == CLINIC
        exposed = answer.headers["access-control-expose-headers"].lower().split(", ")
        assert {"ratelimit", "ratelimit-policy", "retry-after", "x-request-id", "allow"} <= set(exposed)
    preflight = clinic.call("OPTIONS", PATH, Origin=CLINIC, Access_Control_Request_Method="POST")
    assert (preflight.status, preflight.headers["access-control-allow-origin"]) == (204, CLINIC)
