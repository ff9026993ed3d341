"""Raw sockets against a server of our own: malformed requests, and after each a parent who must be answered."""

from __future__ import annotations

import http.client
import itertools
import json
import re
import socket
import time
from collections import Counter
from typing import Final

from benchmarks.malformed import Malformed, generated

_PATIENCE_SECONDS: Final = 30.0
_MESSAGE: Final = "Қызылша қалай жұғады?"
_STATUS: Final = re.compile(rb"HTTP/1\.1 (\d{3}) ")
_LEAKS: Final = (b"Traceback", b"site-packages", b".py:", b"sanic")


def attack(port: int, requests: int, seed: int, most_seconds: float) -> list[str]:
    """Send ``requests`` malformed requests, print the counts by kind and by status; what gave way.

    Args:
        port: of a server on this machine without rates.
        requests: how many.
        seed: the same seed makes the same requests.
        most_seconds: it is a fault not to be done by then.
    """
    families: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    faults: list[str] = []
    began = time.monotonic()
    for number, entry in enumerate(itertools.islice(generated(seed), requests)):
        said = _statuses(port, entry)
        families[entry.family] += 1
        statuses.update(said[-1:])
        faults += _faults(entry, said)
        if not _is_parent_answered(port, f"raw-{number}"):
            faults.append(f"a parent was not answered after {entry.kind}: {entry.raw[:300]!r}")
            break
        if time.monotonic() - began > most_seconds:
            faults.append(f"only {sum(families.values())} malformed requests in {most_seconds:.0f} s")
            break
    seconds = time.monotonic() - began
    print(
        f"Malformed: {sum(families.values())} requests in {seconds:.0f} s, seed {seed}; a parent was asked after each"
    )
    print("  by kind: " + _told(families))
    print("  by last status: " + _told(statuses))
    return faults


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(counts.items()))


def _faults(entry: Malformed, said: list[str]) -> list[str]:
    """What is wrong with the answers: to an unfinished request there is none, to all others a refusal comes last."""
    expected = {str(status) for status in entry.statuses} if entry.is_whole else {"closed"}
    before = set(said[:-1]) - {"404", "405", "401", "200"}
    if said[-1:] and said[-1] in expected and not before:
        return []
    return [f"{entry.kind}: answered with {said}, not with {sorted(expected)}: {entry.raw[:300]!r}"]


def _statuses(port: int, entry: Malformed) -> list[str]:
    """The status of each answer; ``closed`` where none came before we closed, ``leak`` where it told too much."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS) as line:
        said = b""
        try:
            line.sendall(entry.raw)
            while entry.is_whole and (piece := line.recv(65536)):
                said += piece
        except TimeoutError:
            return ["open"]
        except OSError:
            pass  # reset: what was said before it counts
    if any(leak in said for leak in _LEAKS):
        return ["leak"]
    return [status.decode() for status in _STATUS.findall(said)] or ["closed"]


def _is_parent_answered(port: int, sender: str) -> bool:
    """Whether somebody new is answered: who asks the same again is told so, and not in the same words."""
    question = json.dumps({"sender": sender, "message": _MESSAGE}).encode()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    try:
        line.request("POST", "/api/v1/messages", question, {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status == 200 and "ауа".encode() in answer.read()
    except (http.client.HTTPException, OSError):
        return False
    finally:
        line.close()
