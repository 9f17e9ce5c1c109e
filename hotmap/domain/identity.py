# SPDX-License-Identifier: MIT
"""Identities of records: UUIDv7 texts, so that rows made later sort later in any database."""

from __future__ import annotations

import os
import time


def new_uuid(now_ms: int | None = None) -> str:
    """Return a fresh UUIDv7.

    Parameters
    ----------
    now_ms : int, optional
        Milliseconds since 1970; by default the clock's.

    Notes
    -----
    Layout after RFC 9562, section 5.7. It tells its hour, so released identities are others.
    """
    stamp = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    random = int.from_bytes(os.urandom(10), "big")
    value = (
        (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    )
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
