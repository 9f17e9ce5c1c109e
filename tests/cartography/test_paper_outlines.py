# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF
from shapely.geometry import LineString, Point, Polygon

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.geometry_arrays import area_outlines, line_outlines
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper_outlines import areas_on_paper, lines_on_paper
from hotmap.cartography.projection import View, to_metres
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan

K = 600 / 25.4
BOX = (25.0, 12.0, 25.2, 12.2)
ORIGIN = tuple(float(v) for v in to_metres(25.1, 12.1))


def _canvas() -> Canvas:
    return Canvas(Scene(Plan([])), View.of(BOX, 100.0, 100.0).scaled(K), PRINT, K, True)


def _corners(shape: object) -> np.ndarray:
    assert isinstance(shape, QPolygonF)
    return np.array([(p.x(), p.y()) for p in shape])


@given(st.lists(st.tuples(st.floats(24.9, 25.3), st.floats(11.9, 12.3)), min_size=2, max_size=40))
def test_lines_are_told_in_whole_dots_and_no_dot_twice(corners: list[tuple[float, float]]) -> None:
    outlines = line_outlines(np.array([LineString(corners)], dtype=object), ORIGIN)
    assert outlines is not None
    for shape in lines_on_paper(_canvas(), outlines, ORIGIN, np.array([0])):
        dots = _corners(shape)
        assert (dots == np.rint(dots)).all()
        assert (dots[1:] != dots[:-1]).any(axis=1).all()


def test_area_inside_the_frame_is_whole() -> None:
    area = Point(25.1, 12.1).buffer(0.02)
    outlines = area_outlines(np.array([area], dtype=object), ORIGIN)
    assert outlines is not None
    [shape] = areas_on_paper(_canvas(), outlines, ORIGIN, np.array([0]))
    assert len(_corners(shape)) == len(area.exterior.coords)


def test_area_beyond_the_frame_is_cut_there_and_fills_it() -> None:
    canvas = _canvas()
    outlines = area_outlines(np.array([Point(25.1, 12.1).buffer(3.0)], dtype=object), ORIGIN)
    assert outlines is not None
    [shape] = areas_on_paper(canvas, outlines, ORIGIN, np.array([0]))
    dots = _corners(shape)
    assert len(dots) < 12
    assert (dots.min(axis=0) < 0).all()
    assert (dots.max(axis=0) > (canvas.view.width_px, canvas.view.height_px)).all()
    assert (np.abs(dots) < canvas.view.width_px + 10 * K).all()


def test_hole_stays_a_hole() -> None:
    ring, hole = Point(25.1, 12.1).buffer(0.03), Point(25.1, 12.1).buffer(0.01)
    outlines = area_outlines(np.array([Polygon(ring.exterior, [hole.exterior])], dtype=object), ORIGIN)
    assert outlines is not None
    canvas = _canvas()
    [path] = areas_on_paper(canvas, outlines, ORIGIN, np.array([0]))
    assert not isinstance(path, QPolygonF)
    x, y = canvas.view.to_px(25.1, 12.1)
    assert not path.contains(QPointF(float(x), float(y)))


def test_area_outside_gives_nothing() -> None:
    outlines = area_outlines(np.array([Point(40.0, 12.1).buffer(0.02)], dtype=object), ORIGIN)
    assert outlines is not None
    assert list(areas_on_paper(_canvas(), outlines, ORIGIN, np.array([0]))) == []
