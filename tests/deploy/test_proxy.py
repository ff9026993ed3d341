"""The proxy's file in a real Caddy with an authority of its own: TLS, headers, what is shut, nobody refused."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from measles_bot.proxy import caddyfile, caddyfile_of_desk
from measles_bot.status import certificate_end
from tests.servers import free_port

pytestmark = pytest.mark.slow

DOMAIN = "bot.example.kz"
DESK = "desk.example.kz"


class Backend(BaseHTTPRequestHandler):
    """Keeps what it is asked, and answers as the bot does."""

    kept: list[tuple[str, dict[str, str]]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.kept.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "https://office.example.kz")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def backend(port: int, held: socket.socket | None = None) -> Iterator[list[tuple[str, dict[str, str]]]]:
    Backend.kept = []
    with ThreadingHTTPServer(("127.0.0.1", port), Backend, bind_and_activate=held is None) as server:
        if held is not None:
            server.socket = held.dup()
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield Backend.kept
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def proxy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int, ssl.SSLContext]]:
    """The port of TLS, that of the bot behind it, and whom to trust."""
    program = shutil.which("caddy")
    if program is None:
        assert not os.environ.get("SERVICES_REQUIRED"), "caddy is missing: scripts/install_services.sh"
        pytest.skip("no Caddy (apt-get install caddy)")
    folder = tmp_path_factory.mktemp("caddy")
    outer, inner = free_port(), free_port()
    of_desk = caddyfile_of_desk((root / "deploy/etc/Caddyfile.desk").read_text(encoding="utf-8"), DESK, inner)
    text = caddyfile((root / "deploy/etc/Caddyfile").read_text(encoding="utf-8"), DOMAIN, "", inner)
    assert text.count("admin off") == 1
    text = text.replace(
        "admin off", f"admin off\n\thttps_port {outer}\n\tauto_https disable_redirects\n\tskip_install_trust"
    )
    text += of_desk
    for name in (DOMAIN, DESK):
        text = text.replace(f"\n{name} {{", f"\n{name}:{outer} {{\n\ttls internal\n\tbind 127.0.0.1", 1)
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [program, "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        authority = folder / "caddy/pki/authorities/local/root.crt"
        for _ in range(600):
            if authority.is_file() and authority.read_text() and has_certificate(outer, authority):
                break
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        yield outer, inner, ssl.create_default_context(cafile=str(authority))
    finally:
        process.terminate()
        process.wait(timeout=30)


def has_certificate(port: int, authority: Path) -> bool:
    """Whether a handshake succeeds: Caddy listens before it has its certificate."""
    trusted = ssl.create_default_context(cafile=str(authority))
    try:
        with (
            socket.create_connection(("127.0.0.1", port), 10) as line,
            trusted.wrap_socket(line, server_hostname=DOMAIN),
        ):
            return True
    except OSError:  # ssl.SSLError is one
        return False


def ask(
    outer: int, trusted: ssl.SSLContext, method: str, path: str, domain: str = DOMAIN, **headers: str
) -> http.client.HTTPResponse:
    """Over TLS, as a browser reaches the domain."""

    class Here(http.client.HTTPSConnection):
        def connect(self) -> None:
            self.sock = trusted.wrap_socket(socket.create_connection(("127.0.0.1", outer), 60), server_hostname=domain)

    line = Here(domain, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, b"{}" if method == "POST" else None, named)
    return line.getresponse()


def test_the_bot_hears_the_callers_address_once_and_the_name_that_was_asked_for(
    proxy: tuple[int, int, ssl.SSLContext],
) -> None:
    outer, inner, trusted = proxy
    forged = {"X_Forwarded_For": "203.0.113.7", "Forwarded": "for=203.0.113.7", "X_Real_IP": "203.0.113.7"}
    with backend(inner) as kept:
        sent = {"Origin": "https://office.example.kz", "Authorization": "Bearer k", "Idempotency_Key": "a1"}
        answer = ask(outer, trusted, "POST", "/webhooks/web/message", **sent, **forged)
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "https://office.example.kz"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers.get_all("Server") is None or "Caddy" not in answer.headers["Server"]
    (path, heard) = kept[0]
    assert path == "/webhooks/web/message"
    assert heard["host"] == DOMAIN
    assert heard["x-forwarded-for"] == "127.0.0.1"
    assert "203.0.113.7" not in str(heard)
    assert {name: heard[name] for name in ("origin", "authorization", "idempotency-key")} == {
        "origin": "https://office.example.kz", "authorization": "Bearer k", "idempotency-key": "a1",
    }  # fmt: skip


def test_what_is_for_this_machine_is_shut(proxy: tuple[int, int, ssl.SSLContext]) -> None:
    outer, inner, trusted = proxy
    with backend(inner) as kept:
        paths = ("/metrics", "/health/ready", "/METRICS", "/health/live", "/", "/widget.js", "/api/docs", "/s/a.ics")
        said = [ask(outer, trusted, "GET", path).status for path in paths]
    assert said == [404, 404, 404, 200, 200, 200, 200, 200]
    assert [path for path, _ in kept] == ["/health/live", "/", "/widget.js", "/api/docs", "/s/a.ics"]


def test_the_desk_is_told_what_its_proxy_saw_and_its_health_is_shut(proxy: tuple[int, int, ssl.SSLContext]) -> None:
    outer, inner, trusted = proxy
    forged = {"X_Forwarded_For": "203.0.113.7", "X_Forwarded_Proto": "http", "Forwarded": "for=203.0.113.7;proto=http"}
    with backend(inner) as kept:
        said = [ask(outer, trusted, "GET", path, DESK, **forged).status for path in ("/health/", "/login/")]
    assert said == [404, 200]
    (path, heard) = kept[0]
    assert (path, heard["host"]) == ("/login/", DESK)
    assert (heard["x-forwarded-for"], heard["x-forwarded-proto"]) == ("127.0.0.1", "https")
    assert "203.0.113.7" not in str(heard)


def test_nobody_is_refused_while_the_bot_starts_anew(proxy: tuple[int, int, ssl.SSLContext]) -> None:
    outer, inner, trusted = proxy
    said: list[int] = []
    threads = [
        threading.Thread(target=lambda: said.append(ask(outer, trusted, "POST", "/api/v1/messages").status))
        for _ in range(8)
    ]
    with socket.socket() as held:  # as measles-bot.socket holds it between the old version and the new one
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", inner))
        held.listen(64)
        for thread in threads:
            thread.start()
        time.sleep(1)
        assert said == []
        with backend(inner, held) as kept:
            for thread in threads:
                thread.join(30)
    assert said == [200] * 8
    assert len(kept) == 8


def test_the_screen_reads_the_day_of_the_certificate(proxy: tuple[int, int, ssl.SSLContext]) -> None:
    outer, _, trusted = proxy
    assert certificate_end(DOMAIN, outer, trusted) > datetime.now(timezone.utc)
    with pytest.raises(ssl.SSLError):
        certificate_end(DOMAIN, outer)  # an authority that nobody knows
