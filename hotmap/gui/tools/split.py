# SPDX-License-Identifier: MIT
"""Splitting the selected areas and lines along a drawn line."""

from __future__ import annotations

from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.splitting import split
from hotmap.gui.tools.over_shapes import OverShapesTool, Results
from hotmap.gui.tools.readings import size_text
from hotmap.gui.tools.selected import name_of
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.services.reshaping import Copy, MapEdit


class SplitTool(OverShapesTool):
    """A line right across the selected shape; each part becomes a record, the largest keeps the old one."""

    id = "split"
    label = _("Split")
    icon = "split"
    key = "X"
    finish_label = _("Split here")

    def edit_of(self, geometry: BaseGeometry) -> MapEdit | None:
        """Return the parts: the largest as the record that it was, the others as new ones."""
        line = [(float(x), float(y)) for x, y in get_coordinates(geometry)]
        cut = [(record, parts) for record in self.targets() if len(parts := split(record.geometry, line)) > 1]
        if not cut:
            return None
        count = sum(len(parts) for _, parts in cut)
        note = tr("Split {name} in {n}").format(name=name_of([record for record, _ in cut]), n=count)
        return MapEdit(
            note,
            {record.uuid: parts[0] for record, parts in cut},
            tuple(Copy(record, part, is_part=True) for record, parts in cut for part in parts[1:]),
        )

    def refusal(self) -> str:
        """Say how the line must go."""
        return tr("Nothing is split yet: draw the line right across the shape, in at one side and out at another.")

    def results(self, places: list[LonLat]) -> Results:
        """Say how large the part is that stays the record, and show those that become new ones."""
        cut = [parts for record in self.targets() if len(parts := split(record.geometry, places)) > 1]
        if not cut:
            return Results((tr("not across yet"),))
        stay = tr("{size} stays").format(size=", ".join(size_text(parts[0]) for parts in cut))
        new = [part for parts in cut for part in parts[1:]]
        sizes = ", ".join(size_text(part) for part in new[:3]) + (" …" if len(new) > 3 else "")
        return Results((stay, tr("{size} new").format(size=sizes)), tuple(new))

    def choosing_hint(self) -> str:
        """Ask for a shape."""
        return tr("Click the area or line that is to be split, then draw a line across it")
