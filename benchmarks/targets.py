"""What the understanding is to reach, beside what it reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from benchmarks.scores import Scores

#: Goal, what to reach, what would be beyond it.
CLEAN: Final = (("kk, clean", "0.92", "0.97"), ("mixed, clean", "0.94", "0.97"), ("ru, clean", "0.92", "0.97"))
VARIANTS: Final = ("kk, ru_keyboard", "kk, latin_official", "kk, latin_chat", "kk, typo")


def target_rows(
    groups: Mapping[str, Scores], emergency: tuple[float, float], counts: tuple[int, int], entities: float | None
) -> list[tuple[str, ...]]:
    """A row for each goal that the messages from outside can tell.

    Args:
        groups: scores by language and variant.
        emergency: share of emergencies found, and of false alarms.
        counts: the numbers of messages that these are shares of.
        entities: share of lines whose values are all right, where it was measured.
    """
    rows: list[tuple[str, ...]] = [("", "to reach", "beyond", "reached")]
    for name, reach, beyond in CLEAN:
        if name in groups:
            rows.append((name, reach, beyond, f"{groups[name].accuracy:.3f} of {groups[name].count}"))
    clean = groups.get("kk, clean")
    for name in VARIANTS:
        if clean and name in groups:
            gap = groups[name].accuracy - clean.accuracy
            rows.append((name, "within 0.03 of clean", "within 0.01", f"{gap:+.3f} (n {groups[name].count})"))
    rows.append(("emergency recall", "0.98", "1.00", f"{emergency[0]:.3f} of {counts[0]}"))
    rows.append(("false alarms", "0.005", "0.001", f"{emergency[1]:.4f} of {counts[1]}"))
    if entities is not None:
        rows.append(("entities, all of a line right", "0.92", "0.98", f"{entities:.3f}"))
    return rows
