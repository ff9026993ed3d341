"""The planned runner gives what Rasa's own gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from rasa_project.engine.graph_runner import PlannedGraphRunner

RUNS: list[str] = []


class Adds(GraphComponent):
    """Adds its inputs, and remembers that it ran."""

    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Adds:
        return cls(config["name"])

    def run(self, left: int, right: int) -> int:
        RUNS.append(self.name)
        if left < 0:
            raise RuntimeError("negative")
        return left + right


def node(name: str, left: str, right: str) -> SchemaNode:
    needs = {"left": left, "right": right}
    return SchemaNode(needs=needs, uses=Adds, fn="run", constructor_name="create", config={"name": name}, eager=True)


SCHEMA = GraphSchema(
    {
        "last": node("last", "middle", "first"),
        "middle": node("middle", "first", "__b__"),
        "first": node("first", "__a__", "__b__"),
        "other": node("other", "__a__", "__a__"),
    }
)


@pytest.fixture(params=[PlannedGraphRunner, DaskGraphRunner])
def run(request: pytest.FixtureRequest) -> Callable[..., dict[str, Any]]:
    RUNS.clear()
    runner = request.param.create(SCHEMA, None, ExecutionContext(SCHEMA))
    return runner.run  # type: ignore[no-any-return]


def test_each_node_runs_once_and_only_if_needed(run: Callable[..., dict[str, Any]]) -> None:
    assert run({"__a__": 1, "__b__": 10}, ["last"]) == {"last": 32}
    assert RUNS == ["first", "middle", "last"]


def test_targets_and_inputs_change_from_run_to_run(run: Callable[..., dict[str, Any]]) -> None:
    assert run({"__a__": 1, "__b__": 10}, ["other", "first"]) == {"other": 2, "first": 11}
    assert run({"__a__": 2, "__b__": 20}, ["first"]) == {"first": 22}
    assert run({"__a__": 2, "__b__": 20}, ["last"]) == {"last": 64}


def test_a_missing_input_and_a_failing_node_are_errors(run: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(GraphRunError, match="Missing input"):
        run({"__a__": 1}, ["first"])
    with pytest.raises(Exception, match="Error running graph component"):
        run({"__a__": -1, "__b__": 1}, ["first"])


def test_an_input_with_a_nodes_name_is_refused() -> None:
    runner = PlannedGraphRunner.create(SCHEMA, None, ExecutionContext(SCHEMA))
    with pytest.raises(GraphRunError, match="first"):
        runner.run({"first": 1}, ["first"])
