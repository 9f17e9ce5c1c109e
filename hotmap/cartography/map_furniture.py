# SPDX-License-Identifier: MIT
"""What stands inside a map's frame: locator, scale bar, north, letters of the grid's squares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from hotmap.cartography.canvas import Box, Canvas
from hotmap.cartography.fonts import BOLD, REGULAR, SEMIBOLD, font, text_width
from hotmap.cartography.grid import scale_bar, square_names
from hotmap.cartography.ground import ground_chunks
from hotmap.cartography.labels import TextLine, paint_text
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import INK, SECOND, Paper
from hotmap.cartography.projection import View, to_degrees
from hotmap.cartography.scene import Scene
from hotmap.i18n import tr

_INSET_MM = 4.0
_LOCATOR_MM = (36.0, 29.0)
_NEAR_MM = 5.0  # reach of a symbol
_MOST_BETWEEN_DEG = 0.02  # from one tried place of a route to the next

Size = tuple[float, float]
"""Width and height in millimetres."""


@dataclass(frozen=True)
class Inset:
    """Something of a sheet's own that stands in a free corner of its map.

    Attributes
    ----------
    size_mm : tuple of float
        Width and height.
    paint : callable
        Given left and top in millimetres of the page.
    """

    size_mm: Size
    paint: Callable[[float, float], None]


_LOCATOR_SPAN_DEG = 4.0


def inside(painter: QPainter, rect: QRectF, paint: Callable[[QPainter], None]) -> None:
    """Call `paint` with the rectangle's corner as origin and nothing painted outside it."""
    painter.save()
    whole = QRect(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height()))
    painter.setClipRect(whole)
    painter.setViewport(whole)
    painter.setWindow(0, 0, whole.width(), whole.height())
    paint(painter)
    painter.restore()


def corners(view: View, scene: Scene, key_mm: Size | None = None) -> dict[str, Box]:
    """Return boxes in millimetres of the map for what stands in its corners: those that hide least.

    Parameters
    ----------
    key_mm : tuple of float, optional
        Size of a ``key`` that is wanted beside ``locator`` and ``scale``. Key and locator are left out
        rather than hide anything.
    """
    w = view.width_px
    locator_w, locator_h = (side * (0.82 if w < 220 else 1.0) for side in _LOCATOR_MM)
    free = ["top-left", "bottom-right", "top-right", "bottom-left"]
    wanted = [
        ("scale", (min(w * 0.34, 90.0) + 12, 13.0), ["bottom-right", "bottom-left", "top-right", "top-left"]),
        ("locator", (locator_w, locator_h), ["top-left", "top-right", "bottom-left", "bottom-right"]),
    ]
    if key_mm is not None:
        wanted.insert(1, ("key", key_mm, ["bottom-left", "top-left", "top-right", "bottom-right"]))
    marks = _marked(view, scene)
    found: dict[str, Box] = {}
    for name, size, order in wanted:
        boxes = {corner: _corner_box(view, corner, size) for corner in order if corner in free}
        hidden = {corner: _hidden(marks, box) for corner, box in boxes.items()}
        best = min(boxes, key=hidden.__getitem__)  # of those that hide as little, the first
        if name != "scale" and hidden[best]:
            continue
        free.remove(best)
        found[name] = boxes[best]
    return found


def _corner_box(view: View, corner: str, size: Size) -> Box:
    left = _INSET_MM if corner.endswith("left") else view.width_px - _INSET_MM - size[0]
    top = _INSET_MM if corner.startswith("top") else view.height_px - _INSET_MM - size[1]
    return left, top, left + size[0], top + size[1]


def _hidden(marks: np.ndarray, box: Box) -> int:
    inside = (marks[:, 2] > box[0]) & (marks[:, 0] < box[2]) & (marks[:, 3] > box[1]) & (marks[:, 1] < box[3])
    return int(inside.sum())


def _marked(view: View, scene: Scene) -> np.ndarray:
    """Return boxes around hotspots, symbols of presence and places of routes, millimetres of the map, shape (n, 4)."""
    hotspots = [m.geometry for m in scene.hotspots]
    bounds = shapely.bounds(np.array(hotspots, dtype=object)).reshape(-1, 4)
    routes = np.array([m.geometry for m in scene.presence if m.route], dtype=object)
    along = shapely.get_coordinates(shapely.segmentize(routes, _MOST_BETWEEN_DEG)) if len(routes) else np.empty((0, 2))
    anchors = np.array([(m.x_m, m.y_m) for m in scene.presence if not m.route], float).reshape(-1, 2)
    places = np.vstack([along, np.column_stack(to_degrees(anchors[:, 0], anchors[:, 1]))])
    bounds = np.vstack([bounds, places[:, [0, 1, 0, 1]]])
    left, top = view.to_px(bounds[:, 0], bounds[:, 3])
    right, bottom = view.to_px(bounds[:, 2], bounds[:, 1])
    return np.column_stack([left - _NEAR_MM, top - _NEAR_MM, right + _NEAR_MM, bottom + _NEAR_MM])


