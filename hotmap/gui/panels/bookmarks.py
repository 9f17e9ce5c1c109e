# SPDX-License-Identifier: MIT
"""Bookmarks: the named views of a plan in the order in which a workshop walks them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hotmap.domain.bookmarks import bookmarks_from
from hotmap.gui import theme
from hotmap.gui.tables.model import Index
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, label, row
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import bookmarking
from hotmap.services.session import PlanSession

NAME_ROLE = Qt.ItemDataRole.UserRole


class BookmarkPanel(QWidget):
    """The bookmarks of the open plan: go to one, rename, reorder, remove.

    Parameters
    ----------
    workspace : Workspace
    """

    makes_way = True
    """It only tells something, and goes when a record is chosen whose form is to be seen."""

    closed = Signal()
    keep_wanted = Signal()
    """The view on the map is to be kept."""
    chosen = Signal(str)
    """The bookmark of this name is to be shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self.list = _ViewList()
        self.list.setAccessibleName(tr("Bookmarks, in the order of the walk"))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(NAME_ROLE)))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(NAME_ROLE)))
        self.list.itemChanged.connect(self._on_renamed)
        self.list.model().rowsMoved.connect(self._on_dragged)
        self.list.remove_wanted.connect(self._remove)
        self.list.step_wanted.connect(self._step)
        self.list.currentRowChanged.connect(lambda _: self._show_state())
        self._about = label("", "second", wrap=True)
        self._buttons = [
            bare_button("up", tr("Earlier in the walk (Alt+Up)"), lambda: self._step(-1)),
            bare_button("down", tr("Later in the walk (Alt+Down)"), lambda: self._step(1)),
            bare_button("pencil", tr("Rename (F2)"), self.rename),
            bare_button("trash", tr("Remove (Del)"), self._remove),
        ]
        self._build()
        workspace.opened.connect(self.refresh)
        workspace.changed.connect(lambda _: self.refresh())

    def _build(self) -> None:
        head = row(label(tr("Bookmarks"), "title"), None,
                   bare_button("close", tr("Close"), self.closed.emit), margins=(16, 12, 12, 4))  # fmt: skip
        layout = column(head, row(self._about, margins=(16, 0, 16, 8)), gap=0)
        layout.addWidget(self.list, 1)
        keep = button(tr("Keep this view"), self.keep_wanted.emit, picture="plus", kind="large")
        layout.addWidget(boxed(row(keep, None, *self._buttons, margins=(16, 10, 12, 10)), "foot"))
        self.setLayout(layout)
        self.refresh()

    def refresh(self) -> None:
        """Show the bookmarks of the plan as they stand."""
        names = [bookmark.name for bookmark in bookmarks_from(self._workspace.plan.info.bookmarks)]
        at = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setData(NAME_ROLE, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, len(names) - 1))
        self.list.blockSignals(False)
        self._about.setText(
            tr("Page Down and Page Up walk through them on the map, Alt and a digit goes to one.")
            if names
            else tr("Move the map to a place that you will come back to, and keep the view.")
        )
        self._show_state()

    def mark(self, name: str) -> None:
        """Mark the bookmark that the map shows."""
        found = [at for at in range(self.list.count()) if self.list.item(at).data(NAME_ROLE) == name]
        if found:
            self.list.setCurrentRow(found[0])

    def rename(self, name: str = "") -> None:
        """Put the hand into the name of a bookmark, by default the marked one."""
        if name:
            self.mark(name)
        if self.list.currentItem() is not None:
            self.list.setFocus()
            self.list.editItem(self.list.currentItem())

    def _show_state(self) -> None:
        at, last = self.list.currentRow(), self.list.count() - 1
        for made, works in zip(self._buttons, (at > 0, 0 <= at < last, at >= 0, at >= 0), strict=True):
            made.setEnabled(works)

    def _on_renamed(self, item: QListWidgetItem) -> None:
        old, new = item.data(NAME_ROLE), item.text()
        if new != old:
            self._write(lambda session: bookmarking.rename_view(session, old, new))

    def _on_dragged(self, parent: QModelIndex, first: int, last: int, to_parent: QModelIndex, before: int) -> None:
        to = before - 1 if before > first else before
        name = self.list.item(to).data(NAME_ROLE)
        self._write(lambda session: bookmarking.move_view(session, name, to))

    def _step(self, steps: int) -> None:
        item, to = self.list.currentItem(), self.list.currentRow() + steps
        if item is not None and 0 <= to < self.list.count():
            name = item.data(NAME_ROLE)
            self._write(lambda session: bookmarking.move_view(session, name, to))
            self.mark(name)

    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            name = item.data(NAME_ROLE)
            if self._write(lambda session: bookmarking.remove_view(session, name)):
                self._workspace.acted.emit(tr("Removed: {what}").format(what=name))

    def _write(self, act: Callable[[PlanSession], object]) -> bool:
        session = self._workspace.session
        done = session is not None and self._workspace.did(lambda: act(session))
        if not done:
            self.refresh()  # refused: show what stands
        return done


class _ViewList(QListWidget):
    """A list whose keys rename, remove and move; the window would take Del for the selected records."""

    remove_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("rows", "large")
        self.setItemDelegate(_ViewDelegate(self))

    def event(self, event: QEvent) -> bool:
        keys = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        if keys is not None and (keys.key() == Qt.Key.Key_Delete or _steps(keys)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif _steps(event):
            self.step_wanted.emit(_steps(event))
        else:
            super().keyPressEvent(event)


class _ViewDelegate(QStyledItemDelegate):
    """Writes the keys of the first nine at the end of their lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.row() < 9:
            look = theme.active()
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink2"))
            trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(option.rect).adjusted(16, 0, -16, 0), trailing, f"Alt+{index.row() + 1}")


def _steps(event: QKeyEvent) -> int:
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
