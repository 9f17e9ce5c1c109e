# SPDX-License-Identifier: MIT
"""How a snap is shown: a mark of its own for corner, crossing and side, and its name in words."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hotmap.analysis.snapping import CROSSING, VERTEX, Snap
from hotmap.gui import theme
from hotmap.gui.tools.live_outlines import casing
from hotmap.i18n import tr

MARK_PX = 18.0
LINE_PX = 2.0
CASING_PX = 4.5


def paint_snap(painter: QPainter, place: QPointF, kind: str, magnify: float = 1.0) -> None:
    """Mark a place: a square round a corner, an X on a crossing, a cross on a side."""
    half = MARK_PX / 2 * magnify
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width_px in ((casing(), CASING_PX), (theme.active().color("accent"), LINE_PX)):
        painter.setPen(
            QPen(colour, width_px * magnify, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        )
        if kind == VERTEX:
            painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
            continue
        turned = (half * 0.8, half * 0.8) if kind == CROSSING else (half, 0.0)
        for dx, dy in (turned, (-turned[1], turned[0])):
            painter.drawLine(QLineF(place.x() - dx, place.y() - dy, place.x() + dx, place.y() + dy))


def snap_text(snap: Snap | None) -> str:
    """Return in words what the hand is pulled to."""
    if snap is None:
        return ""
    if snap.kind == VERTEX:
        return tr("on a corner of {name}").format(name=snap.name) if snap.name else tr("on a corner")
    if snap.kind == CROSSING:
        names = [name for name in (snap.name, snap.other) if name]
        if len(set(names)) == 2:
            return tr("on the crossing of {one} and {other}").format(one=names[0], other=names[1])
        return tr("on a crossing of {name}").format(name=names[0]) if names else tr("on a crossing")
    return tr("on {name}").format(name=snap.name) if snap.name else tr("on a side")
