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
from hotmap.cartography.paper_outlines import areas_on_paper, course_on_paper, lines_on_paper
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


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=60))
def test_line_keeps_its_ends_and_leaves_its_course_by_no_more_than_a_twelfth_of_a_millimetre(
    corners: list[tuple[int, int]],
) -> None:
    course = np.array(corners, float)
    drawn = course_on_paper(course)
    assert drawn[[0, -1]].tolist() == course[[0, -1]].tolist()
    assert len(drawn) <= len(course)
    assert max(LineString(drawn).distance(Point(corner)) for corner in corners) / K <= 1 / 11.8


def test_lines_share_what_is_straightened_and_stay_apart() -> None:
    lines = [LineString([(25.05, y), (25.1, y + 0.00002), (25.15, y)]) for y in (12.05, 12.1, 12.15)]
    outlines = line_outlines(np.array(lines, dtype=object), ORIGIN)
    assert outlines is not None
    drawn = [_corners(shape) for shape in lines_on_paper(_canvas(), outlines, ORIGIN, np.array([0, 1, 2]))]
    assert [len(corners) for corners in drawn] == [2, 2, 2]
    assert len({corners[0][1] for corners in drawn}) == 3


def test_area_inside_the_frame_is_whole() -> None:
    area = Point(25.1, 12.1).buffer(0.02)
    outlines = area_outlines(np.array([area], dtype=object), ORIGIN)
    assert outlines is not None
    [shape] = areas_on_paper(_canvas(), outlines, ORIGIN, np.array([0]))
    drawn = Polygon(_corners(shape))
    canvas = _canvas()
    whole = np.column_stack(canvas.view.to_px(*np.array(area.exterior.coords).T))
    assert max(drawn.exterior.distance(Point(corner)) for corner in whole) / K < 0.08


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
