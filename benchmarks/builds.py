"""Two builds of the bot side by side: ``python -m benchmarks.builds URL_OF_ONE URL_OF_THE_OTHER``.

Both run already, each from its own checkout, with ``RATE_LIMIT=off LOCAL_ACCESS=on``. The first messages of the talks
of ``tests/conversations`` go to each in turn, in conversations of their own, so that both meet the same machine at the
same time. Prints each build's median and ninth tenth, and the median of one by that of the other.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from typing import Final

from benchmarks.parts import nine_of_ten_under, parents_messages

_ROUNDS: Final = 3
_TIMEOUT_S: Final = 60


def milliseconds(address: str, sender: str, text: str) -> float:
    """How long the answer to one message takes.

    Raises:
        OSError: nobody answers there, or not with success.
    """
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(  # noqa: S310 - loopback, given by hand
        f"{address.rstrip('/')}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
        answer.read()
    return (time.perf_counter() - began) * 1000


def in_turn(
    addresses: Sequence[str], messages: Sequence[str], ask: Callable[[str, str, str], float], rounds: int = _ROUNDS
) -> list[list[float]]:
    """The times of each build: of each message the least of all rounds, the builds taking turns in going first."""
    best = [[float("inf")] * len(messages) for _ in addresses]
    for number in range(rounds):
        for index, text in enumerate(messages):
            order = range(len(addresses)) if (number + index) % 2 else range(len(addresses) - 1, -1, -1)
            for build in order:
                took = ask(addresses[build], f"builds-{number}-{index}", text)
                best[build][index] = min(best[build][index], took)
    return best


def report(addresses: Sequence[str], times: Sequence[Sequence[float]]) -> str:
    """A line for each build, then the first by the last."""
    lines = [
        f"{address}: median {statistics.median(some):.2f} ms, nine of ten under {nine_of_ten_under(some):.2f} ms"
        for address, some in zip(addresses, times, strict=True)
    ]
    ratio = statistics.median(times[0]) / statistics.median(times[-1])
    return "\n".join([*lines, f"The first takes {ratio:.2f} of the last."])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs=2, help="where the two bots answer: http://127.0.0.1:5005")
    parser.add_argument("--messages", type=int, default=300)
    given = parser.parse_args(arguments)
    messages = parents_messages()[: given.messages]
    print(f"{len(messages)} messages, each the first of its talk, best of {_ROUNDS}.")
    print(report(given.urls, in_turn(given.urls, messages, milliseconds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
