# SPDX-License-Identifier: MIT
"""Pixels and places are each other's inverse, in every direction in which a picture can lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.rasters import Georeference, RasterLevel
from tests.pictures import AT_28E, UTM_35N

sizes = st.floats(0.1, 500)
angles = st.floats(0, 2 * np.pi)


@given(sizes, sizes, angles, st.booleans(), st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_pixels_undo_places_however_the_picture_is_turned(
    width: float, height: float, angle: float, south_up: bool, column: float, row: float
) -> None:
    cos, sin, up = np.cos(angle), np.sin(angle), 1 if south_up else -1
    turned = Georeference((width * cos, up * height * sin, 6e5, -width * sin, up * height * cos, 1.4e6), UTM_35N)
    back = turned.pixels(*turned.places(column, row))
    assert np.allclose(back, (column, row), atol=1e-4)


@given(st.floats(0, 90), st.floats(0, 70))
def test_pixels_at_undoes_degrees(column: float, row: float) -> None:
    where = Georeference(AT_28E, UTM_35N)
    lon, lat = where.degrees(np.array([column]), np.array([row]))
    assert np.allclose(where.pixels_at(lon, lat), [[column], [row]], atol=1e-3)


def test_bbox_holds_the_edges_that_bend_outward() -> None:
    wide = Georeference((1000.0, 0.0, 200_000.0, 0.0, -1000.0, 8_000_000.0), UTM_35N)  # far north, where zones bend
    west, south, east, north = wide.bbox((0, 0, 600, 100)) or (0, 0, 0, 0)
    corner_lats = wide.degrees(np.array([0.0, 600.0]), np.array([0.0, 0.0]))[1]
    assert north > corner_lats.max() + 0.01
    assert west < east
    assert south < north


def test_bbox_of_a_zone_at_the_antimeridian_is_narrow() -> None:
    fiji = Georeference((1000.0, 0.0, 700_000.0, 0.0, -1000.0, 8_100_000.0), "EPSG:32760")
    west, _, east, _ = fiji.bbox((0, 0, 200, 100)) or (0, 0, 0, 0)
    assert 0 < east - west < 3


def test_pixels_at_puts_what_the_system_cannot_have_far_outside() -> None:
    polar = Georeference((1000.0, 0.0, -3e6, 0.0, -1000.0, 3e6), "EPSG:3031")
    columns, rows = polar.pixels_at(np.array([0.0, np.inf]), np.array([-80.0, 10.0]))
    assert 0 < columns[0] < 6000
    assert abs(columns[1]) > 1e9
    assert abs(rows[1]) > 1e9


def test_ground_step_is_metres_east_and_north_of_a_pixel() -> None:
    step = Georeference(AT_28E, UTM_35N).ground_step((45, 35))
    assert step == pytest.approx(np.array([[30, 0], [0, -30]]), abs=0.5)


def test_level_counts_blocks_that_are_begun() -> None:
    level = RasterLevel(700, 513, 256, 256)
    assert (level.columns, level.rows) == (3, 3)
