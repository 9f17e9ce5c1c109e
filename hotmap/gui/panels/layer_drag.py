# SPDX-License-Identifier: MIT
"""Dragging a row of the list of layers: a line shows where it would land, the row follows the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from hotmap.gui import theme
from hotmap.gui.panels.layer_row import LayerRow

_NEAR_EDGE_PX = 24
_INSET_PX = 12
_GHOST_OPACITY = 0.88


@dataclass(frozen=True)
class Landing:
    """Where a dragged row would land.

    Attributes
    ----------
    place : int
        How many layers of the list stand above, the dragged ones not counted.
    group : str
        Name of the group it joins or stays in, or nothing.
    y_px : int
        Of the line that shows it, in the list.
    inside : LayerRow or None
        The row of the group whose inside it is dropped into as a whole.
    """

    place: int
    group: str
    y_px: int
    inside: LayerRow | None = None


def landing_at(rows: Sequence[LayerRow], taken: LayerRow, y_px: float) -> Landing | None:
    """Return where a row lands when it is let go at a height of the list; None without any place.

    The upper half of a layer's row means above it, the lower half, and its classes, below it. A group
    takes a layer in, but for the upper quarter of its row; for another group it is one block.
    """
    zones = list(_zones([row for row in rows if row.line.kind != "item" and not _belongs(row, taken)], taken))
    return next((landing for bottom, landing in zones if y_px < bottom), zones[-1][1] if zones else None)


def _zones(rows: Sequence[LayerRow], taken: LayerRow) -> Iterator[tuple[float, Landing]]:
    """Yield the landings from top to bottom, each with the height down to which it holds."""
    place, whole = 0, taken.line.kind == "group"
    for block in _blocks(rows, whole):
        head = block[0]
        top, bottom = head.y(), block[-1].y() + block[-1].height()
        group = head.line.group if head.line.kind == "group" else None
        if group is not None and not whole:
            yield top + head.height() / 4, Landing(place, "", top)
            yield bottom, Landing(place, group.name, bottom, head)
            place += 0 if head.line.open else len(group.layers)
            continue
        name = head.line.group.name if head.line.group is not None and not whole else ""
        count = len(group.layers) if group is not None else 1
        middle = (top + bottom) / 2 if group is not None else top + head.height() / 2
        yield middle, Landing(place, name, top)
        place += count
        yield bottom, Landing(place, name, bottom)


def _blocks(rows: Sequence[LayerRow], whole: bool) -> Iterator[list[LayerRow]]:
    """Yield rows that are one for the hand: a layer with its classes, or a whole group."""
    block: list[LayerRow] = []
    for row in rows:
        goes_on = row.line.kind == "class" or (whole and row.line.kind == "layer" and row.line.group is not None)
        if block and not goes_on:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _belongs(row: LayerRow, taken: LayerRow) -> bool:
    """Return whether a row moves along with the taken one."""
    if taken.line.kind == "group":
        return row.line.group is not None and row.line.group.name == taken.line.text
    return row.line.layer is not None and taken.line.layer is not None and row.line.layer.uuid == taken.line.layer.uuid


class LayerDrag(QObject):
    """Follows the pointer from where a row was taken until it is let go; Esc puts it back.

    Parameters
    ----------
    area : QScrollArea
        The list's; it scrolls when the pointer nears an end.
    body : QWidget
        What holds the rows.
    """

    dropped = Signal(object, object)
    """The row and its `Landing`."""

    def __init__(self, area: QScrollArea, body: QWidget) -> None:
        super().__init__(area)
        self._area, self._body = area, body
        self._rows: Sequence[LayerRow] = ()
        self._taken: LayerRow | None = None
        self._landing: Landing | None = None
        self._mark = _LandingMark(body)
        self._ghost = QLabel(body)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()

    @property
    def is_on(self) -> bool:
        """True while a row is in the hand."""
        return self._taken is not None

    def begin(self, row: LayerRow, rows: Sequence[LayerRow], at: QPoint) -> None:
        """Take a row; `at` is where on the screen the pointer is."""
        self._taken, self._rows = row, rows
        self._ghost.setPixmap(_faded(row.grab()))
        self._ghost.resize(row.size())
        self._ghost.show()
        row.is_taken = True
        row.update()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        self._follow(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead pointer and Esc to the drag, whatever lies under the pointer."""
        if event.type() == QEvent.Type.ApplicationDeactivate:
            self._end(drop=False)
        if not isinstance(watched, QWidget):
            return False  # a window has to see it first, or it takes the button for pressed ever after
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._follow(event.globalPosition().toPoint())
            return True
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._end(drop=True)
            return False
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._end(drop=False)
            event.accept()
            return True
        return False

    def _follow(self, at: QPoint) -> None:
        y_px = self._body.mapFromGlobal(at).y()
        self._area.ensureVisible(0, y_px, 0, _NEAR_EDGE_PX)
        y_px = self._body.mapFromGlobal(at).y()
        if self._taken is None:
            return
        self._ghost.move(0, y_px - self._ghost.height() // 2)
        self._ghost.raise_()
        self._landing = landing_at(self._rows, self._taken, y_px)
        self._mark.show_landing(self._landing)

    def _end(self, *, drop: bool) -> None:
        row, landing, self._taken, self._landing = self._taken, self._landing, None, None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        QApplication.restoreOverrideCursor()
        self._mark.hide()
        self._ghost.hide()
        if row is not None:
            row.is_taken = False
            row.update()
            if drop and landing is not None:
                self.dropped.emit(row, landing)


class _LandingMark(QWidget):
    """The line where a row would land, or the frame about the group that takes it in."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self._frames = False
        self._indent_px = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_landing(self, landing: Landing | None) -> None:
        """Show a landing, or nothing."""
        if landing is None:
            self.hide()
            return
        self._frames = landing.inside is not None
        self._indent_px = theme.active().px(_INSET_PX) if landing.group else 0
        parent = self.parentWidget()
        if landing.inside is not None:
            self.setGeometry(landing.inside.geometry())
        elif parent is not None:
            self.setGeometry(0, landing.y_px - 4, parent.width(), 8)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        accent = theme.active().color("accent")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(accent, 2))
            if self._frames:
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 1, -6, -1), 5, 5)
                return
            middle = self.height() / 2
            start, end = 10.0 + self._indent_px, self.width() - 10.0
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                start, end = self.width() - start, self.width() - end
            painter.drawEllipse(QRectF(start - 3, middle - 3, 6, 6))
            painter.drawLine(QRectF(start, middle, 0, 0).topLeft(), QRectF(end, middle, 0, 0).topLeft())


def _faded(picture: QPixmap) -> QPixmap:
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(_GHOST_OPACITY)
        painter.setPen(QPen(theme.active().color("edge"), 1))
        painter.setBrush(theme.active().color("panel"))
        inside = QRectF(0, 0, made.width() / made.devicePixelRatio(), made.height() / made.devicePixelRatio())
        painter.drawRoundedRect(inside.adjusted(4.5, 0.5, -4.5, -0.5), 5, 5)
        painter.drawPixmap(0, 0, picture)
    return made
