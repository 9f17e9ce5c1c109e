# SPDX-License-Identifier: MIT
"""What a benchmark found, and the table that shows it beside its goal."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One line of the table.

    Parameters
    ----------
    what
        The thing measured, in the words of the goals.
    ours
        What hotmap needed, in `unit`.
    unit
        ``"s"``, ``"ms"``, ``"MB"`` or ``"KB"``.
    theirs
        What the other program needed, in `unit`; None where it is not installed or has no such thing.
    against
        The other program.
    goal_ratio
        The highest acceptable `ours` / `theirs`; None where there is no such goal.
    goal
        The highest acceptable `ours`, in `unit`; None where there is no such goal.
    ratio
        `ours` / `theirs`; given where it is the median of rounds, because a machine that others use too
        slows down both sides of a round alike.
    """

    what: str
    ours: float
    unit: str
    theirs: float | None = None
    against: str = ""
    goal_ratio: float | None = None
    goal: float | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        if self.ratio is None and self.theirs:
            object.__setattr__(self, "ratio", self.ours / self.theirs)

    @property
    def verdict(self) -> str:
        """``"met"``, ``"missed"``, or empty where nothing can be said."""
        if self.goal is not None:
            return "met" if self.ours <= self.goal else "missed"
        if self.goal_ratio is None or self.ratio is None:
            return ""
        return "met" if self.ratio <= self.goal_ratio else "missed"


@dataclass(frozen=True)
class Rounds:
    """What both sides needed, taken in turns; see `in_turns`."""

    ours: float
    theirs: float | None
    ratio: float | None


def in_turns(ours: Callable[[], float], theirs: Callable[[], float] | None, rounds: int = 5) -> Rounds:
    """Measure both sides in turns; return the medians, and the median ratio of a turn.

    Parameters
    ----------
    ours, theirs
        Measure once and return what was found; the other is None where there is nobody to compare with.
        Both are asked once before anything counts, so that files and caches are warm on both sides.
    """
    sides = [side for side in (ours, theirs) if side is not None]
    pairs = [[side() for side in sides] for _ in range(rounds + 1)][1:]
    mine = statistics.median(pair[0] for pair in pairs)
    if theirs is None:
        return Rounds(mine, None, None)
    return Rounds(mine, statistics.median(pair[1] for pair in pairs), statistics.median(a / b for a, b in pairs))


def seconds(action: Callable[[], object]) -> float:
    """Return the time of one action."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median_seconds(action: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of an action after one run that nobody counts."""
    action()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def format_table(results: list[Result]) -> str:
    """Return the results as aligned columns, the goals beside them."""
    head = ("what", "hotmap", "other", "", "ratio", "goal", "")
    rows = [head] + [_cells(result) for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    numeric = (False, True, True, False, True, True, False)
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(result: Result) -> tuple[str, ...]:
    goal = f"≤ {result.goal_ratio:g} ×" if result.goal_ratio is not None else ""
    if result.goal is not None:
        goal = f"≤ {result.goal:g} {result.unit}"
    return (
        result.what,
        f"{_rounded(result.ours)} {result.unit}",
        f"{_rounded(result.theirs)} {result.unit}" if result.theirs is not None else "–",
        result.against if result.theirs is not None else "",
        f"{result.ratio:.2f} ×" if result.ratio is not None else "–",
        goal,
        result.verdict,
    )


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
