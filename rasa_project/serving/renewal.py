"""A model file that was replaced is taken up while the bot runs: no message is lost, and a broken one changes nothing.

The parent of the workers loads the new model beside the old one, then replaces its workers one after another as for
SIGHUP: a new worker handles a question before the old one is asked to end. Where the first new worker can't answer it,
the old model stays.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from rasa_project.serving.model_file import ModelRefusedError, check_model_file

logger = logging.getLogger(__name__)

#: A file that is the same in so many looks of the supervisor is whole: who copies it has ended.
_LOOKS_AT_REST: Final = 4

Stamp = tuple[int, int, int]


class Loaded(Protocol):
    """What the renewal needs of the agent.

    Attributes:
        on_trial: whether its model is new, and no worker has served with it yet.
    """

    on_trial: bool

    def load_model(self, model_path: str | Path) -> None:
        """Take the model of a file; a failure leaves the one of before."""

    def model_parts(self) -> dict[str, Any]:
        """What a model consists of in the agent."""

    def put_back(self, parts: dict[str, Any]) -> None:
        """Take the parts of another model again."""


class Renewal:
    """Looks at the model file for the supervisor."""

    def __init__(self, agent: Loaded, model: Path, load: Callable[[Path], None]) -> None:
        """The file's model is loaded.

        Args:
            agent: whose model it is.
            model: the file.
            load: loads it into the agent, or raises :class:`ModelRefusedError` and leaves the agent as it is.
        """
        self._agent = agent
        self._model = model
        self._load = load
        self._stamp = _stamp_of(model)
        self._name = check_model_file(model)
        self._looks = 0
        self._before: dict[str, Any] | None = None

    def look(self) -> bool:
        """Whether a new model was loaded, so that the workers are to be replaced."""
        stamp = _stamp_of(self._model)
        if stamp != self._stamp:
            self._stamp, self._looks = stamp, _LOOKS_AT_REST
            return False
        self._looks = max(0, self._looks - 1)
        return self._looks == 1 and stamp is not None and self._take_up()

    def _take_up(self) -> bool:
        parts = self._agent.model_parts()
        try:
            name = check_model_file(self._model)
            if name == self._name:
                return False
            logger.info("A new model is loaded; the old one serves until it can")
            self._load(self._model)
        except ModelRefusedError as error:
            logger.error("%s. The old model stays", str(error).rstrip("."))
            return False
        self._before = {**parts, "name": self._name}
        self._name = name
        self._agent.on_trial = True
        return True

    def is_proven(self) -> None:
        """A worker serves with the new model; the old one is forgotten when all do."""
        self._agent.on_trial = False

    def is_done(self) -> None:
        """All workers serve with the new model."""
        if self._before is not None:
            self._before = None
            gc.unfreeze()  # what was loaded at the start was frozen, the old model with it
            gc.collect()
            gc.freeze()
            logger.info("The new model is taken up by all workers")

    def go_back(self) -> None:
        """The first worker with the new model could not serve."""
        if self._before is None or not self._agent.on_trial:
            return
        self._name = str(self._before.pop("name"))
        self._agent.put_back(self._before)
        self._before = None
        self._agent.on_trial = False
        logger.error("The model %s can't answer and is refused; the old model stays", self._model)


def _stamp_of(model: Path) -> Stamp | None:
    try:
        status = model.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
