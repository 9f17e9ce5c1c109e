# SPDX-License-Identifier: MIT
"""Which circles of equal distance are drawn about presence. Distance is never called cover."""

from __future__ import annotations

from dataclasses import dataclass

from hotmap.cartography.marks import PresenceMark

UNIFORMED = ("troops", "police")


@dataclass(frozen=True)
class RangeRings:
    """Which rings are drawn.

    Attributes
    ----------
    about : frozenset of str, or None
        uuids of the presence that has rings; None for all troops and police.
    distances_km : tuple of float
        Besides the reach that a presence states for itself.
    """

    about: frozenset[str] | None = frozenset()
    distances_km: tuple[float, ...] = ()

    def radii_km(self, mark: PresenceMark) -> list[tuple[float, bool]]:
        """Return the radii drawn about a presence, and whether each is its own reach.

        A route has none, nor has what is only known to lie in a cell.
        """
        wanted = mark.domain in UNIFORMED if self.about is None else mark.uuid in self.about
        if mark.route or mark.cell or not wanted:
            return []
        reach_km = mark.record.reach_km
        own = [(float(reach_km), True)] if reach_km else []
        return [*((km, False) for km in self.distances_km if km > 0 and km != reach_km), *own]
