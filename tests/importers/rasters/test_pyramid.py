# SPDX-License-Identifier: MIT
"""Coarser levels keep what they stand for: the mean, the holes, the place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.importers.rasters import pyramid
from hotmap.importers.rasters.pyramid import Pyramid, halved


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 100))
def test_halved_values_lie_within_theirs_and_nothing_known_stays_so(width: int, height: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    values = random.uniform(-5, 900, (height, width)).astype(np.float32)
    values[random.random(values.shape) < 0.3] = np.nan
    half = halved(values)
    assert half.shape == ((height + 1) // 2, (width + 1) // 2)
    for y, x in np.ndindex(half.shape):
        four = values[2 * y : 2 * y + 2, 2 * x : 2 * x + 2]
        known = four[np.isfinite(four)]
        assert np.isnan(half[y, x]) if not len(known) else known.min() - 1e-3 <= half[y, x] <= known.max() + 1e-3


def test_halved_colours_are_not_darkened_by_what_is_clear() -> None:
    colours = np.zeros((2, 2, 4), np.uint8)
    colours[0, 0] = (200, 100, 40, 255)  # the others are clear black
    assert halved(colours)[0, 0].tolist() == pytest.approx([200, 100, 40, 64], abs=2)


def test_pyramid_written_in_bands_has_every_level_down_to_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyramid, "SMALL_PX", 100)
    monkeypatch.setattr(pyramid, "_BAND_ROWS", 64)
    monkeypatch.setattr(pyramid, "_IN_MEMORY_BYTES", 1_000)  # the larger levels go to a scratch file
    whole = np.random.default_rng(1).integers(0, 255, (301, 450, 4), dtype=np.uint8)
    whole[..., 3] = 255
    made = Pyramid(450, 301, has_values=False, keeps_first=True)
    for top, bottom in made.bands():
        made.write(top, whole[top:bottom])
    made.finish()
    assert [(level.width_px, level.scale_x) for level in made.levels] == [(450, 1), (225, 2), (113, 4), (57, 8)]
    assert (made.block(0, 1, 1) == whole[256:, 256:]).all()
    assert abs(int(made.block(3, 0, 0)[..., 0].mean()) - int(whole[..., 0].mean())) <= 2
