# SPDX-License-Identifier: MIT
"""The time strip: each dated line as a bar from start to due, today as a line, months that matter tinted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import CodeLists
from hotmap.domain.fields import MONTH_NAMES
from hotmap.domain.records import Response
from hotmap.gui import theme
from hotmap.gui.forms.wording import response_title
from hotmap.gui.marks import paint_symbol
from hotmap.gui.speech import Role, Speech, tell
from hotmap.gui.stages.line_groups import LineGroup, day_of
from hotmap.gui.stages.tiers import tier_colours
from hotmap.i18n import tr

ROW_PX, HEAD_PX, NAMES_PX, TITLES_PX = 24, 34, 150, 236
MIN_DAYS = 56


class TimeStrip(QWidget):
    """Lines against time, in the groups of the table."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[LineGroup] = []
        self._lists = CodeLists()
        self._today = date.today()
        self._selected: str | None = None
        self._span = (self._today, self._today)
        self.setAccessibleName(tr("Response lines against time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[LineGroup], lists: CodeLists, today: date, selected: str | None) -> None:
        """Show the dated lines of groups."""
        dated = [LineGroup(g.title, g.below, tuple(x for x in g.lines if _days(x)), g.summary) for g in groups]
        self._groups = [group for group in dated if group.lines]
        self._lists, self._today, self._selected = lists, today, selected
        self._span = _span_of(self._groups, today)
        self.updateGeometry()
        tell(self)
        self.update()

    def speech(self) -> Speech:
        """Tell the line that the arrow keys have come to."""
        chosen = next((line for line, _, _ in self._rows() if line.uuid == self._selected), None)
        return Speech(Role.List, value=chosen.caption if chosen is not None else "")

    def sizeHint(self) -> QSize:
        look = theme.active()
        rows = sum(len(group.lines) for group in self._groups)
        return QSize(800, look.px(HEAD_PX) + rows * look.px(ROW_PX) + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for line, _, top in self._rows():
            if top <= event.position().y() < top + theme.active().px(ROW_PX):
                self.picked.emit(line.uuid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        lines = [line for line, _, _ in self._rows()]
        if step is None or not lines:
            super().keyPressEvent(event)
            return
        at = next((i for i, line in enumerate(lines) if line.uuid == self._selected), -1)
        self.picked.emit(lines[min(max(at + step, 0), len(lines) - 1)].uuid)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), look.color("panel"))
            self._paint_weeks(painter)
            group = None
            for line, own, top in self._rows():
                if own is not group:
                    self._paint_group(painter, own, top)
                    group = own
                self._paint_line(painter, line, own, top)
            if not self._groups:
                painter.setPen(look.color("ink2"))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No line has a date yet."))
            self._paint_today(painter)

    def _rows(self) -> Iterator[tuple[Response, LineGroup, float]]:
        look = theme.active()
        top = float(look.px(HEAD_PX))
        for group in self._groups:
            for line in group.lines:
                yield line, group, top
                top += look.px(ROW_PX)

    def _x(self, day: date) -> float:
        look = theme.active()
        left = look.px(NAMES_PX + TITLES_PX)
        first, last = self._span
        share = (day - first).days / max((last - first).days, 1)
        x = left + share * (self.width() - left - 14)
        return self.width() - x if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x

    def _between(self, start: date, end: date, top: float, height: float) -> QRectF:
        first, last = self._span
        left, right = sorted(self._x(min(max(day, first), last)) for day in (start, end))
        return QRectF(left, top, max(right - left, 3), height)

    def _paint_weeks(self, painter: QPainter) -> None:
        look = theme.active()
        first, last = self._span
        head = look.px(HEAD_PX)
        weeks = (last - first).days / 7
        every = max(1, round(weeks / 11))
        day, at = first - timedelta(days=first.weekday()), 0
        while day <= last:
            if at % (2 * every) < every and day >= first:
                end = min(day + timedelta(days=7), last)
                painter.fillRect(self._between(day, end, head, self.height() - head), look.color("sunk"))
            if at % every == 0 and day >= first:
                painter.setFont(look.font("micro"))
                painter.setPen(look.color("ink2"))
                text = f"{day.day} {tr(MONTH_NAMES[day.month - 1])}"
                painter.drawText(
                    QRectF(self._x(day) + 3, head - look.px(17), look.px(70), look.px(16)),
                    Qt.AlignmentFlag.AlignLeft,
                    text,
                )
            day, at = day + timedelta(days=7), at + 1
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(0, head, self.width(), head)

    def _paint_group(self, painter: QPainter, group: LineGroup, top: float) -> None:
        look = theme.active()
        row = look.px(ROW_PX)
        height = row * len(group.lines)
        if group.summary is not None:
            for start, end in _seasons(group.summary.months, self._span):
                tint = QColor(look.color("caution_tint"))
                tint.setAlpha(190)
                painter.fillRect(self._between(start, end, top, height), tint)
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(0, round(top + height), self.width(), round(top + height))
        rect = self._at(14, NAMES_PX - 18, top, row)
        if group.summary is not None:
            size = look.px(19)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = rect.left() if not mirrored else rect.right() - size
            paint_symbol(
                painter, level_name(group.summary, gap=False), QRectF(left, rect.center().y() - size / 2, size, size)
            )
            rect = rect.adjusted(size + 8, 0, 0, 0) if not mirrored else rect.adjusted(0, 0, -size - 8, 0)
        self._write(painter, rect, group.title, look.font("small", QFont.Weight.DemiBold), "ink")

    def _paint_line(self, painter: QPainter, line: Response, group: LineGroup, top: float) -> None:
        look = theme.active()
        row = look.px(ROW_PX)
        days = _days(line)
        if days is None:
            return
        if line.uuid == self._selected:
            painter.fillRect(QRectF(0, top, self.width(), row), look.color("accent_tint"))
        title = response_title(line, self._lists)
        rect = self._at(NAMES_PX, TITLES_PX - 10, top, row)
        self._write(painter, rect, title, look.font("micro"), "ink2", Qt.AlignmentFlag.AlignTrailing)
        fill, edge, ink = tier_colours(line.tier)
        lead = self._lists.text("entity", line.lead)
        is_open = not lead or line.status == "on_hold"
        if not lead:
            fill, edge, ink = look.color("panel"), look.color("gap"), look.color("gap")
        bar = self._between(days[0], days[1] + timedelta(days=1), top + 3, row - 6)
        painter.setPen(QPen(edge, 1.3, Qt.PenStyle.DashLine if is_open else Qt.PenStyle.SolidLine))
        painter.setBrush(fill)
        painter.drawRoundedRect(bar, 3, 3)
        font = look.font("micro", QFont.Weight.DemiBold)
        text = lead or tr("no lead")
        if QFontMetrics(font).horizontalAdvance(text) + 12 <= bar.width():
            painter.setFont(font)
            painter.setPen(ink)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(bar.adjusted(7, 0, -4, 0), flags, text)

    def _paint_today(self, painter: QPainter) -> None:
        first, last = self._span
        if not self._groups or not first <= self._today <= last:
            return
        look = theme.active()
        x = self._x(self._today)
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.drawLine(round(x), 16, round(x), self.height())
        font = look.font("micro", QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(tr("Today")) + 14
        flag = QRectF(x - width / 2, 1, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(flag, 3, 3)
        painter.setFont(font)
        painter.setPen(look.color("on_accent"))
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, tr("Today"))

    def _at(self, start_px: float, width_px: float, top: float, height: float) -> QRectF:
        look = theme.active()
        start, width = look.px(round(start_px)), look.px(round(width_px))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRectF(self.width() - start - width if mirrored else start, top, width, height)

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, font: QFont, token: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(theme.active().color(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)


def _days(line: Response) -> tuple[date, date] | None:
    start, due = day_of(line.start), day_of(line.due)
    if start is None and due is None:
        return None
    first = start or due
    last = due or start
    assert first is not None
    assert last is not None
    return min(first, last), max(first, last)


def _span_of(groups: Sequence[LineGroup], today: date) -> tuple[date, date]:
    days = [days for group in groups for line in group.lines if (days := _days(line))]
    first = min((d[0] for d in days), default=today)
    last = max((d[1] for d in days), default=today)
    first = max(first, today - timedelta(days=180)) - timedelta(days=4)
    last = min(last, first + timedelta(days=730)) + timedelta(days=8)
    return first, max(last, first + timedelta(days=MIN_DAYS))


def _seasons(months: Sequence[int], span: tuple[date, date]) -> Iterator[tuple[date, date]]:
    """Yield the months that matter within a span, each from its first day to the next month's."""
    first, last = span
    month = first.replace(day=1)
    while month <= last:
        following = (month + timedelta(days=32)).replace(day=1)
        if month.month in months:
            yield max(month, first), min(following, last)
        month = following
