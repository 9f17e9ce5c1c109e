# SPDX-License-Identifier: MIT
"""Time stamps run forward, whatever the laptop's clock does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotmap.storage.clock import COUNTER_BITS, ticked

moments_ms = st.integers(0, 2**45)


@given(st.lists(moments_ms, min_size=1))
def test_ticked_with_any_clock_never_runs_back_nor_behind(clock_ms: list[int]) -> None:
    last = 0
    for now_ms in clock_ms:
        stamp = ticked(last, now_ms)
        assert stamp > last
        assert stamp >> COUNTER_BITS >= now_ms
        assert stamp < 2**63  # an SQLite integer
        last = stamp
