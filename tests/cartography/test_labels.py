# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from shapely.geometry import Point

from hotmap.cartography.canvas import Box, Canvas, Occupancy
from hotmap.cartography.fonts import BOLD, font
from hotmap.cartography.hotspot_painting import badge_chunks, shown_hotspots
from hotmap.cartography.labels import Label, TextLine, place_labels
from hotmap.cartography.naming import hotspot_labels
from hotmap.cartography.palette import LIGHT
from hotmap.cartography.projection import View
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot

VIEW = View.of((24.5, 12.5, 25.5, 13.5), 400, 300)


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(Scene(Plan()), VIEW, LIGHT, 1.0)


def _label(text: str, x: float, y: float, priority: float = 1.0, *, must_stand: bool = False, lines: int = 1) -> Label:
    line = TextLine(text, font(12, BOLD), "#000000")
    return Label((line,) * lines, x, y, (5.0, 5.0), priority, must_stand)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("must_stand", [False, True])
def test_place_labels_never_lays_one_upon_another(canvas: Canvas, must_stand: bool) -> None:
    crowd = [_label(f"Village {i}", 150 + i * 7 % 90, 120 + i * 11 % 70, i, must_stand=must_stand) for i in range(60)]
    placed = place_labels(canvas, crowd)
    assert placed
    apart = [(box[0] - 2.9, box[1] - 2.9, box[2] + 2.9, box[3] + 2.9) for box in (p.box for p in placed)]
    # Names that touch are read as one word, by people and by the inspection of a PDF.
    assert not any(_meet(apart[i], b.box) for i in range(len(placed)) for b in placed[:i])


def test_place_labels_gives_room_to_the_more_important(canvas: Canvas) -> None:
    placed = place_labels(canvas, [_label("village", 200, 150, 9.0), _label("Must", 200, 150, 1.0)])
    assert placed[0].label.lines[0].text == "Must"
    assert placed[0].side == 1  # right of its place: the best position


def test_place_labels_keeps_inside_the_picture(canvas: Canvas) -> None:
    (placed,) = place_labels(canvas, [_label("At the edge", 396, 150)])
    assert placed.side == -1
    assert placed.box[2] <= 400


def test_place_labels_says_less_before_it_says_nothing(canvas: Canvas) -> None:
    for y in range(0, 300, 40):  # bars that leave no room for three lines
        canvas.taken.take((0, y, 400, y + 18))
    assert place_labels(canvas, [_label("Camp", 200, 27, lines=3)]) == []
    (placed,) = place_labels(canvas, [_label("Camp", 200, 27, lines=3, must_stand=True)])
    assert len(placed.label.lines) == 1


def test_occupancy_takes_every_cell_that_a_box_touches() -> None:
    taken = Occupancy(100, 100, 4)
    taken.take((10, 10, 21, 21))
    assert not taken.is_free((20, 20, 30, 30))
    assert taken.is_free((24, 10, 40, 21))
    assert not taken.is_free((90, 90, 101, 95))  # beyond the edge


@pytest.mark.parametrize("shift", [0.0, 0.7, 1.9, 2.6, 3.3])
def test_label_of_a_lone_hotspot_always_stands_at_its_right(shift: float) -> None:
    lone = Plan([Hotspot(uuid="h", name="Camp", geometry=Point(25.0, 13.0))])
    canvas = Canvas(Scene(lone), VIEW.panned(shift, shift), LIGHT, 1.0)
    marks = shown_hotspots(canvas)
    list(badge_chunks(canvas, marks))
    (placed,) = place_labels(canvas, hotspot_labels(canvas, marks))
    assert placed.side == 1
