"""How long a computed answer takes: ``make bench-clinics`` writes benchmarks/clinics.json, which decision 0110 shows.

The functions alone, and calls over one connection to the bot as ``make run`` starts it, a health check beside them.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks.bot_servers import Bot

RESULT: Final = Path(__file__).with_name("clinics.json")
_CALLS: Final = 400
_WARM_UP: Final = 20
_CHILD: Final = {
    "birth_date": "2022-05-01",
    "doses": [{"date": "2023-04-10"}, {"date": "2023-06-10"}],
    "today": "2026-11-30",
}
_MET: Final = {"contact_date": "2026-11-29", "age_months": 8, "today": "2026-11-30"}
_FHIR: Final = "application/fhir+json"


def main() -> None:
    """Measure, print and keep."""
    rows = [*functions(), *over_http()]
    kept = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} shared cores",
        "load": round(os.getloadavg()[0], 1),
        "rows": rows,
    }
    RESULT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(f"{row['what']:48} p50 {row['p50']:8.3f} ms   p95 {row['p95']:8.3f} ms")


def functions() -> list[dict[str, Any]]:
    """The functions behind the two calls, without a server."""
    from rasa_project.channels.rest.clinic_bodies import read_exposure, read_schedule
    from rasa_project.channels.rest.clinics import after_exposure, scheduled
    from rasa_project.channels.rest.fhir import schedule_resource

    today = date(2026, 11, 30)
    return [
        _timed("schedule, the function", lambda: scheduled(read_schedule(_CHILD, today), "ru")),
        _timed("exposure, the function", lambda: after_exposure(read_exposure(_MET, today), "ru")),
        _timed(
            "schedule as FHIR, the function",
            lambda: schedule_resource(scheduled(read_schedule(_CHILD, today), "ru"), None),
        ),
    ]


def over_http() -> list[dict[str, Any]]:
    """Calls of a server, one after another, over one connection."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATABASE_URL": f"sqlite:///{folder}/conversations.db", "REST_KEYS_FILE": f"{folder}/keys.json"}
        bot = Bot(Path(folder), AUDIT_FILE=f"{folder}/audit.jsonl", **own)
        bot.start()
        try:
            line = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=60)

            def call(path: str, body: object, accept: str = "application/json") -> None:
                headers = {"Content-Type": "application/json", "Accept": accept}
                line.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
                answer = line.getresponse()
                answer.read()
                if answer.status != http.HTTPStatus.OK:
                    raise RuntimeError(f"{path} answered {answer.status}")

            return [
                _timed("GET /health/live", lambda: call("/health/live", None)),
                _timed("POST /api/v1/schedule", lambda: call("/api/v1/schedule", _CHILD)),
                _timed("POST /api/v1/schedule as FHIR", lambda: call("/api/v1/schedule", _CHILD, _FHIR)),
                _timed("POST /api/v1/exposure", lambda: call("/api/v1/exposure", _MET)),
            ]
        finally:
            bot.stop()


def _timed(what: str, call: Callable[[], object]) -> dict[str, Any]:
    times = []
    for number in range(_CALLS + _WARM_UP):
        began = time.perf_counter()
        call()
        if number >= _WARM_UP:
            times.append((time.perf_counter() - began) * 1000)
    return {
        "what": what,
        "p50": round(statistics.median(times), 3),
        "p95": round(statistics.quantiles(times, n=20)[-1], 3),
    }


if __name__ == "__main__":
    main()
