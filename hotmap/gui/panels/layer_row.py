# SPDX-License-Identifier: MIT
"""One row of the list of layers: swatch, name, count, eye; everything by hand and by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.icons import paint_icon
from hotmap.gui.panels.layer_lines import LayerLine
from hotmap.gui.panels.swatches import paint_entry, paint_swatch
from hotmap.gui.speech import Role, Speech, tell
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import tr
from hotmap.units import format_number

ROW_PX, CLASS_ROW_PX = 27, 23
_MARGIN_PX, _INDENT_PX, _SWATCH_PX, _FOLD_PX, _EYE_PX = 14, 14, 26, 14, 30
_FADED = 0.45
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_TRAILING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing


class LayerRow(QWidget):
    """A row. A click on the eye, or Space, hides and shows; Enter opens what stands behind it."""

    asked = Signal(str, object)
    """What the hand wants: toggle, open, fold, menu, remove, raise_, lower, up, down, current; and the row."""
    renamed = Signal(object, str)
    """The row, and the name that was typed."""
    dragged = Signal(object, QPoint)
    """The row is taken by the hand; carries where on the screen."""

    def __init__(self, line: LayerLine) -> None:
        super().__init__()
        self.line = line
        self.is_taken = False
        self._pressed_at: QPointF | None = None
        self._editor: LineField | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(False)
        self.show_line(line)

    def show_line(self, line: LayerLine) -> None:
        """Show another state of the same line."""
        self.line = line
        if self.accessibleName() != line.spoken:
            self.setAccessibleName(line.spoken)
            tell(self, checked=True, expanded=line.open is not None)
        self.setToolTip("\n".join([line.text, *line.remarks]))
        self.updateGeometry()
        self.update()

    def speech(self) -> Speech:
        """Tell whether the map shows it, and whether it is unfolded."""
        return Speech(
            Role.TreeItem, checked=not self.line.hidden if self.line.can_hide else None, expanded=self.line.open
        )

    def set_current(self, current: bool) -> None:
        """Let Tab stop here, or pass by: of all rows it stops at one, the arrows go to the others."""
        policy = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    @property
    def can_move(self) -> bool:
        """Whether the row can be put elsewhere in the list."""
        return self.line.kind in ("layer", "group")

    def rename(self) -> None:
        """Let the name be typed over."""
        if not self.can_move or self._editor is not None:
            return
        editor = _NameField(self)
        editor.setText(self.line.text)
        editor.setGeometry(self._name_room().toRect().adjusted(-4, 1, 0, -1))
        editor.selectAll()
        editor.show()
        editor.setFocus()
        editor.left.connect(self._end_rename)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(CLASS_ROW_PX if self.line.kind == "class" else ROW_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    # ---- hand and keys -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.line.can_hide and self._eye().adjusted(-8, -8, 8, 8).contains(event.position()):
            self.asked.emit("toggle", self)
        elif self.line.open is not None and self._fold().adjusted(-4, -8, 4, 8).contains(event.position()):
            self.asked.emit("fold", self)
        elif self._offers_menu and self._more().adjusted(-4, -8, 4, 8).contains(event.position()):
            self.asked.emit("menu", self)
        else:
            self._pressed_at = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.can_move:
            return
        if (event.globalPosition() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.dragged.emit(self, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit("open", self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked.emit("menu", self)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's commands."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wanted(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = self._wanted(event)
        if wanted == "rename":
            self.rename()
        elif wanted in ("fold_in", "fold_out"):
            if self.line.open is (wanted == "fold_in"):
                self.asked.emit("fold", self)
        elif wanted:
            self.asked.emit(wanted, self)
        else:
            super().keyPressEvent(event)

    def _wanted(self, event: QKeyEvent) -> str:
        """Return what a key asks for, with Alt or without; nothing where this row has no use for it."""
        key = Qt.Key(event.key())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            key = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        moves = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        wanted = _KEYS.get((key, moves), "")
        if wanted == "toggle" and not self.line.can_hide:
            return ""
        return wanted if self.can_move or wanted not in ("rename", "remove", "raise_", "lower") else ""

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QEvent) -> None:
        self.asked.emit("current", self)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def _end_rename(self, name: str | None) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.hide()
        editor.deleteLater()
        self.setFocus()
        if name and name != self.line.text:
            self.renamed.emit(self, name)

    # ---- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        look, line = theme.active(), self.line
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(QPen(look.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(look.color("sunk"))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 1, -6, -1), 5, 5)
            if line.open is not None:
                mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                icon = "chevron-down" if line.open else "chevron-left" if mirrored else "chevron-right"
                paint_icon(painter, icon, self._fold(), look.color("ink3"))
            painter.setOpacity(_FADED if line.hidden or line.asleep or self.is_taken else 1.0)
            self._paint_swatch(painter)
            painter.setFont(self._font())
            painter.setPen(look.color("caution" if line.trouble else "ink2" if line.kind == "class" else "ink"))
            room = self._name_room()
            text = QFontMetrics(self._font()).elidedText(line.text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, _LEADING, text)
            self._paint_end(painter)

    def _paint_swatch(self, painter: QPainter) -> None:
        line, look = self.line, theme.active()
        rect = self._at(self._start(), look.px(_SWATCH_PX))
        if line.trouble:
            paint_icon(painter, "warning", _square(rect), look.color("caution"))
        elif line.kind == "group":
            paint_icon(painter, "folder", _square(rect), look.color("ink2"))
        elif line.entry is not None:
            paint_entry(painter, line.entry, rect)
        else:
            paint_swatch(painter, line.symbol, line.layer, rect)

    def _paint_end(self, painter: QPainter) -> None:
        look, line = theme.active(), self.line
        if self._offers_menu:
            painter.setOpacity(1.0)
            paint_icon(painter, "more", self._more(), look.color("ink2"))
        elif line.count is not None:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink2"))
            end = self._end_px()
            painter.drawText(
                self._at(self.width() - end - self._count_px(), self._count_px()), _TRAILING, self._count()
            )
        painter.setOpacity(1.0)
        if line.for_nobody:
            paint_icon(painter, "lock", self._lock(), look.color("caution"))
        if line.can_hide:
            paint_icon(painter, "eye-off" if line.hidden else "eye", self._eye(), look.color("ink2"))

    # ---- where things stand --------------------------------------------------------------------------------------

    @property
    def _offers_menu(self) -> bool:
        return self.can_move and self.underMouse()

    def _font(self) -> QFont:
        role = "small" if self.line.kind == "class" else "body"
        weight = QFont.Weight.DemiBold if self.line.kind == "group" else QFont.Weight.Normal
        return theme.active().font(role, weight)

    def _start(self) -> float:
        return _MARGIN_PX + theme.active().px(_INDENT_PX) * self.line.depth

    def _name_room(self) -> QRectF:
        look = theme.active()
        start = self._start() + look.px(_SWATCH_PX) + (12 if self.line.kind != "class" else 8)
        end = self._end_px() + max(self._count_px(), 18) + (18 if self.line.for_nobody else 0)
        return self._at(start, max(self.width() - start - end, 20))

    def _end_px(self) -> int:
        """Return what the eye takes up; where there is none the words have it."""
        return 40 if self.line.can_hide else 14

    def _count(self) -> str:
        return "" if self.line.count is None else format_number(self.line.count)

    def _count_px(self) -> int:
        return QFontMetrics(theme.active().font("small")).horizontalAdvance(self._count()) + 8

    def _at(self, start: float, width: float) -> QRectF:
        left = start if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - start - width
        return QRectF(left, 0, width, self.height())

    def _eye(self) -> QRectF:
        return _square(self._at(self.width() - _EYE_PX, 16))

    def _more(self) -> QRectF:
        return _square(self._at(self.width() - _EYE_PX - 24, 16))

    def _lock(self) -> QRectF:
        return _square(self._at(self.width() - 40 - max(self._count_px(), 18) - 14, 12), 12)

    def _fold(self) -> QRectF:
        return _square(self._at(self._start() - _FOLD_PX, 12), 12)


class _NameField(LineField):
    """The name of a layer while it is typed; Esc leaves it as it was."""

    left = Signal(object)
    """The text, or None."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Name"))
        self.editingFinished.connect(lambda: self.left.emit(self.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(None)
        else:
            super().keyPressEvent(event)


_KEYS = {
    (Qt.Key.Key_Space, False): "toggle",
    (Qt.Key.Key_Return, False): "open",
    (Qt.Key.Key_Enter, False): "open",
    (Qt.Key.Key_Delete, False): "remove",
    (Qt.Key.Key_F2, False): "rename",
    (Qt.Key.Key_Up, False): "up",
    (Qt.Key.Key_Down, False): "down",
    (Qt.Key.Key_Up, True): "raise_",
    (Qt.Key.Key_Down, True): "lower",
    (Qt.Key.Key_Left, False): "fold_in",
    (Qt.Key.Key_Right, False): "fold_out",
}


def _square(rect: QRectF, side: float = 16.0) -> QRectF:
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
