"""The curves and the confusion matrix as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np

from benchmarks.data import Message
from benchmarks.scores import Answer

mpl.use("Agg")
from matplotlib import pyplot as plt


def draw_learning_curve(sizes: Sequence[int], curves: Mapping[str, Sequence[float]], path: Path) -> None:
    """Accuracy on examples set aside, by examples an intent."""
    figure, axes = plt.subplots(figsize=(6, 4))
    for name, accuracies in curves.items():
        axes.plot(sizes, accuracies, marker="o", label=name)
    axes.set(xscale="log", xlabel="examples an intent (at most)", ylabel="accuracy")
    axes.legend()
    axes.set_xticks(list(sizes), [str(size) for size in sizes])
    axes.grid(alpha=0.3)
    _save(figure, path)


def draw_selective(points: Sequence[tuple[float, float, float]], chosen: float, path: Path) -> None:
    """Share answered and accuracy among the answered, by threshold."""
    figure, axes = plt.subplots(figsize=(6, 4))
    thresholds = [point[0] for point in points]
    axes.plot(thresholds, [point[1] for point in points], label="share answered")
    axes.plot(thresholds, [point[2] for point in points], label="accuracy among the answered")
    axes.axvline(chosen, linestyle="--", color="grey", label=f"chosen: {chosen:.2f}")
    axes.set(xlabel="threshold", ylim=(0.5, 1.01))
    axes.legend()
    axes.grid(alpha=0.3)
    _save(figure, path)


def draw_confusion(messages: Sequence[Message], answers: Sequence[Answer], path: Path) -> None:
    """Rows are the right intents, columns what was understood; right ones count on the diagonal."""
    labels = sorted({message.intent for message in messages})
    place = {label: index for index, label in enumerate(labels)}
    matrix = np.zeros((len(labels), len(labels)))
    for message, answer in zip(messages, answers):
        got = message.intent if message.is_right(answer.intent) else answer.intent
        if got in place:
            matrix[place[message.intent], place[got]] += 1
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(13, 12))
    axes.imshow(matrix, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=7)
    axes.set_yticks(range(len(labels)), labels, fontsize=7)
    for row, column in np.argwhere(matrix >= 0.02):
        share = matrix[row, column]
        colour = "white" if share > 0.5 else "black"
        axes.text(column, row, f"{share:.2f}"[1:] if share < 1 else "1", ha="center", va="center",
                  fontsize=5, color=colour)  # fmt: skip
    axes.set(xlabel="understood as", ylabel="right intent")
    _save(figure, path)


def _save(figure: plt.Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(path, dpi=90)
    plt.close(figure)
