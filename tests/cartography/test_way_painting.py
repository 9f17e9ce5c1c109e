# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hotmap.cartography.way_painting import arrows_along

lines = arrays(np.float64, st.tuples(st.integers(2, 12), st.just(2)), elements=st.floats(-500, 500, width=32))


@given(lines, st.floats(20, 200))
def test_arrows_along_a_line_stand_on_it_and_point_along_it(points: np.ndarray, spacing_px: float) -> None:
    found = arrows_along(points, spacing_px)
    length = np.hypot(*np.diff(points, axis=0).T).sum()
    assert len(found) == (0 if length < spacing_px / 3 else max(round(length / spacing_px), 1))
    for x, y, dx, dy in found:
        starts, steps = points[:-1], np.diff(points, axis=0)
        sizes = np.hypot(*steps.T)
        on = [
            abs((x - a[0]) * d[1] - (y - a[1]) * d[0]) <= 1e-6 * size * max(size, 1)
            and np.dot(d, (dx, dy)) >= (1 - 1e-6) * size
            for a, d, size in zip(starts, steps, sizes, strict=True)
            if size > 1e-6
        ]
        assert any(on)


def test_arrows_along_a_line_turn_with_it() -> None:
    forth = arrows_along(np.array([[0.0, 0.0], [100.0, 0.0]]), 120)
    back = arrows_along(np.array([[100.0, 0.0], [0.0, 0.0]]), 120)
    assert forth.tolist() == [[50.0, 0.0, 1.0, 0.0]]
    assert back.tolist() == [[50.0, 0.0, -1.0, 0.0]]


def test_arrows_along_a_short_line_are_left_out() -> None:
    assert len(arrows_along(np.array([[0.0, 0.0], [30.0, 0.0]]), 120)) == 0
