# SPDX-License-Identifier: MIT
"""Where the rows of a table come from: the records of a kind, or the features of a context layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
import shapely
from shapely.geometry import GeometryCollection

from hotmap.domain.features import FeatureTable
from hotmap.domain.records import GEOMETRY_KINDS, KINDS, Record
from hotmap.gui.canvas.highlight import Highlight
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.tables.column import TableView
from hotmap.gui.tables.columns import columns_of
from hotmap.gui.tables.feature_columns import feature_columns
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

Bounds = tuple[float, float, float, float]
QuickFilter = tuple[str, str, Callable[[Any], bool]]
"""Id, text and test of a filter that is one click away."""
MOST_OUTLINED = 300  # features that are outlined on the map at once


class Source(Protocol):
    """The rows of a table and what they have to do with the map."""

    id: str
    on_map: bool
    """Whether its rows have places of their own, so that the map can be filtered with the table."""

    def title(self) -> str: ...
    def count(self) -> int: ...
    def make(self) -> RecordTable: ...
    def fill(self, table: RecordTable, keep: Callable[[Any], bool] | None) -> None: ...
    def selection(self) -> Sequence[Any]: ...
    def pick(self, keys: Sequence[Any]) -> None: ...
    def bounds(self, items: Sequence[Any]) -> Bounds | None: ...
    def inside(self, bounds: Bounds) -> Callable[[Any], bool]: ...
    def quick_filters(self) -> list[QuickFilter]: ...
    def leave_out(self, kept: Sequence[Any] | None) -> None: ...


class RecordSource:
    """The records of a kind; they are selected, filtered and left out everywhere in the window.

    Parameters
    ----------
    kind : str
    workspace : Workspace
    view : MapView
    """

    def __init__(self, kind: str, workspace: Workspace, view: MapView) -> None:
        self.id = self.kind = kind
        self.on_map = kind in GEOMETRY_KINDS
        self._workspace, self._map = workspace, view

    def title(self) -> str:
        """Return the name of the table."""
        return tr(KINDS[self.kind].PLURAL)

    def count(self) -> int:
        """Return how many rows there are without filters."""
        return self._workspace.plan.count(self.kind)

    def make(self) -> RecordTable:
        """Return a new table for these rows."""
        table = RecordTable(columns_of(self.kind), self.title())
        table.activated_record.connect(self._workspace.show)
        return table

    def fill(self, table: RecordTable, keep: Callable[[Any], bool] | None) -> None:
        """Show the rows as they stand."""
        workspace = self._workspace
        view = TableView(workspace.plan, workspace.summaries, workspace.today(), workspace.tells_all("response"))
        table.show_records(workspace.plan.of(self.kind), view, workspace.selection, keep)

    def selection(self) -> Sequence[str]:
        """Return the keys of what is selected."""
        return self._workspace.selection

    def pick(self, keys: Sequence[str]) -> None:
        """Select rows by hand."""
        self._workspace.select(keys)

    def bounds(self, items: Sequence[Record]) -> Bounds | None:
        """Return the box of degrees about items, or about the hotspots that they belong to."""
        plan = self._workspace.plan
        placed = (i if i.geometry is not None else plan.get(i.value("hotspot"), "hotspot") for i in items)
        return _bounds([one.geometry for one in placed if one is not None])

    def inside(self, bounds: Bounds) -> Callable[[Record], bool]:
        """Return the test whether a record's box meets a box of degrees; one without a place never does."""
        records = self._workspace.plan.of(self.kind)
        uuids = frozenset(records[row].uuid for row in _meeting([r.geometry for r in records], bounds))
        return lambda record: record.uuid in uuids

    def quick_filters(self) -> list[QuickFilter]:
        """Return the filters that people want most."""
        summaries, filters = self._workspace.summaries, list[QuickFilter]()
        if self.kind == "hotspot":
            filters.append(("undecided", tr("Undecided"), lambda r: summaries[r.uuid].level is None))
            if self._workspace.tells_all("response"):
                filters.append(("no_lead", tr("No lead"), lambda r: _has_no_lead(summaries[r.uuid])))
            filters.append(("overdue", tr("Review overdue"), lambda r: summaries[r.uuid].overdue))
        return [*filters, ("unmarked", tr("Goes to nobody"), lambda r: not r.marking.audiences)]

    def leave_out(self, kept: Sequence[str] | None) -> None:
        """Have the map leave out all but some records; None shows all."""
        out = () if kept is None else {r.uuid for r in self._workspace.plan.of(self.kind)}.difference(kept)
        self._map.sieve.leave_out("table", self.kind, out)


