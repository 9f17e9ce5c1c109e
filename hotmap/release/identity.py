# SPDX-License-Identifier: MIT
"""Released identities: keyed per audience, and codes numbered anew where a gap would count."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from hotmap.domain.records import CODE_PREFIXES, PlanInfo, Record


class Identities:
    """Turns the identities of a plan into those of one audience's releases.

    The same record has the same identity in every release to one audience, and another one for
    every other audience. The key stays in the plan, so that a proposal finds its record.

    Parameters
    ----------
    info : PlanInfo
        Holds the key. A plan without a key is keyed by its own identity, one without either by
        chance: its identities hold for this release only.
    audience : str
    """

    def __init__(self, info: PlanInfo, audience: str) -> None:
        self._key = (info.release_key or info.uuid or secrets.token_hex(32)).encode()
        self._audience = audience
        self._sources: dict[str, str] = {}

    def of(self, kind: str, uuid: str) -> str:
        """Return the released identity of a record: a UUIDv8, which tells no time (RFC 9562)."""
        digest = hmac.new(self._key, f"{self._audience}\n{kind}\n{uuid}".encode(), hashlib.sha256).digest()
        number = int.from_bytes(digest[:16], "big")
        number = number & ~(0xF << 76) | 0x8 << 76
        number = number & ~(0b11 << 62) | 0b10 << 62
        text = f"{number:032x}"
        released = "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
        self._sources[released] = uuid
        return released

    @property
    def sources(self) -> dict[str, str]:
        """Original uuid by released uuid, for the sender only."""
        return dict(self._sources)


def numbered_anew(records: Iterable[Record]) -> list[Record]:
    """Return records with their codes numbered from 1 in the given order, kind by kind."""
    numbers: dict[str, int] = {}
    found = []
    for record in records:
        prefix = CODE_PREFIXES.get(record.KIND)
        if prefix and record.value("code"):
            numbers[prefix] = numbers.get(prefix, 0) + 1
            record = record.with_values({"code": f"{prefix}-{numbers[prefix]:03d}"})
        found.append(record)
    return found
