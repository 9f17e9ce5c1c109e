# SPDX-License-Identifier: MIT
"""Marks on the facilitator's map what the room does not see: a struck eye beside the symbol."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.icons import paint_icon
from hotmap.gui.workspace import Workspace

SIZE_PX = 14.0
AWAY_PX = QPointF(-11.0, 11.0)  # from the middle of the symbol to that of the mark
MOST_MARKS = 400


class OffWallMarks:
    """Paints the marks, with each paint of the map.

    Parameters
    ----------
    canvas : MapCanvas
    workspace : Workspace
    """

    def __init__(self, canvas: MapCanvas, workspace: Workspace) -> None:
        self._canvas = canvas
        self._workspace = workspace
        self._known: tuple[object, ...] | None = None
        self._places_m = np.empty((0, 2))
        self._sprite: tuple[object, QPixmap] | None = None
        canvas.decorations.append(self.paint)
        workspace.wall_changed.connect(canvas.update)

    def paint(self, painter: QPainter) -> None:
        """Paint the marks that are in view."""
        if not self._workspace.off_wall:
            return
        self._look_up()
        view = self._canvas.view
        x = (self._places_m[:, 0] - view.x_m) / view.m_per_px + view.width_px / 2
        y = (view.y_m - self._places_m[:, 1]) / view.m_per_px + view.height_px / 2
        seen = np.flatnonzero((x > 0) & (x < view.width_px) & (y > 0) & (y < view.height_px))[:MOST_MARKS]
        sprite, magnify = self._mark(), self._canvas.picture.magnify
        half = magnify * SIZE_PX / 2
        for at in seen.tolist():
            painter.drawPixmap(QPointF(x[at], y[at]) + AWAY_PX * magnify - QPointF(half, half), sprite)

    def _look_up(self) -> None:
        scene, off = self._canvas.scene, self._workspace.off_wall
        known = (scene, scene.generation, off)
        if known != self._known:
            self._known = known
            hotspots = (m for m in scene.hotspots if scene.shows("hotspots") and scene.shows(m.level))
            presence = (m for m in scene.presence if scene.shows("presence") and scene.shows(m.domain))
            places = [(m.x_m, m.y_m) for marks in (hotspots, presence) for m in marks if m.uuid in off]
            self._places_m = np.array(places, float).reshape(-1, 2)

    def _mark(self) -> QPixmap:
        look, dpr = theme.active(), self._canvas.devicePixelRatioF()
        key = (look, dpr)
        if self._sprite is None or self._sprite[0] != key:
            size = SIZE_PX * look.magnify
            sprite = QPixmap(round(size * dpr), round(size * dpr))
            sprite.setDevicePixelRatio(dpr)
            sprite.fill(Qt.GlobalColor.transparent)
            with QPainter(sprite) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(look.color("edge"), 1.0))
                painter.setBrush(look.color("panel"))
                painter.drawEllipse(QRectF(0.5, 0.5, size - 1, size - 1))
                inset = size * 0.17
                paint_icon(
                    painter, "eye-off", QRectF(inset, inset, size - 2 * inset, size - 2 * inset), look.color("ink")
                )
            self._sprite = (key, sprite)
        return self._sprite[1]
