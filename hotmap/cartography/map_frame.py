# SPDX-License-Identifier: MIT
"""A map in its frame: grid figures around it, locator, scale bar and north inside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from hotmap.cartography.canvas import Box, Canvas
from hotmap.cartography.fonts import BOLD, REGULAR, SEMIBOLD, font, text_width
from hotmap.cartography.grid import (
    GRID_SPACING_CSS_PX,
    edge_figures,
    grid_kind,
    mgrs_step_m,
    nice_denominator,
    scale_bar,
    square_names,
)
from hotmap.cartography.ground import ground_chunks
from hotmap.cartography.labels import TextLine, paint_text
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import PRINT, PX_PER_MM, Line, Palette
from hotmap.cartography.paper import INK, SECOND, Paper, Type
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.renderer import RenderOptions, paint_map
from hotmap.cartography.scene import Scene
from hotmap.i18n import tr

FRAME_MM = 0.5
FIGURES_MM = 4.4  # band of grid figures around the map
_FIGURE = Type(7.4, REGULAR, SECOND)
_FIGURE_BOLD = Type(7.4, BOLD, INK)
_SMALL = Type(7.0, REGULAR, SECOND)
_INSET_MM = 4.0
_LOCATOR_MM = (42.0, 34.0)
_LOCATOR_SPAN_DEG = 4.0
_SMALL_PAGE = 0.84


@dataclass(frozen=True)
class MapFrame:
    """Where a map stands on a page and what it shows.

    Attributes
    ----------
    left, top, width, height : float
        Of the map itself in millimetres; the grid's figures stand outside.
    view : View
        In millimetres.
    grid : str
        ``mgrs`` or ``degrees``.
    palette : Palette
    furniture : bool
        Whether locator, scale bar and north are drawn.
    inset : bool
        Whether the locator is among them; a small map has no room for it.
    """

    left: float
    top: float
    width: float
    height: float
    view: View
    grid: str
    palette: Palette = PRINT
    furniture: bool = True
    inset: bool = True

    @property
    def denominator(self) -> int:
        """n of the scale 1:n."""
        return round(self.view.scale_denominator(1.0))

    @property
    def grid_step_m(self) -> int:
        """Distance of MGRS lines on the ground in metres."""
        return mgrs_step_m(self.view, GRID_SPACING_CSS_PX / PX_PER_MM)


def frame_map(
    left: float,
    top: float,
    width: float,
    height: float,
    bbox: BBox,
    *,
    grid: str = "mgrs",
    small: bool = False,
    denominator: int | None = None,
) -> MapFrame:
    """Return a map frame that shows a box of degrees at a scale that people use.

    Parameters
    ----------
    left, top, width, height : float
        Of the map and its grid figures in millimetres.
    bbox : tuple of float
        West, south, east, north in degrees; what must be seen.
    small : bool
        Symbols × 0.84, for A4.
    denominator : int, optional
        A fixed scale instead of the one that fits.
    """
    inner = (left + FIGURES_MM, top + FIGURES_MM, width - 2 * FIGURES_MM, height - 2 * FIGURES_MM)
    fitted = View.of(bbox, inner[2], inner[3], margin_px=12.0)
    if denominator is None:
        denominator = nice_denominator(max(fitted.scale_denominator(1.0), 10_000.0))
    m_per_mm = denominator / 1000.0 / cos(radians(fitted.centre[1]))
    view = replace(fitted, m_per_px=m_per_mm)
    palette = PRINT
    if small:
        shrunk = {n: PRINT.sizes[n] * _SMALL_PAGE for n in ("badge", "badge_small", "presence", "icon", "ball")}
        palette = replace(PRINT, sizes={**PRINT.sizes, **shrunk})
    return MapFrame(*inner, view, grid_kind(view, grid), palette)


def paint_map_frame(paper: Paper, frame: MapFrame, scene: Scene, *, is_vector: bool) -> None:
    """Paint a map with its frame, figures and furniture on a page."""
    k = paper.px_per_mm
    rect = paper.rect(frame.left, frame.top, frame.width, frame.height)
    view = frame.view.scaled(k)
    corners = _corners(frame, scene) if frame.furniture else {}
    if not frame.inset:
        corners.pop("locator", None)
    reserved = tuple((b[0] * k, b[1] * k, b[2] * k, b[3] * k) for b in corners.values())
    canvas = Canvas(scene, view, frame.palette, k, is_vector, reserved=reserved)
    with_grid = RenderOptions(grid=frame.grid)
    _inside(paper.painter, rect, lambda p: paint_map(p, canvas, with_grid))
    if frame.grid == "mgrs":
        _inside(paper.painter, rect, lambda p: _paint_squares(p, canvas))
    if "scale" in corners:
        _inside(paper.painter, rect, lambda p: _paint_scale(p, canvas, frame, corners["scale"]))
    if "locator" in corners:
        _paint_locator(paper, frame, scene, rect, corners["locator"], is_vector)
    paper.box(frame.left, frame.top, frame.width, frame.height, stroke=INK, line_width=FRAME_MM)
    _paint_figures(paper, frame, rect)


def _inside(painter: QPainter, rect: QRectF, paint) -> None:  # type: ignore[no-untyped-def]
    """Call `paint` with the rectangle's corner as origin and nothing painted outside it."""
    painter.save()
    whole = QRect(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height()))
    painter.setClipRect(whole)
    painter.setViewport(whole)
    painter.setWindow(0, 0, whole.width(), whole.height())
    paint(painter)
    painter.restore()


