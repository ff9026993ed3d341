"""Bars and lines as figures of an SVG: places and sizes only, drawn by a template, with the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 180
_LEFT: Final = 40
_BELOW: Final = 24
_ABOVE: Final = 8
_MOST_LABELS: Final = 12


@dataclass(frozen=True)
class Bar:
    """One bar, its label (empty where there is no room), its value, and where the value to compare with stands."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    title: str
    value: float
    before: float | None
    before_y: float | None

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 1)


@dataclass(frozen=True)
class Chart:
    """A chart of bars; ``grid`` are lines with their value."""

    bars: tuple[Bar, ...]
    grid: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def base(self) -> int:
        """Where the bars stand."""
        return self.height - _BELOW

    @property
    def left(self) -> int:
        """Where the bars begin."""
        return _LEFT


def bars(values: Sequence[tuple[str, float]], before: Sequence[float | None] = ()) -> Chart:
    """A chart of values with their labels.

    Args:
        values: label and value of each bar, in order.
        before: what to compare each with; may be shorter.
    """
    compared = [*before, *([None] * (len(values) - len(before)))]
    top = ceiling(max([value for _, value in values] + [one for one in compared if one is not None] + [1]))
    room, tall = WIDTH - _LEFT - 4, HEIGHT - _BELOW - _ABOVE
    step = room / max(len(values), 1)
    every = -(-len(values) // _MOST_LABELS)

    def height_of(value: float) -> float:
        return round(tall * value / top, 1)

    made = []
    for at, (label, value) in enumerate(values):
        old = compared[at]
        made.append(
            Bar(
                x=round(_LEFT + at * step + step * 0.12, 1),
                y=round(HEIGHT - _BELOW - height_of(value), 1),
                width=round(step * 0.76, 1),
                height=height_of(value),
                middle=round(_LEFT + (at + 0.5) * step, 1),
                label=label if at % every == 0 else "",
                title=label,
                value=value,
                before=old,
                before_y=None if old is None else round(HEIGHT - _BELOW - height_of(old), 1),
            )
        )
    grid = tuple((round(HEIGHT - _BELOW - tall * part / 2, 1), int(top * part / 2)) for part in (0, 1, 2))
    return Chart(tuple(made), grid)


def ceiling(most: float) -> int:
    """The next even number that begins with 1, 2, 4, 6 or 8, so that half of it is whole."""
    size = 1
    while True:
        for first in (2, 4, 6, 8, 10):
            if first * size >= most:
                return first * size
        size *= 10
