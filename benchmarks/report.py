"""A Markdown page, put together from headings, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.data import Message
from benchmarks.peers import PeerResult
from benchmarks.scores import Scores, emergencies, score
from rasa_project.yaml_files import read_yaml

Row = tuple[str, ...]

#: What others measured; its comments say how it is kept.
INDEPENDENT: Final = Path(__file__).with_name("independent.yml")


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


def add_independent(report: Report, path: Path = INDEPENDENT) -> None:
    """The figures that others measured, with build and date.

    Raises:
        KeyError: a row lacks its set, figure, shown, aside or now.
    """
    kept = read_yaml(path.read_text(encoding="utf-8"))
    rows: list[Row] = [("set", "figure", "shown to us", "kept aside", "shown to us, now")]
    rows += [tuple(str(row[name]) for name in ("set", "figure", "shown", "aside", "now")) for row in kept["rows"]]
    report.heading("Measured by others")
    report.text(
        f"Build {kept['build']}, {kept['date']}, by independent hands: people who had seen neither the examples nor "
        "the code wrote these sets; they are kept outside the repository, and nobody trains on them. "
        "These figures decide. Those further down are measured by ourselves, and sets written by ourselves overstate: "
        "who writes the examples, the rules and the test has the same words in mind."
    )
    report.text(
        f"The last column: build of {kept['now']['date']}, {kept['now']['what']}, run by ourselves with their runners "
        "on the part that is shown to us. We have read that part since, so it says less than a set kept aside will."
    )
    report.table(rows)


def emergency_line(counts: tuple[int, int], shares: tuple[float, float], whose: str) -> str:
    """Emergencies found and false alarms with the number of messages that they are shares of, and whose those are."""
    found, alarms = f"{shares[0]:.3f} of {counts[0]}", f"{shares[1]:.4f} of {counts[1]} other messages"
    return f"Emergencies found: {found}; false alarms: {alarms} ({whose})."


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
