# SPDX-License-Identifier: MIT
"""What stands inside a map's frame: locator, scale bar, north, letters of the grid's squares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from hotmap.cartography.canvas import Box, Canvas
from hotmap.cartography.fonts import BOLD, REGULAR, SEMIBOLD, font, metrics, text_width
from hotmap.cartography.grid import ScaleBar, scale_bar, square_names
from hotmap.cartography.ground import ground_chunks
from hotmap.cartography.labels import Label, TextLine, paint_leader, paint_text, place_labels
from hotmap.cartography.map_corners import Size
from hotmap.cartography.painting import colour_of
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import INK, SECOND, Paper
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.scene import Scene
from hotmap.i18n import tr

PLATE_LINE_MM = 0.3
_NUMBER_MM, _SIGN_MM = 2.9, 3.2  # height of a page's number; half of the sign it stands beside
_WHITE = "#FFFFFF"
_BAR_MM, _NORTH_MM = 1.3, 9.0  # height of the scale bar; from the bar to the middle of the arrow
_SCALE_FOOT_MM = 3.4  # from the foot of the plate to the top of the bar
_PLATE_PAD_MM = 3.2
_LOCATOR_SPAN_DEG = 4.0
_LOCATOR_TIMES = 3.2  # how much wider than the map the surroundings are


@dataclass(frozen=True)
class Inset:
    """Something of a sheet's own that stands in a free corner of its map.

    Attributes
    ----------
    size_mm : tuple of float
        Width and height.
    paint : callable
        Given the paper, and left and top in millimetres of the page.
    """

    size_mm: Size
    paint: Callable[[Paper, float, float], None]


def inside(painter: QPainter, rect: QRectF, paint: Callable[[QPainter], None]) -> None:
    """Call `paint` with the rectangle's corner as origin and nothing painted outside it."""
    painter.save()
    whole = QRect(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height()))
    painter.setClipRect(whole)
    painter.setViewport(whole)
    painter.setWindow(0, 0, whole.width(), whole.height())
    paint(painter)
    painter.restore()


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


def paint_numbers(painter: QPainter, canvas: Canvas, numbers: Sequence[tuple[float, float, str]]) -> None:
    """Write the pages of a series where their sheets lie, each on a plate with a leader to its place.

    Parameters
    ----------
    numbers : sequence of (float, float, str)
        Longitude, latitude and page.
    """
    k = canvas.unit_px
    used = font(round(_NUMBER_MM * k), BOLD, condensed=True)
    labels = []
    for lon, lat, text in numbers:
        x, y = (float(v) for v in canvas.view.to_px(lon, lat))
        labels.append(Label((TextLine(text, used, INK),), x, y, (_SIGN_MM * k, _SIGN_MM * k), 0.0, must_stand=True))
    placed = place_labels(canvas, labels)
    for one in placed:
        paint_leader(painter, canvas, one)
    for one in placed:
        left, top, right, bottom = one.box
        painter.setPen(QPen(colour_of(INK), PLATE_LINE_MM * k))
        painter.setBrush(colour_of(_WHITE))
        painter.drawRect(QRectF(left - 0.7 * k, top, right - left + 1.4 * k, bottom - top))
        painter.setFont(used)
        painter.drawText(QPointF(left, top + metrics(used).ascent() - 0.1 * k), one.label.lines[0].text)


def paint_scale(painter: QPainter, canvas: Canvas, box: Box) -> None:
    """Scale bar of alternating parts with north beside it, on a ground of its own."""
    k = canvas.unit_px
    bar = scale_bar(canvas.view, (box[2] - box[0] - 22.0) * k)
    used = font(round(2.7 * k), SEMIBOLD, condensed=True)
    overhang = text_width(bar.texts[-1], used) - text_width(bar.texts[-1].split(" ")[0], used) / 2
    is_left = box[0] < canvas.view.width_px / k - box[2]
    width = bar.length_px + overhang + (_NORTH_MM + 2 * _PLATE_PAD_MM) * k
    left = box[0] * k if is_left else box[2] * k - width
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour_of(INK), PLATE_LINE_MM * k))
    painter.setBrush(colour_of(_WHITE))
    painter.drawRect(QRectF(left, box[1] * k, width, (box[3] - box[1]) * k))
    start, y = left + (_PLATE_PAD_MM + _NORTH_MM) * k, (box[3] - _SCALE_FOOT_MM) * k
    _paint_bar(painter, canvas, bar, start, y)
    _paint_north(painter, canvas, start - _NORTH_MM * k + 1.0 * k, y)


