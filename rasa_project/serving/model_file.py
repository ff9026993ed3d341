"""A model file is looked at before it is loaded: what is wrong with it is said with its name."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rasa_project.errors import BotError
from rasa_project.observability.turns import is_emergency

_METADATA: Final = "metadata.json"


class ModelRefusedError(BotError):
    """The model can't be used; the text names the file and the reason."""

    def __init__(self, model: Path, reason: str) -> None:
        """Say which file and why."""
        super().__init__(f"The model {model} is refused: {reason}. Train a new one: make train")


def check_model_file(model: Path) -> None:
    """Read the archive to its end and its metadata.

    Raises:
        ModelRefusedError: it is not a whole model.
    """
    try:
        with tarfile.open(model, "r:gz") as archive:
            names = {Path(member.name).as_posix(): member for member in archive}
            if _METADATA not in names:
                raise ModelRefusedError(model, f"it holds no {_METADATA}, so it is not a Rasa model")
            content = archive.extractfile(names[_METADATA])
            json.loads(content.read() if content else b"")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ModelRefusedError(model, f"it is not a whole .tar.gz archive ({error})") from error
    except ValueError as error:
        raise ModelRefusedError(model, f"its {_METADATA} can't be read ({error})") from error


def check_answers(model: Path, responses: Mapping[str, list[dict[str, Any]]]) -> None:
    """Look at the answers that are in a model: without one marked as an emergency no channel would show 103 first.

    Args:
        model: where they were found.
        responses: of its domain, by name.

    Raises:
        ModelRefusedError: none is marked (``level: emergency``), as in a model trained before levels were there.
    """
    if not any(is_emergency(one.get("metadata")) for some in responses.values() for one in some):
        raise ModelRefusedError(model, "none of its answers is marked as an emergency, it was made from older answers")
