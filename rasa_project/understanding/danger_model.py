"""Danger in any words: a linear model beside the rules of danger.py, which know the words of danger.yml alone.

The model may raise what the rules say to perhaps or to now; what the rules call danger now stays so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rasa_project.errors import BotError
from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures
from rasa_project.understanding.extraction import Danger
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.yaml_files import read_yaml

#: The labels of an example.
NOW: Final = "now"
MAYBE: Final = "maybe"
NO: Final = "harmless"
#: A fever of the first three months: the only sign that is no entry of danger.yml.
NEWBORN: Final = "newborn_fever"
#: Below it nobody asks which sign it is.
_WORTH_A_SIGN: Final = 0.1
DATA: Final = Path(__file__).resolve().parents[2] / "data" / "emergency" / "danger_lines.yml"


class DangerLinesError(BotError, ValueError):
    """The file of examples is wrong; the text says where, and what belongs there."""


@dataclass(frozen=True)
class DangerThresholds:
    """From which probability on the model is heard. docs/evaluation.md has what they lead to, by writer left out.

    Attributes:
        now: raises to now.
        now_over_denial: the same where the rules read a denial («дышит свободно»).
        perhaps: now and perhaps together raise to perhaps.
    """

    now: float = 0.19
    now_over_denial: float = 0.8
    perhaps: float = 0.12


@dataclass(frozen=True)
class DangerGuess:
    """What the model says of a message: probabilities of now and of perhaps, the likeliest sign where one is likely."""

    now: float
    maybe: float
    sign: str | None

    @property
    def any(self) -> float:
        """Now or perhaps."""
        return self.now + self.maybe


class DangerReader:
    """The model of danger, and the one of its signs."""

    def __init__(self, danger: LinearModel, signs: LinearModel) -> None:
        """Take both."""
        self._danger, self._signs = danger, signs

    def read(self, blocks: BlockedFeatures | CountedFeatures) -> DangerGuess:
        """The guess on a message."""
        found = dict(self._danger.probabilities(blocks))
        now, maybe = found[NOW], found[MAYBE]
        sign = self._signs.probabilities(blocks)[0][0] if now + maybe >= _WORTH_A_SIGN else None
        return DangerGuess(now, maybe, sign)

    def save(self, folder: Path) -> None:
        """Write both models."""
        for name, model in (("danger", self._danger), ("signs", self._signs)):
            (folder / name).mkdir()
            model.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> DangerReader:
        """Read what :meth:`save` wrote.

        Raises:
            rasa_project.understanding.linear_model.ModelFileError: a model is damaged.
        """
        return cls(LinearModel.load(folder / "danger"), LinearModel.load(folder / "signs"))


def combined(rule: Danger, guess: DangerGuess, at: DangerThresholds, *, is_newborn: bool | None = None) -> Danger:
    """What rules and model say together.

    Args:
        rule: what the rules say.
        guess: what the model says.
        at: from which probability on it is heard.
        is_newborn: whether somebody under three months may be meant; ``None`` where a baby is named without its age.
    """
    is_of_newborn = guess.sign == NEWBORN
    if rule is Danger.NOW or (is_of_newborn and is_newborn is False):
        return rule
    if is_of_newborn and is_newborn is None:
        return Danger.MAYBE if guess.any >= at.perhaps and rule is not Danger.DENIED else rule
    if guess.now >= (at.now_over_denial if rule is Danger.DENIED else at.now):
        return Danger.NOW
    return Danger.MAYBE if guess.any >= at.perhaps and rule is not Danger.DENIED else rule


@dataclass(frozen=True)
class DangerLine:
    """An example: who wrote it, its label, its sign (none where it is harmless)."""

    text: str
    writer: str
    label: str
    sign: str | None


@lru_cache(maxsize=1)
def danger_lines() -> tuple[DangerLine, ...]:
    """All examples of ``data/emergency/danger_lines.yml``.

    Raises:
        DangerLinesError: the file has another form.
    """
    content: Any = read_yaml(DATA.read_text(encoding="utf-8"))
    lines: list[DangerLine] = []
    try:
        for writer, labels in content["writers"].items():
            for label in (NOW, MAYBE):
                lines += [DangerLine(t, writer, label, sign) for sign, some in labels[label].items() for t in some]
            lines += [DangerLine(text, writer, NO, None) for text in labels[NO]]
    except (AttributeError, KeyError, TypeError) as error:
        raise DangerLinesError(
            f"{DATA}: {error!r}. Each writer has `now` and `maybe` (lists of lines by sign), and `harmless` (a list)"
        ) from error
    return tuple(lines)
