"""Attack a server of our own with generated calls: ``make fuzz``. Prints its counts; exits 1 where something gave way.

Three attacks: malformed requests over raw sockets (``fuzz_raw.py``), texts that hypothesis makes, and calls that
schemathesis makes from the OpenAPI document (right ones and wrong ones). No answer may be a 5xx, hold a trace of the
program, or echo what was sent; memory must stay steady.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_raw import attack as attack_raw

_ROOT: Final = Path(__file__).resolve().parents[1]
#: On a machine that does much else, too.
_START_SECONDS: Final = 600
_MALFORMED_SECONDS: Final = 1_800.0
#: Memory that may be added after the first tenth of the inputs, in MB: caches that fill, not a leak.
_MOST_GROWTH_MB: Final = 60
_LEAKS: Final = (b"Traceback", b"site-packages", b".py:", b"sqlalchemy", b"rasa.core")
#: What must never be seen again in an answer, a log or the store; new each time, so that no strategy draws it.
_PLANTED: Final = f"planted{uuid.uuid4().hex}"
_CHECKS: Final = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"

_letters = st.text(max_size=200)
_typed = st.text(alphabet='әғқңөұүһіабвжекпесауры /{}":,.0123456789@+-()\\\n\u0000\u200b😀', max_size=2000)
_slashes = st.builds(
    lambda name, body: f"/{name}{body}", _letters, st.sampled_from(["", "{", '{"a":1}', '{"doses":', "{{}}"])
)
_numbers = st.integers(min_value=-(10**300), max_value=10**300).map(str)
_metadata = st.one_of(
    st.none(),
    st.recursive(
        st.one_of(st.floats(allow_nan=False), st.booleans(), _letters),
        lambda one: st.dictionaries(st.sampled_from(["lat", "lon", "x"]), one, max_size=3),
        max_leaves=8,
    ),
)
_bodies: Final = st.fixed_dictionaries(
    {"sender": st.one_of(_letters, st.just("s")), "message": st.one_of(_letters, _typed, _slashes, _numbers)},
    optional={"metadata": _metadata},
)


def main() -> int:
    """Run all attacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="texts (hypothesis)")
    parser.add_argument("--malformed", type=int, default=5_000, help="malformed requests (raw sockets)")
    parser.add_argument("--seed", type=int, default=None, help="of the malformed requests; a new one without it")
    parser.add_argument("--cases", type=int, default=300, help="calls of each operation (schemathesis)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        server = _start(Path(folder), port)
        try:
            seed = random.randrange(10**9) if options.seed is None else options.seed
            faults = attack_raw(port, options.malformed, seed, _MALFORMED_SECONDS)
            faults += _texts(port, server.pid, options.inputs)
            faults += _schema(port, options.cases)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=180)
        faults += _planted(Path(folder))
    for fault in faults:
        print(f"FAULT {fault}")
    print("Nothing gave way." if not faults else f"{len(faults)} faults.")
    return 1 if faults else 0


def _texts(port: int, pid: int, inputs: int) -> list[str]:
    statuses: Counter[int] = Counter()
    faults: list[str] = []
    memory: list[int] = []
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_bodies, st.booleans())
    def attack(body: dict[str, Any], is_api: bool) -> None:
        if sum(statuses.values()) == inputs // 10:
            memory.append(_memory_kb(pid))
        data = json.dumps({**body, "planted": _PLANTED}).encode()
        path = "/api/v1/messages" if is_api else "/webhooks/rest/webhook"
        status, answer = _post(line, path, data)
        statuses[status] += 1
        if status >= 500 or any(leak in answer for leak in _LEAKS) or _PLANTED.encode() in answer:
            faults.append(f"{status} {path} {data[:300]!r}")

    began = time.monotonic()
    attack()
    memory.append(_memory_kb(pid))
    growth = (memory[-1] - memory[0]) / 1024
    if growth > _MOST_GROWTH_MB:
        faults.append(f"memory grew by {growth:.0f} MB")
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    print(f"Texts: {sum(statuses.values())} calls in {time.monotonic() - began:.0f} s; {told}; memory {growth:+.1f} MB")
    return faults


def _post(line: http.client.HTTPConnection, path: str, data: bytes) -> tuple[int, bytes]:
    try:
        line.request("POST", path, data, {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, answer.read()
    except (http.client.HTTPException, OSError):
        line.close()  # an early refusal ends the connection; the next call opens another
        return 0, b""


def _schema(port: int, cases: int) -> list[str]:
    base = f"http://127.0.0.1:{port}"
    settings = str(Path(__file__).with_name("schemathesis.toml"))
    program = str(Path(sys.executable).with_name("schemathesis"))
    command = [program, "--config-file", settings, "run", f"{base}/api/v1/openapi.json"]
    command += ["--url", base, "--max-examples", str(cases), "--checks", _CHECKS, "--no-color", "--continue-on-failure"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=3600)
    print(done.stdout[-2500:])
    return [] if done.returncode == 0 else ["schemathesis found failures, see above"]


def _planted(folder: Path) -> list[str]:
    places = [path for path in folder.iterdir() if path.is_file() and _PLANTED.encode() in path.read_bytes()]
    return [f"the planted word is in {path.name}" for path in places]


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "REST_KEYS_FILE": f"{folder}/keys.json",
        "SENDER_KEY": "0123456789" * 4,
        "RATE_LIMIT": "off",
        "LOCAL_ACCESS": "on",
    }
    log = folder / "log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "rasa_project", "run", "--port", str(port)]
        server = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
    end = time.monotonic() + _START_SECONDS
    while "Ready" not in log.read_text(encoding="utf-8"):
        if server.poll() is not None or time.monotonic() > end:
            server.kill()
            raise SystemExit(f"The server did not start: {log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.3)
    return server


def _memory_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
