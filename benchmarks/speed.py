"""``make bench``: our bot, Rasa's default project and the floor, side by side on this machine."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bot_servers import RestServer
from benchmarks.services import Postgres, Redis, Service, running
from benchmarks.speed_load import (
    Times,
    cpu_seconds_of,
    long_conversation,
    memory_of,
    messages_a_second,
    new_conversations,
    talk_much,
)
from benchmarks.speed_projects import Project, build_all
from benchmarks.speed_report import Figures, Memory, Shared, write_report

CLIENTS: Final = (1, 8, 32)


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    examples: int = 60
    epochs: int = 100
    new: int = 300
    places: tuple[int, ...] = (5, 50, 200, 500)
    people: int = 2
    short: int = 8
    load_seconds: int = 20
    crowd_messages: int = 10_000
    crowd: int = 1_000
    repeats: int = 3

    @property
    def is_quick(self) -> bool:
        """Whether the figures only show that everything runs."""
        return self.crowd_messages < 10_000


QUICK: Final = Plan(5, 1, 40, (5, 20), 1, 1, 3, 200, 52, 1)


def main(arguments: list[str] | None = None) -> int:
    """Measure and write docs/benchmarks.md; the exit status is 0 when all was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small counts, report in a temporary folder only")
    parser.add_argument("--models", type=Path, help="keep trained models here; the default project's is taken again")
    options = parser.parse_args(arguments)
    plan = QUICK if options.quick else Plan()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _say("training three models")
        projects = build_all(options.models or folder / "models", plan.examples, plan.epochs)
        figures = {
            project.name: measure(project, folder / project.name.replace(" ", "-"), plan) for project in projects
        }
        workers = measure_workers(projects[0], folder, plan)
        print(write_report(figures, workers, plan.places, plan.is_quick, folder if plan.is_quick else None))
    return 0


def measure(project: Project, folder: Path, plan: Plan) -> Figures:
    """All figures of one bot."""
    server = project.server(folder)
    _say(f"{project.name}: start")
    begun = time.perf_counter()
    server.start()
    try:
        server.say("first", project.messages[0])
        start_seconds = time.perf_counter() - begun
        _say(f"{project.name}: new conversations")
        new_conversations(server, project.messages, 50)  # what loads at first use
        new = _best([new_conversations(server, project.messages, plan.new) for _ in range(plan.repeats)])
        _say(f"{project.name}: messages a second")
        loads = {
            clients: max(
                messages_a_second(server, project.messages, clients, plan.load_seconds, f"w{repeat}")
                for repeat in range(min(2, plan.repeats))
            )
            for clients in CLIENTS
        }
        _say(f"{project.name}: long conversations")
        places = long_conversation(server, project.messages, plan.places, plan.people, plan.short)
    finally:
        server.stop()
    memory = measure_memory(project, folder / "memory", plan)
    size = project.model.stat().st_size / 2**20
    silent = 100 * server.silent / server.said
    return Figures(new, places, loads, start_seconds, memory, project.training_seconds, size, silent)


def measure_memory(project: Project, folder: Path, plan: Plan) -> Memory:
    """Memory of a fresh server, after a first tenth of the messages, and after all of them."""
    _say(f"{project.name}: memory over {plan.crowd_messages} messages")
    with running(project.server(folder)) as server:
        server.say("first", project.messages[0])
        idle = _memory(server)
        talk_much(server, project.messages, plan.crowd_messages // 10, plan.crowd)
        warm = _memory(server)
        talk_much(server, project.messages, plan.crowd_messages, plan.crowd)
        return Memory(idle, warm, _memory(server))


def measure_workers(own: Project, folder: Path, plan: Plan) -> dict[int, Shared]:
    """One and two workers with PostgreSQL and Redis on the same machine, in turns; the best run of each."""
    found: dict[int, list[Shared]] = {1: [], 2: []}
    postgres = Postgres()
    redis_folder = folder / "redis"
    redis_folder.mkdir()
    try:
        with running(postgres), running(Redis(redis_folder)) as redis:
            for repeat in range(plan.repeats):
                for workers, runs in found.items():
                    _say(f"ours: {workers} worker(s) with PostgreSQL and Redis")
                    settings = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "WORKERS": str(workers)}
                    server = own.server(folder / f"workers-{workers}-{repeat}", **settings)
                    with running(server):
                        runs.append(_shared_load(server, own, (postgres, redis), plan, f"n{workers}{repeat}"))
    finally:
        postgres.remove()
    return {workers: max(runs, key=lambda run: run.messages) for workers, runs in found.items()}


def _shared_load(server: RestServer, own: Project, services: tuple[Service, ...], plan: Plan, run: str) -> Shared:
    """Messages a second with 32 clients, and what a message costs the workers and the services they share."""
    new_conversations(server, own.messages, 50)
    said, before = server.said, [_cpu(server), sum(map(_cpu, services))]
    rate = messages_a_second(server, own.messages, 32, plan.load_seconds, run)
    spent = [1000 * (now - then) for now, then in zip((_cpu(server), sum(map(_cpu, services))), before, strict=True)]
    return Shared(rate, *(milliseconds / (server.said - said) for milliseconds in spent))


def _cpu(service: Service) -> float:
    assert service.process is not None  # noqa: S101 (it is running)
    return cpu_seconds_of(service.process.pid)


def _best(runs: list[Times]) -> Times:
    """The run with the lowest median: other work on the machine only ever adds."""
    return min(runs, key=lambda times: times.p50)


def _memory(server: RestServer) -> float:
    assert server.process is not None  # noqa: S101 (it is running)
    return memory_of(server.process.pid)


def _say(step: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
