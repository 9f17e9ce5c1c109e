# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mgrs import MGRS
from pyproj import Geod

from hotmap.cartography.grid import edge_figures, grid_kind, grid_lines, nice_denominator, scale_bar, square_names
from hotmap.cartography.projection import View

DARFUR = View.of((24.6, 12.6, 25.4, 13.4), 900, 900)


@pytest.mark.parametrize("is_vertical", [True, False])
def test_mgrs_lines_run_along_their_figure(is_vertical: bool) -> None:
    lines = [line for line in grid_lines(DARFUR, "mgrs", 60) if line.is_vertical == is_vertical and line.text]
    assert len(lines) > 5
    for line in lines:
        for lon, lat in line.lonlat[[0, len(line.lonlat) // 2]]:
            text = MGRS().toMGRS(lat + 1e-5, lon + 1e-5, MGRSPrecision=5)
            figures = text[-10:-5] if is_vertical else text[-5:]
            assert abs(int(figures) - int(line.text) * 1000) <= 5


def test_mgrs_line_at_the_edge_of_a_square_is_bold() -> None:
    assert {line.text for line in grid_lines(DARFUR, "mgrs", 60) if line.is_major} >= {"00"}


def test_grid_over_a_zone_border_draws_the_border() -> None:
    view = View.of((23.6, 12.6, 24.4, 13.4), 900, 900)
    borders = [line for line in grid_lines(view, "mgrs", 60) if not line.text]
    assert [line.lonlat[0][0] for line in borders] == [24]


@pytest.mark.parametrize("bbox", [(-20.0, -30.0, 50.0, 30.0), (10.0, 80.0, 12.0, 86.0)])
def test_grid_kind_is_degrees_where_mgrs_is_no_grid(bbox: tuple[float, float, float, float]) -> None:
    assert grid_kind(View.of(bbox, 500, 500)) == "degrees"


def test_degree_lines_have_their_direction() -> None:
    texts = {line.text for line in grid_lines(View.of((-1.0, -1.0, 1.0, 1.0), 600, 600), "degrees", 100)}
    assert {"0°", "0.5° E", "0.5° W", "0.5° N", "0.5° S"} <= texts


def test_edge_figures_stand_on_all_four_edges() -> None:
    figures = edge_figures(DARFUR, "mgrs", 60)
    assert {figure.edge for figure in figures} == {"top", "bottom", "left", "right"}
    assert all(0 <= figure.at_px <= 900 for figure in figures)


def test_square_names_lie_in_their_square() -> None:
    for square in square_names(DARFUR):
        assert MGRS().toMGRS(square.lat, square.lon, MGRSPrecision=0).endswith(square.text)


@given(st.floats(-75, 75), st.floats(0.001, 20))
def test_scale_bar_is_nice_and_geodesic(lat: float, span_deg: float) -> None:
    view = View.of((20, lat, 20 + span_deg, lat + span_deg / 4), 1000, 500)
    bar = scale_bar(view, 200)
    assert 60 <= bar.length_px <= 200.001
    first = float(f"{bar.length_m:e}".split("e")[0])
    assert first in (1, 2, 2.5, 5)
    lon, middle = view.centre
    end, _ = view.to_lonlat(500 + bar.length_px, 250)
    _, _, length_m = Geod(ellps="WGS84").inv(lon, middle, float(end), middle)
    assert length_m == pytest.approx(bar.length_m, rel=0.02)


@pytest.mark.parametrize(
    ("needed", "nice"), [(480_123, 500_000), (500_000, 500_000), (501_000, 550_000), (1_010_000, 1_100_000)]
)
def test_nice_denominator_is_never_smaller(needed: float, nice: int) -> None:
    assert nice_denominator(needed) == nice
