# SPDX-License-Identifier: MIT
"""What stands along the edges of a map: figures of the grid, ticks, and which sheet goes on there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from hotmap.cartography.fonts import BOLD, REGULAR
from hotmap.cartography.grid import GRID_SPACING_CSS_PX, GridFigure, edge_figures
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import PX_PER_MM, Line
from hotmap.cartography.paper import INK, SECOND, Paper, Type
from hotmap.cartography.projection import View

_FIGURE = Type(7.4, REGULAR, SECOND)
_FIGURE_BOLD = Type(7.4, BOLD, INK)
_NEXT = Type(7.4, BOLD, INK)
_ARROW_MM = 2.0
_LEAST_APART_MM = 6.0
_TICK_MM = 0.9

Span = tuple[str, float, float]
"""An edge and the millimetres along it, from its left or upper end, that are taken."""


def paint_figures(paper: Paper, view: View, grid: str, rect: QRectF, taken: Iterable[Span] = ()) -> None:
    """Paint the figures of a grid around a map, none so near to another that they touch, and their ticks.

    Parameters
    ----------
    view : View
        Of the map in millimetres.
    grid : str
        ``mgrs`` or ``degrees``.
    rect : QRectF
        Of the map in device pixels.
    taken : iterable of Span
        Where no figure may stand.
    """
    k = paper.px_per_mm
    last: dict[str, float] = {}
    figures = edge_figures(view, grid, GRID_SPACING_CSS_PX / PX_PER_MM)
    left, top, right, bottom = (v / k for v in (rect.left(), rect.top(), rect.right(), rect.bottom()))
    for figure in sorted(figures, key=lambda f: f.at_px):
        if not figure.text or figure.at_px - last.get(figure.edge, -99.0) < _LEAST_APART_MM:
            continue
        if any(edge == figure.edge and start - 4 < figure.at_px < end + 4 for edge, start, end in taken):
            continue
        last[figure.edge] = figure.at_px
        kind = _FIGURE_BOLD if figure.is_major else _FIGURE
        width = paper.width(figure.text, kind)
        if figure.edge in ("top", "bottom"):
            at = (left + figure.at_px - width / 2, top - 1.3 if figure.edge == "top" else bottom + 3.4)
        else:
            at = (left - 1.2 - width if figure.edge == "left" else right + 1.2, top + figure.at_px + 0.9)
        paper.text_at(*at, figure.text, kind)
    _paint_ticks(paper, (left, top, right, bottom), figures)


def _paint_ticks(paper: Paper, sides: tuple[float, float, float, float], figures: list[GridFigure]) -> None:
    left, top, right, bottom = sides
    line = Line(INK, 0.2)
    was, paper.right_to_left = paper.right_to_left, False  # ticks stand on the map, which is never mirrored
    for figure in figures:
        if figure.edge in ("top", "bottom"):
            at, way = (top, -_TICK_MM) if figure.edge == "top" else (bottom, _TICK_MM)
            paper.line(left + figure.at_px, at, left + figure.at_px, at + way, line)
        else:
            at, way = (left, -_TICK_MM) if figure.edge == "left" else (right, _TICK_MM)
            paper.line(at, top + figure.at_px, at + way, top + figure.at_px, line)
    paper.right_to_left = was


def paint_neighbours(paper: Paper, neighbours: Sequence[tuple[str, str]], rect: QRectF) -> list[Span]:
    """Paint in the middle of the edges which sheet goes on there; return what that takes of the edges.

    Parameters
    ----------
    neighbours : sequence of (str, str)
        Edge and text.
    rect : QRectF
        Of the map in device pixels.
    """
    k, painter = paper.px_per_mm, paper.painter
    taken: list[Span] = []
    for side, text in neighbours:
        along = (rect.width() if side in ("top", "bottom") else rect.height()) / k
        shown = paper.shortened(text, _NEXT, along * 0.6)
        width = paper.width(shown, _NEXT) + _ARROW_MM + 1.2
        taken.append((side, (along - width) / 2, (along + width) / 2))
        # Each text lies in a line of its own: along the upper or lower edge, or turned beside the map.
        at = {
            "top": QPointF(rect.center().x(), rect.top() - 1.3 * k),
            "bottom": QPointF(rect.center().x(), rect.bottom() + 3.4 * k),
            "left": QPointF(rect.left() - 1.3 * k, rect.center().y()),
            "right": QPointF(rect.right() + 1.3 * k, rect.center().y()),
        }[side]
        painter.save()
        painter.translate(at)
        painter.rotate({"left": -90.0, "right": 90.0}.get(side, 0.0))
        paper.text_at(-width / 2 + _ARROW_MM + 1.2, 0.0, shown, _NEXT)
        # Turned with its text an arrow at a side points outward where it points up on the page's upper edge.
        _paint_arrow(painter, -width / 2 * k, k, points_down=side == "bottom")
        painter.restore()
    return taken


def _paint_arrow(painter: QPainter, left: float, k: float, *, points_down: bool) -> None:
    height, half = 1.7 * k, _ARROW_MM / 2 * k
    tip, foot = (0.0, -height) if points_down else (-height, 0.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour_of(INK))
    painter.drawPolygon(QPolygonF([QPointF(left, foot), QPointF(left + half, tip), QPointF(left + 2 * half, foot)]))
