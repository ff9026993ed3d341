"""What each component takes of the reading of a message: ``python -m benchmarks.parts`` (``make bench-parts``).

Reads every message of the whole talks of ``tests/conversations`` as a served bot does, each as the first of its talk,
and prints the median and the ninth tenth of the milliseconds of processor time by component. Words are known by then,
as they are in a bot that has run for an hour.
"""

from __future__ import annotations

import asyncio
import logging
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

import structlog

from benchmarks.reading import Reader
from rasa_project.engine.graph_runner import PlannedGraphRunner
from rasa_project.yaml_files import read_yaml

_TALKS: Final = Path(__file__).resolve().parents[1] / "tests" / "conversations"
_ROUNDS: Final = 3

Times = dict[str, list[float]]


class TimedNodes(dict[str, Any]):
    """A graph's nodes, each timed when it is called."""

    def __init__(self, nodes: Mapping[str, Any]) -> None:
        """Take the nodes of a runner."""
        super().__init__(nodes)
        self.times: Times = defaultdict(list)

    def __getitem__(self, name: str) -> Any:
        """The node, with a watch around it."""
        node = super().__getitem__(name)

        def timed(*given: Any) -> Any:
            began = time.thread_time()
            result = node(*given)
            self.times[name].append((time.thread_time() - began) * 1000)
            return result

        return timed


def parents_messages(folder: Path = _TALKS) -> list[str]:
    """What parents write in the talks of a folder, each once, in order."""
    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*.yml")):
        found.update(dict.fromkeys(_said(read_yaml(path.read_text(encoding="utf-8")))))
    return list(found)


def _said(content: Any) -> Iterator[str]:
    """The texts under ``says``, wherever they stand."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "says" and isinstance(value, str):
                yield value
            else:
                yield from _said(value)
    elif isinstance(content, list):
        for one in content:
            yield from _said(one)


def best_of_rounds(rounds: list[Times]) -> Times:
    """Of each component and message the least of all rounds: what else ran on the machine does not count."""
    return {name: [min(some) for some in zip(*(times[name] for times in rounds))] for name in rounds[0]}


def nine_of_ten_under(values: Sequence[float]) -> float:
    """The value under which nine of ten are."""
    return sorted(values)[len(values) * 9 // 10]


def table(times: Times, whole: list[float]) -> str:
    """Rows of Markdown, the dearest component first."""
    rows = sorted(times.items(), key=lambda item: -statistics.median(item[1]))
    lines = ["| component | median, ms | nine of ten under, ms |", "|---|---|---|"]
    for name, values in [*rows, ("the whole reading", whole)]:
        component = name.rpartition(".")[2]
        lines.append(f"| {component} | {statistics.median(values):.2f} | {nine_of_ten_under(values):.2f} |")
    return "\n".join(lines)


async def _measure() -> None:
    reader, messages = Reader(), parents_messages()
    runner = cast("PlannedGraphRunner", reader.runner)
    nodes = TimedNodes(runner._instantiated_nodes)
    runner._instantiated_nodes = nodes
    rounds: list[Times] = []
    for _ in range(_ROUNDS + 1):  # the first makes the words known
        nodes.times = defaultdict(list)
        whole = []
        for text in messages:
            began = time.thread_time()
            await reader.parse(text)
            whole.append((time.thread_time() - began) * 1000)
        rounds.append({**nodes.times, "whole": whole})
    best = best_of_rounds(rounds[1:])
    whole = best.pop("whole")
    print(f"{len(messages)} messages, best of {_ROUNDS}, milliseconds of processor time.")
    print(table(best, whole))


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("SENDER_KEY", "k" * 40)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    asyncio.run(_measure())


if __name__ == "__main__":
    main()
