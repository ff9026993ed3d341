"""Whether examples that the office has labelled may be learnt: trained with and without them, asked the same questions.

``python -m benchmarks.gate --reviewed FOLDER [--asked FILE]`` prints JSON; the exit status is 0 where every set holds,
3 where one falls. The sets are the fifth of the project's own examples that no model here learns: by language,
emergencies by themselves, and the particular questions of every topic that the labels touch. FOLDER holds ``nlu.yml``
and ``questions.yml`` as docs/desk.md describes; FILE a list of ``{"pointer", "text"}`` that nobody has labelled, of
which is told what the model with the new examples understands and the one without does not.

A set holds where it loses nothing; one of 500 and more may lose two in a thousand, which is the noise of a training.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.data import Message, folds, own_examples, read_nlu
from benchmarks.own import OwnUnderstanding
from rasa_project.understanding.linear_model import LinearModel
from rasa_project.understanding.question_training import train_questions
from rasa_project.understanding.questions import GENERAL, AskedExample
from rasa_project.understanding.ranking import EMERGENCY, FALLBACK, IntentRanker

Models = Mapping[str, LinearModel]

#: Exit status where a set falls.
FALLS: Final = 3
#: One of so many answers of a large set may be lost.
NOISE: Final = 500
_PENALTY: Final = 0.3
#: What is no understanding.
_NOTHING: Final = frozenset({FALLBACK, "out_of_scope"})


@dataclass(frozen=True)
class Held:
    """A set: how many messages, how many right without and with what was labelled."""

    name: str
    asked: int
    before: int
    after: int

    @property
    def holds(self) -> bool:
        """Whether it loses no more than noise; an emergency set loses nothing."""
        noise = 0 if self.name == EMERGENCY else self.asked // NOISE
        return self.after >= self.before - noise

    def as_json(self) -> dict[str, Any]:
        """For whoever asked."""
        return {**asdict(self), "holds": self.holds}


def main() -> int:
    """Measure and print."""
    options = _options()
    with contextlib.suppress(OSError):  # where memory runs short this goes, not the bot
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")
    labelled = read_labelled(options.reviewed)
    asked = json.loads(options.asked.read_text(encoding="utf-8")) if options.asked else []
    result = gate(own_examples(), labelled, asked)
    print(json.dumps(result, ensure_ascii=False))
    return 0 if all(one["holds"] for one in result["sets"]) else FALLS


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewed", type=Path, required=True)
    parser.add_argument("--asked", type=Path)
    return parser.parse_args()


def read_labelled(folder: Path) -> list[Message]:
    """What was labelled; of a particular question ``question`` says which."""
    return [
        one for name in ("nlu.yml", "questions.yml") if (folder / name).is_file() for one in read_nlu(folder / name)
    ]


def gate(examples: Sequence[Message], labelled: Sequence[Message], asked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The sets with and without what was labelled, and what is understood now.

    Args:
        examples: the project's own.
        labelled: what is to be learnt.
        asked: messages that nobody has labelled, ``pointer`` and ``text``.
    """
    own = OwnUnderstanding()
    kept_out = [fold == 0 for fold in folds(examples)]
    learnt = [one for one, out in zip(examples, kept_out) if not out]
    tests = [one for one, out in zip(examples, kept_out) if out]
    before, after = own.fit(learnt), own.fit([*learnt, *labelled])
    touched = sorted({one.intent for one in labelled if one.question})
    models = [_question_models(own, some, touched) for some in (learnt, [*learnt, *labelled])] if touched else [{}, {}]
    sets = intent_sets(_right(own, before, tests), _right(own, after, tests), tests)
    sets += question_sets(own, models[0], models[1], tests)
    understood = list(newly_understood(own, (before, after), models[1], asked))
    return {"sets": [one.as_json() for one in sets], "understood": understood, "labelled": len(labelled)}


def intent_sets(before: Sequence[bool], after: Sequence[bool], tests: Sequence[Message]) -> list[Held]:
    """Topics: by language, and emergencies.

    Args:
        before: of each test, whether it is right without what was labelled.
        after: the same with it.
        tests: what was asked.
    """
    groups: dict[str, Callable[[Message], bool]] = {
        "kk": lambda one: one.language == "kk",
        "ru": lambda one: one.language == "ru",
        "mixed": lambda one: one.language == "mixed",
        EMERGENCY: lambda one: one.intent == EMERGENCY,
    }
    found = []
    for name, is_in in groups.items():
        places = [at for at, one in enumerate(tests) if is_in(one)]
        found.append(Held(name, len(places), sum(before[at] for at in places), sum(after[at] for at in places)))
    return [one for one in found if one.asked]


def _right(own: OwnUnderstanding, ranker: IntentRanker, tests: Sequence[Message]) -> list[bool]:
    return [test.is_right(answer.intent) for test, answer in zip(tests, own.answer(ranker, tests))]


def question_sets(own: OwnUnderstanding, before: Models, after: Models, tests: Sequence[Message]) -> list[Held]:
    """Particular questions of the topics that there are models of, each told apart within its topic."""
    found = []
    for intent in sorted(after):
        some = [one for one in tests if one.intent == intent and one.question]
        right = [
            sum(models[intent].probabilities(own.features_of(one.text))[0][0] == one.question for one in some)
            for models in (before, after)
        ]
        found.append(Held(intent, len(some), right[0], right[1]))
    return [one for one in found if one.asked]


def _question_models(own: OwnUnderstanding, some: Sequence[Message], touched: Sequence[str]) -> Models:
    examples = [AskedExample(one.text, one.intent, one.question) for one in some if one.intent in touched]
    return train_questions(examples, lambda texts: [own.features_of(text) for text in texts], _PENALTY)


def newly_understood(
    own: OwnUnderstanding,
    rankers: tuple[IntentRanker, IntentRanker],
    questions: Models,
    asked: Sequence[dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Messages that are understood with what was labelled and not without it: ``pointer`` and ``name``."""
    before, after = rankers
    for one in asked:
        name = own.understood_as(after, one["text"])
        if name in _NOTHING or own.understood_as(before, one["text"]) not in _NOTHING:
            continue
        if name in questions:
            best = questions[name].probabilities(own.features_of(one["text"]))[0][0]
            name = name if best == GENERAL else best
        yield {"pointer": one["pointer"], "name": name}


if __name__ == "__main__":
    sys.exit(main())
