# SPDX-License-Identifier: MIT
"""Relief is lit from the north-west, flat ground stays clear, nothing is shaded where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest

from hotmap.cartography.raster_shading import grey, relief

NORTH_UP = np.array([[30.0, 0.0], [0.0, -30.0]])
SHADE = (62, 66, 84)


def shaded(heights: np.ndarray, step_m: np.ndarray = NORTH_UP) -> np.ndarray:
    return relief(heights.astype(np.float32), step_m, shade=SHADE, most_shade=0.5, most_light=0.4)


def test_relief_leaves_level_ground_clear() -> None:
    assert (shaded(np.full((9, 9), 420.0))[..., 3] == 0).all()


@pytest.mark.parametrize(
    ("toward", "is_lit"), [((-1, -1), True), ((1, 1), False), ((0, -1), True), ((0, 1), False)]
)  # x east, y south: where the ground falls
def test_relief_lights_what_falls_to_the_north_west(toward: tuple[int, int], is_lit: bool) -> None:
    y, x = np.mgrid[:9, :9]
    slope = shaded(-10.0 * (toward[0] * x + toward[1] * y))
    assert (slope[4, 4, :3] == (255 if is_lit else SHADE)).all()
    assert slope[4, 4, 3] > 20


def test_relief_is_the_same_however_the_picture_is_stored() -> None:
    y, x = np.mgrid[:11, :11]
    hill = 300.0 * np.exp(-((x - 5) ** 2 + (y - 4) ** 2) / 9)
    south_up = shaded(hill[::-1], np.array([[30.0, 0.0], [0.0, 30.0]]))
    assert (south_up[::-1] == shaded(hill)).all()


def test_relief_is_clear_where_nothing_is_known_and_beside_it() -> None:
    heights = 10.0 * np.mgrid[:9, :9][1]
    heights[4, 4] = np.nan
    opacity = shaded(heights)[..., 3]
    assert (opacity[3:6, 4] == 0).all()
    assert opacity[4, 3] == opacity[4, 5] == 0
    assert opacity[1, 1] > 0


def test_grey_runs_from_black_to_white_and_is_clear_where_nothing_is() -> None:
    colours = grey(np.array([[0.0, 5.0, 10.0, 99.0, np.nan]]), 0.0, 10.0)
    assert colours[0, :, 0].tolist()[:4] == [0, 127, 255, 255]
    assert colours[0, :, 3].tolist() == [255, 255, 255, 255, 0]
