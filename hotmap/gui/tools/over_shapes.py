# SPDX-License-Identifier: MIT
"""Drawing over what is selected: the line or outline does something to it and becomes nothing itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import shapely
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from hotmap.domain.records import Record
from hotmap.gui.tools.base import MapPress
from hotmap.gui.tools.live_outlines import paint_outcome
from hotmap.gui.tools.outline import OutlineTool
from hotmap.gui.tools.selected import selected_shapes
from hotmap.gui.tools.sketching import LonLat
from hotmap.i18n import mark_for_translation as _
from hotmap.services.reshaping import MapEdit

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas

MOST_CORNERS = 3_000
"""Of a shape that is worked out anew while the hand moves."""


@dataclass(frozen=True)
class Results:
    """What a line would do: in words, and as the shapes that there would be, WGS 84 degrees."""

    texts: tuple[str, ...] = ()
    shapes: tuple[BaseGeometry, ...] = ()


class OverShapesTool(OutlineTool):
    """A line or outline over the selected shapes; the base of split, reshape and hole.

    Attributes
    ----------
    dimensions : collection of int
        What it works on: 1 for lines, 2 for areas.
    """

    group = _("Reshape")
    kind = ""
    dimensions: ClassVar[Collection[int]] = (1, 2)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._seen: tuple[tuple[list[LonLat], bool], Results] = (([], False), Results())

    def edit_of(self, geometry: BaseGeometry) -> MapEdit | None:
        """Return what the drawn geometry does to the selected shapes, None when it does nothing."""
        raise NotImplementedError

    def refusal(self) -> str:
        """Say why it does nothing."""
        raise NotImplementedError

    def results(self, places: list[LonLat]) -> Results:
        """Say what a line or outline through some places would do."""
        raise NotImplementedError

    def choosing_hint(self) -> str:
        """Say what to select first."""
        raise NotImplementedError

    def targets(self) -> list[Record]:
        """Return the selected records that it works on."""
        return [record for record in selected_shapes(self.canvas) if _dimension(record) in self.dimensions]

    def has_work(self) -> bool:
        """Return whether a shape is selected that it works on."""
        return bool(self.targets())

    def press(self, at: MapPress) -> None:
        """Select a shape first where none is; then set corners."""
        if not self.corners and not self.targets():
            self.canvas.pick(at.px)
            self.canvas.say(self.hint())
            self.canvas.update()
        else:
            super().press(at)

    def deliver(self, geometry: BaseGeometry) -> None:
        """Hand over what the finished geometry does, or say why it does nothing and keep it."""
        edit = self.edit_of(geometry)
        if edit is None:
            self.canvas.say(self.refusal())
            return
        sketch = self.sketch
        self.clear()
        self.canvas.hand_over_edit(edit, sketch)
        self.canvas.sketch_changed.emit()
        if not self.corners:  # it was not given back
            self.canvas.set_tool("select")

    @property
    def sketch(self) -> dict[str, Any] | None:
        """The corners, and over which records they are drawn."""
        kept = super().sketch
        return {**kept, "of": [record.uuid for record in self.targets()]} if kept else None

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on over the same records."""
        records = self.canvas.scene.records
        self.canvas.select(uuid for uuid in sketch.get("of", ()) if records.get(uuid) is not None)
        super().resume(sketch)

    def hint(self) -> str:
        """Say what to select, or how to draw."""
        return super().hint() if self.targets() or self.corners else self.choosing_hint()

    def paint(self, painter: QPainter) -> None:
        """Draw the shapes that there would be, and over them the line."""
        if not self.asks:
            for shape in self._results(self._live()).shapes:
                paint_outcome(painter, shape, self.canvas.view, self.canvas.picture.magnify)
        super().paint(painter)

    def _readout(self, live: list[LonLat]) -> list[str]:
        """Say what it would do."""
        return list(self._results(live).texts)

    def _results(self, live: list[LonLat]) -> Results:
        """Return what it would do, worked out anew only when a place or the keys have changed."""
        if (
            len(live) < self.least
            or sum(shapely.get_num_coordinates(r.geometry) for r in self.targets()) > MOST_CORNERS
        ):
            return Results()
        state = (list(live), self.hand is not None and self.hand.alt)
        if self._seen[0] != state:
            self._seen = (state, self.results(live))
        return self._seen[1]


def _dimension(record: Record) -> int:
    return int(shapely.get_dimensions(record.geometry))
