# SPDX-License-Identifier: MIT
"""Identities that are the same in every run: laid out as UUIDv7, drawn from a name."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta, timezone

from hotmap.domain.identity import uuid_from

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
    stamp_ms = int(noon.timestamp() * 1000) + random % 20_000_000
    return uuid_from(stamp_ms, random)
