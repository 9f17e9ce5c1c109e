# SPDX-License-Identifier: MIT
"""Grey keeps lightness, white and black stay, and the levels are told apart in every way of seeing."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.colour_scales import lightness
from hotmap.analysis.colour_vision import SIGHTS, hex_seen_as, pixels_seen_as, seen_as
from hotmap.cartography.palette import PALETTES
from hotmap.domain.codelists import LEVELS

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
ALIKE_BELOW = 10.0  # of L*: nearer together, two greys are one on a bad copy


@given(COLOURS)
def test_grey_keeps_the_lightness(rgb: tuple[int, int, int]) -> None:
    colour = "#{:02X}{:02X}{:02X}".format(*rgb)
    grey = hex_seen_as("grey", colour)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert lightness(grey) == pytest.approx(lightness(colour), abs=0.6)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("value", [0.0, 0.25, 0.7, 1.0])
def test_greys_stay_what_they_are(sight: str, value: float) -> None:
    assert seen_as(sight, np.full(3, value)) == pytest.approx(value, abs=1e-3)


@pytest.mark.parametrize("sight", SIGHTS)
@given(rgb=COLOURS)
def test_pixels_are_seen_as_their_colours_are(sight: str, rgb: tuple[int, int, int]) -> None:
    red, green, blue = rgb
    pixel = np.array([0xFF << 24 | red << 16 | green << 8 | blue], np.uint32)
    found = int(pixels_seen_as(sight, pixel)[0])
    shown = [(found >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    # The table tells 64 steps of each channel apart: near black one step of it is seen most.
    nearest = np.rint(np.array(rgb) // 4) / 63
    assert shown == pytest.approx(seen_as(sight, nearest).tolist(), abs=1 / 255)
    assert found >> 24 == 0xFF


@pytest.mark.parametrize("name", PALETTES)
def test_levels_are_told_apart_in_grey(name: str) -> None:
    greys = [lightness(hex_seen_as("grey", PALETTES[name].level(level).fill)) for level in LEVELS]
    assert min(abs(one - other) for one, other in combinations(greys, 2)) >= ALIKE_BELOW


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", PALETTES)
def test_graver_levels_stay_darker_in_every_way_of_seeing(sight: str, name: str) -> None:
    seen = [lightness(hex_seen_as(sight, PALETTES[name].level(level).fill)) for level in LEVELS]
    assert all(after - before > 5 for before, after in pairwise(seen))


def test_red_and_green_look_alike_to_those_who_do_not_see_green() -> None:
    red, green = (seen_as("deuteranopia", np.array(c)) for c in ([0.8, 0.35, 0.1], [0.45, 0.55, 0.1]))
    assert np.abs(red - green).max() < 0.12
