# SPDX-License-Identifier: MIT
"""What is composed, as one value: for whom, on what paper, of which part of the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hotmap.cartography.sheet_choice import CORNERS, GRIDS, ORIENTATIONS, PAPERS, SheetChoice
from hotmap.exporters import ExportOptions
from hotmap.services.composing import OWN_PRINT, BBox

EXTENTS = ("all", "screen", "place", "frame")
"""Everything that is drawn; what the map of the window shows; a hotspot or district; a frame laid on the map."""

_KEPT = ("orientation", "locator", "legend", "must", "cover", "figures", "dpi", "proof")
"""Of the choice of a sheet what fits the next plan too."""


@dataclass(frozen=True)
class Composition:
    """A sheet or series as it is being composed.

    Attributes
    ----------
    audience : str
        By default the holder's own print.
    language, page, grid : str
        As of `ExportOptions`.
    sheet : SheetChoice
    extent : str
        One of `EXTENTS`.
    bbox_wgs84 : tuple of float, optional
        West, south, east, north in degrees of the extent; None for everything.
    place : str
        Which hotspot or district it is, as it is offered.
    """

    audience: str = OWN_PRINT
    language: str = "en"
    page: str = "A4"
    grid: str = "mgrs"
    sheet: SheetChoice = field(default_factory=lambda: SheetChoice(proof=True))
    extent: str = "all"
    bbox_wgs84: BBox | None = None
    place: str = ""

    @property
    def is_series(self) -> bool:
        """True for more than one sheet."""
        return self.sheet.series != "one"

    def with_sheet(self, **values: Any) -> Composition:
        """Return the composition with other choices of the sheet."""
        return replace(self, sheet=replace(self.sheet, **values))

    def options(self) -> ExportOptions:
        """Return how a release is written; the frame laid on the map holds for one sheet alone."""
        bbox = None if self.is_series else self.bbox_wgs84
        return ExportOptions(language=self.language, page=self.page, grid=self.grid, bbox_wgs84=bbox, sheet=self.sheet)

    def kept(self) -> dict[str, Any]:
        """Return what is remembered from one plan to the next, as plain data; nothing of a plan."""
        return {"page": self.page, "grid": self.grid, **{name: getattr(self.sheet, name) for name in _KEPT}}

    @classmethod
    def from_kept(cls, data: Mapping[str, Any], language: str) -> Composition:
        """Return a composition with what was remembered, as far as it still makes sense."""
        allowed = {
            "page": PAPERS,
            "grid": GRIDS,
            "orientation": ORIENTATIONS,
            "locator": ("auto", "none", *CORNERS),
            "figures": (None, True, False),
            "dpi": (150, 200, 300),
            **dict.fromkeys(("legend", "must", "cover", "proof"), (True, False)),
        }
        known = {name: value for name, value in data.items() if name in allowed and value in allowed[name]}
        page, grid = known.pop("page", PAPERS[0]), known.pop("grid", GRIDS[0])
        return cls(language=language, page=page, grid=grid, sheet=replace(SheetChoice(proof=True), **known))
