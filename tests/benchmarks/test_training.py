"""The measure of a training: its table, and that its part of the page stays when the rest is written anew."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.training import PART, Taken, _mebibytes, _with_children, table


def test_two_builds_have_a_ratio() -> None:
    text = table({"this build": Taken(100, 150, 600), "the other build": Taken(200, 250, 1200)})
    assert "| this build | 100 | 150 | 600 |\n" in text
    assert "| ratio | 0.50 | 0.60 | 0.50 |\n" in text
    assert "ratio |" not in table({"this build": Taken(100, 150, 600)})
    assert PART.search(f"before\n<!-- training -->\n{text}<!-- /training -->\nbehind")


def test_the_memory_of_children_counts() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert {os.getpid(), child.pid} <= set(_with_children(os.getpid()))
        assert _mebibytes(child.pid) > 0
        child.communicate(b"\n")
    assert _mebibytes(child.pid) == 0
