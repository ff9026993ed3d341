"""Runs a model's graph node by node.

Rasa has Dask plan the graph anew for each run, three times for a message. What has to run for which target never
changes while a model is loaded, so it is worked out once here. The nodes are Rasa's own.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner


class PlannedGraphRunner(DaskGraphRunner):
    """A ``GraphRunner`` that remembers the order of the nodes for each set of targets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Rasa's own."""
        super().__init__(*args, **kwargs)
        self._plans: dict[tuple[str, ...], list[str]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Outputs of the targets by their names.

        Raises:
            GraphRunError: the name of an input is that of a node, or a node found a runtime error.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        if clash := done.keys() & self._instantiated_nodes.keys():
            raise GraphRunError(f"The inputs {sorted(clash)} have names of nodes of the model. Rename them.")
        try:
            for name in self._plans[wanted]:
                needs = self._graph_schema.nodes[name].needs.values()
                done[name] = self._instantiated_nodes[name](*(done.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(done[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[str]:
        """All nodes that the targets need, each after those that it needs itself; inputs are no nodes."""
        plan: dict[str, None] = {}

        def add(name: str) -> None:
            if name in plan or name not in self._graph_schema.nodes:
                return
            for need in self._graph_schema.nodes[name].needs.values():
                add(need)
            plan[name] = None

        for target in targets:
            add(target)
        return list(plan)
