"""The table of ``make bench``, docs/benchmarks.md and its pictures."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import matplotlib as mpl

from benchmarks.data import ROOT
from benchmarks.outreach import PART as OUTREACH
from benchmarks.speed_load import Times
from benchmarks.training import PART as TRAINING

mpl.use("Agg")
from matplotlib import pyplot as plt

OURS: Final = "ours"
DEFAULT: Final = "Rasa's default"
FLOOR: Final = "the floor"


@dataclass(frozen=True)
class Memory:
    """MiB of a server: fresh, after a tenth of the crowd's messages, after all."""

    idle: float
    warm: float
    after: float


@dataclass(frozen=True)
class Shared:
    """Workers that share PostgreSQL and Redis: messages a second, and processor time of a message in ms."""

    messages: float
    own_ms: float
    services_ms: float


@dataclass(frozen=True)
class Figures:
    """What was measured of one bot: times in ms, loads in messages a second by clients, size in MiB."""

    new: Times
    places: Mapping[int, Times]
    loads: Mapping[int, float]
    start_seconds: float
    memory: Memory
    training_seconds: float
    model_size: float
    silent_percent: float


@dataclass(frozen=True)
class Target:
    """A ratio that was aimed at."""

    name: str
    value: float
    reach: float
    beyond: float
    more_is_better: bool

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.more_is_better:
            return "beyond" if self.value >= self.beyond else "reached" if self.value >= self.reach else "missed"
        return "beyond" if self.value <= self.beyond else "reached" if self.value <= self.reach else "missed"


def targets(figures: Mapping[str, Figures], workers: Mapping[int, Shared]) -> list[Target]:
    """The seven ratios, within this one run."""
    ours, default, floor = figures[OURS], figures[DEFAULT], figures[FLOOR]
    first, last = min(ours.places), max(ours.places)
    load = max(ours.loads)
    growth = max(0.0, ours.memory.after / ours.memory.warm - 1) * 100
    flat = ours.places[last].p50 / ours.places[first].p50
    faster = default.new.p50 / ours.new.p50
    busier = ours.loads[load] / default.loads[load]
    smaller = ours.memory.after / default.memory.after
    return [
        Target("a new conversation's p50: times faster than Rasa's default", faster, 6, 12, True),
        Target(f"p50 at message {last} against message {first}, ours", flat, 1.5, 1.1, False),
        Target("p50 against the floor", ours.new.p50 / floor.new.p50, 2.5, 1.5, False),
        Target(f"messages a second, {load} clients, against Rasa's default", busier, 8, 15, True),
        Target("memory against Rasa's default", smaller, 0.6, 0.4, False),
        Target("memory growth from a tenth of the crowd's messages to all, %", growth, 5, 0.5, False),
        Target("two workers against one", workers[2].messages / workers[1].messages, 1.7, 1.9, True),
    ]


def table(figures: Mapping[str, Figures], places: Sequence[int]) -> str:
    """All figures in Markdown, with ratios to Rasa's default."""
    names = list(figures)
    lines = [f"| | {' | '.join(names)} | ours to default |", f"|---|{'---|' * (len(names) + 1)}"]

    def row(title: str, values: Mapping[str, float], form: str = "{:.1f}") -> None:
        cells = " | ".join(form.format(values[name]) for name in names)
        lines.append(f"| {title} | {cells} | {values[OURS] / values[DEFAULT]:.2f} |")

    for share in ("p50", "p95", "p99"):
        row(f"message, new conversation, {share}, ms", {n: getattr(f.new, share) for n, f in figures.items()})
    for place in places:
        for share in ("p50", "p95", "p99"):
            values = {n: float(getattr(f.places[place], share)) for n, f in figures.items()}
            row(f"message {place} of a conversation, {share}, ms", values)
    for clients in figures[OURS].loads:
        row(f"messages a second, {clients} client(s)", {n: f.loads[clients] for n, f in figures.items()})
    row("start until the first answer, s", {n: f.start_seconds for n, f in figures.items()})
    row("memory, idle, MiB", {n: f.memory.idle for n, f in figures.items()}, "{:.0f}")
    row("memory, a tenth of the crowd's messages, MiB", {n: f.memory.warm for n, f in figures.items()}, "{:.0f}")
    row("memory, all of the crowd's messages, MiB", {n: f.memory.after for n, f in figures.items()}, "{:.0f}")
    row("training, s", {n: f.training_seconds for n, f in figures.items()}, "{:.0f}")
    row("model, MiB", {n: f.model_size for n, f in figures.items()}, "{:.2f}")
    silent = " | ".join(f"{figures[name].silent_percent:.1f}" for name in names)
    lines.append(f"| messages without any answer, % | {silent} | |")
    return "\n".join(lines)


