# SPDX-License-Identifier: MIT
"""What stands on the map where a picture should be: a frame of its extent that says what is wrong."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks
from hotmap.cartography.fonts import SEMIBOLD, font, metrics, text_width
from hotmap.cartography.labels import TextLine, paint_text
from hotmap.cartography.painting import colour_of
from hotmap.cartography.raster_layer import RasterLayer
from hotmap.i18n import tr

# Upright: lines that lean by 45° mean that something is not known well enough.
_EVERY, _LINE, _FRAME = 14.0, 0.8, 1.6  # CSS pixels
_HATCH_OPACITY = 0.3
_GAP = 4.0
_REACH = 16.0  # of a sign, CSS pixels
_TRIED = 7  # places for the words along each side
_MIDDLE_SHARE = 0.62  # of the picture; a window draws more than it shows


def frame_chunks(canvas: Canvas, layer: RasterLayer, words: str) -> Chunks:
    """Yield the hatched frame of a picture that is not shown, and lay its name and why ready above the layers.

    Parameters
    ----------
    words : str
        Why, in a few words.
    """
    edge = layer.outline_m()
    if not len(edge):
        return
    west, south, east, north = canvas.view.bounds_m
    (low_x, low_y), (high_x, high_y) = edge.min(axis=0), edge.max(axis=0)
    if high_x < west or low_x > east or high_y < south or low_y > north:
        return
    shape = QPolygonF([QPointF(*canvas.place(float(x), float(y))) for x, y in edge])
    seen = shape.boundingRect().intersected(QRectF(0, 0, canvas.view.width_px, canvas.view.height_px))

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        _hatch(painter, canvas, shape, seen)
        pen = QPen(colour_of(canvas.palette.colour("ink_3")), _FRAME * canvas.css_px)
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)

    yield chunk
    name = layer.layer.name or tr("Base map")
    canvas.plates.append(lambda painter: _write(painter, canvas, seen, name, words))


def _hatch(painter: QPainter, canvas: Canvas, shape: QPolygonF, seen: QRectF) -> None:
    """Draw upright lines inside a shape, each dark beside light, so that they are seen on any ground."""
    css = canvas.css_px
    path = QPainterPath()
    path.addPolygon(shape)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    places = np.arange(seen.left() - seen.left() % (_EVERY * css), seen.right(), _EVERY * css)
    for token, shift in (("halo", _LINE * css), ("ink_3", 0.0)):
        painter.setPen(QPen(colour_of(canvas.palette.colour(token), _HATCH_OPACITY), _LINE * css))
        painter.drawLines([QLineF(x + shift, seen.top(), x + shift, seen.bottom()) for x in places.tolist()])
    painter.restore()


def _write(painter: QPainter, canvas: Canvas, seen: QRectF, name: str, words: str) -> None:
    """Write name and reason on a plate in what is seen of the frame."""
    painter.setTransform(IDENTITY)
    bold = font(round(canvas.size("second") * 1.1), SEMIBOLD)
    plain = font(round(canvas.size("second")))
    lines = [
        TextLine(name, bold, canvas.palette.colour("ink")),
        TextLine(words[:1].upper() + words[1:], plain, canvas.palette.colour("ink_2")),
    ]
    gap = _GAP * canvas.css_px
    heights = [metrics(line.font).height() for line in lines]
    width = max(text_width(line.text, line.font) for line in lines) + 4 * gap
    plate = _free_plate(canvas, seen, width, sum(heights) + 2 * gap)
    painter.setPen(QPen(colour_of(canvas.palette.colour("ink_3")), canvas.css_px))
    painter.setBrush(colour_of(canvas.palette.colour("panel")))
    painter.drawRoundedRect(plate, gap, gap)
    y = plate.top() + gap
    for line, tall in zip(lines, heights, strict=True):
        x = plate.center().x() - text_width(line.text, line.font) / 2
        paint_text(painter, canvas, line, x, y + metrics(line.font).ascent())
        y += tall


def _free_plate(canvas: Canvas, seen: QRectF, width: float, height: float) -> QRectF:
    """Return where the words hide the fewest signs, as near to the middle as may be; its box is taken."""
    view = canvas.view
    middle = QRectF(0, 0, view.width_px * _MIDDLE_SHARE, view.height_px * _MIDDLE_SHARE)
    middle.moveCenter(QPointF(view.width_px / 2, view.height_px / 2))
    room = seen.intersected(middle)
    room = seen if room.isEmpty() else room
    anchors = [(m.x_m, m.y_m) for m in canvas.scene.hotspots] + [(m.x_m, m.y_m) for m in canvas.scene.presence]
    signs = np.array([canvas.place(x_m, y_m) for x_m, y_m in anchors], float).reshape(-1, 2)
    shares = np.linspace(0.0, 1.0, _TRIED)
    places = [
        QRectF(room.left() + x * max(room.width() - width, 0), room.top() + y * max(room.height() - height, 0),
               width, height)
        for x in shares
        for y in shares
    ]  # fmt: skip

    def cost(plate: QRectF) -> float:
        reach = _REACH * canvas.css_px
        inside = (signs > (plate.left() - reach, plate.top() - reach)).all(axis=1)
        inside &= (signs < (plate.right() + reach, plate.bottom() + reach)).all(axis=1)
        is_taken = not canvas.taken.is_free((plate.left(), plate.top(), plate.right(), plate.bottom()))
        away = plate.center() - room.center()
        return float(inside.sum()) + 100.0 * is_taken + abs(away.x()) / 1e4 + abs(away.y()) / 1e4

    best = min(places, key=cost)
    canvas.taken.take((best.left(), best.top(), best.right(), best.bottom()))
    return best
