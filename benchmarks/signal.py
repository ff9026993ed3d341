"""How often the early signal is wrong in quiet years, and how soon it is right in an outbreak: ``make bench-signal``.

Prints the table of docs/desk.md. A quiet year is 52 weeks of a district of 47 villages, in each of which two kinds are
reported at a steady rate, by the share of people who live there; ``spread`` makes weeks differ more than chance alone
does (a gamma factor of that standard deviation for all villages at once: holidays, colds, a broadcast).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Final

from desk.signal.limit import WEEKS, is_signal

#: Reports a week of one kind in the whole district, in quiet times.
RATE: Final = 6.0
#: Shares of the villages: the district centre, the town, then small ones.
SHARES: Final = (0.42, 0.18, 0.06, 0.05, 0.05, 0.04, 0.03, 0.03, *(0.14 / 39 for _ in range(39)))
KINDS: Final = 2
YEAR: Final = 52
_YEARS: Final = 200
_OUTBREAKS: Final = 400
SEED: Final = 20261130


def poisson(rng: random.Random, rate: float) -> int:
    """A count with that mean (Knuth)."""
    limit, product, count = math.exp(-rate), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def week_of(rng: random.Random, spread: float) -> list[int]:
    """Reports of one kind by village in a quiet week."""
    factor = rng.gammavariate(1 / spread**2, spread**2) if spread else 1.0
    return [poisson(rng, RATE * share * factor) for share in SHARES]


def quiet_year(rng: random.Random, spread: float) -> int:
    """Alarms in a year in which nothing happens: a village or the district, in a week, of a kind."""
    alarms = 0
    for _ in range(KINDS):
        weeks = [week_of(rng, spread) for _ in range(WEEKS + YEAR)]
        for at in range(WEEKS, WEEKS + YEAR):
            alarms += alarms_in(weeks[at], weeks[at - WEEKS : at])
    return alarms


def alarms_in(week: Sequence[int], before: Sequence[Sequence[int]]) -> int:
    """How many villages stand out, and the district."""
    places = [is_signal(count, [one[at] for one in before]) for at, count in enumerate(week)]
    return sum(places) + is_signal(sum(week), [sum(one) for one in before])


def weeks_until_found(rng: random.Random, village: int, growth: Sequence[int]) -> int | None:
    """The week of an outbreak (1 is the first) in which anything stands out; ``None`` where none does."""
    weeks = [week_of(rng, 0.0) for _ in range(WEEKS)]
    for number, more in enumerate(growth, start=1):
        week = week_of(rng, 0.0)
        week[village] += poisson(rng, more)
        if alarms_in(week, weeks[-WEEKS:]):
            return number
        weeks.append(week)
    return None


def main() -> None:
    """Measure and print."""
    rng = random.Random(SEED)
    print("| quiet years: weeks differ by | false alarms a year | years without any |\n|---|---|---|")
    for spread in (0.0, 0.2, 0.4):
        alarms = [quiet_year(rng, spread) for _ in range(_YEARS)]
        share = sum(one == 0 for one in alarms) / _YEARS
        told = "chance alone" if not spread else f"chance and {spread:.0%}"
        print(f"| {told} | {sum(alarms) / _YEARS:.1f} | {share:.0%} |")
    print("\n| outbreak: more reports in the weeks | where | seen in week 1 | by week 2 | by week 3 |")
    print("|---|---|---|---|---|")
    for growth in ((2, 4, 8), (4, 8, 16)):
        for village, name in ((0, "district centre"), (20, "small village")):
            found = [weeks_until_found(rng, village, growth) for _ in range(_OUTBREAKS)]
            by = [sum(one is not None and one <= week for one in found) / _OUTBREAKS for week in (1, 2, 3)]
            print(f"| {', '.join(map(str, growth))} | {name} | {by[0]:.0%} | {by[1]:.0%} | {by[2]:.0%} |")


if __name__ == "__main__":
    main()
