# SPDX-License-Identifier: MIT
"""Identities that are the same in every run: laid out as UUIDv7, drawn from a name."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta, timezone

TIME_ZONE = timezone(timedelta(hours=4))
"""Of the island: UTC+04:00."""


def uuid_for(kind: str, name: str, day: date) -> str:
    """Return the identity of a record.

    Parameters
    ----------
    kind, name : str
        What it is and what tells it from others of its kind.
    day : date
        When it was made; a UUIDv7 starts with that moment.
    """
    digest = hashlib.sha256(f"coral bridge/{kind}/{name}".encode()).digest()
    random = int.from_bytes(digest[:10], "big")
    noon = datetime.combine(day, time(12), TIME_ZONE)
    stamp = int(noon.timestamp() * 1000) + random % 20_000_000
    value = (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
