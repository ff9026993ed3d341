"""The server as `make run` starts it: real process, real HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import free_port

pytestmark = pytest.mark.slow

START_SECONDS = 180


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    folder = tmp_path_factory.mktemp("server")
    log = folder / "log"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/conversations.db", "LOCAL_ACCESS": "on"}
    command = [sys.executable, "-m", "rasa_project", "run", "--port", str(port)]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until_ready(server, log)
        assert "Қызылшаға қарсы екпе қай жаста салынады?" in log.read_text(encoding="utf-8")
        yield f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def wait_until_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if "Ready" in log.read_text(encoding="utf-8"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.3)
    pytest.fail(f"the server did not start: {log.read_text(encoding='utf-8')[-2000:]}")


def post(address: str, body: bytes) -> tuple[int, Any]:
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def say(address: str, text: str, sender: str = "anna") -> list[dict[str, Any]]:
    status, answers = post(address, json.dumps({"sender": sender, "message": text}).encode())
    assert status == 200
    return list(answers)


def test_a_question_is_answered(address: str) -> None:
    (answer,) = say(address, "Қызылшаға қарсы екпе қай жаста салынады?")
    assert answer["recipient_id"] == "anna"
    assert "1 жаста" in answer["text"]
    assert "6 жаста" in answer["text"]
    assert answer["buttons"][0]["payload"].startswith("/")


def test_an_emergency_is_one_message_with_103_in_front(address: str) -> None:
    (answer,) = say(address, "Балам тырысып жатыр, есін білмейді!")
    assert "103" in answer["text"].splitlines()[0]


def test_what_curl_prints_can_be_read(address: str) -> None:
    body = '{"sender":"a","message":"Во сколько лет делают прививку от кори?"}'.encode()
    with urllib.request.urlopen(urllib.request.Request(address, body), timeout=30) as answer:  # noqa: S310
        assert "6 лет" in answer.read().decode("utf-8")


@pytest.mark.parametrize("text", ["", "😀", "қ" * 2_000, "我的孩子", "طفلي", "\u0000\u0007", "/nonsense", "{}"])
def test_odd_messages_are_answered(address: str, text: str) -> None:
    answers = say(address, text, sender=f"odd {text[:2]!r}")
    assert answers
    assert all(answer["text"] for answer in answers)
    assert "жұғады" in say(address, "қызылша қалай жұғады", sender=f"odd {text[:2]!r}")[0]["text"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"hello", 400), (b"", 400), (b"[]", 422), (b'{"sender":"a"}', 422), (b'{"message":1}', 422)],
)
def test_bad_requests_get_a_clear_error(address: str, body: bytes, status: int) -> None:
    got, answer = post(address, body)
    assert got == status
    assert answer["type"].startswith("/api/docs#problem-")
    assert "sender" in answer["detail"]


@pytest.mark.parametrize("path", ["/model", "/conversations/anna/tracker", "/model/parse", "/domain"])
def test_rasas_own_http_api_is_not_there(address: str, path: str) -> None:
    base = address.split("/webhooks", maxsplit=1)[0]
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(base + path, timeout=30)  # noqa: S310
    assert error.value.code == 404


def test_coordinates_in_the_metadata_give_the_nearest_place(address: str) -> None:
    body = {"sender": "pin", "message": "қайда барамыз", "metadata": {"lat": 45.77, "lon": 62.1}}
    status, (answer,) = post(address, json.dumps(body).encode())
    assert status == 200
    assert "Қазалы қаласы – 1 км-ден жақын" in answer["text"]
    status, (answer,) = post(address, json.dumps({**body, "metadata": {"lat": "теңіз", "lon": None}}).encode())
    assert status == 200
    assert "Қай ауылда" in answer["text"]


def test_it_is_alive_and_ready(address: str) -> None:
    base = address.split("/webhooks", maxsplit=1)[0]
    with urllib.request.urlopen(f"{base}/health/live", timeout=30) as answer:  # noqa: S310
        assert json.load(answer) == {"status": "alive"}
    with urllib.request.urlopen(f"{base}/health/ready", timeout=30) as answer:  # noqa: S310
        body = json.load(answer)
    assert body["status"] == "ready"
    assert set(body["checks"].values()) == {"ok"}
    assert body["counts"]["turns_failed"] == 0
    from_outside = urllib.request.Request(f"{base}/health/ready", headers={"X-Forwarded-For": "203.0.113.7"})  # noqa: S310
    with urllib.request.urlopen(from_outside, timeout=30) as answer:  # noqa: S310
        assert set(json.load(answer)) == {"status", "version", "checks"}


def test_two_people_do_not_mix(address: str) -> None:
    say(address, "орысша жауап бер", sender="ru-person")
    assert "воздух" in say(address, "қызылша қалай жұғады", sender="ru-person")[0]["text"]
    assert "ауа" in say(address, "қызылша қалай жұғады", sender="kk-person")[0]["text"]


def test_without_a_model_it_says_what_to_do(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa_project", "run", "--model", str(tmp_path / "none.tar.gz")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "make train" in done.stderr


def test_telemetry_is_off_however_python_is_started(root: Path) -> None:
    """Also for a plain `rasa run`: the environment itself switches it off."""
    environment = {k: v for k, v in os.environ.items() if k != "RASA_TELEMETRY_ENABLED"}
    code = "import rasa.telemetry as t; print(t.is_telemetry_enabled())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd="/", env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == "False"