class LayerSource:
    """The features of a context layer, by their numbers.

    Parameters
    ----------
    uuid : str
        Of the layer.
    workspace : Workspace
    view : MapView
    highlight : Highlight
        Outlines what is selected.
    """

    on_map = True

    def __init__(self, uuid: str, workspace: Workspace, view: MapView, highlight: Highlight) -> None:
        self.id = uuid
        self._workspace, self._map, self._highlight = workspace, view, highlight
        self._selection: tuple[int, ...] = ()

    @property
    def table(self) -> FeatureTable:
        """The features, left out of the map or not."""
        layer = self._map.canvas.scene.whole_layer(self.id)
        return layer.table if layer is not None else FeatureTable(np.empty(0, dtype=object), {})

    def title(self) -> str:
        """Return the name of the table."""
        layer = self._workspace.plan.get(self.id, "layer")
        return (layer.name or tr("Layer")) if layer is not None else ""

    def count(self) -> int:
        """Return how many rows there are without filters."""
        return len(self.table)

    def make(self) -> RecordTable:
        """Return a new table for these rows, in the order of the file."""
        table = RecordTable(feature_columns(self.table), self.title(), key=lambda row: row, sorted_by=0)
        table.activated_record.connect(lambda row: self._zoom_to([row]))
        return table

    def fill(self, table: RecordTable, keep: Callable[[Any], bool] | None) -> None:
        """Show the rows as they stand."""
        features = self.table
        if table.records.cells.view is features and keep is None:
            table.records.filter(None)
            table.select_uuids(self._selection, scroll=False)
        else:
            table.show_records(range(len(features)), features, self._selection, keep)

    def selection(self) -> Sequence[int]:
        """Return the numbers of what is selected."""
        return self._selection

    def pick(self, keys: Sequence[int]) -> None:
        """Select features and outline them on the map."""
        self._selection = tuple(keys)
        chosen = self.table.geometry[list(self._selection[:MOST_OUTLINED])]
        parts = shapely.get_parts(chosen[[shape is not None for shape in chosen]]) if len(chosen) else ()
        self._highlight.show_shape(GeometryCollection(list(parts)) if len(parts) else None)

    def pick_at(self, place: Any) -> bool:
        """Select the feature under a place of the map; return whether there is one."""
        hits = self._map.canvas.pointing.everything(place)
        row = next((hit.row for hit in hits if hit.uuid == self.id), None)
        if row is None:
            return False
        kept = self._map.sieve.kept_rows(self.id)
        self.pick((int(row if kept is None else kept[row]),))
        return True

    def bounds(self, items: Sequence[int]) -> Bounds | None:
        """Return the box of degrees about features."""
        return _bounds(self.table.geometry[list(items)].tolist())

    def inside(self, bounds: Bounds) -> Callable[[int], bool]:
        """Return the test whether a feature's box meets a box of degrees."""
        rows = frozenset(_meeting(self.table.geometry, bounds))
        return lambda row: row in rows

    def quick_filters(self) -> list[QuickFilter]:
        """Return no filters: only the file knows what its fields mean."""
        return []

    def leave_out(self, kept: Sequence[int] | None) -> None:
        """Have the map leave out all but some features; None shows all."""
        rows = None if kept is None else np.sort(np.array(kept, np.intp))
        self._map.sieve.keep_rows(self.id, rows, len(self.table))

    def _zoom_to(self, rows: Sequence[int]) -> None:
        bounds = self.bounds(rows)
        if bounds is not None:
            self._workspace.zoom_wanted.emit(bounds)


def _has_no_lead(summary: Any) -> bool:
    return summary.level is not None and not summary.lead


def _bounds(geometries: Sequence[Any]) -> Bounds | None:
    west, south, east, north = (float(v) for v in shapely.total_bounds(np.array(geometries, dtype=object)))
    return None if west != west else (west, south, east, north)


def _meeting(geometries: Sequence[Any] | np.ndarray, bounds: Bounds) -> list[int]:
    """Return the rows whose box meets the bounds; those without a place have none."""
    if not len(geometries):
        return []
    boxes = shapely.bounds(np.array(geometries, dtype=object))
    west, south, east, north = bounds
    meets = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    found: list[int] = np.flatnonzero(meets).tolist()
    return found
