# SPDX-License-Identifier: MIT
"""What is said about corners: who shares them, what can be done, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from hotmap.analysis.corners import Corners
from hotmap.analysis.sharing import neighbours
from hotmap.gui.tools.corner_drag import CornerDrag
from hotmap.gui.tools.grips import Grips
from hotmap.i18n import tr, tr_count

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

MOST_NAMES = 2


class CornerWords:
    """Sentences about the corners of the selected shape.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas

    def of_shape(self, record: Any, grips: Grips, chosen: int) -> str:
        """Say what can be done with a selected shape."""
        if chosen:
            return (
                tr_count("{n} corner chosen", "{n} corners chosen", chosen)
                + ": "
                + tr(
                    "drag it, nudge it with the arrow keys, type its place with G, Delete takes it out"
                    if chosen == 1
                    else "drag one to move all, nudge with the arrow keys, Delete takes them out"
                )
            )
        if not grips.is_all and not len(grips.indices):
            return tr("Zoom in to move its corners; Delete takes it away")
        if record.geometry.geom_type == "Point":
            return tr("Drag it to move it; Delete takes it away")
        text = tr("Drag a corner or the middle of a side; Shift-click or a box chooses several; Delete takes out")
        return text if grips.is_all else f"{text}. {tr('Zoom in for the corners that lie too close')}"

    def of_corner(self, record: Any, corners: Corners, index: int, others: Mapping[str, BaseGeometry]) -> str:
        """Say who shares the corner under the hand."""
        found = neighbours(corners.geometry, corners.places[[index]], others)
        parts = [self._shared([neighbour.uuid for neighbour in found], alone=False)] if found else []
        parts += self._on_layers(*corners.places[index].tolist())
        return " ".join(parts) or tr("Drag this corner, or take it out with Delete or a double-click")

    def of_drag(self, drag: CornerDrag) -> str:
        """Say what moves, while it moves."""
        uuids = [neighbour.uuid for neighbour in drag.neighbours]
        parts = [self._shared(uuids, alone=drag.is_alone)] if uuids else []
        parts += self._on_layers(*drag.grabbed)
        return " ".join(parts) or tr("Let go to set it; Esc puts it back; Ctrl suspends snapping")

    def sharing(self, drag: CornerDrag) -> list[str]:
        """Say beside the hand with whom the corners in it are shared, in short lines."""
        if not drag.neighbours:
            return []
        who = self._who([neighbour.uuid for neighbour in drag.neighbours])
        if drag.is_alone:
            return [tr("{who} stays").format(who=who)]
        return [tr("{who} moves along").format(who=who), tr("hold Alt to move only this one")]

    def note_of_drag(self, drag: CornerDrag) -> str:
        """Name the action of moving corners."""
        name = self._name(drag.uuid)
        if len(drag.corners) == 1:
            return tr("Move {name}").format(name=name)
        if drag.is_new:
            text = tr("Add a corner to {name}")
        else:
            text = tr_count("Move a corner of {{name}}", "Move {n} corners of {{name}}", len(drag.indices))
        return text.format(name=name) + self._and_neighbours(len(drag.moving))

    def note_of_removal(self, record: Any, count: int, beside: int) -> str:
        """Name the action of taking corners out."""
        text = tr_count("Take a corner out of {{name}}", "Take {n} corners out of {{name}}", count)
        return text.format(name=self._name(record.uuid)) + self._and_neighbours(beside)

    def _and_neighbours(self, count: int) -> str:
        return " " + tr_count("and of its neighbour", "and of its {n} neighbours", count) if count else ""

    def _shared(self, uuids: list[str], *, alone: bool) -> str:
        who = self._who(uuids)
        if alone:
            return tr("Moved alone: {who} stays as it is.").format(who=who)
        return tr("Shared with {who}, and moved together. Hold Alt to move only this one.").format(who=who)

    def _who(self, uuids: list[str]) -> str:
        if len(uuids) > MOST_NAMES:
            return tr("{n} neighbours").format(n=len(uuids))
        return tr(" and ").join(self._name(uuid) for uuid in uuids)

    def _on_layers(self, lon: float, lat: float) -> list[str]:
        names = self._canvas.pointing.layers_at(lon, lat)
        return (
            [tr("{layer} has a corner here too: a background layer never moves.").format(layer=names[0])]
            if names
            else []
        )

    def _name(self, uuid: str) -> str:
        record = self._canvas.scene.records.get(uuid)
        return record.caption or tr(record.LABEL).lower()
