# SPDX-License-Identifier: MIT
"""Context layers prepared for drawing: pages of arrays, classes and names by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import shapely

from hotmap.analysis.layer_looks import LookClass, look_classes, row_classes
from hotmap.cartography.feature_stream import FeatureStream
from hotmap.cartography.geometry_arrays import Origin, Outlines, page_arrays
from hotmap.cartography.marks import anchor_of
from hotmap.cartography.projection import BBox, to_metres
from hotmap.cartography.style import LayerStyle, place_rank, road_class, style_of
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.errors import HotmapError

PAGE_ROWS = 2_500

NO_FEATURES = FeatureTable(np.empty(0, dtype=object), {})
Features = Callable[[Layer], FeatureTable | Iterator[FeatureTable]]
"""Gives the features of a layer: all, or part by part as they are asked for."""
T = TypeVar("T")


@dataclass(eq=False)
class Page:
    """Some thousand features of a layer as arrays; `first` is the layer's row of the first one."""

    first: int
    areas: Outlines | None
    lines: Outlines | None
    points: np.ndarray
    point_row: np.ndarray


@dataclass(eq=False)
class ContextLayer:
    """One layer with what is needed to draw, label and hit it.

    Attributes
    ----------
    layer : Layer
    style : LayerStyle
    stream : FeatureStream
        Its features, as far as they were read.
    origin : tuple of float
        Mercator metres from which the pages count.
    """

    layer: Layer
    style: LayerStyle
    stream: FeatureStream
    origin: Origin
    _pages: list[Page] = field(default_factory=list, repr=False)
    _derived: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, layer: Layer, table: FeatureTable) -> ContextLayer:
        """Return a layer ready to be drawn; its arrays are made page by page when first drawn."""
        return cls(layer, style_of(layer), FeatureStream.of(table), _origin(_bounds(table)))

    @classmethod
    def read(cls, layer: Layer, features: Features | None) -> ContextLayer:
        """Return a layer with its features; one whose features cannot be had is empty and says why."""
        if features is None:
            return cls.of(layer, NO_FEATURES)
        try:
            found = features(layer)
        except HotmapError as error:
            return cls(layer, style_of(layer), FeatureStream.failed(error.message), _origin(None))
        if isinstance(found, FeatureTable):
            stream, recorded = FeatureStream.of(found, layer.count), None
        else:
            stream, recorded = FeatureStream(found, layer.count), _recorded_bounds(layer)
        # Where the record does not tell the extent, or all is there anyway, the features tell it.
        return cls(layer, style_of(layer), stream, _origin(recorded or _bounds(stream.table)))

    def restyled(self, layer: Layer) -> ContextLayer:
        """Return the layer after its record changed, its arrays kept."""
        made = ContextLayer(layer, style_of(layer), self.stream, self.origin, self._pages)
        stale = {"classes", "class_rows", "shown_rows"} if made.style != self.style else set()
        if _telling(made.style) != _telling(self.style):
            stale.add("row_classes")
        made._derived = {k: v for k, v in self._derived.items() if k not in stale}
        return made

    def restyled_as(self, style: LayerStyle) -> ContextLayer:
        """Return the layer in another style that its record does not have, or not yet."""
        if style == self.style:
            return self
        made = ContextLayer(self.layer, style, self.stream, self.origin)
        if _telling(style) == _telling(self.style):
            made._derived = {k: v for k, v in self._derived.items() if k == "row_classes"}
        return made

    def derived(self, key: str, make: Callable[[], T]) -> T:
        """Return what is worked out from the features under a key, made when it is first asked for."""
        if key not in self._derived:
            self._derived[key] = make()
        found: T = self._derived[key]
        return found

    def pages(self) -> Iterator[Page]:
        """Yield the pages, each read and made when it is first asked for."""
        number = 0
        while number < len(self._pages) or self._make_page():
            yield self._pages[number]
            number += 1

    def arriving(self) -> Iterator[None]:
        """Read what has not been read, a part with each step: before something that needs all of it."""
        while not self.stream.is_complete:
            self.stream.read_on()
            yield

    @property
    def table(self) -> FeatureTable:
        """All its features, WGS 84 degrees; what has not been read is read now."""
        return self.stream.table

    @property
    def count(self) -> int:
        """How many features it has; told by its record as long as they are being read."""
        return len(self.stream.table) if self.stream.is_complete else self.layer.count or 0

    @property
    def reason(self) -> str:
        """Why features of it are missing, as a sentence; empty when none are, as far as is known."""
        return self.stream.reason

    @property
    def is_ground(self) -> bool:
        """True for land, which lies under everything with its coast."""
        return self.style.theme == "land" and not self.style.is_own

    @property
    def bbox(self) -> BBox | None:
        """West, south, east, north in degrees, or None when nothing has a place."""
        if not self.stream.is_complete and (recorded := _recorded_bounds(self.layer)) is not None:
            return recorded
        return self.derived("bbox", lambda: _bounds(self.table))

    def classes(self) -> np.ndarray:
        """Return the class of each row: a road class as text, a place's rank as a number, else 0."""
        return self.derived("classes", self._classes)

    def rows_of(self, code: object) -> np.ndarray | None:
        """Return by row whether it is of a class, bool; None where no row is. Kept: each picture asks again."""
        kept: dict[object, np.ndarray | None] = self.derived("class_rows", dict)
        if code not in kept:
            rows = np.asarray(self.classes() == code, bool)
            kept[code] = rows if rows.any() else None
        return kept[code]

    def look_classes(self, ground: str = "light") -> tuple[LookClass, ...]:
        """Return the classes of a look that a person chose, in the order of the legend."""
        return look_classes(self.style, ground)

    def row_classes(self) -> np.ndarray:
        """Return by row which of `look_classes` it belongs to, int8."""
        return self.derived("row_classes", lambda: row_classes(self.style, self.table.columns, len(self.table)))

    def shown_rows(self) -> np.ndarray | None:
        """Return by row whether its class is drawn; None when all are."""
        return self.derived("shown_rows", self._shown_rows)

    def middle(self, row: int) -> np.ndarray:
        """Return where the name of a feature stands, metres from the origin, shape (1, 2); kept."""
        kept: dict[int, np.ndarray] = self.derived("middles", dict)
        if row not in kept:
            x, y = anchor_of(self.table.geometry[row])
            kept[row] = np.array([[x - self.origin[0], self.origin[1] - y]])
        return kept[row]

    def label(self, row: int) -> str:
        """Return the name of a feature, or nothing; what is not drawn is not named."""
        shown = self.shown_rows()
        names = self.column(self.style.label_column) if shown is None or shown[row] else None
        value = names[row] if names is not None else None
        return "" if value is None or value != value else str(value).strip()

    def tree(self) -> shapely.STRtree:
        """Return the search tree of the features, built once; indices are rows."""
        return self.derived("tree", lambda: shapely.STRtree(self.table.geometry))

    def column(self, name: str | None) -> Sequence[Any] | None:
        """Return one of the file's own fields, or None."""
        return None if name is None else self.table.columns.get(name)

    def _shown_rows(self) -> np.ndarray | None:
        hidden = [number for number, made in enumerate(self.look_classes()) if not made.shown]
        return ~np.isin(self.row_classes(), hidden) if hidden and self.style.is_own else None

    def _make_page(self) -> bool:
        """Make the next page; return whether there was one."""
        first = len(self._pages) * PAGE_ROWS
        shapes = self.stream.shapes(first, first + PAGE_ROWS)
        if len(shapes):
            self._pages.append(Page(first, *page_arrays(shapes, self.origin)))
        return len(shapes) > 0

    def _classes(self) -> np.ndarray:
        values = self.column(self.style.class_column)
        count = len(self.table)
        if self.style.theme == "roads":
            return np.array([road_class(v) for v in values] if values is not None else ["road"] * count, dtype=object)
        if self.style.theme == "places":
            persons = self.column(_population_column(self.table)) or [None] * count
            return np.array(
                [
                    place_rank(v, p)
                    for v, p in zip(values if values is not None else [None] * count, persons, strict=True)
                ],
                dtype=np.int8,
            )
        if self.style.theme == "rivers":
            return _river_classes(self.table)
        return np.zeros(count, np.int8)


