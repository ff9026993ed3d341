"""What new words do to the memory of a worker: ``python -m benchmarks.memory``.

Messages of words that nobody wrote before go through whole turns of the served model; after each step the resident
memory is read, and how many words are remembered. Conversations are in a store of their own that is thrown away.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import structlog

from benchmarks.reading import Reader
from kazakh.memory import MOST_WORDS, words_remembered

_STEPS: Final = (10_000, 50_000, 100_000, 200_000)
_WORDS: Final = 240
_LETTERS: Final = "абвгдежзийклмнопрстуфхцчшыәғқңөұүі"
#: Memory that 100,000 words may add to what 10,000 left, in MB.
_MOST_GROWTH_MB: Final = 10.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the memory after each step; 1 where it grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    os.environ.setdefault("SENDER_KEY", "k" * 40)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    return asyncio.run(_measure(random.Random(given.seed)))


async def _measure(rng: random.Random) -> int:
    reader = Reader()
    await reader.in_a_new_conversation()
    await reader.turn("Қызылшаға қарсы екпе қай жаста салынады?")
    print(f"{0:8,} new words: {_resident_mb():7.1f} MB")
    done, resident = 0, {}
    for step in _STEPS:
        while done < step:
            await reader.in_a_new_conversation()
            words = ["".join(rng.choices(_LETTERS, k=rng.randrange(5, 9))) for _ in range(_WORDS)]
            await reader.turn(" ".join(words))
            done += _WORDS
        gc.collect()
        resident[step], kept = _resident_mb(), words_remembered()
        print(
            f"{step:8,} new words: {resident[step]:7.1f} MB, at most {max(kept):,} of {MOST_WORDS:,} words in a memory"
        )
    growth = resident[_STEPS[2]] - resident[_STEPS[0]]
    print(f"From {_STEPS[0]:,} to {_STEPS[2]:,} words: {growth:+.1f} MB; the bar is {_MOST_GROWTH_MB:g} MB.")
    return 0 if growth <= _MOST_GROWTH_MB else 1


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


if __name__ == "__main__":
    sys.exit(main())
