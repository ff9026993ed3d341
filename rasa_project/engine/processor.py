"""Rasa's message processor with a planned graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.actions.loops import LoopAction
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.model import get_local_model
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from rasa_project.engine.graph_runner import PlannedGraphRunner
from rasa_project.engine.remote_action import CheckedAction


class TurnProcessor(MessageProcessor):
    """Handles turns as Rasa does; only what costs time without a use for a parent is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Rasa's own."""
        super().__init__(*args, **kwargs)
        self._actions: dict[str, Action] = {}

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

    def _get_action(self, action_name: str) -> Action | None:
        """The action of a name; Rasa makes all its default actions anew each time. Loops keep a state: always new."""
        if (known := self._actions.get(action_name)) is not None:
            return known
        action: Action | None = super()._get_action(action_name)
        if isinstance(action, RemoteAction):
            action = CheckedAction(action.name(), action.action_endpoint)
        if action is not None and not isinstance(action, LoopAction):
            self._actions[action_name] = action
        return action

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """Rasa's prediction; the action is that of :meth:`_get_action`, which it goes round."""
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        return self._get_action(action.name()) or action, prediction

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        """What an action did, put on the tracker; Rasa copies all events for two debug lines besides."""
        done = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in done):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(done, self.domain)
