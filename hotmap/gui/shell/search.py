# SPDX-License-Identifier: MIT
"""The search box's answers: hotspots and other records, coordinates, towns, commands, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hotmap.analysis.coordinates import CoordinateError, format_point, parse_point
from hotmap.cartography.basemap import BaseMap, Place, fold
from hotmap.cartography.symbols import level_name, presence_name
from hotmap.domain.records import Record
from hotmap.gui import theme
from hotmap.gui.commands import Command, Commands, group_name
from hotmap.gui.icons import paint_icon
from hotmap.gui.marks import paint_symbol
from hotmap.gui.widgets.building import dress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

MAX_RECORDS, MAX_PLACES, MAX_COMMANDS = 7, 4, 5
ROW_PX = 40
VIEW_DEG = {"town": 0.25, "country": 4.0}  # half the width of the view that a found place is shown in
TYPED_VIEW_DEG = 0.06
SEARCHED_KINDS = ("hotspot", "presence", "visit", "response", "incident")


@dataclass(frozen=True)
class Answer:
    """One line of the list."""

    text: str
    below: str
    run: Callable[[], object]
    symbol: str = ""
    icon: str = ""
    keys: str = ""


class Answers:
    """Finds what a text may mean.

    Parameters
    ----------
    workspace : Workspace
    commands : Commands
    """

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        self._workspace = workspace
        self._commands = commands
        self._base_map = BaseMap()

    def to(self, text: str) -> list[Answer]:
        """Return the answers to a text, the likeliest first; without one, the commands."""
        wanted = fold(text)
        if not text.strip():
            return [self._command(c) for c in self._commands.offered()][:9]
        found = [*self._coordinates(text), *islice(self._records(wanted), MAX_RECORDS)]
        if len(wanted) >= 2:
            found += [self._place(place) for place in self._base_map.search(text, MAX_PLACES)]
        commands = (c for c in self._commands.offered() if wanted and wanted in fold(c.text))
        return found + [self._command(c) for c in islice(commands, MAX_COMMANDS)]

    def _coordinates(self, text: str) -> Iterator[Answer]:
        if not any(c.isdigit() for c in text):
            return
        try:
            point = parse_point(text)
        except CoordinateError:
            return
        below = point.note or format_point(point.lon, point.lat, "decimal" if point.notation == "mgrs" else "mgrs")
        yield Answer(text.strip(), below, lambda: self._go(point.lon, point.lat, TYPED_VIEW_DEG), icon="coordinates")

    def _records(self, wanted: str) -> Iterator[Answer]:
        plan = self._workspace.plan
        for kind in SEARCHED_KINDS if wanted else ():
            for record in plan.of(kind):
                names = " ".join(filter(None, (record.caption, record.value("code"), record.value("other_names"))))
                if wanted in fold(names):
                    yield self._record(record)

    def _record(self, record: Record) -> Answer:
        summary = self._workspace.summaries.get(record.uuid)
        symbol = {"incident": "incident", "visit": "visit"}.get(record.KIND, "")
        if summary is not None:
            symbol = level_name(summary, gap=False)
        elif record.KIND == "presence":
            symbol = presence_name(record)  # type: ignore[arg-type]
        below = " · ".join(part for part in (tr(record.LABEL), record.value("code")) if part)
        return Answer(
            record.caption or below, below, lambda: self._workspace.show(record), symbol, "" if symbol else "flag"
        )

    def _place(self, place: Place) -> Answer:
        below = tr("Town, {country}").format(country=place.country) if place.kind == "town" else tr("Country")
        half = VIEW_DEG.get(place.kind, TYPED_VIEW_DEG)
        return Answer(place.name, below, lambda: self._go(place.lon, place.lat, half), icon="point")

    def _command(self, command: Command) -> Answer:
        keys = next(iter(command.shown_keys()), "")
        below = group_name(command.group) if command.group else tr("Command")
        return Answer(command.text, below, command.run, icon=command.icon or "chevron-right", keys=keys)

    def _go(self, lon: float, lat: float, half_deg: float) -> None:
        self._workspace.zoom_wanted.emit((lon - half_deg, lat - half_deg, lon + half_deg, lat + half_deg))
        self._workspace.place_found.emit(lon, lat)


class SearchList(QWidget):
    """The answers under the search box."""

    taken = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        dress(self, "float")
        self.setAccessibleName(tr("Search results"))
        self.setMouseTracking(True)
        self._answers: list[Answer] = []
        self._at = 0
        self.hide()

    def show_answers(self, answers: list[Answer], below: QWidget) -> None:
        """Show answers under the widget `below`, at its end."""
        self._answers, self._at = answers, 0
        look = theme.active()
        host = self._host
        width = max(look.px(360), below.width())
        corner = below.mapTo(host, QPoint(below.width() - width, below.height() + 6))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = below.mapTo(host, QPoint(0, below.height() + 6))
        self.resize(QSize(width, max(len(answers), 1) * look.px(ROW_PX) + 12))
        self.move(corner)
        self._announce()
        self.show()
        self.raise_()
        self.update()

    def step(self, steps: int) -> None:
        """Move the mark up or down."""
        if self._answers:
            self._at = (self._at + steps) % len(self._answers)
            self._announce()
            self.update()

    def take(self) -> None:
        """Do what the marked answer offers."""
        if self._answers:
            answer = self._answers[self._at]
            self.hide()
            self.taken.emit()
            answer.run()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = self._row_at(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at = self._row_at(event)
        self.take()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
            if not self._answers:
                painter.setPen(look.color("ink2"))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing by that name here."))
            for index, answer in enumerate(self._answers):
                self._paint_answer(painter, answer, index)

    def _paint_answer(self, painter: QPainter, answer: Answer, index: int) -> None:
        look = theme.active()
        height = look.px(ROW_PX)
        rect = QRectF(6, 6 + index * height, self.width() - 12, height)
        if index == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_tint"))
            painter.drawRoundedRect(rect, 6, 6)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        spot = QRectF(rect.left() + 10 if not mirrored else rect.right() - 28, rect.center().y() - 9, 18, 18)
        if answer.symbol:
            paint_symbol(painter, answer.symbol, spot)
        else:
            paint_icon(painter, answer.icon, spot.adjusted(1, 1, -1, -1), look.color("ink2"))
        words = rect.adjusted(38, 0, -10, 0) if not mirrored else rect.adjusted(10, 0, -38, 0)
        half = words.height() / 2
        strong = look.font("body", QFont.Weight.DemiBold)
        leading = Qt.AlignmentFlag.AlignLeading
        painter.setFont(strong)
        painter.setPen(look.color("ink"))
        text = QFontMetrics(strong).elidedText(answer.text, Qt.TextElideMode.ElideRight, round(words.width() - 70))
        painter.drawText(words.adjusted(0, 2, 0, -half), leading | Qt.AlignmentFlag.AlignBottom, text)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        painter.drawText(words.adjusted(0, half, 0, 0), leading | Qt.AlignmentFlag.AlignTop, answer.below)
        painter.drawText(words, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, answer.keys)

    def _announce(self) -> None:
        answer = self._answers[self._at] if self._answers else None
        self.setAccessibleDescription(f"{answer.text}, {answer.below}" if answer else "")

    def _row_at(self, event: QMouseEvent) -> int:
        row = int((event.position().y() - 6) // theme.active().px(ROW_PX))
        return min(max(row, 0), max(len(self._answers) - 1, 0))
