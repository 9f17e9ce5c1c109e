# SPDX-License-Identifier: MIT
"""The map by keyboard: Tab goes from hotspot to hotspot, arrows lead a crosshair that draws.

While something is drawn, the crosshair is the hand: arrows move it, Enter sets what a click would
set, and Enter once more, without a move between, finishes. The mouse takes over when it moves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from hotmap.analysis.natural_order import natural
from hotmap.cartography.hit import shown_marks
from hotmap.domain.codelists import LEVELS
from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools import MapPress
from hotmap.i18n import tr, tr_count

STEP_PX, FINE_PX, EDGE_PX, ARM_PX = 16.0, 1.0, 24.0, 13.0
TELL_AFTER_MS = 400
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_HELD_TOOLS = frozenset({"freehand", "freehand_line"})  # they draw while the button is held


class MapWalk(QObject):
    """Listens to the keys of a canvas before the canvas does.

    Parameters
    ----------
    canvas : MapCanvas
    """

    opened = Signal()
    """Enter was pressed with a record selected: its panel is wanted."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.is_stepping = False
        self._canvas = canvas
        self.crosshair: QPointF | None = None
        self._has_moved = False
        self._is_held = False
        canvas.decorations.append(self.paint)
        canvas.installEventFilter(self)
        canvas.tool_changed.connect(lambda _: self._put_away())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TELL_AFTER_MS)
        self._soon.timeout.connect(lambda: canvas.setAccessibleDescription(self.describe()))
        canvas.view_changed.connect(self._soon.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that walk or draw."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(event)
        if event.type() == QEvent.Type.MouseMove:
            self._put_away()
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the crosshair over the map."""
        if self.crosshair is None or not self._canvas.hasFocus():
            return
        look, at = theme.active(), self.crosshair
        for colour, width_px in ((look.color("panel"), 5.0), (look.color("accent"), 2.0)):
            painter.setPen(QPen(colour, width_px))
            for arm in (QPointF(ARM_PX, 0), QPointF(0, ARM_PX)):
                painter.drawLine(at - arm, at - arm * 0.3)
                painter.drawLine(at + arm * 0.3, at + arm)

    def tell_soon(self) -> None:
        """Tell those who listen to the window what the map shows, once it has come to rest."""
        self._soon.start()

    def describe(self) -> str:
        """Return what the map shows in words, for those who do not see it."""
        canvas = self._canvas
        in_view = len(self._in_view())
        words = [tr_count("{n} hotspot in view", "{n} hotspots in view", in_view)]
        chosen = [r for uuid in canvas.selection if (r := canvas.scene.records.get(uuid)) is not None]
        if len(chosen) == 1:
            words.append(tr("{what} is selected").format(what=chosen[0].caption or tr(chosen[0].LABEL)))
        elif chosen:
            words.append(tr_count("{n} record is selected", "{n} records are selected", len(chosen)))
        return ". ".join(words)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not modifiers & _MODIFIERS:
            back = key is Qt.Key.Key_Backtab or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            return self._canvas.tool.id == "select" and self._step(-1 if back else 1)
        if key is Qt.Key.Key_Escape:
            self._is_held = False  # the tool sets aside what was drawn
        elif self._canvas.tool.snaps or self._canvas.tool.id in _HELD_TOOLS:
            if key in _ARROWS and not modifiers & _MODIFIERS:
                step_px = FINE_PX if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP_PX
                self._move(_ARROWS[key] * step_px)
                return True
            if key in _ENTER and self.crosshair is not None and (self._has_moved or self._is_held):
                self._set()
                return True
        elif key in _ENTER and self._canvas.tool.id == "select" and len(self._canvas.selection) == 1:
            self.opened.emit()
            return True
        return False

    # ---- from hotspot to hotspot -------------------------------------------------------------------

    def _in_view(self) -> list[str]:
        """Return the uuids of the hotspots in view: by level, then by code."""
        scene, view = self._canvas.scene, self._canvas.view
        order = {level: at for at, level in enumerate(LEVELS)}
        found = []
        for mark in shown_marks(scene, "hotspot"):
            record = scene.records.get(mark.uuid)
            x = (mark.x_m - view.x_m) / view.m_per_px + view.width_px / 2
            y = (view.y_m - mark.y_m) / view.m_per_px + view.height_px / 2
            if record is not None and 0 <= x <= view.width_px and 0 <= y <= view.height_px:
                level = order.get(getattr(mark, "level", ""), len(order))
                found.append((level, natural(record.value("code") or ""), mark.uuid))
        return [uuid for _, _, uuid in sorted(found)]

    def _step(self, step: int) -> bool:
        """Select the next hotspot in view; return False at the end, where the focus goes on."""
        order = self._in_view()
        chosen = self._canvas.selection
        at = order.index(chosen[0]) if len(chosen) == 1 and chosen[0] in order else None
        if at is None and step < 0:
            return False
        to = 0 if at is None else at + step
        if not 0 <= to < len(order):
            return False
        self.is_stepping = True
        self._canvas.select((order[to],))
        self.is_stepping = False
        return True

    # ---- the crosshair -----------------------------------------------------------------------------

    def _at(self) -> MapPress:
        assert self.crosshair is not None
        return self._canvas.pointing.press_at(self.crosshair, False, False, snaps=self._canvas.tool.snaps)

    def _move(self, offset: QPointF) -> None:
        canvas = self._canvas
        place = self.crosshair
        if place is None:
            place = QPointF(canvas.rect().center())
        else:
            place = place + offset
        inside = QPointF(
            min(max(place.x(), EDGE_PX), canvas.width() - EDGE_PX),
            min(max(place.y(), EDGE_PX), canvas.height() - EDGE_PX),
        )
        if inside != place:  # at the edge the map moves instead
            canvas.set_view(canvas.view.panned(inside.x() - place.x(), inside.y() - place.y()))
        self.crosshair, self._has_moved = inside, True
        at = self._at()
        canvas.tool.move(at, held=self._is_held)
        canvas.cursor_moved.emit(at.lon, at.lat)
        canvas.update()

    def _set(self) -> None:
        """Do what a click would do, or press and let go for tools that draw with the button held."""
        tool, at = self._canvas.tool, self._at()
        if self._is_held:
            self._is_held = False
            tool.release(at)
        else:
            tool.press(at)
            self._is_held = tool.id in _HELD_TOOLS
            if not self._is_held:
                tool.release(at)
        self._has_moved = False
        self._canvas.update()

    def _put_away(self) -> None:
        if self.crosshair is not None:
            self.crosshair, self._has_moved, self._is_held = None, False, False
            self._canvas.update()
