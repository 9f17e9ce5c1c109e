# SPDX-License-Identifier: MIT
"""The matrix as cards: one column a level, to be read, chosen with the arrows and dragged to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import CodeLists
from hotmap.domain.rubric import Rubric
from hotmap.domain.summary import HotspotSummary
from hotmap.gui import theme
from hotmap.gui.forms.wording import place_line, span
from hotmap.gui.marks import paint_symbol, screen_palette
from hotmap.gui.widgets.building import column, label, pill, row
from hotmap.gui.widgets.score_bar import paint_score_bar
from hotmap.i18n import mark_for_translation, tr

CARD_PX, GAP_PX = 60, 6
MIME = "application/x-hotmap-hotspots"
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
MEANINGS = {
    "must": mark_for_translation("Presence expected"),
    "should": mark_for_translation("Patrols or a reachable QRF"),
    "could": mark_for_translation("Monitor, unarmed measures"),
    "watch": mark_for_translation("Keep on the list"),
    None: mark_for_translation("Agree a level: drag, or press 1 to 4"),
}


class CardModel(QAbstractListModel):
    """The hotspots of one level."""

    def __init__(self) -> None:
        super().__init__()
        self._summaries: list[HotspotSummary] = []
        self._row_of: dict[str, int] = {}
        self.lists = CodeLists()

    def show_summaries(self, summaries: Sequence[HotspotSummary], lists: CodeLists) -> None:
        """Show these hotspots, the gravest first."""
        self.beginResetModel()
        self._summaries, self.lists = list(summaries), lists
        self._row_of = {summary.hotspot.uuid: at for at, summary in enumerate(self._summaries)}
        self.endResetModel()

    def row_of(self, uuid: str) -> int | None:
        """Return the row of a hotspot, or None."""
        return self._row_of.get(uuid)

    def summary(self, at: int) -> HotspotSummary:
        """Return the hotspot of a row."""
        return self._summaries[at]

    def rowCount(self, parent: Any = None) -> int:
        return len(self._summaries)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        summary = self._summaries[index.row()]
        if role == SUMMARY_ROLE:
            return summary
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{summary.hotspot.caption}, {place_line(summary, self.lists)}, {summary.score_text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return summary.sentence
        return None

    def flags(self, index: Any) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        uuids = [self._summaries[index.row()].hotspot.uuid for index in indexes]
        data.setData(MIME, "\n".join(uuids).encode())
        return data


class CardDelegate(QStyledItemDelegate):
    """Paints a card: badge, name, type and people, risk with its range, raised or lowered."""

    limits: tuple[int, ...] = tuple(Rubric().thresholds.values())

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(100, theme.active().px(CARD_PX) + GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        look = theme.active()
        summary: HotspotSummary = index.data(SUMMARY_ROLE)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        card = QRectF(rect).adjusted(2, 2, -2, -GAP_PX + 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if selected else "line"), 2 if selected else 1))
        painter.setBrush(look.color("panel"))
        painter.drawRoundedRect(card, 8, 8)
        size = look.px(21)
        badge_left = card.left() + 7 if not mirrored else card.right() - 7 - size
        paint_symbol(
            painter, level_name(summary, gap=False).split("+")[0], QRectF(badge_left, card.top() + 6, size, size)
        )
        words = card.adjusted(size + 13, 5, -10, -6) if not mirrored else card.adjusted(10, 5, -size - 13, -6)
        self._paint_words(painter, summary, words, index.model().lists)
        self._paint_score(painter, summary, words, mirrored)
        painter.restore()

    def _paint_words(self, painter: QPainter, summary: HotspotSummary, words: QRectF, lists: CodeLists) -> None:
        look = theme.active()
        lines = (
            (summary.hotspot.caption or tr("No name yet"), look.font("body", QFont.Weight.DemiBold), "ink"),
            (place_line(summary, lists), look.font("small"), "ink2"),
        )
        top = words.top()
        for text, font, token in lines:
            metrics = QFontMetrics(font)
            height = metrics.height()
            painter.setFont(font)
            painter.setPen(look.color(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(words.width()))
            line = QRectF(words.left(), top, words.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
            top += height - 1

    def _paint_score(self, painter: QPainter, summary: HotspotSummary, words: QRectF, mirrored: bool) -> None:
        look = theme.active()
        risk = summary.suggestion.risk
        font = look.font("small", QFont.Weight.DemiBold)
        line_height = QFontMetrics(font).height()
        line = QRectF(words.left(), words.bottom() - line_height + 2, words.width(), line_height)
        painter.setFont(font)
        painter.setPen(look.color("ink"))
        if risk is None:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink3"))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, tr("no threat line yet")
            )
        else:
            bar_width = min(look.px(60), words.width() * 0.34)
            left = line.left() if not mirrored else line.right() - bar_width
            bar = QRectF(left, line.center().y() - 3, bar_width, 6)
            paint_score_bar(painter, bar, risk.low, risk.high, self.limits, mirrored)
            text = line.adjusted(bar_width + 8, 0, 0, 0) if not mirrored else line.adjusted(0, 0, -bar_width - 8, 0)
            score = span((risk.low, risk.high))
            painter.drawText(text, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, score)
        note, token = _note(summary)
        small = look.font("micro", QFont.Weight.DemiBold)
        taken = words.width() * 0.34 + 8 + QFontMetrics(font).horizontalAdvance(summary.score_text) + 8
        if QFontMetrics(small).horizontalAdvance(note) > words.width() - taken and risk is not None:
            note = note[0] if note[:1] in "▲▼" else ""  # a narrow card keeps the sign alone
        if note:
            painter.setFont(small)
            painter.setPen(look.color(token))
            painter.drawText(line, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, note)


def _note(summary: HotspotSummary) -> tuple[str, str]:
    """Return the word at the end of a card, and its colour."""
    if summary.disputed:
        return tr("disputed"), "gap"
    if summary.raised:
        return ("▲ " + tr("raised"), "ink") if summary.raised > 0 else ("▼ " + tr("lowered"), "ink")
    if summary.overdue:
        return tr("review overdue"), "caution"
    if summary.low_confidence:
        return tr("not known"), "ink3"
    return "", ""


class CardList(QListView):
    """The cards of one level; takes cards that are dropped on it."""

    picked = Signal(object)
    dropped = Signal(object)
    left_sideways = Signal(int)
    """An arrow key leads to the column before (-1) or after (1)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.cards = CardModel()
        self._is_following = False
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(name)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def select_uuids(self, uuids: Sequence[str]) -> None:
        """Select cards without telling anybody."""
        chosen = QItemSelection()
        for at in [found for found in map(self.cards.row_of, uuids) if found is not None]:
            chosen.select(self.cards.index(at), self.cards.index(at))
        self._is_following = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if chosen.indexes():
            self.scrollTo(chosen.indexes()[0])
        self._is_following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.left_sideways.emit(-step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = bytes(event.mimeData().data(MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(tuple(data.split("\n")))

    def _on_selection(self) -> None:
        if not self._is_following:
            rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
            self.picked.emit(tuple(self.cards.summary(at).hotspot.uuid for at in rows))


class LevelColumn(QWidget):
    """One level: its name, key and count over its cards."""

    def __init__(self, level: str | None, key: int) -> None:
        super().__init__()
        self.level = level
        self.cards = CardList("")
        self._name = label("", "strong")
        self._count = label("", "strong")
        self._meaning = label("", "second")
        head = row(self._name, gap=6)
        if level:
            head.addWidget(pill(str(key), "key"))
        head.addStretch(1)
        head.addWidget(self._count)
        layout = column(6, head, self._meaning, 2, gap=1, margins=(2, 8, 2, 0))
        layout.addWidget(self.cards, 1)
        self.setLayout(layout)
        self._meaning.setSizePolicy(
            self._meaning.sizePolicy().Policy.Ignored, self._meaning.sizePolicy().Policy.Preferred
        )

    def show_summaries(self, summaries: Sequence[HotspotSummary], lists: CodeLists, of: int) -> None:
        """Show the hotspots of this level, `of` being how many there are in all."""
        name = lists.text("level", self.level) if self.level else tr("Undecided")
        self._name.setText(name)
        self.cards.setAccessibleName(name)
        self._count.setText(str(len(summaries)))
        meaning = tr(MEANINGS[self.level])
        if self.level == "must" and of:
            share = round(100 * len(summaries) / of)
            meaning = tr("{meaning} · {share} % of {n}").format(meaning=meaning, share=share, n=of)
        self._meaning.setText(meaning)
        self._meaning.setToolTip(meaning)
        self.cards.cards.show_summaries(summaries, lists)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_edge_colour(self.level))
            painter.drawRoundedRect(QRectF(0, 8, self.width(), 3), 1.5, 1.5)


def _edge_colour(level: str | None) -> QColor:
    return QColor(screen_palette().level(level).outline)


class CardColumns(QWidget):
    """All levels side by side; hotspots without a level stand before them while there are any."""

    picked = Signal(object)
    decided = Signal(object, object)
    """Cards were dropped on a level: carries their uuids and the level."""

    def __init__(self) -> None:
        super().__init__()
        layout = row(gap=10, margins=(12, 2, 12, 6))
        self._columns = [
            LevelColumn(level, key) for key, level in ((0, None), *enumerate(("must", "should", "could", "watch"), 1))
        ]
        for one in self._columns:
            layout.addWidget(one, 1)
            one.cards.picked.connect(self._on_picked)
            one.cards.left_sideways.connect(partial(self._go_sideways, one))
            if one.level is not None:
                one.cards.dropped.connect(lambda uuids, level=one.level: self.decided.emit(uuids, level))
        self.setLayout(layout)
        self.setMinimumWidth(480)

    def show_summaries(
        self, summaries: Mapping[str, HotspotSummary], lists: CodeLists, selection: Sequence[str]
    ) -> None:
        """Show all hotspots by their level, the gravest risk first."""
        open_ones = [summary for summary in summaries.values() if summary.hotspot.status != "closed"]
        for one in self._columns:
            own = [summary for summary in open_ones if summary.level == one.level]
            own.sort(key=_gravest_first)
            one.show_summaries(own, lists, len(open_ones))
            if one.level is None:
                one.setVisible(bool(own))
        self.show_selection(selection)

    def show_selection(self, uuids: Sequence[str]) -> None:
        """Show cards as selected."""
        for one in self._columns:
            one.cards.select_uuids(uuids)

    def agenda(self) -> list[str]:
        """Return the uuids of all shown hotspots in the order in which a room takes them."""
        return [
            one.cards.cards.summary(at).hotspot.uuid
            for one in self._columns
            for at in range(one.cards.cards.rowCount())
        ]

    def _go_sideways(self, start: LevelColumn, step: int) -> None:
        """Take the card at the same height in the next column that has any."""
        row = max(start.cards.currentIndex().row(), 0)
        at = self._columns.index(start) + step
        while 0 <= at < len(self._columns):
            cards = self._columns[at].cards
            if cards.cards.rowCount():
                cards.setFocus()
                index = cards.cards.index(min(row, cards.cards.rowCount() - 1))
                # Focus alone makes the first card current without choosing it, so choose by itself.
                cards.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                cards.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                return
            at += step

    def _on_picked(self, uuids: tuple[str, ...]) -> None:
        if uuids:
            self.picked.emit(uuids)


def _gravest_first(summary: HotspotSummary) -> tuple[int, int, str]:
    risk = summary.suggestion.risk
    return (-(risk.high if risk else -1), -(summary.persons or 0), summary.hotspot.caption)
