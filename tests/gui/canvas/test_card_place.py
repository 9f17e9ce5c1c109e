# SPDX-License-Identifier: MIT
"""The card that is typed into keeps off what is being drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shapely.geometry import Point, box

from hotmap.gui.canvas.card_place import card_place
from hotmap.gui.canvas.map_view import MapView

ROOM, CARD = QRect(10, 60, 900, 600), QSize(340, 120)


def test_card_without_a_shape_stands_where_people_begin_to_read() -> None:
    assert card_place(CARD, ROOM, None) == QPoint(10, 60)
    assert card_place(CARD, ROOM, None, at_end=True) == QPoint(570, 60)


@given(x=st.integers(0, 900), y=st.integers(0, 600), radius=st.integers(1, 90))
def test_card_never_lies_over_a_small_shape_wherever_it_is(x: int, y: int, radius: int) -> None:
    shape = Point(x, y).buffer(radius)
    at = card_place(CARD, ROOM, shape)
    assert ROOM.contains(QRect(at, CARD))
    assert not box(at.x(), at.y(), at.x() + CARD.width(), at.y() + CARD.height()).intersects(shape)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("share", [0.25, 0.75])
def test_typed_radius_is_asked_beside_the_circle(qtbot: QtBot, direction: Qt.LayoutDirection, share: float) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    view.resize(1100, 700)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.canvas.zoom_to((56.9, -4.9, 57.6, -4.2))
    view.canvas.setFocus()
    view.canvas.set_tool("circle")
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(view.width() * share), 200))
    QTest.keyClick(view.canvas, "6")
    card = view.desk.places
    field = card.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, " km")
    drawn = view.desk._drawn_px()
    assert drawn is not None
    assert drawn.convex_hull.area > 100
    spot = card.geometry()
    assert view.rect().contains(spot)
    assert not drawn.convex_hull.intersects(box(spot.left(), spot.top(), spot.right(), spot.bottom()))
