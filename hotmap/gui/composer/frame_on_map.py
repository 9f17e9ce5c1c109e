# SPDX-License-Identifier: MIT
"""The frame of a sheet laid on the map of the window: dragged to its place, at a corner to its scale."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from hotmap.cartography.grid import nice_denominator
from hotmap.cartography.projection import View
from hotmap.gui import theme
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.composer.scale_field import scale_text
from hotmap.gui.widgets.building import button, dress, label, row
from hotmap.i18n import tr

_VEIL = QColor(10, 20, 30, 90)
_HANDLE_PX, _REACH_PX = 9.0, 14.0
_TOP_PX = 64
_STEP_SHARE = 0.05  # of the frame that an arrow key moves it


class FrameOnMap(QObject):
    """Has the hand lay a frame on the map.

    Parameters
    ----------
    map_view : MapView
    """

    placed = Signal(object)
    """Carries the frame as a `View` in millimetres of paper."""
    given_up = Signal()

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map, self._canvas = map_view, map_view.canvas
        self._frame: View | None = None
        self._is_fixed = False
        self._grip: tuple[str, QPointF] | None = None
        self._words = label("", "strong")
        use = button(tr("Use this frame"), self.accept, kind="primary")
        self._bar = QWidget(map_view)
        dress(self._bar, "float")
        self._bar.setLayout(row(self._words, use, button(tr("Cancel"), self.give_up), gap=12, margins=(14, 8, 10, 8)))
        self._bar.hide()

    @property
    def frame(self) -> View | None:
        """The frame as it lies now, None while nobody lays one."""
        return self._frame

    def begin(self, frame: View, *, is_fixed: bool) -> None:
        """Lay a frame on the map.

        Parameters
        ----------
        frame : View
            What the sheet shows now, in millimetres of paper.
        is_fixed : bool
            Its scale is chosen, so only its place can change.
        """
        self._is_fixed = is_fixed
        self._set(frame)
        west, south, east, north = frame.bbox
        dx, dy = (east - west) * 0.3, (north - south) * 0.3
        self._map.zoom_to((west - dx, south - dy, east + dx, north + dy))
        self._canvas.decorations.append(self._paint)
        self._canvas.installEventFilter(self)
        self._canvas.setFocus()
        self._bar.adjustSize()
        self._bar.move((self._map.width() - self._bar.width()) // 2, _TOP_PX)
        self._bar.show()
        self._bar.raise_()

    def accept(self) -> None:
        """Take the frame as it lies."""
        frame = self._end()
        if frame is not None:
            self.placed.emit(frame)

    def give_up(self) -> None:
        """Leave everything as it was."""
        if self._end() is not None:
            self.given_up.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the left button and the keys; wheel and middle button still move the map."""
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    # ---- inside --------------------------------------------------------------------------------

    def _on_mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and is_left:
            self._grip = (self._handle_at(at) or "move", at)
            return True
        if kind == QEvent.Type.MouseMove:
            if self._grip is not None:
                self._drag(at)
                return True
            cursor = self._handle_at(at) and Qt.CursorShape.SizeFDiagCursor
            self._canvas.setCursor(cursor or Qt.CursorShape.SizeAllCursor)
            return not event.buttons()
        if kind == QEvent.Type.MouseButtonRelease and is_left:
            self._grip = None
            return True
        if kind == QEvent.Type.MouseButtonDblClick:
            self.accept()
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        known = key in moves or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.type() == QEvent.Type.ShortcutOverride:
            if known:
                event.accept()
            return known
        if key in moves and self._frame is not None:
            dx, dy = moves[key]
            frame = self._frame
            self._set(frame.panned(dx * frame.width_px * _STEP_SHARE, dy * frame.height_px * _STEP_SHARE))
        elif key == Qt.Key.Key_Escape:
            self.give_up()
        elif known:
            self.accept()
        return known

    def _drag(self, at: QPointF) -> None:
        assert self._grip is not None
        assert self._frame is not None
        what, before = self._grip
        view, frame = self._canvas.view, self._frame
        if what == "move":
            mm_per_px = view.m_per_px / frame.m_per_px
            self._set(frame.panned((before.x() - at.x()) * mm_per_px, (before.y() - at.y()) * mm_per_px))
            self._grip = ("move", at)
            return
        middle = self._rect().center()
        half_w = max(abs(at.x() - middle.x()), abs(at.y() - middle.y()) * frame.width_px / frame.height_px, 8.0)
        self._set(_with_denominator(frame, 2 * half_w * view.m_per_px / frame.width_px))

    def _set(self, frame: View) -> None:
        self._frame = frame
        scale = scale_text(round(frame.scale_denominator(1.0)))
        how = (
            tr("Drag the frame to its place.")
            if self._is_fixed
            else tr("Drag the frame to its place, a corner to its scale.")
        )
        self._words.setText(f"{scale} · {how}")
        self._canvas.update()

    def _end(self) -> View | None:
        frame, self._frame = self._frame, None
        if frame is not None:
            self._grip = None
            self._canvas.decorations.remove(self._paint)
            self._canvas.removeEventFilter(self)
            self._canvas.setCursor(self._canvas.tool.cursor)
            self._canvas.update()
            self._bar.hide()
        return frame

    def _rect(self) -> QRectF:
        """Return the frame in pixels of the map."""
        assert self._frame is not None
        west, south, east, north = self._frame.bbox
        return QRectF(self._canvas.to_px(west, north), self._canvas.to_px(east, south))

    def _handle_at(self, at: QPointF) -> str:
        rect = self._rect()
        corners = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight())
        near = any(max(abs(at.x() - c.x()), abs(at.y() - c.y())) <= _REACH_PX for c in corners)
        return "corner" if near and not self._is_fixed else ""

    def _paint(self, painter: QPainter) -> None:
        rect, whole = self._rect(), QRectF(self._canvas.rect())
        for part in (
            QRectF(whole.left(), whole.top(), whole.width(), rect.top() - whole.top()),
            QRectF(whole.left(), rect.bottom(), whole.width(), whole.bottom() - rect.bottom()),
            QRectF(whole.left(), rect.top(), rect.left() - whole.left(), rect.height()),
            QRectF(rect.right(), rect.top(), whole.right() - rect.right(), rect.height()),
        ):
            painter.fillRect(part.intersected(whole), _VEIL)
        look = theme.active()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("panel"), 4))
        painter.drawRect(rect)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRect(rect)
        if self._is_fixed:
            return
        painter.setBrush(look.color("panel"))
        for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
            half = _HANDLE_PX / 2
            painter.drawRect(QRectF(corner.x() - half, corner.y() - half, _HANDLE_PX, _HANDLE_PX))


def _with_denominator(frame: View, m_per_mm: float) -> View:
    """Return a frame at the next scale of round figures for so many Mercator metres in a millimetre."""
    stretch = cos(radians(frame.centre[1]))
    denominator = nice_denominator(max(m_per_mm * stretch * 1000.0, 1_000.0))
    return replace(frame, m_per_px=denominator / 1000.0 / stretch)
