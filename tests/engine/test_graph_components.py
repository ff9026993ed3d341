"""How our components are written, so that Rasa's check of the graph takes them on every Python that is locked."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.utils.io import read_yaml_file

METHODS = ("create", "load", "train", "process", "process_training_data", "predict_action_probabilities")


def components(root: Path) -> Iterator[Any]:
    config = read_yaml_file(str(root / "config.yml"))
    for part in ("pipeline", "policies"):
        for one in config[part]:
            module, _, name = str(one["name"]).rpartition(".")
            if module.startswith("rasa_project"):
                yield getattr(__import__(module, fromlist=[name]), name)


@pytest.mark.parametrize("method", METHODS)
def test_no_union_is_written_with_a_bar(root: Path, method: str) -> None:
    """Python 3.10 turns a default of None into Optional, 3.11 does not: there Rasa refuses the bar at the training."""
    found = list(components(root))
    assert len(found) >= 5
    for component in found:
        function = getattr(component, method, None)
        if function is None or not getattr(function, "__module__", "").startswith("rasa_project"):
            continue
        for name, parameter in inspect.signature(function).parameters.items():
            assert "|" not in str(parameter.annotation), f"{component.__name__}.{method}: {name}"
