# SPDX-License-Identifier: MIT
from __future__ import annotations

from itertools import pairwise

import pytest

from hotmap.analysis.colour_scales import KIND_COLOURS, RAMPS, darker, kind_colour, lightness, ramp

GROUNDS = ("light", "dark", "print")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", RAMPS)
@pytest.mark.parametrize("ink", [False, True])
@pytest.mark.parametrize("count", range(3, 8))
def test_classes_of_a_ramp_are_told_apart_in_grey(name: str, count: int, ink: bool, ground: str) -> None:
    levels = [lightness(colour) for colour in ramp(name, count, ground, ink=ink)]
    steps = [b - a for a, b in pairwise(levels)]
    assert all(abs(step) >= 7 for step in steps)
    assert all((step > 0) == (ground == "dark") for step in steps)  # more is darker, on a dark ground lighter


@pytest.mark.parametrize("ground", ["light", "dark"])
@pytest.mark.parametrize("first", range(7))
def test_four_kinds_that_follow_each_other_are_told_apart_in_grey(first: int, ground: str) -> None:
    levels = sorted(lightness(kind_colour(i, ground)) for i in range(first, first + 4))
    assert min(b - a for a, b in pairwise(levels)) >= 10


def test_kinds_keep_clear_of_what_levels_and_presence_say() -> None:
    said = ("#8C1432", "#C4551A", "#F2BE45", "#A87508", "#0F3550", "#BFE2F4", "#1558D6")
    for colour in (*KIND_COLOURS, *(c for name in RAMPS for c in ramp(name, 5))):
        assert min(_apart(colour, other) for other in said) > 30, colour


def test_colour_survives_being_made_darker() -> None:
    assert lightness(darker("#A9B4DC", 18)) == pytest.approx(lightness("#A9B4DC") - 18, abs=1)
    assert lightness(darker("#101010", 18)) > lightness("#101010")


def test_unknown_ramp_is_taken_for_the_first() -> None:
    assert ramp("of a newer version", 4) == ramp(next(iter(RAMPS)), 4)
    assert ramp("moss", 1) != ()
    assert ramp("moss", 0) == ()


def _apart(one: str, other: str) -> float:
    return sum((int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) ** 2 for i in (1, 3, 5)) ** 0.5
