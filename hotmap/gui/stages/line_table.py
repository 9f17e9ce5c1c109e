# SPDX-License-Identifier: MIT
"""Response lines as a table in groups: the head of a group spans the width, its lines follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import CodeLists
from hotmap.domain.records import Response
from hotmap.gui import theme
from hotmap.gui.forms.wording import response_title, show_day
from hotmap.gui.marks import paint_symbol
from hotmap.gui.stages.line_groups import LineGroup
from hotmap.gui.stages.tiers import paint_tier
from hotmap.i18n import mark_for_translation, tr

ROW_PX = 28
COLUMNS = (
    ("tier", mark_for_translation("Tier"), 56),
    ("activity", mark_for_translation("Activity"), 0),
    ("lead", mark_for_translation("Lead"), 108),
    ("support", mark_for_translation("Support"), 112),
    ("when", mark_for_translation("When"), 154),
    ("indicator", mark_for_translation("Indicator"), 168),
    ("status", mark_for_translation("Status"), 88),
)
HIDDEN_BELOW = {"support": 860, "indicator": 660}
"""Width of the table in pixels below which a column stays away."""
OBJECT_ROLE = Qt.ItemDataRole.UserRole


class LineModel(QAbstractItemModel):
    """Groups with their lines; a line's internal id is its group's row and one."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: Sequence[LineGroup] = ()
        self.lists = CodeLists()
        self.year = 0

    def show_groups(self, groups: Sequence[LineGroup], lists: CodeLists, year: int) -> None:
        """Show groups; dates leave out `year`."""
        self.beginResetModel()
        self.groups, self.lists, self.year = groups, lists, year
        self.endResetModel()

    def index_of(self, uuid: str) -> QModelIndex:
        """Return the index of a line, invalid when it is not shown."""
        for at, group in enumerate(self.groups):
            for row, line in enumerate(group.lines):
                if line.uuid == uuid:
                    return self.index(row, 0, self.index(at, 0))
        return QModelIndex()

    def item(self, index: Any) -> LineGroup | Response:
        """Return what an index stands for."""
        if index.internalId() == 0:
            return self.groups[index.row()]
        return self.groups[index.internalId() - 1].lines[index.row()]

    def index(self, row: int, column: int, parent: Any = None) -> QModelIndex:
        parent = parent or QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Any = None) -> Any:
        if index is None or not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Any = None) -> int:
        if parent is None or not parent.isValid():
            return len(self.groups)
        return len(self.groups[parent.row()].lines) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Any = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return tr(COLUMNS[section][1])
        return None

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.item(index)
        if role == OBJECT_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if isinstance(item, LineGroup):
                return item.title if index.column() == 0 else ""
            return self.text(item, COLUMNS[index.column()][0])
        return None

    def text(self, line: Response, column: str) -> str:
        """Return what a line says in a column."""
        lists = self.lists
        if column == "when":
            return " – ".join(show_day(day, self.year) for day in (line.start, line.due) if day) or tr("No date")
        texts = {
            "tier": lists.text("tier", line.tier),
            "activity": response_title(line, lists),
            "lead": lists.text("entity", line.lead) or tr("No lead yet"),
            "support": ", ".join(lists.text("entity", code) for code in line.support or ()) or "–",
            "indicator": line.indicator or tr("No indicator"),
            "status": lists.text("response_status", line.status) or "–",
        }
        return texts[column]

    def tone(self, line: Response, column: str) -> str:
        """Return the colour token of a line's text in a column."""
        if column == "lead" and not line.lead:
            return "gap"
        if (column == "indicator" and not line.indicator) or (column == "when" and not line.due):
            return "caution"
        if column == "status" and line.status in ("started", "done"):
            return "ok"
        return "ink2" if column in ("support", "when") else "ink"


