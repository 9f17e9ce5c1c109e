# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hotmap.cartography.sheet_series import joined, neighbours

OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def _boxes(*corners: tuple[float, float]) -> np.ndarray:
    return np.array([(x, y, x + 10, y + 10) for x, y in corners], float)


def test_neighbours_of_a_row_name_each_other() -> None:
    assert neighbours(_boxes((0, 0), (10, 0), (20, 0))) == [{"right": 1}, {"left": 0, "right": 2}, {"left": 1}]


def test_neighbours_far_away_are_not_named() -> None:
    assert neighbours(_boxes((0, 0), (40, 0))) == [{}, {}]


def test_neighbours_to_the_north_stand_at_the_upper_edge() -> None:
    assert neighbours(_boxes((0, 0), (1, 9)))[0] == {"top": 1}


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=12, unique=True))
def test_neighbours_lie_on_the_side_they_are_named_at(corners: list[tuple[int, int]]) -> None:
    boxes = _boxes(*corners)
    for number, named in enumerate(neighbours(boxes)):
        for side, other in named.items():
            assert other != number
            away = boxes[other] - boxes[number]
            ahead = {"left": -away[0], "right": away[0], "top": away[1], "bottom": -away[1]}[side]
            assert ahead > 0


def test_joined_box_holds_all() -> None:
    assert joined([(0, 0, 1, 1), (3, -2, 4, 0)], (-1, 0, 0, 5)) == (-1, -2, 4, 5)
