# SPDX-License-Identifier: MIT
"""Cutting a hole into an area, and filling one."""

from __future__ import annotations

from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.geodesy import area_m2
from hotmap.analysis.reshaping import with_hole, without_hole
from hotmap.analysis.shaping import area_from
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.over_shapes import OverShapesTool, Results
from hotmap.gui.tools.selected import name_of
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.services.reshaping import MapEdit
from hotmap.units import format_area


class HoleTool(OverShapesTool):
    """An outline inside the selected area becomes a hole; a click in a hole fills it."""

    id = "hole"
    label = _("Cut a hole")
    icon = "hole"
    key = "H"
    finish_label = _("Cut the hole")
    closes = True
    least = 3
    minds_crossing = True
    dimensions = (2,)

    def press(self, at: MapPress) -> None:
        """Fill the hole that is clicked, else draw."""
        filled = None if self.corners else self.filling(at.lon, at.lat)
        if filled is not None:
            self.canvas.hand_over_edit(filled, None)
        else:
            super().press(at)

    def filling(self, lon: float, lat: float) -> MapEdit | None:
        """Return what fills the hole of a selected area at a place, None where there is none."""
        for record in self.targets():
            filled = without_hole(record.geometry, lon, lat)
            if filled is not None:
                return MapEdit(tr("Fill a hole in {name}").format(name=name_of([record])), {record.uuid: filled})
        return None

    def edit_of(self, geometry: BaseGeometry) -> MapEdit | None:
        """Return the area with the hole."""
        ring = [(float(x), float(y)) for x, y in get_coordinates(geometry)]
        for record in self.targets():
            holed = with_hole(record.geometry, ring)
            if holed is not None:
                return MapEdit(tr("Cut a hole into {name}").format(name=name_of([record])), {record.uuid: holed})
        return None

    def refusal(self) -> str:
        """Say where a hole may be."""
        return tr("A hole lies wholly inside: it may not touch the outline or another hole. Reshape changes outlines.")

    def results(self, places: list[LonLat]) -> Results:
        """Say how large the hole is and what would be left."""
        hole = area_from(places)
        if hole is None:
            return Results()
        made = next((m for record in self.targets() if (m := with_hole(record.geometry, places)) is not None), None)
        size = tr("hole {size}").format(size=format_area(area_m2(hole)))
        if made is None:
            return Results((size, tr("not wholly inside yet")))
        return Results((size, tr("leaves {size}").format(size=format_area(area_m2(made)))), (made,))

    def choosing_hint(self) -> str:
        """Ask for an area."""
        return tr("Click the area that is to have a hole, then draw the hole inside it; a click in a hole fills it")
