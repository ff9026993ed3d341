"""Distress that is only hinted: a linear model beside the phrases of distress_words.py, which are what is said plainly.

Its lines are of ``data/emergency/distress_lines.yml``; what sounds alike and is none stands there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from rasa_project.errors import BotError
from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures
from rasa_project.understanding.distress_words import Distress
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.yaml_files import read_yaml

#: The label of what is no distress.
NONE: Final = "none"
DATA: Final = Path(__file__).resolve().parents[2] / "data" / "emergency" / "distress_lines.yml"
_FOLDER: Final = "distress"


class DistressLinesError(BotError, ValueError):
    """The file of examples is wrong; the text says where, and what belongs there."""


class DistressLine(NamedTuple):
    """An example: who wrote it, what distress it is (:class:`Distress`'s values, or ``none``)."""

    text: str
    writer: str
    label: str


@dataclass(frozen=True)
class DistressGuess:
    """The likeliest distress of a message, and how likely it is that there is any."""

    kind: Distress
    confidence: float


class DistressReader:
    """The model."""

    def __init__(self, model: LinearModel) -> None:
        """Take it."""
        self._model = model

    def read(self, blocks: BlockedFeatures | CountedFeatures) -> DistressGuess:
        """The guess on a message."""
        ranking = self._model.probabilities(blocks)
        some = [(label, share) for label, share in ranking if label != NONE]
        return DistressGuess(Distress(some[0][0]), sum(share for _, share in some))

    def save(self, folder: Path) -> None:
        """Write the model."""
        (folder / _FOLDER).mkdir()
        self._model.save(folder / _FOLDER)

    @classmethod
    def load(cls, folder: Path) -> DistressReader:
        """Read what :meth:`save` wrote.

        Raises:
            rasa_project.understanding.linear_model.ModelFileError: the model is damaged.
        """
        return cls(LinearModel.load(folder / _FOLDER))


@lru_cache(maxsize=1)
def distress_lines() -> tuple[DistressLine, ...]:
    """All examples of ``data/emergency/distress_lines.yml``.

    Raises:
        DistressLinesError: the file has another form, or a kind that is none.
    """
    content: Any = read_yaml(DATA.read_text(encoding="utf-8"))
    kinds = {kind.value for kind in Distress} | {NONE}
    try:
        lines = [
            DistressLine(str(text), str(writer), str(label))
            for writer, labels in content["writers"].items()
            for label, some in labels.items()
            for text in some
        ]
    except (AttributeError, KeyError, TypeError) as error:
        raise DistressLinesError(f"{DATA}: {error!r}. Each writer has lists of lines by kind") from error
    strange = sorted({line.label for line in lines} - kinds)
    if strange:
        raise DistressLinesError(f"{DATA}: {', '.join(strange)} is no kind; there are {', '.join(sorted(kinds))}")
    return tuple(lines)
