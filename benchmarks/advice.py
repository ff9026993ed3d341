"""How long the advice takes: ``make bench-advice`` writes benchmarks/advice.json, which docs/advice.md shows.

The functions alone, and a message that an action answers beside one that a fixed response answers.
"""

from __future__ import annotations

import asyncio
import json
import logging
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

from rasa_project.advice.ages import Birth
from rasa_project.advice.calendar import Child, plan_for
from rasa_project.advice.exposure import Exposure, exposure_advice
from rasa_project.advice.exposure import next_question as next_after_contact
from rasa_project.advice.knowledge import knowledge
from rasa_project.advice.places import Point, nearest, places_named, serving
from rasa_project.advice.triage import Case, Told, next_question, triage

if TYPE_CHECKING:
    from rasa_project.shell import Parent

ROOT: Final = Path(__file__).resolve().parents[1]
RESULT: Final = Path(__file__).with_name("advice.json")
_TIMES: Final = 2000
_MESSAGES: Final = 200


def main() -> None:
    """Measure, print and keep."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rows = [{"what": name, "ms": f"{median_ms(call):.3f}"} for name, call in functions().items()]
    rows += asyncio.run(messages())
    machine = f"{platform.machine()}, Python {platform.python_version()}, 2 shared cores"
    RESULT.write_text(
        json.dumps({"date": date.today().isoformat(), "machine": machine, "rows": rows}, ensure_ascii=False, indent=1)
        + "\n",
        encoding="utf-8",
    )
    for row in rows:
        print(f"{row['what']:60} {row['ms']} ms")


def functions() -> dict[str, Callable[[], object]]:
    """One call of each function, over the whole knowledge base."""
    known, today = knowledge(), date(2026, 11, 25)
    child = Child(doses=1, born=Birth(2022, 5, 15))
    case = Case(age_months=36, fever=Told.YES, danger=Told.NO)
    met = Exposure(1, 36, "none", 0)
    return {
        "plan_for (calendar)": lambda: plan_for(child, known.calendar, today),
        "triage": lambda: triage(case, known.triage),
        "next question of the triage": lambda: next_question(case, known.triage),
        "exposure_advice": lambda: exposure_advice(met, known.exposure, today),
        "next question after a contact": lambda: next_after_contact(Exposure(), known.exposure),
        "who serves a place": lambda: [serving(one, known.places) for one in places_named("Бірлік", known.places)],
        "nearest places": lambda: nearest(Point(45.8, 62.1), known.places),
    }


def median_ms(call: Callable[[], object]) -> float:
    """Median time of one call in milliseconds."""
    times = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


async def messages() -> list[dict[str, str]]:
    """A message in a new conversation, answered by a response and by actions; alternating, in one run."""
    from rasa_project.shell import Parent, close, keep_apart, load_served_agent

    asked = {
        "a message answered by a fixed response": "қызылша қалай жұғады",
        "a message answered by the calendar": "балам 3 жаста, бір рет егілген, келесі екпе қашан",
        "a message answered by the clinic finder": "Бозкөлде тұрамыз, қайда барамыз",
        "a message that begins a triage": "баламның қызуы көтеріліп денесіне бөртпе шықты",
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    with tempfile.TemporaryDirectory() as folder:
        keep_apart(Path(folder))
        agent = load_served_agent(ROOT, ROOT / "models" / "measles.tar.gz")
        for _ in range(_MESSAGES):
            for name, text in asked.items():
                times[name].append(await _timed(Parent(agent), text))
        close(agent)
    medians = {name: statistics.median(some[10:]) for name, some in times.items()}
    plain = next(iter(medians.values()))
    rows = [{"what": name, "ms": f"{ms:.2f}"} for name, ms in medians.items()]
    most = max(medians.values()) - plain
    return [*rows, {"what": "what an action adds at the most", "ms": f"{most:.2f}"}]


async def _timed(parent: Parent, text: str) -> float:
    started = time.perf_counter()
    await parent.says(text)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
