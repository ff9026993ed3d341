"""Rasa's message processor with a planned graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.model import get_local_model
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from rasa_project.serving.graph_runner import PlannedGraphRunner


class TurnProcessor(MessageProcessor):
    """Handles turns as Rasa does; only what costs time without a use for a parent is left out."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, Any, GraphRunner]:
        """As Rasa's, with another runner; the file was checked before (``check_model_file``)."""
        model = Path(get_local_model(str(model_path)))
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), model, LocalModelStorage, PlannedGraphRunner
            )
        return model.name, metadata, runner

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa compares the domain with an empty one for each message, to warn of intents that it lacks.

        ``scripts.validate_data`` finds those before a model is trained.
        """
