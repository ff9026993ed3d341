"""What stands before Rasa and numpy are imported, whatever is started."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_CODE = """
import sys
from rasa_project.cli import _prepare_environment
assert "numpy" not in sys.modules, "numpy has looked at the environment before"
_prepare_environment(False)
import numpy
from threadpoolctl import threadpool_info
print({one["num_threads"] for one in threadpool_info() if one["internal_api"] == "openblas"})
"""


@pytest.mark.parametrize(("given", "threads"), [({}, "{1}"), ({"OPENBLAS_NUM_THREADS": "2"}, "{2}")])
def test_numpy_multiplies_in_one_thread_unless_somebody_says_otherwise(given: dict[str, str], threads: str) -> None:
    if threads == "{2}" and (os.cpu_count() or 1) < 2:
        pytest.skip("one core: numpy never takes two threads")
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"} | given
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _CODE], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == threads, done.stderr
