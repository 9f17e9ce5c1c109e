# SPDX-License-Identifier: MIT
"""What a text was read as: a place, in which notation, and how far that is certain."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hotmap.i18n import tr

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees."""


@dataclass(frozen=True)
class ParsedPoint:
    """A place read from a text.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    notation : str
        One of `hotmap.analysis.coordinates.NOTATIONS`.
    note : str
        Empty, or a sentence for the user about how it was read.
    is_sure : bool
        False when something was guessed; the note says what.
    is_bare : bool
        Two numbers that do not say which is the latitude, so that their order can be `swapped`.
    size_m : float
        Edge of the square that a coarse grid reference names, else 1.
    """

    lon: float
    lat: float
    notation: str
    note: str = ""
    is_sure: bool = True
    is_bare: bool = False
    size_m: float = 1.0

    @property
    def swapped(self) -> ParsedPoint | None:
        """The place with its two numbers the other way round; None where that cannot be meant."""
        if not self.is_bare or abs(self.lon) > 90:
            return None
        return replace(self, lon=self.lat, lat=self.lon, note=tr("Order swapped by hand."), is_sure=True)

    def noted(self, note: str, *, is_sure: bool = True) -> ParsedPoint:
        """Return the place with one more sentence; once unsure, it stays so."""
        notes = " ".join(part for part in (self.note, note) if part)
        return replace(self, note=notes, is_sure=self.is_sure and is_sure)


def is_within(area: Box, lon: float, lat: float) -> bool:
    """Return whether a place lies in a box of degrees."""
    west, south, east, north = area
    return west <= lon <= east and south <= lat <= north
