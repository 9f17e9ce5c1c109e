# SPDX-License-Identifier: MIT
"""Context layers prepared for drawing: pages of arrays, classes and names by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import shapely

from hotmap.analysis.layer_looks import LookClass, look_classes, row_classes
from hotmap.cartography.geometry_arrays import Origin, Outlines, page_arrays
from hotmap.cartography.marks import anchor_of
from hotmap.cartography.projection import BBox, to_metres
from hotmap.cartography.style import LayerStyle, place_rank, road_class, style_of
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.errors import HotmapError
from hotmap.i18n import tr
from hotmap.units import format_number

PAGE_ROWS = 2_500

NO_FEATURES = FeatureTable(np.empty(0, dtype=object), {})
Features = Callable[[Layer], FeatureTable]
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
    table : FeatureTable
        Its features, WGS 84 degrees.
    origin : tuple of float
        Mercator metres from which the pages count.
    reason : str
        Why features of it are missing, as a sentence; empty when none are.
    """

    layer: Layer
    style: LayerStyle
    table: FeatureTable
    origin: Origin
    reason: str = ""
    _pages: list[Page] = field(default_factory=list, repr=False)
    _derived: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, layer: Layer, table: FeatureTable) -> ContextLayer:
        """Return a layer ready to be drawn; its arrays are made page by page when first drawn."""
        bounds = shapely.total_bounds(table.geometry) if len(table) else np.full(4, np.nan)
        if np.isnan(bounds).any():
            bounds = np.zeros(4)
        x, y = to_metres((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        made = cls(layer, style_of(layer), table, (float(x), float(y)))
        if layer.count and len(table) < layer.count:
            words = tr("Only {n} of {all} features are left in this file; import the layer again to have them all.")
            made.reason = words.format(n=format_number(len(table)), all=format_number(layer.count))
        return made

    @classmethod
    def read(cls, layer: Layer, features: Features | None) -> ContextLayer:
        """Return a layer with its features; one whose features cannot be had is empty and says why."""
        if features is None:
            return cls(layer, style_of(layer), NO_FEATURES, (0.0, 0.0))
        try:
            return cls.of(layer, features(layer))
        except HotmapError as error:
            return cls(layer, style_of(layer), NO_FEATURES, (0.0, 0.0), reason=error.message)

    def restyled(self, layer: Layer) -> ContextLayer:
        """Return the layer after its record changed, its arrays kept."""
        made = ContextLayer(layer, style_of(layer), self.table, self.origin, self.reason, self._pages)
        stale = {"classes", "class_rows", "shown_rows"} if made.style != self.style else set()
        if _telling(made.style) != _telling(self.style):
            stale.add("row_classes")
        made._derived = {k: v for k, v in self._derived.items() if k not in stale}
        return made

    def restyled_as(self, style: LayerStyle) -> ContextLayer:
        """Return the layer in another style that its record does not have, or not yet."""
        if style == self.style:
            return self
        made = ContextLayer(self.layer, style, self.table, self.origin, self.reason)
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
        """Yield the pages, each made when it is first asked for."""
        for number, first in enumerate(range(0, len(self.table), PAGE_ROWS)):
            if number == len(self._pages):
                self._pages.append(self._page(first))
            yield self._pages[number]

    @property
    def is_ground(self) -> bool:
        """True for land, which lies under everything with its coast."""
        return self.style.theme == "land" and not self.style.is_own

    @property
    def bbox(self) -> BBox | None:
        """West, south, east, north in degrees, or None when nothing has a place."""
        return self.derived("bbox", self._bbox)

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

    def _bbox(self) -> BBox | None:
        bounds = shapely.total_bounds(self.table.geometry) if len(self.table) else np.full(4, np.nan)
        west, south, east, north = (float(edge) for edge in bounds)
        return None if np.isnan(bounds).any() else (west, south, east, north)

    def _page(self, first: int) -> Page:
        geometries = self.table.geometry[first : first + PAGE_ROWS]
        return Page(first, *page_arrays(geometries, self.origin))

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
