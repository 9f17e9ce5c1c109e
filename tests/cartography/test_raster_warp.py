# SPDX-License-Identifier: MIT
"""A known pixel lands where the reference system says, within a fraction of one, at any scale and turn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.rasters import Georeference, RasterLevel
from hotmap.cartography.projection import View, to_metres
from hotmap.cartography.raster_warp import Net, best_level, nets, source_box

SIZE = (0.0, 0.0, 900.0, 700.0)
SYSTEMS = {
    "utm": Georeference((300.0, 0.0, 5e5, 0.0, -300.0, 1.45e6), "EPSG:32635"),
    "turned": Georeference((260.0, 150.0, 5e5, 150.0, -260.0, 1.45e6), "EPSG:32635"),
    "south up": Georeference((300.0, 0.0, 5e5, 0.0, 300.0, 1.2e6), "EPSG:32635"),
    "degrees": Georeference((0.003, 0.0, 25.0, 0.0, -0.003, 14.0), "EPSG:4326"),
    "albers": Georeference((9000.0, 0.0, -4e6, 0.0, -9000.0, 3e6), "ESRI:102022"),
    "mercator": Georeference((300.0, 0.0, 2.9e6, 0.0, -300.0, 1.6e6), "EPSG:3857"),
}


def outline_m(where: Georeference) -> np.ndarray:
    edge = where.outline(SIZE)
    return np.column_stack(to_metres(edge[:, 0], edge[:, 1]))


def true_places(view: View, where: Georeference, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the pixels of the picture under places of the view, without any net."""
    return np.stack(where.pixels_at(*view.to_lonlat(x, y)))


def worst_error_px(view: View, where: Georeference, net: Net) -> float:
    """Return how far the straight pieces of a tile are from the truth, in pixels of the map."""
    worst = 0.0
    for left, top, width, height, way in net.cells():
        x, y = np.meshgrid(np.linspace(left, left + width, 5), np.linspace(top, top + height, 5))
        straight = np.tensordot(way, np.stack([x, y, np.ones_like(x)]), 1)
        off = straight - true_places(view, where, x, y)
        worst = max(worst, float(np.hypot(off[0], off[1]).max()) / net.step)
    return worst


@pytest.mark.parametrize("name", SYSTEMS)
@given(zoom=st.floats(0.3, 60), x=st.floats(-300, 300), y=st.floats(-200, 200))
def test_nets_are_right_within_a_quarter_of_a_pixel(name: str, zoom: float, x: float, y: float) -> None:
    where = SYSTEMS[name]
    bbox = where.bbox(SIZE)
    assert bbox is not None
    view = View.of(bbox, 640, 480).zoomed(zoom).panned(x, y)
    for net in nets(view, where, SIZE, outline_m(where)):
        assert worst_error_px(view, where, net) < 0.25


def test_nets_cover_what_is_seen_of_the_picture_once() -> None:
    where = SYSTEMS["utm"]
    bbox = where.bbox(SIZE)
    assert bbox is not None
    view = View.of(bbox, 640, 480, 20)
    seen = np.zeros((480, 640), int)
    for net in nets(view, where, SIZE, outline_m(where)):
        seen[net.top : net.top + net.height, net.left : net.left + net.width] += 1
    assert seen.max() == 1
    x, y = np.meshgrid(np.arange(640) + 0.5, np.arange(480) + 0.5)
    column, row = true_places(view, where, x, y)
    inside = (column > 0) & (column < 900) & (row > 0) & (row < 700)
    assert seen[inside].all()


def test_nets_of_a_picture_elsewhere_are_none() -> None:
    where = SYSTEMS["utm"]
    assert not list(nets(View.of((100, 40, 101, 41), 640, 480), where, SIZE, outline_m(where)))


def test_nets_repeat_a_world_map_beyond_the_antimeridian() -> None:
    world = Georeference((1.0, 0.0, -180.0, 0.0, -1.0, 85.0), "EPSG:4326")
    extent = (0.0, 0.0, 360.0, 170.0)
    edge = world.outline(extent)
    view = View.of((170, -20, 190, 10), 512, 512)
    found = list(nets(view, world, extent, np.column_stack(to_metres(edge[:, 0], edge[:, 1]))))
    assert {net.box[0] < 5 for net in found} == {True, False}  # both ends of the picture are seen
    assert sum(net.width * net.height for net in found) >= 512 * 512


def test_best_level_is_the_coarsest_that_is_still_fine_enough() -> None:
    levels = [RasterLevel(1000 >> n, 800 >> n, 256, 256, 2.0**n, 2.0**n) for n in range(4)]
    assert [best_level(levels, step) for step in (0.1, 1.0, 1.4, 1.6, 3.2, 6.5, 100.0)] == [0, 0, 0, 1, 2, 3, 3]


def test_source_box_reaches_beyond_the_picture_but_never_far() -> None:
    where, level = SYSTEMS["utm"], RasterLevel(900, 700, 256, 256)
    bbox = where.bbox(SIZE)
    assert bbox is not None
    for net in nets(View.of(bbox, 640, 480).zoomed(0.2), where, SIZE, outline_m(where)):
        box = source_box(net, level, SIZE)
        assert box is not None
        assert box[0] >= -2
        assert box[1] >= -2
        assert box[2] <= 902
        assert box[3] <= 702