class LineDelegate(QStyledItemDelegate):
    """Paints the heads of groups and the cells of lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(80, theme.active().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        item = index.data(OBJECT_ROLE)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        look = theme.active()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, LineGroup):
            painter.fillRect(rect, look.color("sunk"))
            self._paint_group(painter, item, QRectF(rect).adjusted(14, 0, -14, 0))
        else:
            if selected:
                painter.fillRect(rect, look.color("accent_tint"))
            self._paint_line(painter, index, item, QRectF(rect).adjusted(8, 0, -8, 0))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.color("line"))
        painter.restore()

    def _paint_group(self, painter: QPainter, group: LineGroup, rect: QRectF) -> None:
        look = theme.active()
        mirrored = _is_mirrored()
        if group.summary is not None:
            size = look.px(21)
            left = rect.left() if not mirrored else rect.right() - size
            name = level_name(group.summary, gap=False)
            paint_symbol(painter, name, QRectF(left, rect.center().y() - size / 2, size, size))
            rect = rect.adjusted(size + 10, 0, 0, 0) if not mirrored else rect.adjusted(0, 0, -size - 10, 0)
        strong = look.font("table", QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(look.color("ink"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, flags, group.title)
        width = QFontMetrics(strong).horizontalAdvance(group.title) + 10
        after = rect.adjusted(width, 0, 0, 0) if not mirrored else rect.adjusted(0, 0, -width, 0)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        painter.drawText(after, flags, group.below)
        if not group.lines:
            painter.setPen(look.color("gap"))
            painter.setFont(look.font("small", QFont.Weight.DemiBold))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, tr("No line yet"))

    def _paint_line(self, painter: QPainter, index: Any, line: Response, rect: QRectF) -> None:
        look = theme.active()
        model: LineModel = index.model()
        name = COLUMNS[index.column()][0]
        if name == "tier":
            width, height = look.px(26), look.px(17)
            left = rect.left() + 10 if not _is_mirrored() else rect.right() - 10 - width
            box = QRectF(left, rect.center().y() - height / 2, width, height)
            paint_tier(painter, line.tier, box, model.text(line, "tier"))
            return
        tone = model.tone(line, name)
        font = look.font("table", QFont.Weight.DemiBold if tone in ("gap", "ok", "caution") else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(look.color(tone))
        text = QFontMetrics(font).elidedText(model.text(line, name), Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)


class LineTable(QTreeView):
    """The response lines in groups."""

    picked = Signal(object)
    """Carries the uuid of the chosen line, or of the hotspot whose head was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LineModel()
        self._is_following = False
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(tr("Response lines"))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setMinimumSectionSize(40)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_groups(self, groups: Sequence[LineGroup], lists: CodeLists, year: int, selected: str | None) -> None:
        """Show groups of lines, with one line selected."""
        self._is_following = True
        self.lines.show_groups(groups, lists, year)
        for at in range(len(groups)):
            self.setFirstColumnSpanned(at, QModelIndex(), True)
        self.expandAll()
        found = self.lines.index_of(selected) if selected else QModelIndex()
        if found.isValid():
            self.setCurrentIndex(found)
        self._is_following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.active()
        room = self.viewport().width()
        for at, (name, _, _) in enumerate(COLUMNS):  # what is told in the line's form goes first
            self.setColumnHidden(at, room < look.px(HIDDEN_BELOW.get(name, 0)))
        fixed = sum(look.px(width) for name, _, width in COLUMNS if room >= look.px(HIDDEN_BELOW.get(name, 0)))
        for at, (_, _, width_px) in enumerate(COLUMNS):
            width = look.px(width_px) if width_px else max(self.viewport().width() - fixed, look.px(140))
            self.setColumnWidth(at, width)

    def _on_current(self, index: QModelIndex) -> None:
        if self._is_following or not index.isValid():
            return
        item = self.lines.item(index)
        if isinstance(item, Response):
            self.picked.emit(item.uuid)
        elif item.summary is not None:
            self.picked.emit(item.summary.hotspot.uuid)


def _is_mirrored() -> bool:
    return QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