def _corners(frame: MapFrame, scene: Scene) -> dict[str, Box]:
    """Return boxes in millimetres of the map for locator and scale bar: the corners that hide least."""
    w, h = frame.width, frame.height
    locator_w, locator_h = (side * (0.82 if w < 220 else 1.0) for side in _LOCATOR_MM)
    sizes = {"locator": (locator_w, locator_h), "scale": (min(w * 0.34, 90.0) + 12, 13.0)}
    marks = _marked(frame, scene)
    free = ["top-left", "bottom-right", "top-right", "bottom-left"]
    found: dict[str, Box] = {}
    for name, order in (("locator", free), ("scale", ["bottom-right", "bottom-left", "top-right", "top-left"])):
        width, height = sizes[name]
        best = None
        for preference, corner in enumerate(c for c in order if c in free):
            left = _INSET_MM if corner.endswith("left") else w - _INSET_MM - width
            top = _INSET_MM if corner.startswith("top") else h - _INSET_MM - height
            hides = (
                (marks[:, 2] > left) & (marks[:, 0] < left + width) & (marks[:, 3] > top) & (marks[:, 1] < top + height)
            )
            hidden = int(hides.sum())
            if best is None or hidden < best[0]:
                best = (hidden, corner, (left, top, left + width, top + height))
                if hidden == 0 and preference == 0:
                    break
        assert best is not None
        if name == "locator" and best[0]:
            continue  # a locator never hides a hotspot
        free.remove(best[1])
        found[name] = best[2]
    return found


def _marked(frame: MapFrame, scene: Scene) -> np.ndarray:
    """Return the boxes of hotspots and presence with their symbols in millimetres of the map, shape (n, 4)."""
    reach = 5.0
    bounds = np.array([m.geometry.bounds for m in (*scene.hotspots, *scene.presence)], float).reshape(-1, 4)
    left, top = frame.view.to_px(bounds[:, 0], bounds[:, 3])
    right, bottom = frame.view.to_px(bounds[:, 2], bounds[:, 1])
    return np.column_stack([left - reach, top - reach, right + reach, bottom + reach])


def _paint_squares(painter: QPainter, canvas: Canvas) -> None:
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


def _paint_scale(painter: QPainter, canvas: Canvas, frame: MapFrame, box: Box) -> None:
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


