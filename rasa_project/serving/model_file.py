"""A model file is looked at before it is loaded: what is wrong with it is said with its name."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Final

from rasa_project.errors import BotError

_METADATA: Final = "metadata.json"


class ModelRefusedError(BotError):
    """The model can't be used; the text names the file and the reason."""

    def __init__(self, model: Path, reason: str) -> None:
        """Say which file and why."""
        super().__init__(f"The model {model} is refused: {reason}. Train a new one: make train")


def check_model_file(model: Path) -> str:
    """Read the archive to its end and its metadata.

    Returns:
        The model's own name, which each training gives anew.

    Raises:
        ModelRefusedError: it is not a whole model.
    """
    try:
        with tarfile.open(model, "r:gz") as archive:
            names = {Path(member.name).as_posix(): member for member in archive}
            if _METADATA not in names:
                raise ModelRefusedError(model, f"it holds no {_METADATA}, so it is not a Rasa model")
            content = archive.extractfile(names[_METADATA])
            read = json.loads(content.read() if content else b"")
            return str(read["model_id"])
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ModelRefusedError(model, f"it is not a whole .tar.gz archive ({error})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelRefusedError(model, f"its {_METADATA} can't be read ({error})") from error
