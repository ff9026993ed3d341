"""How long the reading of one message takes: ``python -m benchmarks.reading``. The bar is 25 ms of processor time.

Every hostile text of ``benchmarks/hostile.py`` goes through what a served message goes through: the gateway's cleaning,
the model's graph, and a whole turn with the actions, in a new conversation and at an open question. Words are forgotten
before each text, as if nobody had written any of them before. Times are of this thread's processor, which bear other
programs on the machine better than a clock does; of a text over half the bar the best of three counts.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import structlog

from benchmarks.hostile import Text, texts

if TYPE_CHECKING:  # Rasa brings numpy, which looks at the environment once
    from rasa.engine.runner.interface import GraphRunner

_ROOT: Final = Path(__file__).resolve().parents[1]
_BAR_MS: Final = 25.0
#: A whole turn, the answer worded and stored in memory: what reads the words once more is found by it.
_TURN_BAR_MS: Final = 100.0
_SHOWN: Final = 12
#: Opens a consultation, whose question then stands.
_OPENING: Final = "балам ауырып жатыр, қызуы 38, бөртпе шықты"
_USUAL: Final = (
    "Қызылшаға қарсы екпе қай жаста салынады?",
    "балам 3 жаста, екі күннен бері қызуы 38,5, бетінде бөртпе бар, жөтеліп тұр, емханаға барайық па?",
    "у дочки 5 лет сыпь и температура 39, садик, контакт с корью неделю назад, что делать?",
)


class Cost(NamedTuple):
    """Milliseconds of processor time of each part of one message's turn, and its reading by the clock on the wall."""

    kind: str
    text: str
    cleaning: float
    reading: float
    turn: float
    at_question: float
    reading_by_clock: float

    @property
    def worst(self) -> float:
        """The bar holds for reading, whatever reads."""
        return self.cleaning + self.reading


class Reader:
    """The bot as it is served, over a store in memory."""

    def __init__(self) -> None:
        """Load the trained model."""
        from rasa_project.server import in_process_endpoints, load_agent

        self._agent = load_agent(_ROOT / "models" / "measles.tar.gz", in_process_endpoints(_ROOT / "endpoints.yml"))
        gc.collect()
        gc.freeze()  # as the server does

    @property
    def runner(self) -> GraphRunner:
        """What runs the model's graph."""
        return self._agent.processor.graph_runner

    async def cost(self, text: Text) -> Cost:
        """All parts of one text."""
        cleaning, _ = await _best(lambda: self._clean(text.text))
        reading, by_clock = await _best(lambda: self.parse(text.text))
        turn, _ = await _best(lambda: self.turn(text.text), prepare=self.in_a_new_conversation)
        at_question, _ = await _best(lambda: self.turn(text.text), prepare=self._at_a_question)
        return Cost(text.kind, text.text, cleaning, reading, turn, at_question, by_clock)

    async def _clean(self, text: str) -> None:
        from rasa_project.channels.payloads import as_understood, own_payloads
        from rasa_project.privacy.marks import without_identifiers

        without_identifiers(as_understood(text, own_payloads()))

    async def parse(self, text: str) -> None:
        """Read a message, as Rasa's processor does at the beginning of a turn."""
        from rasa.core.channels.channel import UserMessage
        from rasa.shared.core.trackers import DialogueStateTracker

        from kazakh.analysis import one_turn

        tracker = DialogueStateTracker.from_events("reader", [], self._agent.domain.slots)
        with one_turn():
            await self._agent.processor.parse_message(UserMessage(text), tracker)

    async def turn(self, text: str) -> None:
        """One turn, its answers thrown away."""
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        await self._agent.handle_message(UserMessage(text, CollectingOutputChannel(), "reader"))

    async def in_a_new_conversation(self) -> None:
        """Forget all conversations."""
        from rasa.core.tracker_store import InMemoryTrackerStore

        self._agent.processor.tracker_store = InMemoryTrackerStore(self._agent.domain)

    async def _at_a_question(self) -> None:
        await self.in_a_new_conversation()
        await self.turn(_OPENING)


async def _best(
    run: Callable[[], Awaitable[Any]], prepare: Callable[[], Awaitable[Any]] | None = None
) -> tuple[float, float]:
    """Milliseconds of this thread's processor, and by the clock: the least of three rounds."""
    from kazakh.memory import forget_words

    best = by_clock = float("inf")
    for _ in range(3):
        if prepare is not None:
            await prepare()
        forget_words()
        began, at = time.thread_time(), time.monotonic()
        await run()
        best = min(best, (time.thread_time() - began) * 1000)
        by_clock = min(by_clock, (time.monotonic() - at) * 1000)
        if best < _BAR_MS / 2:
            break
    return best, by_clock


def main(arguments: Sequence[str] | None = None) -> int:
    """Time hostile texts; 1 where one took longer than the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1, help="of all kinds, each with other random signs")
    parser.add_argument("--every", type=int, default=1, help="of the texts read only each so many-th")
    given = parser.parse_args(arguments)
    os.environ.setdefault("SENDER_KEY", "k" * 40)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as a served bot has it
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    return asyncio.run(_measure(list(texts(given.seed, given.rounds))[:: given.every]))


async def _measure(hostile: Sequence[Text]) -> int:
    reader = Reader()
    await reader.cost(Text("warm-up", _USUAL[0]))
    usual = [await reader.cost(Text("usual", text)) for text in _USUAL]
    costs = [await reader.cost(text) for text in hostile]
    print(f"{len(costs)} texts of up to 2,000 characters; milliseconds of processor time, but for the last row.")
    print(f"{'':16}{'usual':>8}{'median':>8}{'99 %':>8}{'worst':>8}  the worst is")
    for part in ("cleaning", "reading", "turn", "at_question", "reading_by_clock"):
        values = sorted(getattr(cost, part) for cost in costs)
        worst = max(costs, key=lambda cost: getattr(cost, part))
        often = statistics.median(getattr(cost, part) for cost in usual)
        figures = (often, statistics.median(values), values[len(values) * 99 // 100], values[-1])
        print(f"{part:16}" + "".join(f"{figure:8.1f}" for figure in figures) + f"  {worst.kind}")
    print("\nThe slowest:")
    for cost in sorted(costs, key=lambda cost: -max(cost.worst, cost.turn, cost.at_question))[:_SHOWN]:
        parts = f"{cost.cleaning:.1f} + {cost.reading:.1f}, turn {cost.turn:.1f}, at a question {cost.at_question:.1f}"
        print(f"  {parts}  {cost.kind}: {cost.text[:40]!r}")
    worst_ms = max(cost.worst for cost in costs)
    turn_ms = max(max(cost.turn, cost.at_question) for cost in costs)
    print(f"\nCleaning and reading took {worst_ms:.1f} ms at most; the bar is {_BAR_MS:g} ms.")
    print(f"A turn took {turn_ms:.1f} ms at most; the bar is {_TURN_BAR_MS:g} ms.")
    return 0 if worst_ms <= _BAR_MS and turn_ms <= _TURN_BAR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