def _paint_locator(paper: Paper, frame: MapFrame, scene: Scene, rect: QRectF, box: Box, is_vector: bool) -> None:
    """The wider surroundings with the map's extent in a box."""
    k = paper.px_per_mm
    at = QRectF(rect.x() + box[0] * k, rect.y() + box[1] * k, (box[2] - box[0]) * k, (box[3] - box[1]) * k)
    west, south, east, north = frame.view.bbox
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
        made = paper.painter.pen()
        made.setColor(colour_of(INK))
        made.setWidthF(0.5 * k)
        painter.setPen(made)
        painter.setBrush(colour_of(INK, 0.12))
        painter.drawRect(QRectF(float(left), float(top), float(right - left), float(bottom - top)))
        _name_countries(painter, canvas)

    _inside(paper.painter, at, paint)
    paper.painter.setBrush(colour_of("#FFFFFF", 0.0))
    edge = paper.painter.pen()
    edge.setColor(colour_of(INK))
    edge.setWidthF(0.3 * k)
    paper.painter.setPen(edge)
    paper.painter.drawRect(at)


def _name_countries(painter: QPainter, canvas: Canvas) -> None:
    base = canvas.scene.base_map
    used = font(round(2.47 * canvas.unit_px), REGULAR, condensed=True)
    for country in base.countries(canvas.bbox, 4) if base is not None else ():
        x, y = (float(v) for v in canvas.view.to_px(country.lon, country.lat))
        half = text_width(country.name, used) / 2
        if canvas.taken.is_free((x - half, y - 10, x + half, y)):
            paint_text(painter, canvas, TextLine(country.name, used, SECOND), x - half, y)


def _paint_figures(paper: Paper, frame: MapFrame, rect: QRectF) -> None:
    """Figures of the grid around the map, none so near to another that they touch."""
    k = paper.px_per_mm
    last: dict[str, float] = {}
    figures = edge_figures(frame.view, frame.grid, GRID_SPACING_CSS_PX / PX_PER_MM)
    painter = paper.painter
    for figure in sorted(figures, key=lambda f: f.at_px):
        if not figure.text or figure.at_px - last.get(figure.edge, -99.0) < 6.0:
            continue
        last[figure.edge] = figure.at_px
        used = paper.font(_FIGURE_BOLD if figure.is_major else _FIGURE)
        width = text_width(figure.text, used) / k
        x, y = rect.x() / k, rect.y() / k
        if figure.edge in ("top", "bottom"):
            at = (x + figure.at_px - width / 2, y - 1.3 if figure.edge == "top" else y + frame.height + 3.4)
        else:
            at = (x - 1.2 - width if figure.edge == "left" else x + frame.width + 1.2, y + figure.at_px + 0.9)
        painter.setFont(used)
        painter.setPen(colour_of(INK if figure.is_major else SECOND))
        painter.drawText(QPointF(at[0] * k, at[1] * k), figure.text)
    _paint_ticks(paper, frame, rect, figures)


def _paint_ticks(paper: Paper, frame: MapFrame, rect: QRectF, figures) -> None:  # type: ignore[no-untyped-def]
    k = paper.px_per_mm
    x, y = rect.x() / k, rect.y() / k
    line = Line(INK, 0.2)
    was, paper.right_to_left = paper.right_to_left, False  # ticks stand on the map, which is never mirrored
    for figure in figures:
        if figure.edge in ("top", "bottom"):
            at = y if figure.edge == "top" else y + frame.height
            way = -0.9 if figure.edge == "top" else 0.9
            paper.line(x + figure.at_px, at, x + figure.at_px, at + way, line)
        else:
            at = x if figure.edge == "left" else x + frame.width
            way = -0.9 if figure.edge == "left" else 0.9
            paper.line(at, y + figure.at_px, at + way, y + figure.at_px, line)
    paper.right_to_left = was

