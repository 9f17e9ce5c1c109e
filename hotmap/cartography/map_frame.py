# SPDX-License-Identifier: MIT
"""A map in its frame: grid figures around it, locator, scale bar and north inside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.fonts import BOLD, REGULAR, text_width
from hotmap.cartography.grid import (
    GRID_SPACING_CSS_PX,
    GridFigure,
    edge_figures,
    grid_kind,
    mgrs_step_m,
    nice_denominator,
)
from hotmap.cartography.map_furniture import Inset, corners, inside, paint_locator, paint_scale, paint_squares
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import PRINT, PX_PER_MM, Line, Palette
from hotmap.cartography.paper import INK, SECOND, Paper, Type
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.renderer import RenderOptions, paint_map
from hotmap.cartography.scene import Scene

FRAME_MM = 0.5
FIGURES_MM = 4.4  # band of grid figures around the map
_FIGURE = Type(7.4, REGULAR, SECOND)
_FIGURE_BOLD = Type(7.4, BOLD, INK)
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
    margin_mm: float = 12.0,
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
    margin_mm : float
        Kept free around the box.
    """
    inner = (left + FIGURES_MM, top + FIGURES_MM, width - 2 * FIGURES_MM, height - 2 * FIGURES_MM)
    fitted = View.of(bbox, inner[2], inner[3], margin_px=margin_mm)
    if denominator is None:
        denominator = nice_denominator(max(fitted.scale_denominator(1.0), 10_000.0))
    m_per_mm = denominator / 1000.0 / cos(radians(fitted.centre[1]))
    view = replace(fitted, m_per_px=m_per_mm)
    palette = PRINT
    if small:
        shrunk = {n: PRINT.sizes[n] * _SMALL_PAGE for n in ("badge", "badge_small", "presence", "icon", "ball")}
        palette = replace(PRINT, sizes={**PRINT.sizes, **shrunk})
    return MapFrame(*inner, view, grid_kind(view, grid, GRID_SPACING_CSS_PX / PX_PER_MM), palette)


def paint_map_frame(paper: Paper, frame: MapFrame, scene: Scene, *, is_vector: bool, key: Inset | None = None) -> None:
    """Paint a map with its frame, figures and furniture on a page, and a key where a corner is free for it."""
    k = paper.px_per_mm
    rect = paper.rect(frame.left, frame.top, frame.width, frame.height)
    view = frame.view.scaled(k)
    found = corners(frame.view, scene, key.size_mm if key else None) if frame.furniture else {}
    if not frame.inset:
        found.pop("locator", None)
    reserved = tuple((b[0] * k, b[1] * k, b[2] * k, b[3] * k) for b in found.values())
    canvas = Canvas(scene, view, frame.palette, k, is_vector, reserved=reserved)
    with_grid = RenderOptions(grid=frame.grid)
    inside(paper.painter, rect, lambda p: paint_map(p, canvas, with_grid))
    if frame.grid == "mgrs":
        inside(paper.painter, rect, lambda p: paint_squares(p, canvas))
    if "scale" in found:
        inside(paper.painter, rect, lambda p: paint_scale(p, canvas, found["scale"]))
    if "locator" in found:
        paint_locator(paper, frame.view, scene, rect, found["locator"], is_vector=is_vector)
    if key and "key" in found:
        left, top, right, _ = found["key"]
        is_mirrored = paper.right_to_left
        x = paper.width_mm - rect.x() / k - right if is_mirrored else rect.x() / k + left
        key.paint(x, frame.top + top)
    paper.box(frame.left, frame.top, frame.width, frame.height, stroke=INK, line_width=FRAME_MM)
    _paint_figures(paper, frame, rect)


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


def _paint_ticks(paper: Paper, frame: MapFrame, rect: QRectF, figures: list[GridFigure]) -> None:
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
