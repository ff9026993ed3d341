"""The short form of `make fuzz`: a server that is attacked does not give way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.alone
def test_nothing_gives_way(root: Path) -> None:
    options = "--malformed 300 --seed 7 --inputs 300 --cases 10"
    command = [sys.executable, "-m", "benchmarks.fuzz", *options.split()]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "Malformed: 300 requests" in done.stdout
    assert "Texts: 300 calls" in done.stdout