def paint_squares(painter: QPainter, canvas: Canvas) -> None:
    """Letters of the 100 km squares, in the corner of what is seen of each."""
    used = font(round(3.6 * canvas.unit_px), BOLD, condensed=True)
    colour = canvas.palette.colour("grid")
    for square in square_names(canvas.view):
        x, y = (float(v) for v in canvas.view.to_px(square.lon, square.lat))
        line = TextLine(square.text, used, colour)
        box = (x - 4 * canvas.unit_px, y - 3 * canvas.unit_px, x + 4 * canvas.unit_px, y + 2 * canvas.unit_px)
        if canvas.taken.is_free(box):
            canvas.taken.take(box)
            paint_text(painter, canvas, line, x - 3 * canvas.unit_px, y)


def paint_scale(painter: QPainter, canvas: Canvas, box: Box) -> None:
    """Scale bar of alternating parts with north beside it."""
    k = canvas.unit_px
    bar = scale_bar(canvas.view, (box[2] - box[0] - 22.0) * k)
    right, y = (box[2] - 6.0) * k, (box[3] - 3.4) * k
    left = right - bar.length_px
    step = bar.length_px / bar.parts
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for i in range(bar.parts):
        painter.setPen(colour_of(INK))
        painter.setBrush(colour_of(INK if i % 2 == 0 else "#FFFFFF"))
        painter.drawRect(QRectF(left + i * step, y, step, 1.3 * k))
    used = font(round(2.7 * k), SEMIBOLD, condensed=True)
    for i, text in enumerate(bar.texts):
        shown = TextLine(text, used, INK)
        paint_text(painter, canvas, shown, left + i * step - text_width(text.split(" ")[0], used) / 2, y - 1.1 * k)
    _paint_north(painter, canvas, left - 9.0 * k, y)


def _paint_north(painter: QPainter, canvas: Canvas, x: float, foot: float) -> None:
    k = canvas.unit_px
    painter.setPen(colour_of(INK))
    for side, fill in ((-1, INK), (1, "#FFFFFF")):
        painter.setBrush(colour_of(fill))
        half = [QPointF(x, foot - 5.6 * k), QPointF(x + side * 1.7 * k, foot + 1.3 * k), QPointF(x, foot - 0.2 * k)]
        painter.drawPolygon(QPolygonF(half))
    used = font(round(2.9 * k), BOLD, condensed=True)
    letter = tr("N")
    paint_text(painter, canvas, TextLine(letter, used, INK), x - text_width(letter, used) / 2, foot - 6.5 * k)


def paint_locator(paper: Paper, view: View, scene: Scene, rect: QRectF, box: Box, *, is_vector: bool) -> None:
    """The wider surroundings with the map's extent in a box."""
    k = paper.px_per_mm
    at = QRectF(rect.x() + box[0] * k, rect.y() + box[1] * k, (box[2] - box[0]) * k, (box[3] - box[1]) * k)
    west, south, east, north = view.bbox
    span = max(_LOCATOR_SPAN_DEG, 3.2 * (east - west), 3.2 * (north - south))
    cx, cy = (west + east) / 2, (south + north) / 2
    wide = View.of((cx - span / 2, cy - span / 2 * 0.8, cx + span / 2, cy + span / 2 * 0.8), at.width(), at.height())
    land = {**PRINT.colours, "land": "#C3CBD0", "shore_1": PRINT.colour("sea"), "shore_2": PRINT.colour("shore_1")}
    canvas = Canvas(scene, wide, replace(PRINT, colours=land), k, is_vector)
    left, top = wide.to_px(west, north)
    right, bottom = wide.to_px(east, south)

    def paint(painter: QPainter) -> None:
        for chunk in ground_chunks(canvas):
            chunk(painter)
        painter.setPen(QPen(colour_of(INK), 0.5 * k))
        painter.setBrush(colour_of(INK, 0.12))
        painter.drawRect(QRectF(float(left), float(top), float(right - left), float(bottom - top)))
        _name_countries(painter, canvas)

    inside(paper.painter, at, paint)
    paper.painter.setBrush(colour_of("#FFFFFF", 0.0))
    paper.painter.setPen(QPen(colour_of(INK), 0.3 * k))
    paper.painter.drawRect(at)


def _name_countries(painter: QPainter, canvas: Canvas) -> None:
    base = canvas.scene.base_map
    used = font(round(2.47 * canvas.unit_px), REGULAR, condensed=True)
    for country in base.countries(canvas.bbox, 4) if base is not None else ():
        x, y = (float(v) for v in canvas.view.to_px(country.lon, country.lat))
        half = text_width(country.name, used) / 2
        if canvas.taken.is_free((x - half, y - 10, x + half, y)):
            paint_text(painter, canvas, TextLine(country.name, used, SECOND), x - half, y)
