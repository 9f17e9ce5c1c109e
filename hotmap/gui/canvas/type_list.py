# SPDX-License-Identifier: MIT
"""The list in which a type is looked for by its sign or its name, and pinned to be at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hotmap.gui import theme
from hotmap.gui.canvas.type_choice import TypeChoice, listed
from hotmap.gui.icons import paint_icon
from hotmap.gui.marks import paint_symbol
from hotmap.gui.widgets.building import column, dress
from hotmap.i18n import tr

CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_PX, HEAD_PX, SIGN_PX = 38, 28, 38
WIDTH_PX, HEIGHT_PX = 320, 440
_PIN_PX = 34


class TypeList(QFrame):
    """A popup with all types, by group.

    Typing narrows it down; arrows and Enter choose; a click on the pin, or Ctrl+D, keeps a type at hand.
    """

    chosen = Signal(str)
    """Code of the type."""
    pinned = Signal(str)
    """Code of a type that is to become a favourite, or no longer to be one."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        dress(self, "float")
        self._choices: list[TypeChoice] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Search a type"))
        self._field.setAccessibleName(tr("Search a type"))
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = _PinnedList()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_TypeDelegate(self._list))
        self._list.setAccessibleName(tr("Types"))
        self._list.pin_wanted.connect(self.pinned)
        self._list.clicked.connect(self._take)
        self._list.activated.connect(self._take)
        self.setLayout(column(self._field, self._list, gap=6, margins=(10, 10, 10, 10)))

    def show_choices(self, choices: Sequence[TypeChoice], current: str | None) -> None:
        """Show these types, the current one marked; what was searched for stays."""
        self._choices = list(choices)
        self._fill(current=current)

    def open(self, choices: Sequence[TypeChoice], current: str | None) -> None:
        """Make ready to be shown, with the keyboard in the search field."""
        self._field.clear()
        self.show_choices(choices, current)
        look = theme.active()
        self.resize(look.px(WIDTH_PX), look.px(HEIGHT_PX))
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the arrows and Enter from the search field into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_D and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._list.pin_current()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, _: str = "", current: str | None = None) -> None:
        current = current or self._list.current_code()
        self._model.clear()
        for heading, choices in listed(self._choices, self._field.text()):
            head = QStandardItem(heading)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(head)
            for choice in choices:
                item = QStandardItem(choice.text)
                item.setEditable(False)
                item.setData(choice, CHOICE_ROLE)
                said = tr("{name}, favourite").format(name=choice.text) if choice.is_pinned else choice.text
                item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(item)
        rows = [row for row in range(self._model.rowCount()) if self._choice(row)]
        wanted = next((row for row in rows if self._choice(row).code == current), rows[0] if rows else -1)
        self._list.setCurrentIndex(self._model.index(wanted, 0))

    def _choice(self, row: int) -> TypeChoice:
        found: TypeChoice = self._model.index(row, 0).data(CHOICE_ROLE)
        return found

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if choice is not None:
            self.hide()
            self.chosen.emit(choice.code)


class _PinnedList(QListView):
    """A list whose rows end with a pin."""

    pin_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def current_code(self) -> str | None:
        """Return the code of the marked row."""
        choice = self.currentIndex().data(CHOICE_ROLE)
        return None if choice is None else choice.code

    def pin_current(self) -> None:
        """Pin the marked row, or take its pin away."""
        code = self.current_code()
        if code is not None:
            self.pin_wanted.emit(code)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pin instead of choosing where the pin is."""
        index = self.indexAt(event.position().toPoint())
        choice = index.data(CHOICE_ROLE)
        if choice is not None and pin_rect(QRectF(self.visualRect(index)), self.layoutDirection()).contains(
            event.position()
        ):
            self.pin_wanted.emit(choice.code)
            return
        super().mouseReleaseEvent(event)


def pin_rect(row: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Return where the pin of a row is."""
    width = theme.active().px(_PIN_PX)
    left = row.right() - width if direction is Qt.LayoutDirection.LeftToRight else row.left()
    return QRectF(left, row.top(), width, row.height())


class _TypeDelegate(QStyledItemDelegate):
    """Paints a row: sign, name, pin; or a heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = ROW_PX if index.data(CHOICE_ROLE) is not None else HEAD_PX
        return QSize(100, theme.active().px(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.active()
        rect = QRectF(option.rect)
        choice: TypeChoice | None = index.data(CHOICE_ROLE)
        leading = Qt.AlignmentFlag.AlignLeading
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice is None:
            painter.setFont(look.font("small", QFont.Weight.DemiBold))
            painter.setPen(look.color("ink2"))
            painter.drawText(rect.adjusted(6, 0, -6, -4), leading | Qt.AlignmentFlag.AlignBottom, index.data() or "")
            painter.restore()
            return
        state = option.state
        is_over = bool(state & QStyle.StateFlag.State_MouseOver)
        if state & QStyle.StateFlag.State_Selected or is_over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_tint" if state & QStyle.StateFlag.State_Selected else "sunk"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        sign = look.px(SIGN_PX)
        left = rect.right() - sign if mirrored else rect.left()
        height = look.magnify * choice.height_px
        paint_symbol(painter, choice.symbol, QRectF(left, rect.center().y() - height / 2, sign, height))
        pin = look.px(_PIN_PX)
        words = rect.adjusted(pin, 0, -sign - 8, 0) if mirrored else rect.adjusted(sign + 8, 0, -pin, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        painter.drawText(words, leading | Qt.AlignmentFlag.AlignVCenter, choice.text)
        if choice.is_pinned or is_over:
            spot = pin_rect(rect, option.direction)
            box = QRectF(spot.center().x() - 8, spot.center().y() - 8, 16, 16)
            paint_icon(painter, "star-full" if choice.is_pinned else "star", box, look.color("ink2"))
        painter.restore()
