"""How well the bot understands: ``make evaluate`` writes docs/evaluation.md and its pictures.

``make evaluate PEERS=0`` leaves out Rasa's default pipeline and scikit-learn. ``DEV=messages.jsonl`` adds
messages from outside that nothing was trained on, ``ENTITIES=entities.jsonl`` the same for entities.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.data import FOLDS, ROOT, Message, folds, own_examples, read_messages, with_variants
from benchmarks.entities import score_entities
from benchmarks.own import OwnUnderstanding
from benchmarks.peers import PeerResult, default_pipeline, own_pipeline, plain_scikit_learn, with_rasa
from benchmarks.pictures import draw_confusion, draw_learning_curve, draw_selective
from benchmarks.report import Report, add_independent, emergency_line, peer_rows, score_rows, selective_rows
from benchmarks.scores import Answer, by_group, emergencies, emergency_counts, offered, score, selective
from benchmarks.targets import target_rows
from rasa_project.understanding.ranking import Thresholds

IMAGES: Final = ROOT / "docs" / "images"
PEERS_TABLE: Final = Path(__file__).with_name("peers.json")
SIZES: Final = (10, 20, 40, 80, 160, 320)
THRESHOLDS: Final = tuple(step / 20 for step in range(20))
#: A gain below this is within the noise of the part set aside.
FLAT: Final = 0.01
#: Messages that the slow peers are asked; enough for a difference of two points.
ASKED_OF_PEERS: Final = 1500


def main() -> None:
    """Measure and write the page."""
    options = _options()
    messages = own_examples()
    own = OwnUnderstanding()
    report = Report("How well it understands")
    report.text(_introduction(messages))
    add_independent(report)
    if options.dev:
        _outside(report, own, messages, read_messages(options.dev), options.entities)
    _cross_validation(report, own, messages)
    _learning_curve(report, own, messages, read_messages(options.dev) if options.dev else [])
    if options.peers:
        _side_by_side(messages, options.epochs)
    _peers_table(report)
    report.write(ROOT / "docs" / "evaluation.md")
    print("Written: docs/evaluation.md")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--peers", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=100, help="epochs of DIET; 100 is Rasa's default")
    return parser.parse_args()


def _introduction(messages: Sequence[Message]) -> str:
    languages = Counter(message.language for message in messages)
    cores = f"{platform.machine()}, Python {platform.python_version()}"
    return (
        f"Made by `make evaluate` on {date.today().isoformat()} ({cores}, 2 shared cores; compare ratios, "
        f"not milliseconds). {len(messages)} examples of {len({m.intent for m in messages})} intents: "
        f"{languages['kk']} Kazakh, {languages['mixed']} mixed, {languages['ru']} Russian."
    )


def _outside(
    report: Report,
    own: OwnUnderstanding,
    messages: list[Message],
    asked: list[Message],
    entities: Path | None,
) -> None:
    print(f"Messages from outside: {len(asked)}...", flush=True)
    answers = own.answer(own.fit(messages), asked)
    report.heading("Messages written by others")
    report.text(
        "Measured by ourselves. Trained on all examples, asked messages that others wrote and that nobody trained on "
        "(first guess, no threshold). We have looked at the results since, so they overstate how it does on new ones."
    )
    report.table(score_rows(by_group(asked, answers)))
    share, right = selective(asked, answers, Thresholds.answer)
    report.text(f"At the threshold {Thresholds.answer}: {share:.3f} answered, {right:.3f} of these right.")
    read = None
    if entities:
        count, total = score_entities(entities)
        read = count / total
    report.heading("Targets")
    report.text(
        f"Reached on these {len(asked)} messages, measured by ourselves; few of them are emergencies. How many "
        "emergencies are found, and how many alarms are false, is told by the first table of this page."
    )
    shares, counts = emergencies(asked, answers), emergency_counts(asked)
    report.table(target_rows(by_group(asked, answers), shares, counts, read))


def _cross_validation(report: Report, own: OwnUnderstanding, messages: list[Message]) -> None:
    fold_of = folds(messages)
    asked: list[Message] = []
    answers: list[Answer] = []
    for fold in range(FOLDS):
        print(f"Cross-validation, part {fold + 1} of {FOLDS}...", flush=True)
        model = own.fit([m for m, f in zip(messages, fold_of) if f != fold])
        part = with_variants([m for m, f in zip(messages, fold_of) if f == fold])
        asked += part
        answers += own.answer(model, part)
    report.heading("Cross-validation on our own examples")
    report.text(
        "Measured by ourselves on sentences that we wrote: what it says of emergencies overstates. "
        f"{FOLDS} parts; each is asked once of a model that has not seen it. Kazakh messages are asked again "
        "retyped on a Russian keyboard, in Latin letters or with slips. As intents our own examples are harder than "
        "most messages: many lie on a boundary between two intents on purpose, or name neither the disease nor the "
        "vaccine."
    )
    report.table(score_rows(by_group(asked, answers)))
    whose = "our own examples, written by ourselves"
    report.text(emergency_line(emergency_counts(asked), emergencies(asked, answers), whose))
    points = [(t, *selective(asked, answers, t)) for t in THRESHOLDS]
    draw_selective(points, Thresholds.answer, IMAGES / "threshold.png")
    draw_confusion(asked, answers, IMAGES / "confusion.png")
    report.heading("The threshold")
    share, right = selective(asked, answers, Thresholds.answer)
    report.text(
        f"On our own examples. Chosen: {Thresholds.answer}. At it the bot answers {share:.3f}, {right:.3f} of them "
        "rightly. Below it the bot says that it did not understand and offers the three nearest topics: in "
        f"{offered(asked, answers, Thresholds.answer):.3f} of these cases it is there. A second miss "
        "in a row adds how to reach a person."
    )
    report.table(selective_rows(points))
    report.image("Share answered and accuracy by threshold", "images/threshold.png")
    report.image("Confusion matrix", "images/confusion.png")


def _learning_curve(report: Report, own: OwnUnderstanding, messages: list[Message], outside: list[Message]) -> None:
    fold_of = folds(messages)
    aside = [m for m, f in zip(messages, fold_of) if f == 0]
    seen = [m for m, f in zip(messages, fold_of) if f != 0]
    accuracies, outside_accuracies = [], []
    for size in SIZES:
        print(f"Learning curve, {size} examples an intent...", flush=True)
        taken: Counter[str] = Counter()
        some = []
        for message in _mixed_up(seen):
            if taken[message.intent] < size:
                taken[message.intent] += 1
                some.append(message)
        ranker = own.fit(some)
        accuracies.append(score(aside, own.answer(ranker, aside)).accuracy)
        outside_accuracies.append(score(outside, own.answer(ranker, outside)).accuracy)
    curves = {"own part set aside": accuracies}
    if outside:
        curves["messages written by others"] = outside_accuracies
    draw_learning_curve(SIZES, curves, IMAGES / "learning_curve.png")
    report.heading("Learning curve")
    rows = [("examples an intent (at most)", *map(str, SIZES))]
    rows += [(name, *(f"{accuracy:.3f}" for accuracy in curve)) for name, curve in curves.items()]
    report.table(rows)
    gain = accuracies[-1] - accuracies[-2]
    report.text(
        f"From {SIZES[-2]} to {SIZES[-1]} examples an intent our own part set aside still gained {gain:.3f}: "
        + ("the curve is not flat, more examples would still help there." if gain > FLAT else "the curve is flat.")
    )
    report.image("Learning curve", "images/learning_curve.png")


def _mixed_up(messages: Sequence[Message]) -> list[Message]:
    """The messages in an order by a fixed seed, so that languages and voices are mixed."""
    import random

    some = list(messages)
    random.Random(7).shuffle(some)
    return some


def _side_by_side(messages: list[Message], epochs: int) -> None:
    """Measure the peers and keep the table, for they take half an hour and PEERS=0 leaves them out."""
    fold_of = folds(messages)
    seen = [m for m, f in zip(messages, fold_of) if f != 0]
    asked = _mixed_up([m for m, f in zip(messages, fold_of) if f == 0])[:ASKED_OF_PEERS]
    print("Side by side: ours in Rasa...", flush=True)
    results: list[PeerResult] = [with_rasa("ours", own_pipeline(), seen, asked)]
    print("Side by side: scikit-learn...", flush=True)
    results.append(plain_scikit_learn(seen, asked))
    print(f"Side by side: Rasa's default pipeline, {epochs} epochs (this takes long)...", flush=True)
    results.append(with_rasa(f"Rasa default (DIET, {epochs} epochs)", default_pipeline(epochs), seen, asked))
    kept = {
        "date": date.today().isoformat(),
        "trained_on": len(seen),
        "asked": len(asked),
        "rows": peer_rows(asked, results, statistics.median),
    }
    PEERS_TABLE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _peers_table(report: Report) -> None:
    """The table of the last run that measured the peers."""
    if not PEERS_TABLE.is_file():
        return
    kept = json.loads(PEERS_TABLE.read_text(encoding="utf-8"))
    report.heading("Side by side, same data, same run")
    report.text(
        f"Measured by ourselves on our own examples, on {kept['date']} in one run: trained on {kept['trained_on']}, "
        f"asked {kept['asked']} "
        "of the part set aside, one message at a time through Rasa's own `Agent.parse_message` (scikit-learn alone). "
        "Rasa's default has 100 epochs; where fewer stand here, no more fitted into half an hour."
    )
    report.table([tuple(row) for row in kept["rows"]])


if __name__ == "__main__":
    main()
