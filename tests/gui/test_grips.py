# SPDX-License-Identifier: MIT
"""Which corners can be held in a view: those that can be told apart, and those that look like one as one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from shapely.geometry import MultiPolygon, Point, Polygon, box

from hotmap.analysis.corners import Corners
from hotmap.cartography.projection import View
from hotmap.gui.tools.grips import Grips

VIEW = View.of((0.0, 0.0, 1.0, 1.0), 1000, 1000)
PX = 0.001  # degrees, near enough


def grips_of(shape: object, view: View = VIEW) -> Grips:
    corners = Corners(shape)  # type: ignore[arg-type]
    return Grips.of(corners, corners.places, view)


def test_every_corner_that_lies_apart_has_a_grip_once() -> None:
    grips = grips_of(MultiPolygon([box(0.1, 0.1, 0.3, 0.3), box(0.5, 0.5, 0.9, 0.9)]))
    assert len(grips.indices) == 8
    assert len(grips.sides) == 8
    assert grips.is_all


def test_corners_that_look_like_one_are_held_as_one() -> None:
    grips = grips_of(Polygon([(0.1, 0.1), (0.9, 0.1), (0.9 + PX, 0.1 + PX), (0.9, 0.9), (0.1, 0.9)]))
    assert len(grips.indices) == 4
    assert grips.is_all
    held = grips.corner_at(QPointF(*map(float, VIEW.to_px(0.9, 0.1))))
    assert held is not None
    assert grips.held_with(held) == [1, 2]
    assert sorted(grips.inside(QRectF(0, 0, 1000, 1000))) == [0, 1, 2, 3, 4]


def test_bends_with_corners_at_each_pixel_have_none_and_say_so() -> None:
    angles = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    disc = Polygon(np.column_stack([0.5 + 0.3 * np.cos(angles), 0.5 + 0.3 * np.sin(angles)]))
    grips = grips_of(disc)
    assert len(grips.indices) == len(grips.sides) == 0
    assert not grips.is_all
    near = grips_of(disc, VIEW.centred(0.8, 0.5).zoomed(100))
    assert 0 < len(near.indices) < 20
    assert near.is_all


def test_point_has_its_grip_and_nothing_in_the_middle() -> None:
    grips = grips_of(Point(0.5, 0.5))
    assert grips.indices.tolist() == [0]
    assert len(grips.sides) == 0


def test_corner_out_of_reach_or_view_is_not_held() -> None:
    grips = grips_of(box(0.1, 0.1, 3, 3))
    assert grips.indices.tolist() == [3] or len(grips.indices) == 1
    assert grips.corner_at(QPointF(500, 500)) is None
    assert grips.side_at(QPointF(500, 500)) is None
