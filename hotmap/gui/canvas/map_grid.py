# SPDX-License-Identifier: MIT
"""The grid on the map: its lines belong to the picture, its figures stay at the edges, live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from hotmap.cartography.grid import (
    SCREEN_SPACING_CSS_PX,
    GridFigure,
    GridLine,
    figures_of,
    grid_kind,
    grid_lines,
)
from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.i18n import mark_for_translation, tr

GRIDS = {
    "": mark_for_translation("No grid"),
    "mgrs": mark_for_translation("MGRS grid"),
    "degrees": mark_for_translation("Degree grid"),
}
"""The choices by what `RenderOptions.grid` calls them; labels are translation keys."""

EDGE_PX = 3.0
LEAST_GAP_PX = 8.0
PAD_PX = 4.0
PLATE_OPACITY = 0.82
_AROUND = QMarginsF(2.0, 2.0, 2.0, 2.0)


class MapGrid(QObject):
    """Shows a grid on a canvas.

    While the picture is dragged, its figures move along the edges with their lines. They are
    those of the lines in the picture, also while it is zoomed and the next one is not yet made.

    Parameters
    ----------
    canvas : MapCanvas
    covered : callable, optional
        Gives the parts of the canvas that other widgets lie on; no figure stands half under one.
    """

    changed = Signal(str)
    """Another grid is shown; carries its kind."""

    def __init__(self, canvas: MapCanvas, covered: Callable[[], Iterable[QRectF]] = list) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._covered = covered
        self._made: tuple[object, list[GridLine]] | None = None
        canvas.decorations.append(self.paint)

    @property
    def kind(self) -> str:
        """One of `GRIDS`."""
        return self._canvas.picture.options.grid

    def show_kind(self, kind: str) -> None:
        """Show one of `GRIDS`."""
        if kind == self.kind or kind not in GRIDS:
            return
        picture = self._canvas.picture
        picture.options = replace(picture.options, grid=kind, grid_spacing_css_px=SCREEN_SPACING_CSS_PX, squares=True)
        picture.request(at_once=True)
        self._canvas.update()
        self.changed.emit(kind)

    def words(self) -> str:
        """Say which grid is shown: far out degrees stand for the grid of MGRS."""
        picture = self._canvas.picture
        shown = grid_kind(self._canvas.view, self.kind, SCREEN_SPACING_CSS_PX * picture.magnify) if self.kind else ""
        if shown == self.kind:
            return tr(GRIDS[self.kind])
        return tr("MGRS grid: in degrees here; its lines show when you zoom in")

    def figures(self) -> list[GridFigure]:
        """Return the figures where the lines of the picture meet the edges of the map."""
        return [figure for figure in figures_of(self._lines(), self._canvas.view) if figure.text]

    def paint(self, painter: QPainter) -> None:
        """Paint the figures along the edges and the names of squares."""
        if not self.kind or self._canvas.picture.shown_view is None:
            return
        look = theme.active()
        covered = [box.marginsAdded(_AROUND) for box in self._covered()]
        dpr = painter.device().devicePixelRatioF()
        taken: dict[str, list[float]] = {}
        for figure in sorted(self.figures(), key=lambda one: (not one.is_major, one.at_px)):
            inks = (look.tokens.ink, look.tokens.panel)
            picture = _text(figure.text, look.sizes_px["micro"], figure.is_major, inks, dpr)
            box = self._box(figure, picture)
            over = next((other for other in covered if figure.edge == "top" and box.intersects(other)), None)
            if over is not None:
                box.moveTop(over.bottom())  # below the tools: a line needs its figure somewhere
            room = LEAST_GAP_PX + (box.width() if figure.edge in ("top", "bottom") else box.height())
            near = taken.setdefault(figure.edge, [])
            if any(abs(at - figure.at_px) < room for at in near) or any(map(box.intersects, covered)):
                continue
            near.append(figure.at_px)
            painter.drawPixmap(box.topLeft(), picture)

    def _box(self, figure: GridFigure, picture: QPixmap) -> QRectF:
        size = picture.deviceIndependentSize()
        width, height = self._canvas.width(), self._canvas.height()
        x = {"left": EDGE_PX, "right": width - EDGE_PX - size.width()}.get(figure.edge, figure.at_px - size.width() / 2)
        y = {"top": EDGE_PX, "bottom": height - EDGE_PX - size.height()}.get(
            figure.edge, figure.at_px - size.height() / 2
        )
        return QRectF(QPointF(round(x), round(y)), size)

    def _lines(self) -> list[GridLine]:
        """Return the lines of the picture that is shown, worked out once for each."""
        picture = self._canvas.picture
        view = picture.shown_view
        key = (view, self.kind, picture.magnify)
        if view is None or not self.kind:
            return []
        if self._made is None or self._made[0] != key:
            self._made = (key, grid_lines(view, self.kind, SCREEN_SPACING_CSS_PX * picture.magnify))
        return self._made[1]


@lru_cache(maxsize=400)
def _text(text: str, size_px: int, is_bold: bool, inks: tuple[str, str], dpr: float) -> QPixmap:
    """Return a figure on its plate as a picture, so that a moving hand pays for it once."""
    ink, plate = inks
    font = theme.active().font("micro", QFont.Weight.DemiBold if is_bold else QFont.Weight.Medium)
    font.setPixelSize(size_px)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 2 * PAD_PX, metrics.height()
    picture = QPixmap(round(width * dpr), round(height * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    ground = QColor(plate)
    ground.setAlphaF(PLATE_OPACITY)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0, 0, width, height), 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(PAD_PX, metrics.ascent()), text)
    return picture
