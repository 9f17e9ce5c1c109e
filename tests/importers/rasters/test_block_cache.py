# SPDX-License-Identifier: MIT
"""However many blocks are asked for, they stay within their room, and the one asked for last stays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hotmap.importers.rasters.block_cache import BlockCache


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 400)), max_size=60))
def test_cache_never_outgrows_its_room_by_more_than_the_newest(asked: list[tuple[int, int]]) -> None:
    cache = BlockCache(1_000)
    for key, size in asked:
        block = cache.get(key, lambda size=size: np.zeros(size, np.uint8))
        assert cache.used_bytes <= 1_000
        assert block is not None
        assert cache.holds(key)


def test_cache_makes_a_block_once_and_remembers_that_there_is_none() -> None:
    cache, made = BlockCache(), []
    for _ in range(3):
        assert cache.get("empty", lambda: made.append(1)) is None
    assert made == [1]


def test_cache_drops_what_was_asked_for_longest_ago() -> None:
    cache = BlockCache(300)
    for key in "abc":
        cache.get(key, lambda: np.zeros(100, np.uint8))
    cache.get("a", lambda: None)
    cache.get("d", lambda: np.zeros(100, np.uint8))
    assert [cache.holds(key) for key in "abcd"] == [True, False, True, True]
