# SPDX-License-Identifier: MIT
"""Maps as figures of a document, painted like the map sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.fonts import ensure_gui_application
from hotmap.cartography.map_frame import frame_map, paint_map_frame
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import Paper
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.renderer import RenderOptions, paint_map
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import RecordSet
from hotmap.units import MM_PER_INCH

DPI = 200


@dataclass(frozen=True)
class Figure:
    """A map in a document.

    Attributes
    ----------
    records : RecordSet
        What is drawn; those of all figures share their layers.
    bbox : tuple of float
        West, south, east, north in degrees: what must be seen.
    width_mm, height_mm : float
    framed : bool
        With frame, grid figures, scale bar and north; else a picture that runs over its edges, without names.
    inset : bool
        With the small map that tells where in the country it lies.
    grid : str
        ``mgrs`` or ``degrees``.
    """

    records: RecordSet
    bbox: BBox
    width_mm: float
    height_mm: float
    framed: bool = True
    inset: bool = False
    grid: str = "mgrs"


@dataclass(frozen=True)
class Raster:
    """A painted figure: `rgb` holds three bytes a pixel, row by row; a photograph has too many colours for a PNG."""

    width: int
    height: int
    rgb: bytes
    dpi: float
    is_photograph: bool = False


def paint_figure(figure: Figure, scene: Scene, dpi: float = DPI) -> Raster:
    """Return a figure as pixels.

    Parameters
    ----------
    figure : Figure
    scene : Scene
        Is brought up to date with the records of the figure.
    dpi : float
    """
    ensure_gui_application()
    px_per_mm = dpi / MM_PER_INCH
    image = QImage(ceil(figure.width_mm * px_per_mm), ceil(figure.height_mm * px_per_mm), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        _paint(painter, figure, scene, px_per_mm)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = memoryview(image.constBits())  # each padded to a multiple of four bytes
    width, height, step = image.width(), image.height(), image.bytesPerLine()
    rgb = b"".join(rows[row * step : row * step + 3 * width] for row in range(height))
    return Raster(width, height, rgb, dpi, scene.shows_photograph(figure.bbox))


def _paint(painter: QPainter, figure: Figure, scene: Scene, px_per_mm: float) -> None:
    scene.update(figure.records)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if figure.framed:
        paper = Paper(painter, px_per_mm, figure.width_mm)
        frame = frame_map(0, 0, figure.width_mm, figure.height_mm, figure.bbox, grid=figure.grid, small=True)
        paint_map_frame(paper, replace(frame, locator="auto" if figure.inset else "none"), scene)
        return
    view = View.of(figure.bbox, figure.width_mm, figure.height_mm)
    canvas = Canvas(scene, view.scaled(px_per_mm), PRINT, px_per_mm)
    painter.setClipRect(QRect(0, 0, ceil(figure.width_mm * px_per_mm), ceil(figure.height_mm * px_per_mm)))
    paint_map(painter, canvas, RenderOptions(grid="degrees", labels=False))
