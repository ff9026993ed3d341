"""What parents say next while something goes on (``data/<context>/followups.yml``), and its classifiers.

A follow-up such as «неше күн сонда?» has no meaning by itself; each context («contact», «after_dose», ...) reads it
with a linear model of its own, which also knows what is no follow-up of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from rasa_project.errors import BotError
from rasa_project.understanding.counted_features import BlockedFeatures, CountedFeatures
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.yaml_files import read_yaml

#: The class of what is no follow-up of a context.
NONE: Final = "none"
DATA: Final = Path(__file__).resolve().parents[2] / "data"
FILES: Final = "*/followups.yml"
#: Examples of intents that a context learns as no follow-up of it, and of each other context.
_MOST_OTHERS: Final = 2400
_MOST_OF_A_CONTEXT: Final = 250
#: A less likely follow-up is none. docs/evaluation.md has the curve of what is found and what is taken wrongly.
LEAST: Final = 0.1
#: Read in every talk; its examples are no follow-ups of the others, and theirs none of it.
TALK: Final = "talk"


class FollowUpsError(BotError):
    """A file of follow-ups is wrong; the text names file and entry."""


@dataclass(frozen=True)
class FollowUp:
    """One follow-up of a context.

    Attributes:
        name: id in its context.
        means: one English sentence.
        answer: a response without ``utter_``, or a computed answer (``plan``, ``exposure_advice`` ...).
        answers: in the context ``topics``: the answer by the intent that was answered before.
        intents: intents whose stand-alone questions mean the same.
        examples: messages as parents type them.
    """

    name: str
    means: str
    answer: str | None
    answers: Mapping[str, str]
    intents: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """The likeliest follow-up of a context, and its probability."""

    context: str
    name: str
    confidence: float


@lru_cache(maxsize=1)
def followups() -> Mapping[str, Mapping[str, FollowUp]]:
    """All contexts with their follow-ups by id.

    Raises:
        FollowUpsError: a file can't be read.
    """
    return {path.parent.name: _read(path) for path in sorted(DATA.glob(FILES))}


def _read(path: Path) -> dict[str, FollowUp]:
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
        if content["context"] != path.parent.name:
            raise FollowUpsError(f"{path}: context is {content['context']!r}; name it as its folder")
        return {name: _followup(name, entry) for name, entry in content["followups"].items()}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise FollowUpsError(f"{path} can't be read as follow-ups: {error!r}") from error


def _followup(name: str, entry: Mapping[str, Any]) -> FollowUp:
    answers = entry.get("answers") or {}
    if not entry.get("answer") and not answers:
        raise KeyError(f"{name}: answer")
    return FollowUp(
        name=name,
        means=str(entry["means"]),
        answer=entry.get("answer"),
        answers=dict(answers),
        intents=tuple(entry.get("intents") or ()),
        examples=tuple(map(str, entry["examples"])),
    )


def examples_of(context: str) -> tuple[list[str], list[str]]:
    """The examples of a context and the follow-up that each is of."""
    known = followups()[context]
    texts = [text for followup in known.values() for text in followup.examples]
    return texts, [followup.name for followup in known.values() for _ in followup.examples]


def strangers_of(context: str, others: Sequence[tuple[str, str]], seed: int) -> list[str]:
    """Messages that are no follow-up of a context: stand-alone ones of other intents, and those of the talk.

    Args:
        context: its folder's name.
        others: stand-alone messages with their intents.
        seed: of the choice; the same stand-alone messages are chosen for each context, so that they are read once.
    """
    known = followups()[context]
    alike = {intent for followup in known.values() for intent in followup.intents}
    rng = random.Random(seed)
    some = rng.sample(list(others), min(_MOST_OTHERS, len(others)))
    strange = [text for text, intent in some if intent not in alike]
    for name, one in followups().items():
        if name != context and TALK in {name, context}:
            texts = [text for followup in one.values() for text in followup.examples]
            strange += random.Random(seed).sample(texts, min(_MOST_OF_A_CONTEXT, len(texts)))
    own = {text for followup in known.values() for text in followup.examples}
    return [text for text in strange if text not in own]


class FollowUpReader:
    """The models of all contexts."""

    def __init__(self, models: Mapping[str, LinearModel]) -> None:
        """Take a model for each context."""
        self._models = models

    def read(self, contexts: Iterable[str], blocks: BlockedFeatures | CountedFeatures) -> list[Guess]:
        """The likeliest follow-up of each context, in the order of ``contexts``, if it is likely at all.

        Its probability is that among all classes of the context, "no follow-up of it" among them.
        """
        guesses = []
        for context in contexts:
            model = self._models.get(context)
            if model is None:
                continue
            some = model.probabilities(blocks)[:2]  # behind "none" the next best, with its own probability
            name, confidence = next(one for one in some if one[0] != NONE)
            if confidence >= LEAST:
                guesses.append(Guess(context, name, confidence))
        return guesses

    def save(self, folder: Path) -> None:
        """Write each model into a folder of its context's name."""
        for context, model in self._models.items():
            (folder / context).mkdir()
            model.save(folder / context)

    @classmethod
    def load(cls, folder: Path) -> FollowUpReader:
        """Read what :meth:`save` wrote.

        Raises:
            rasa_project.understanding.linear_model.ModelFileError: a model is damaged.
        """
        return cls({path.name: LinearModel.load(path) for path in sorted(folder.iterdir()) if path.is_dir()})
