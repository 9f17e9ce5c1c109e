# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from hotmap.cartography.projection import View

lons = st.floats(-179, 179)
lats = st.floats(-80, 80)


@st.composite
def views(draw: st.DrawFn) -> View:
    lon, lat = draw(lons), draw(lats)
    return View.of((lon, lat, lon + 0.5, lat + 0.4), draw(st.integers(100, 2000)), draw(st.integers(100, 2000)))


@given(views(), lons, lats)
def test_view_to_px_and_back_is_the_same_place(view: View, lon: float, lat: float) -> None:
    back = view.to_lonlat(*view.to_px(lon, lat))
    assert back == pytest.approx((lon, lat), abs=1e-6)


@given(views(), st.floats(0.2, 5), st.floats(0, 500), st.floats(0, 500))
def test_zoomed_keeps_the_place_under_the_cursor(view: View, factor: float, x: float, y: float) -> None:
    before = view.to_lonlat(x, y)
    assert view.zoomed(factor, x, y).to_lonlat(x, y) == pytest.approx(before, abs=1e-7)


@given(views(), st.floats(-300, 300), st.floats(-300, 300))
def test_panned_moves_content_with_the_hand(view: View, dx: float, dy: float) -> None:
    lon, lat = view.centre
    x, y = view.panned(dx, dy).to_px(lon, lat)
    assert (x - view.width_px / 2, y - view.height_px / 2) == pytest.approx((dx, dy), abs=1e-3)


def test_of_box_shows_all_of_it_inside_the_margin() -> None:
    view = View.of((24.0, 12.0, 26.0, 13.0), 800, 600, margin_px=40)
    x, y = view.to_px(np.array([24.0, 26.0]), np.array([12.0, 13.0]))
    assert x.min() >= 40 - 1e-6
    assert x.max() <= 760 + 1e-6
    assert y.min() >= 40
    assert y.max() <= 560


@pytest.mark.parametrize("bbox", [(25.0, 13.0, 25.0, 13.0), (float("nan"),) * 4])
def test_of_nothing_or_a_point_is_still_a_view(bbox: tuple[float, float, float, float]) -> None:
    view = View.of(bbox, 800, 600)
    assert view.m_per_px > 0
    assert np.isfinite(view.bbox).all()


def test_ground_scale_is_geodesic_at_the_centre() -> None:
    view = View.of((24.95, 59.95, 25.05, 60.05), 1000, 1000)
    (lon0, lat0), (lon1, lat1) = view.to_lonlat(499.5, 500), view.to_lonlat(500.5, 500)
    _, _, length_m = Geod(ellps="WGS84").inv(lon0, lat0, lon1, lat1)
    assert view.ground_m_per_px == pytest.approx(length_m, rel=0.005)  # sphere against ellipsoid


def test_scaled_shows_the_same_part_of_the_world() -> None:
    view = View.of((24.0, 12.0, 26.0, 13.0), 800, 600)
    assert view.scaled(2).bbox == pytest.approx(view.bbox)
    assert replace(view, width_px=1600).bbox[0] < view.bbox[0]
