# SPDX-License-Identifier: MIT
"""Drawing a stretch of an outline anew; neighbours that border there give way or take what is left."""

from __future__ import annotations

import shapely
from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.borders import neighbours_after
from hotmap.analysis.geodesy import area_m2
from hotmap.analysis.reshaping import reshaped
from hotmap.gui.tools.over_shapes import OverShapesTool, Results
from hotmap.gui.tools.readings import size_text
from hotmap.gui.tools.selected import name_of
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr, tr_count
from hotmap.services.reshaping import MapEdit
from hotmap.units import format_area


class ReshapeTool(OverShapesTool):
    """A line that leaves and meets the outline again takes the place of the stretch between."""

    id = "reshape"
    label = _("Redraw a side")
    icon = "reshape"
    key = "U"
    finish_label = _("Redraw")

    def edit_of(self, geometry: BaseGeometry) -> MapEdit | None:
        """Return the reshaped shapes, with the neighbours that follow."""
        line = [(float(x), float(y)) for x, y in get_coordinates(geometry)]
        changed = self._changed_by(line)
        if not changed:
            return None
        followed = self._following(changed)
        own = [record for record in self.targets() if record.uuid in changed]
        note = tr("Redraw a side of {name}").format(name=name_of(own))
        if followed:
            note += " " + tr_count("and of its neighbour", "and of its {n} neighbours", len(followed))
        return MapEdit(note, {**changed, **followed})

    def refusal(self) -> str:
        """Say how the line must go."""
        return tr("Nothing changes yet: begin on the outline, or cross it, and come back to it at another place.")

    def results(self, places: list[LonLat]) -> Results:
        """Say how large the shape would be, and who gives way."""
        changed = self._changed_by(places)
        if not changed:
            return Results((tr("not back on the outline yet"),))
        followed = self._following(changed)
        records = self.canvas.scene.records
        texts = [", ".join(_size_and_change(records.get(uuid).geometry, shape) for uuid, shape in changed.items())]
        if followed:
            texts.append(tr("{who} follows; hold Alt to leave it").format(who=self._names(followed)))
        return Results(tuple(texts), (*changed.values(), *followed.values()))

    def choosing_hint(self) -> str:
        """Ask for a shape."""
        return tr("Click the area or line to be changed, then draw how its side shall go")

    def _changed_by(self, line: list[LonLat]) -> dict[str, BaseGeometry]:
        found = ((record.uuid, reshaped(record.geometry, line)) for record in self.targets())
        return {uuid: shape for uuid, shape in found if shape is not None}

    def _following(self, changed: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
        """Return the neighbours' new shapes; those that are selected follow the line itself."""
        if self.hand is not None and self.hand.alt:
            return {}
        others = {
            record.uuid: record.geometry
            for record in self.canvas.pointing.shown_records()
            if record.uuid not in changed and shapely.get_dimensions(record.geometry) == 2
        }
        for uuid, after in changed.items():
            before = self.canvas.scene.records.get(uuid).geometry
            if shapely.get_dimensions(before) == 2:
                others |= neighbours_after(before, after, others)
        records = self.canvas.scene.records
        return {uuid: shape for uuid, shape in others.items() if shape is not records.get(uuid).geometry}

    def _names(self, shapes: dict[str, BaseGeometry]) -> str:
        return name_of([self.canvas.scene.records.get(uuid) for uuid in shapes])


def _size_and_change(before: BaseGeometry, after: BaseGeometry) -> str:
    """Return how large a shape would be, and how much is gained or lost: ``22.7 km² (+1.2 km²)``."""
    if shapely.get_dimensions(after) < 2:
        return size_text(after)
    change_m2 = area_m2(after) - area_m2(before)
    return f"{size_text(after)} ({'+' if change_m2 >= 0 else '−'}{format_area(abs(change_m2))})"
