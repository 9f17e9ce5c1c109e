# SPDX-License-Identifier: MIT
"""From what a hand draws to a geometry: strokes are smoothed, and what has no inside is no area."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from hotmap.analysis.shaping import (
    area_from,
    chaikin,
    crosses_itself,
    smooth_stroke,
    without_overlap,
)


def test_area_from_refuses_what_crosses_itself_or_has_no_extent() -> None:
    bow = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]
    assert crosses_itself(bow)
    assert area_from(bow) is None
    assert area_from([(0, 0), (1, 1)]) is None
    assert area_from([(0, 0), (1, 1), (2, 2)]) is None
    assert area_from([(0, 0), (1, 0), (0, 1)]) is not None


def test_smooth_stroke_stays_near_and_keeps_its_ends() -> None:
    stroke = [(x / 10, (x % 2) / 1000) for x in range(50)]
    smooth = smooth_stroke(stroke, 0.01)
    assert smooth[0] == stroke[0]
    assert smooth[-1] == stroke[-1]
    assert LineString(smooth).hausdorff_distance(LineString(stroke)) <= 0.011


def test_chaikin_open_line_keeps_its_ends() -> None:
    line = np.array([[0, 0], [1, 2], [3, 1]])
    cut = chaikin(line, 2, closed=False)
    assert cut[0].tolist() == [0, 0]
    assert cut[-1].tolist() == [3, 1]
    assert len(cut) > len(line)


@given(st.floats(1.0, 1.08), st.integers(60, 300))
def test_stroke_that_runs_over_its_beginning_is_closed_there(turns: float, count: int) -> None:
    angles = np.linspace(0, 2 * np.pi * turns, count)
    radius = 1 - 0.1 * angles / (2 * np.pi)
    radius[-count // 8 :] += np.linspace(0, 0.4, len(radius[-count // 8 :]))  # out again, over the beginning
    stroke = [(float(r * np.cos(a)), float(r * np.sin(a))) for r, a in zip(radius, angles, strict=True)]
    area = area_from(without_overlap(stroke))
    assert area is not None
    assert area.area == pytest.approx(np.pi * 0.9, rel=0.25)


def test_stroke_whose_ends_do_not_meet_stays_as_it_is() -> None:
    stroke = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.2)]
    assert without_overlap(stroke) == stroke
