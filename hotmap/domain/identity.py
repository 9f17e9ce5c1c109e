# SPDX-License-Identifier: MIT
"""Identities of records: UUIDv7 texts, so that rows made later sort later in any database."""

from __future__ import annotations

import os
import time


def new_uuid(now_ms: int | None = None) -> str:
    """Return a fresh UUIDv7.

    It tells its hour, so released identities are others.

    Parameters
    ----------
    now_ms : int, optional
        Milliseconds since 1970; by default the clock's.
    """
    stamp_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    return uuid_from(stamp_ms, int.from_bytes(os.urandom(10), "big"))


def uuid_from(stamp_ms: int, random: int) -> str:
    """Return the UUIDv7 of a moment, laid out after RFC 9562, section 5.7.

    Parameters
    ----------
    stamp_ms : int
        Milliseconds since 1970.
    random : int
        Of which 74 bits are used.
    """
    time_and_version = (stamp_ms & (1 << 48) - 1) << 80 | 0x7 << 76
    value = time_and_version | (random >> 62 & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
