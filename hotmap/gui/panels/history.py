# SPDX-License-Identifier: MIT
"""The history: every action by name, who did it and when; undo walks back through it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hotmap.gui import theme
from hotmap.gui.forms.wording import show_date
from hotmap.gui.tables.model import Index
from hotmap.gui.widgets.building import bare_button, button, column, dress, label, row
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

ROW_PX = 44


class HistoryPanel(QWidget):
    """All actions of the plan, newest first.

    Parameters
    ----------
    workspace : Workspace
    """

    makes_way = True
    """It only tells something, and goes when a record is chosen whose form is to be seen."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._model = _ActionModel()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ActionDelegate(self._list))
        self._list.setAccessibleName(tr("Actions, newest first"))
        self._list.setUniformItemSizes(True)
        self._undo = button(tr("Undo"), workspace.undo, picture="undo")
        self._redo = button(tr("Redo"), workspace.redo, picture="redo")
        head = row(label(tr("History"), "title"), None, bare_button("close", tr("Close"), self.closed.emit))
        head.setContentsMargins(16, 12, 12, 4)
        about = label(tr("Undo takes back your own last action, also after a restart."), "second", wrap=True)
        about.setContentsMargins(16, 0, 16, 8)
        layout = column(head, about, gap=0)
        layout.addWidget(self._list, 1)
        foot = QWidget()
        dress(foot, "foot")
        foot.setLayout(row(self._undo, self._redo, None, margins=(16, 10, 16, 10)))
        layout.addWidget(foot)
        self.setLayout(layout)
        workspace.changed.connect(lambda _: self.refresh())
        workspace.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Read the log again, if anybody is looking."""
        if not self.isVisible():
            return
        session = self._workspace.session
        self._model.show_actions(session.log()[::-1] if session else [])
        self._undo.setEnabled(self._workspace.undo_note() is not None)
        self._redo.setEnabled(self._workspace.redo_note() is not None)


class _ActionModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._actions: list[Any] = []

    def show_actions(self, actions: list[Any]) -> None:
        self.beginResetModel()
        self._actions = actions
        self.endResetModel()

    def rowCount(self, parent: Any = None) -> int:
        return len(self._actions)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        action = self._actions[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return action
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{action.note}, {action.actor}, {show_moment(action.time)}"
        return None


class _ActionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.active().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.active()
        action = index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect).adjusted(16, 4, -16, -4)
        strong = look.font("body", QFont.Weight.Medium)
        strong.setStrikeOut(bool(action.undone))
        painter.save()
        painter.setFont(strong)
        painter.setPen(look.color("ink3" if action.undone else "ink"))
        half = rect.height() / 2
        text = QFontMetrics(strong).elidedText(action.note, Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(
            rect.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, text
        )
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        below = " · ".join(
            filter(None, (action.actor, show_moment(action.time), tr("undone") if action.undone else ""))
        )
        painter.drawText(
            rect.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, below
        )
        painter.restore()


def show_moment(text: str) -> str:
    """Return an ISO time as ``14:32`` today and ``12 Sep 2026, 14:32`` else, in this computer's time."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    clock = moment.strftime("%H:%M")
    return clock if moment.date() == date.today() else f"{show_date(moment.date().isoformat())}, {clock}"
