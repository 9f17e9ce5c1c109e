# SPDX-License-Identifier: MIT
"""How a map sheet is composed, as plain values: what a user can choose, with defaults that make a good sheet."""

from __future__ import annotations

from dataclasses import dataclass

PAPERS = ("A4", "A3")
ORIENTATIONS = ("landscape", "portrait")
SERIES = ("one", "district", "hotspot")
"""One sheet; one for each area of a layer; one for each hotspot."""
GRIDS = ("mgrs", "degrees", "none")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
SCALES = (10_000, 25_000, 50_000, 100_000, 150_000, 200_000, 250_000, 500_000, 1_000_000, 2_000_000)
"""Denominators that are offered; any other can be typed."""
SMALLEST_DENOMINATOR, LARGEST_DENOMINATOR = 1_000, 50_000_000
_BETWEEN_THOUSANDS = " \u00a0\u2009\u202f,.'’_"


@dataclass(frozen=True)
class SheetChoice:
    """How a map sheet, or a series of them, is composed.

    Classification, audience, exercise mark, as-of, scale, sources, precision, disclaimer, file name, scale bar
    and north are no choice: they are on every sheet.

    Attributes
    ----------
    orientation : str
        One of `ORIENTATIONS`.
    denominator : int or None
        n of a fixed scale 1:n; None for the largest round scale that shows the whole extent.
    title, subtitle : str
        Instead of the plan's own; of a series on the sheet of the overview alone.
    notes : str
        The sender's own words under the map.
    locator : str
        ``auto`` for the corner that hides least, one of `CORNERS`, or ``none``.
    legend, must, cover : bool
        Whether the panel holds the legend, the Must list and who stands where.
    figures : bool or None
        Whether it holds the key figures; None as the page has room: on A3, not on A4.
    series : str
        One of `SERIES`.
    layer : str
        uuid of the released area layer of a series by district; empty for the first that is named like one.
    only : tuple of str
        uuids of the released hotspots, or names of the areas, that get a sheet; empty for all.
    level : str
        Of the hotspots that get a sheet; empty for all.
    dpi : int
        Of a picture.
    proof : bool
        Whether a sheet whose levels cannot be told apart in grey is refused.
    """

    orientation: str = "landscape"
    denominator: int | None = None
    title: str = ""
    subtitle: str = ""
    notes: str = ""
    locator: str = "auto"
    legend: bool = True
    must: bool = True
    cover: bool = True
    figures: bool | None = None
    series: str = "one"
    layer: str = ""
    only: tuple[str, ...] = ()
    level: str = ""
    dpi: int = 200
    proof: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        """The words that come from nobody's records but from who composes the sheet."""
        return tuple(text for text in (self.title, self.subtitle, self.notes) if text)


def denominator_in(text: str) -> int | None:
    """Return n of ``1:n`` or ``n`` however its thousands are parted; None where it is no scale of a map.

    >>> denominator_in("1:250 000"), denominator_in("100.000"), denominator_in("near")
    (250000, 100000, None)
    """
    digits = "".join(c for c in text.rpartition(":")[2] if c not in _BETWEEN_THOUSANDS)
    if not digits.isdecimal() or not SMALLEST_DENOMINATOR <= int(digits) <= LARGEST_DENOMINATOR:
        return None
    return int(digits)
