# SPDX-License-Identifier: MIT
"""What the window does with selected shapes as wholes: merge, take apart, fill, copy, paste, duplicate, simplify."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from shapely.geometry import GeometryCollection, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.moving import centre_of, moved
from hotmap.analysis.reshaping import holes_of, without_hole
from hotmap.analysis.simplifying import simplified
from hotmap.analysis.splitting import is_apart, parts_of
from hotmap.domain.records import Record
from hotmap.gui.panels.merging import MergePanel
from hotmap.gui.shell.shape_clipboard import ShapeClipboard
from hotmap.gui.tools.live_outlines import paint_outcome
from hotmap.gui.tools.selected import name_of, selected_shapes
from hotmap.i18n import tr, tr_count
from hotmap.services.reshaping import Copy, MapEdit
from hotmap.units import format_number

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow

BESIDE_PX = 28.0  # a duplicate lies so far beside its original
SEEN_PX = 1.0  # what is smaller cannot be seen at this scale

LonLat = tuple[float, float]


class Shapes(QObject):
    """The parts of the window that deal with whole shapes.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._canvas = window.map.canvas
        self._pointer: LonLat | None = None
        self._preview: BaseGeometry | None = None
        self._merging: MergePanel | None = None
        self.clipboard = ShapeClipboard()
        self._canvas.cursor_moved.connect(self._on_cursor)
        self._canvas.decorations.append(self._paint)
        self._workspace.closing.connect(self.clipboard.forget)
        window.places.pasters.insert(0, lambda _: self.paste_here())

    def selected(self) -> list[Record]:
        """Return the selected shapes, where they may be changed."""
        return selected_shapes(self._canvas)

    # ---- several to one, one to several ------------------------------------------------------------

    def merge(self) -> MergePanel:
        """Ask which of the selected records stays, and return the panel that asks."""
        window = self._window
        if self._merging is None:
            self._merging = MergePanel(self._workspace)
            self._merging.previewed.connect(self._show)
            self._merging.closed.connect(lambda: window.show_side(None))
            window.frame.house("right", self._merging)
        window.show_side(self._merging)
        self._merging.begin(self.selected())
        return self._merging

    def apart(self) -> list[Record]:
        """Return the selected shapes that lie in several pieces."""
        return [record for record in self.selected() if record.geometry is not None and is_apart(record.geometry)]

    def take_apart(self) -> None:
        """Make a record of each piece; the largest keeps the one that there is."""
        pieces = [(record, parts_of(record.geometry)) for record in self.apart()]
        count = sum(len(parts) for _, parts in pieces)
        note = tr("Take {name} apart into {n}").format(name=name_of([record for record, _ in pieces]), n=count)
        copies = tuple(Copy(record, part, is_part=True) for record, parts in pieces for part in parts[1:])
        self._workspace.carry_out(MapEdit(note, {record.uuid: parts[0] for record, parts in pieces}, copies))

    def filling(self) -> MapEdit | None:
        """Return what fills the hole under the pointer, or the only one there is; None without one."""
        for record in self.selected():
            if record.geometry is None or not holes_of(record.geometry):
                continue
            filled = without_hole(record.geometry, *self._pointer) if self._pointer else None
            if filled is None and holes_of(record.geometry) == 1:
                filled = without_hole(record.geometry, *_in_the_hole(record.geometry))
            if filled is not None:
                return MapEdit(tr("Fill a hole in {name}").format(name=name_of([record])), {record.uuid: filled})
        return None

    def fill_hole(self) -> None:
        """Fill the hole under the pointer, or the only one."""
        edit = self.filling()
        if edit is not None:
            self._workspace.carry_out(edit)

    def simplify(self) -> None:
        """Take out the corners that cannot be seen at this scale; those that neighbours share stay."""
        records = [r for r in self.selected() if r.geometry is not None and shapely.get_dimensions(r.geometry) > 0]
        shown = self._canvas.pointing.shown_records()
        tolerance_deg = self._canvas.degrees_per_px() * SEEN_PX
        made = {
            r.uuid: simplified(r.geometry, tolerance_deg, [other.geometry for other in shown if other.uuid != r.uuid])
            for r in records
        }
        before = sum(shapely.get_num_coordinates(record.geometry) for record in records)
        after = sum(shapely.get_num_coordinates(shape) for shape in made.values())
        if before == after:
            self._canvas.say(tr("Every corner can be seen at this scale. Zoom out to take more of them away."))
            return
        note = tr("Simplify {name} from {before} to {after} corners").format(
            name=name_of(records), before=format_number(before), after=format_number(after)
        )
        self._workspace.carry_out(MapEdit(note, made))

    # ---- copies --------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Keep the selected records to be pasted in this plan."""
        session = self._workspace.session
        records = self.selected()
        if session is not None and records:
            # The whole records, not what a room may see of them.
            self.clipboard.put([session.plan.get(record.uuid) or record for record in records])
            self._workspace.told.emit(
                tr_count("{n} shape copied. Ctrl+V pastes it on this map.",
                         "{n} shapes copied. Ctrl+V pastes them on this map.", len(records))
            )  # fmt: skip

    def paste_here(self) -> bool:
        """Paste what was copied at the pointer, else in the middle of the map; return whether there was anything."""
        view = self._canvas.view
        west, south, east, north = view.bbox
        pointer = self._pointer
        is_seen = pointer is not None and west <= pointer[0] <= east and south <= pointer[1] <= north
        return self._paste(pointer if is_seen else view.centre)

    def paste_in_place(self) -> bool:
        """Paste what was copied where it was; return whether there was anything."""
        return self._paste(None)

    def duplicate(self) -> None:
        """Lay a copy of each selected record beside it."""
        records = self.selected()
        middle = _middle(records)
        px = self._canvas.to_px(*middle)
        lon, lat = (float(v) for v in self._canvas.view.to_lonlat(px.x() + BESIDE_PX, px.y() + BESIDE_PX))
        self._add(records, tr("Duplicate {name}"), (lon, lat))

    def _paste(self, place: LonLat | None) -> bool:
        records = self.clipboard.records()
        if not records or not self._canvas.reshapes:
            return False
        self._add(list(records), tr("Paste {name}"), place)
        return True

    def _add(self, records: list[Record], note: str, place: LonLat | None) -> None:
        middle = _middle(records)
        shapes = [r.geometry if place is None else moved(r.geometry, middle, place) for r in records]
        copies = tuple(Copy(record, shape) for record, shape in zip(records, shapes, strict=True))
        self._workspace.carry_out(MapEdit(note.format(name=name_of(records)), copies=copies))

    # ---- inside --------------------------------------------------------------------------------------

    def _on_cursor(self, lon: float, lat: float) -> None:
        self._pointer = (lon, lat)

    def _show(self, shape: BaseGeometry | None) -> None:
        self._preview = shape
        self._canvas.update()

    def _paint(self, painter: QPainter) -> None:
        if self._preview is not None:
            paint_outcome(painter, self._preview, self._canvas.view, self._canvas.picture.magnify)


def _middle(records: list[Record]) -> LonLat:
    return centre_of(GeometryCollection([record.geometry for record in records]))


def _in_the_hole(area: BaseGeometry) -> LonLat:
    """Return a place in the first hole of an area."""
    hole = next(ring for part in getattr(area, "geoms", [area]) for ring in part.interiors)
    place = Polygon(hole).point_on_surface()
    return float(place.x), float(place.y)
