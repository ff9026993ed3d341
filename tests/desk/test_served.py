"""The process itself: behind a proxy with https, and where others would reach it."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.office import environment, serving
from tests.servers import free_port

pytestmark = pytest.mark.slow


def asked(port: int, path: str = "/login/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    return answer


def test_behind_a_proxy_cookies_go_over_https_alone(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_HOSTS", "desk.example")
    port = free_port()
    with serving(root, tmp_path, port):
        told = {"Host": "desk.example", "X_Forwarded_Proto": "https", "X_Forwarded_For": "10.1.2.3"}
        answer = asked(port, **told)
        assert answer.status == 200
        cookie = answer.getheader("Set-Cookie") or ""
        assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))
        assert asked(port, Host="evil.example").status == 400
        assert asked(port, "/static/desk/desk.css", Host="desk.example").status == 200
        assert (asked(port, **told).getheader("Server") or "desk") == "desk"


def test_a_port_in_use_ends_the_start_with_one_line(root: Path, tmp_path: Path) -> None:
    port = free_port()
    with serving(root, tmp_path, port):
        done = subprocess.run(
            [sys.executable, "-m", "desk", "run"], cwd=root, env=environment(tmp_path, port), capture_output=True,
            text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("The desk can't start: ")
    assert done.stderr.count("\n") == 1
