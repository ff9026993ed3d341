"""A Markdown page, put together from headings, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.data import Message
from benchmarks.peers import PeerResult
from benchmarks.scores import Scores, emergencies, score

Row = tuple[str, ...]


class Report:
    """Collects the parts and writes them."""

    def __init__(self, title: str) -> None:
        """Begin a page."""
        self._parts = [f"# {title}"]

    def heading(self, text: str) -> None:
        """A heading of the second level."""
        self._parts.append(f"## {text}")

    def text(self, text: str) -> None:
        """A paragraph."""
        self._parts.append(text)

    def table(self, rows: Sequence[Row]) -> None:
        """A table; the first row is its head."""
        head, *body = rows
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += ["| " + " | ".join(row) + " |" for row in body]
        self._parts.append("\n".join(lines))

    def image(self, words: str, path: str) -> None:
        """A picture with the words for those who can't see it."""
        self._parts.append(f"![{words}]({path})")

    def write(self, path: Path) -> None:
        """Write the page."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(self._parts) + "\n", encoding="utf-8")


def score_rows(groups: dict[str, Scores]) -> list[Row]:
    """A row for each group of messages."""
    rows: list[Row] = [("messages", "n", "accuracy", "macro F1")]
    rows += [(name, str(s.count), f"{s.accuracy:.3f}", f"{s.macro_f1:.3f}") for name, s in groups.items()]
    return rows


def selective_rows(points: Iterable[tuple[float, float, float]]) -> list[Row]:
    """Every second point of the curve."""
    rows: list[Row] = [("threshold", "share answered", "accuracy among the answered")]
    rows += [(f"{t:.2f}", f"{share:.3f}", f"{right:.3f}") for t, share, right in list(points)[::2]]
    return rows


def peer_rows(
    asked: Sequence[Message], results: Sequence[PeerResult], middle: Callable[[list[float]], float]
) -> list[Row]:
    """A row for each way of understanding; the first is ours, the others are compared with it."""
    rows: list[Row] = [
        (
            "",
            "accuracy",
            "macro F1",
            "emergencies found",
            "ms a message (median)",
            "training, s",
            "times ours",
        )
    ]
    ours = results[0]
    our_time = middle([answer.milliseconds for answer in ours.answers])
    for result in results:
        scores = score(asked, result.answers)
        recall, _ = emergencies(asked, result.answers)
        time = middle([answer.milliseconds for answer in result.answers])
        ratio = f"message {time / our_time:.1f}, training {result.training_seconds / ours.training_seconds:.1f}"
        rows.append(
            (
                result.name,
                f"{scores.accuracy:.3f}",
                f"{scores.macro_f1:.3f}",
                f"{recall:.3f}",
                f"{time:.1f}",
                f"{result.training_seconds:.0f}",
                ratio,
            )
        )
    return rows
