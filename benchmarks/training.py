"""What a training takes: ``python -m benchmarks.training [ANOTHER_CHECKOUT]`` (``make bench-training``).

Trains without Rasa's cache into a folder that is thrown away, and writes the training's part of docs/benchmarks.md.
With the folder of another checkout (an older build, its ``.venv`` in it) both are trained one after the other: on
a machine that others use, only their ratio and the processor's time tell something.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.data import ROOT

PAGE: Final = ROOT / "docs" / "benchmarks.md"
PART: Final = re.compile(r"<!-- training -->.*?<!-- /training -->\n", re.S)
_EVERY_S: Final = 0.5
_TRAIN: Final = (
    "import sys; from pathlib import Path; import rasa_project.cli as cli; "
    "cli.MODELS = Path(sys.argv[1]); sys.exit(cli.main(['train']))"
)


class Taken(NamedTuple):
    """Seconds on the clock and of the processor, and MiB of all processes together at the peak."""

    seconds: float
    processor: float
    memory: float


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page's part."""
    found = {"this build": measure(ROOT)}
    if arguments:
        found["the other build"] = measure(Path(arguments[0]).resolve())
    part = f"<!-- training -->\n{table(found)}<!-- /training -->\n"
    print(part)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(PART.sub(lambda _: part, page) if PART.search(page) else f"{page}\n{part}", encoding="utf-8")
    return 0


def measure(checkout: Path) -> Taken:
    """Train a checkout once.

    Raises:
        RuntimeError: it can't be trained.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RASA_CACHE_DIRECTORY": f"{folder}/cache", "PYTHONPATH": "packages/kazakh/src:."}
        command = [str(checkout / ".venv/bin/python"), "-W", "ignore", "-c", _TRAIN, folder]
        before, begun, memory = os.times(), time.perf_counter(), 0.0
        with subprocess.Popen(command, cwd=checkout, env=environment, stdout=subprocess.DEVNULL) as training:
            while training.poll() is None:
                memory = max(memory, sum(map(_mebibytes, _with_children(training.pid))))
                time.sleep(_EVERY_S)
        after = os.times()
    if training.returncode:
        raise RuntimeError(f"{checkout} can't be trained: it ended with {training.returncode}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(time.perf_counter() - begun, processor, memory)


def table(found: dict[str, Taken]) -> str:
    """The part of the page, in Markdown."""
    lines = [
        "## Training",
        "",
        f"`make bench-training` on {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores; the load of the machine at the "
        f"end was {os.getloadavg()[0]:.0f}, so the processor's time and the ratio tell more than the clock.",
        "",
        "| | seconds | processor seconds | memory at the peak, MiB |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {one.seconds:.0f} | {one.processor:.0f} | {one.memory:.0f} |" for name, one in found.items()]
    if len(found) > 1:
        ours, other = found.values()
        ratios = (mine / theirs for mine, theirs in zip(ours, other, strict=True))
        lines.append(f"| ratio | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |")
    return "\n".join([*lines, ""])


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [int(child) for path in Path(f"/proc/{pid}/task").iterdir()
                    for child in (path / "children").read_text(encoding="ascii").split()]  # fmt: skip
    except OSError:
        return
    for child in children:
        yield from _with_children(child)


def _mebibytes(pid: int) -> float:
    """Of a process, what it shares counted by halves (proportional set size); nothing of one that has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.M)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
