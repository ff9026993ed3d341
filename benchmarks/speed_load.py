"""Measuring a running server: message times, messages a second, memory. All on loopback, all bounded."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bot_servers import RestServer
from benchmarks.services import tool

#: Times around a place in a conversation are those of so many messages up to it.
AROUND: Final = 10
#: Each person of the long conversations begins so many texts after the one before.
_STEP: Final = 7
_PATH: Final = "/webhooks/rest/webhook"
_HEADERS: Final = {"Content-Type": "application/json"}

#: Each request begins a conversation of its own; empty answers are counted.
_WRK: Final = """
local messages = {%s}
local thread_number = 0
local threads = {}
function setup(thread)
  thread_number = thread_number + 1
  thread:set("id", thread_number)
  table.insert(threads, thread)
end
function init(args) n = 0; empty = 0; failed = 0 end
function request()
  n = n + 1
  local body = '{"sender":"%s-' .. id .. '-' .. n .. '","message":' .. messages[(n %% #messages) + 1] .. '}'
  return wrk.format("POST", "%s", {["Content-Type"] = "application/json"}, body)
end
function response(status, headers, body)
  if status ~= 200 then failed = failed + 1 elseif body == "[]" then empty = empty + 1 end
end
function done(summary, latency, requests)
  local empty, failed = 0, 0
  for _, thread in ipairs(threads) do
    empty, failed = empty + thread:get("empty"), failed + thread:get("failed")
  end
  print(string.format("RESULT %%d %%d %%d %%d", summary.requests, summary.duration, empty, failed))
end
"""


@dataclass(frozen=True)
class Times:
    """Message times in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Percentiles of a sample, each the smallest value that is not below the share."""
        ordered = sorted(seconds)
        return cls(*(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95, 0.99)))


class Client:
    """One person's connection, kept open."""

    def __init__(self, server: RestServer) -> None:
        """Connected at the first message."""
        self._server = server
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)

    def say(self, sender: str, text: str) -> float:
        """Seconds until the answer was there; an empty one is counted as silence.

        Raises:
            RuntimeError: the server failed.
        """
        body = json.dumps({"sender": sender, "message": text}).encode()
        begun = time.perf_counter()
        self._connection.request("POST", _PATH, body, _HEADERS)
        answer = self._connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - begun
        if answer.status != 200:
            raise RuntimeError(f"the server failed on a message of the benchmark (status {answer.status})")
        self._server.said += 1
        self._server.silent += content == b"[]"
        return took


def new_conversations(server: RestServer, messages: Sequence[str], count: int) -> Times:
    """Times of first messages, one after the other."""
    client, texts = Client(server), itertools.cycle(messages)
    return Times.of([client.say(f"new-{number}", next(texts)) for number in range(count)])


def long_conversation(
    server: RestServer, messages: Sequence[str], places: Sequence[int], people: int, short: int
) -> dict[int, Times]:
    """Times at places of conversations, each over the ten messages up to it (fewer at the beginning).

    ``people`` talk to the last place, and ``short`` more to the second: the first places have few messages each.
    """
    found: dict[int, list[float]] = {place: [] for place in places}
    client = Client(server)
    for person, length in enumerate([max(places)] * people + [sorted(places)[1]] * short):
        texts = itertools.islice(itertools.cycle(messages), _STEP * person, None)  # other texts at each place
        for number in range(1, length + 1):
            took = client.say(f"long-{person}", next(texts))
            for place in places:
                if place - min(AROUND, place - 1) < number <= place:
                    found[place].append(took)
    return {place: Times.of(seconds) for place, seconds in found.items()}


def messages_a_second(server: RestServer, messages: Sequence[str], clients: int, seconds: int, run: str) -> float:
    """Answered messages a second that wrk counted, each the first of a conversation.

    Raises:
        RuntimeError: the server or wrk failed.
    """
    texts = ", ".join(f"[==[{json.dumps(text)}]==]" for text in messages)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        script.write_text(_WRK % (texts, f"{run}-{clients}", _PATH), encoding="utf-8")
        wrk = [str(tool("wrk")), "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
        command = [*wrk, f"http://127.0.0.1:{server.port}"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 90)
    result = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if result is None:
        raise RuntimeError(f"wrk said: {done.stdout[-500:]}{done.stderr[-500:]}")
    answered, microseconds, empty, failed = (int(value) for value in result.groups())
    if failed:
        raise RuntimeError(f"the server failed on {failed} of {answered} messages")
    server.said += answered
    server.silent += empty
    return answered / (microseconds / 1e6)


def talk_much(server: RestServer, messages: Sequence[str], count: int, people: int, threads: int = 4) -> None:
    """``count`` messages of ``people`` people, in turns; each person on one connection, so in order."""

    def talk(thread: int) -> None:
        client, texts = Client(server), itertools.cycle(messages)
        for number in range(thread, count, threads):
            client.say(f"crowd-{number % people}", next(texts))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(talk, range(threads)))


def memory_of(process: int) -> float:
    """MiB of a process and its children; what they share counts once (proportional set size)."""
    sizes = [
        size for rollup in _told_by(process, "smaps_rollup") for size in re.findall(r"^Pss:\s+(\d+)", rollup, re.M)
    ]
    return sum(map(int, sizes)) / 1024


def cpu_seconds_of(process: int) -> float:
    """Seconds that a process and its children have computed, in their own code and in the kernel's."""
    behind_the_name = [stat.rpartition(")")[2].split() for stat in _told_by(process, "stat")]
    ticks = sum(sum(map(int, fields[11:15])) for fields in behind_the_name)  # its own, and of children that ended
    return ticks / os.sysconf("SC_CLK_TCK")


def _told_by(process: int, name: str) -> list[str]:
    """A file in /proc of a process and of all that it began; one that ended meanwhile tells nothing."""
    try:
        told = Path(f"/proc/{process}/{name}").read_text()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [told, *itertools.chain.from_iterable(_told_by(int(child), name) for child in children)]