def _paint_bar(painter: QPainter, canvas: Canvas, bar: ScaleBar, left: float, y: float) -> None:
    k = canvas.unit_px
    step = bar.length_px / bar.parts
    painter.setPen(QPen(colour_of(INK), 0.2 * k))
    for i in range(bar.parts):
        painter.setBrush(colour_of(INK if i % 2 == 0 else _WHITE))
        painter.drawRect(QRectF(left + i * step, y, step, _BAR_MM * k))
    used = font(round(2.7 * k), SEMIBOLD, condensed=True)
    painter.setFont(used)
    for i, text in enumerate(bar.texts):
        half = text_width(text.split(" ")[0], used) / 2
        painter.drawText(QPointF(left + i * step - half, y - 1.1 * k), text)


def _paint_north(painter: QPainter, canvas: Canvas, x: float, foot: float) -> None:
    k = canvas.unit_px
    painter.setPen(QPen(colour_of(INK), 0.2 * k))
    for side, fill in ((-1, INK), (1, _WHITE)):
        painter.setBrush(colour_of(fill))
        half = [QPointF(x, foot - 5.6 * k), QPointF(x + side * 1.7 * k, foot + 1.3 * k), QPointF(x, foot - 0.2 * k)]
        painter.drawPolygon(QPolygonF(half))
    used = font(round(2.9 * k), BOLD, condensed=True)
    letter = tr("N")
    painter.setFont(used)
    painter.drawText(QPointF(x - text_width(letter, used) / 2, foot - 6.5 * k), letter)


def locator_view(view: View, box: Box, wide: BBox | None = None) -> View:
    """Return what the locator shows: a box of degrees with room around it, else the surroundings of the map.

    Parameters
    ----------
    box : tuple of float
        Of the locator in the unit of the returned view.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    if wide is not None:
        return View.of(wide, width, height, margin_px=width * 0.08)
    west, south, east, north = view.bbox
    span = max(_LOCATOR_SPAN_DEG, _LOCATOR_TIMES * (east - west), _LOCATOR_TIMES * (north - south))
    cx, cy = (west + east) / 2, (south + north) / 2
    return View.of((cx - span / 2, cy - span / 2 * 0.8, cx + span / 2, cy + span / 2 * 0.8), width, height)


def paint_locator(paper: Paper, view: View, scene: Scene, rect: QRectF, wide: BBox | None = None) -> None:
    """The wider surroundings with the map's extent in a box.

    Parameters
    ----------
    view : View
        Of the map.
    rect : QRectF
        Of the locator in device pixels.
    wide : tuple of float, optional
        West, south, east, north in degrees of what it shows; see `locator_view`.
    """
    k = paper.px_per_mm
    shown = locator_view(view, (0.0, 0.0, rect.width(), rect.height()), wide)
    paint_surroundings(paper, scene, rect, shown)
    paint_extent(paper, rect, shown, view)
    paper.painter.setBrush(colour_of(_WHITE, 0.0))
    paper.painter.setPen(QPen(colour_of(INK), PLATE_LINE_MM * k))
    paper.painter.drawRect(rect)


def paint_surroundings(paper: Paper, scene: Scene, rect: QRectF, shown: View) -> None:
    """Land and sea of a locator with the names of countries: the same for all sheets of a series."""
    land = {**PRINT.colours, "land": "#C3CBD0", "shore_1": PRINT.colour("sea"), "shore_2": PRINT.colour("shore_1")}
    canvas = Canvas(
        scene, shown, replace(PRINT, colours=land), paper.px_per_mm, paper.is_vector, halos_later=paper.halos_later
    )

    def paint(painter: QPainter) -> None:
        for chunk in ground_chunks(canvas):
            chunk(painter)
        _name_countries(painter, canvas)

    inside(paper.painter, rect, paint)


def paint_extent(paper: Paper, rect: QRectF, shown: View, view: View) -> None:
    """The extent of the map as a box in its locator."""
    west, south, east, north = view.bbox
    left, top = shown.to_px(west, north)
    right, bottom = shown.to_px(east, south)

    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(colour_of(INK), 0.5 * paper.px_per_mm))
        painter.setBrush(colour_of(INK, 0.12))
        painter.drawRect(QRectF(float(left), float(top), float(right - left), float(bottom - top)))

    inside(paper.painter, rect, paint)


def _name_countries(painter: QPainter, canvas: Canvas) -> None:
    base = canvas.scene.base_map
    used = font(round(2.5 * canvas.unit_px), REGULAR, condensed=True)
    for country in base.countries(canvas.bbox, 4) if base is not None else ():
        x, y = (float(v) for v in canvas.view.to_px(country.lon, country.lat))
        half = text_width(country.name, used) / 2
        if canvas.taken.is_free((x - half, y - 10, x + half, y)):
            paint_text(painter, canvas, TextLine(country.name, used, SECOND), x - half, y)