def _bounds(table: FeatureTable) -> BBox | None:
    """Return west, south, east, north of features in degrees; None when nothing has a place."""
    bounds = shapely.total_bounds(table.geometry) if len(table) else np.full(4, np.nan)
    west, south, east, north = (float(edge) for edge in bounds)
    return None if np.isnan(bounds).any() else (west, south, east, north)


def _recorded_bounds(layer: Layer) -> BBox | None:
    """Return the extent that the record tells; None where it tells none, or none that can be."""
    box = layer.bbox
    if not isinstance(box, (list, tuple)) or len(box) != 4 or not all(isinstance(edge, (int, float)) for edge in box):
        return None
    west, south, east, north = map(float, box)
    return (west, south, east, north) if -180 <= west <= east <= 180 and -90 <= south <= north <= 90 else None


def _origin(bounds: BBox | None) -> Origin:
    west, south, east, north = bounds or (0.0, 0.0, 0.0, 0.0)
    x, y = to_metres((west + east) / 2, (south + north) / 2)
    return float(x), float(y)


def _telling(style: LayerStyle) -> tuple[Any, ...]:
    """Return what of a style decides which class a row belongs to; colours do not."""
    kinds = tuple((type(category.value), category.value) for category in style.categories)
    return style.mode, style.column, kinds, style.classes.edges


_RIVER_BREAKS_KM2 = (100.0, 350.0)


def _river_classes(table: FeatureTable) -> np.ndarray:
    """Return 0 stream, 1 river, 2 main river by catchment; 1 where the file does not tell."""
    name = next((c for c in table.columns if c.casefold().startswith(("catchment", "upstream", "basin"))), None)
    if name is None:
        return np.ones(len(table), np.int8)
    values = np.array([float(v) if isinstance(v, int | float) else np.nan for v in table.columns[name]])
    return np.where(np.isnan(values), 1, np.digitize(np.nan_to_num(values), _RIVER_BREAKS_KM2)).astype(np.int8)


def closed_in_rains(table: FeatureTable) -> np.ndarray:
    """Return which roads of a layer are closed in the rains, as far as the file tells; bool by row."""
    name = next((c for c in table.columns if c.casefold() in ("season", "seasons", "seasonal")), None)
    if name is None:
        return np.zeros(len(table), bool)
    return np.array(
        [str(v).casefold().startswith("dry") or str(v).casefold() == "yes" for v in table.columns[name]], bool
    )


def _population_column(table: FeatureTable) -> str | None:
    return next((c for c in table.columns if c.casefold() in ("population", "pop", "inhabitants", "persons")), None)