def target_table(found: Sequence[Target]) -> str:
    """The ratios in Markdown."""
    lines = ["| ratio | to reach | beyond | measured | |", "|---|---|---|---|---|"]
    lines += [f"| {t.name} | {t.reach:g} | {t.beyond:g} | {t.value:.2f} | {t.verdict} |" for t in found]
    return "\n".join(lines)


def worker_table(workers: Mapping[int, Shared]) -> str:
    """What several workers answer, and what bounds them, in Markdown."""
    titles = "workers | messages a second | workers' processor time a message, ms | PostgreSQL's and Redis's, ms"
    lines = [f"| {titles} | at most, by the cores |", "|---|---|---|---|---|"]
    for count, found in workers.items():
        most = 1000 * (os.cpu_count() or 1) / (found.own_ms + found.services_ms)
        lines.append(f"| {count} | {found.messages:.1f} | {found.own_ms:.2f} | {found.services_ms:.2f} | {most:.0f} |")
    return "\n".join(lines)


def write_report(
    figures: Mapping[str, Figures],
    workers: Mapping[int, Shared],
    places: Sequence[int],
    is_quick: bool,
    folder: Path | None = None,
) -> str:
    """Write docs/benchmarks.md with pictures (or into ``folder``) and give the tables for the terminal."""
    docs = folder or ROOT / "docs"
    images = docs / "images"
    images.mkdir(exist_ok=True)
    ratios = target_table(targets(figures, workers))
    everything = table(figures, places)
    by_workers = worker_table(workers)
    note = "**A quick run: the figures only show that everything runs.**\n\n" if is_quick else ""
    machine = f"{platform.node()}: {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    text = f"""# Speed, measured

{note}`make bench` wrote this page on {time.strftime("%Y-%m-%d")} on {machine}.
One run, one machine, the three bots one after the other; ratios matter more than milliseconds. *Rasa's default* is
the configuration of `rasa init` (DIET, TED, UnexpecTED) trained on a sample of our examples with our rules; *the floor*
is Rasa with an empty pipeline and one rule. Each keeps its conversations in an SQLite file, answers over HTTP on
loopback, and gets messages that a fixed answer follows. wrk counts the messages a second from the same machine, so
it takes a part of its cores. The crowd is 1,000 people with 10,000 messages. With `MODELS=folder` the
default project's model and its training time are those of an earlier run from the same examples.

To be fair: Rasa's SQL store waits for the disk at every commit, and commits more than once a turn; our SQLite file
uses a write-ahead log that survives a killed process without that wait (docs/decisions/0040). On a slow disk this
alone makes a good part of the difference, also against the floor.

{ratios}

{everything}

## Several workers

Ours with PostgreSQL and Redis, 32 clients; the best of several runs in turns.

{by_workers}

Two workers, PostgreSQL, Redis and wrk share the cores of this one machine, and a single worker's database already
computes on another core than the worker. The last column is what the cores could give at most by these figures.

![Message times along a conversation](images/speed_length.png)

![Messages a second](images/speed_load.png)
"""
    page = docs / "benchmarks.md"
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    kept = [found[0] for part in (OUTREACH, TRAINING) if (found := part.search(before))]
    page.write_text("\n".join([text, *kept]), encoding="utf-8")
    _draw_length(figures, images / "speed_length.png")
    _draw_load(figures, images / "speed_load.png")
    return f"{note}{ratios}\n\n{everything}\n\n{by_workers}"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    return found[1] if found else platform.machine()


def _draw_length(figures: Mapping[str, Figures], path: Path) -> None:
    figure, axes = plt.subplots(figsize=(6, 4))
    for name, found in figures.items():
        axes.plot(list(found.places), [times.p50 for times in found.places.values()], marker="o", label=name)
    axes.set(xlabel="message of the conversation", ylabel="p50, ms", yscale="log")
    axes.legend()
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=110, bbox_inches="tight")
    plt.close(figure)


def _draw_load(figures: Mapping[str, Figures], path: Path) -> None:
    figure, axes = plt.subplots(figsize=(6, 4))
    for name, found in figures.items():
        axes.plot(list(found.loads), list(found.loads.values()), marker="o", label=name)
    axes.set(xlabel="clients", ylabel="messages a second", xscale="log", yscale="log")
    axes.legend()
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=110, bbox_inches="tight")
    plt.close(figure)
