# SPDX-License-Identifier: MIT
"""A hybrid logical clock: time stamps that never run backwards, whatever the laptop's clock does.

A stamp is one integer: milliseconds since 1970 shifted left by 16 bits, plus a counter. It sorts
by value, so plain SQL can compare and advance it too (see `hotmap.storage.triggers`).
"""

from __future__ import annotations

import time
from datetime import datetime

COUNTER_BITS = 16


def ticked(last: int, now_ms: int | None = None) -> int:
    """Return a stamp later than `last`, and not before the wall clock.

    Parameters
    ----------
    last : int
        The highest stamp seen so far, of any copy.
    now_ms : int, optional
        Milliseconds since 1970; by default the clock's.

    Examples
    --------
    >>> ticked(5 << 16, now_ms=9) == 9 << 16, ticked(5 << 16, now_ms=2) == (5 << 16) + 1
    (True, True)
    """
    wall = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    return max(last + 1, wall << COUNTER_BITS)


def wall_time() -> str:
    """Return now as an ISO 8601 text with the offset of this computer."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
