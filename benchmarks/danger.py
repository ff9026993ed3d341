"""Danger by rules and with the model, each writer's lines read by models that never saw them: ``make bench-danger``.

Prints a table as docs/decisions/0087 shows it. Takes a few minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmarks.data import own_examples
from kazakh.analysis import default_analyzer
from rasa_project.advice.knowledge import KNOWLEDGE_DIR
from rasa_project.engine.learning import LearntFeatures
from rasa_project.understanding.concepts import read_concepts
from rasa_project.understanding.danger_model import (
    MAYBE,
    NO,
    NOW,
    DangerGuess,
    DangerLine,
    DangerThresholds,
    combined,
    danger_lines,
)
from rasa_project.understanding.danger_training import train_danger
from rasa_project.understanding.extraction import Danger, default_finder

_PENALTY: Final = 0.5
#: How surely the model has to say now; the others of :class:`DangerThresholds` as they are.
_CURVE: Final = (0.19, 0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Measure and print."""
    learnt = LearntFeatures(read_concepts(KNOWLEDGE_DIR / "concepts.yml"))
    lines = danger_lines()
    examples = [(one.text, one.intent) for one in own_examples()]
    guesses = dict(_guesses(lines, examples, learnt))
    rules = {line.text: default_finder().read(default_analyzer().analyse(line.text)).danger for line in lines}
    print("| | now found | perhaps instead | perhaps: now, asked | harmless: now, asked |\n|---|---|---|---|---|")
    print(_row("rules alone", lines, rules))
    at = DangerThresholds()
    for writer in sorted({line.writer for line in lines}):
        some = [line for line in lines if line.writer == writer]
        print(_row(f"writer {writer}, not learnt", some, _levels(some, rules, guesses, at)))
    for now in _CURVE:
        at = DangerThresholds(now=now)
        print(_row(f"all, now from {now} on", lines, _levels(lines, rules, guesses, at)))


def _guesses(
    lines: Sequence[DangerLine], examples: Sequence[tuple[str, str]], learnt: LearntFeatures
) -> Iterator[tuple[str, DangerGuess]]:
    """Each line's guess by the models of all other writers."""
    for writer in sorted({line.writer for line in lines}):
        reader = train_danger([line for line in lines if line.writer != writer], examples, learnt.all_of, _PENALTY)
        for line in lines:
            if line.writer == writer:
                yield line.text, reader.read(learnt.of(line.text))


def _levels(
    lines: Sequence[DangerLine],
    rules: Mapping[str, Danger],
    guesses: Mapping[str, DangerGuess],
    at: DangerThresholds,
) -> dict[str, Danger]:
    return {line.text: combined(rules[line.text], guesses[line.text], at) for line in lines}


def _row(name: str, lines: Sequence[DangerLine], levels: Mapping[str, Danger]) -> str:
    count = Counter((line.label, levels[line.text]) for line in lines)
    total = Counter(line.label for line in lines)

    def share(label: str, level: Danger) -> str:
        return f"{count[label, level] / total[label]:.3f}" if total[label] else "-"

    both = [f"{share(label, Danger.NOW)}, {share(label, Danger.MAYBE)}" for label in (MAYBE, NO)]
    return f"| {name} | {share(NOW, Danger.NOW)} | {share(NOW, Danger.MAYBE)} | {' | '.join(both)} |"


if __name__ == "__main__":
    main()
