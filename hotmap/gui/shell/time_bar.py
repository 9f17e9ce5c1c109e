# SPDX-License-Identifier: MIT
"""The time strip of the map: the last days, between two dates, or months of the year, step by step.

While it is in sight, map and tables show that time only; closing it shows all. Nothing is kept.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse, show_date, show_months
from hotmap.domain.records import KINDS
from hotmap.domain.timing import DATED_KINDS, TimeFilter
from hotmap.gui import theme
from hotmap.gui.canvas.sieve import Sieve
from hotmap.gui.widgets.building import ElidedLabel, bare_button, button, dress, label, restyle, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.months import MonthStrip
from hotmap.gui.widgets.notice import Picture
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.units import format_number

PLAY_MS = 1300
DATE_PX, MONTHS_PX = 104, 300
REASON = "time"
_DATE = FieldSpec("", Kind.DATE)


class TimeBar(QWidget):
    """Chooses the time that is looked at.

    Parameters
    ----------
    workspace : Workspace
    sieve : Sieve
        Of the map, which leaves out what was at other times.
    """

    def __init__(self, workspace: Workspace, sieve: Sieve) -> None:
        super().__init__()
        dress(self, "bar")
        self.setAccessibleName(tr("Time"))
        self._workspace, self._sieve = workspace, sieve
        ways = (
            ("30", tr("Last 30 days")),
            ("90", tr("Last 90 days")),
            ("dates", tr("Dates")),
            ("months", tr("Months")),
        )
        self.way = Segmented([Segment(*way) for way in ways], tr("Time that is shown"), stretch=False, height_px=28)
        self.first, self.last = self._date_field(tr("From")), self._date_field(tr("Up to"))
        self.months = MonthStrip(tr("Months that are shown"))
        self.months.setFixedWidth(theme.active().px(MONTHS_PX))
        self._words, self._undated = ElidedLabel("second"), label("", "second")
        self._earlier = bare_button("back", tr("Earlier (Ctrl+Alt+Left)"), lambda: self.step(-1))
        self._later = bare_button("forward", tr("Later (Ctrl+Alt+Right)"), lambda: self.step(1))
        self._play = button(tr("Play"), self.play, kind="plain", picture="clock")
        layout = row(Picture("calendar"), self.way, self.first, self.last, self.months, self._earlier, self._later,
                     self._play, gap=8, margins=(14, 4, 12, 4))  # fmt: skip
        layout.addWidget(self._undated)
        layout.addWidget(self._words, 1)
        layout.addWidget(button(tr("All times"), self.turn_off, name=tr("Show all times again")))
        self.setLayout(layout)
        self._playing = QTimer(self)
        self._playing.setInterval(PLAY_MS)
        self._playing.timeout.connect(lambda: self.step(1))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._apply)
        self.hide()
        self.way.chosen.connect(self.choose)
        self.months.changed.connect(lambda _: self._apply())
        for field in (self.first, self.last):
            field.textChanged.connect(lambda _: self._apply())
        workspace.changed.connect(lambda _: self._soon.start())
        sieve.cleared.connect(self.turn_off)

    @property
    def is_on(self) -> bool:
        """True while only a part of time is shown."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Open the strip with the last 90 days, or show all times again."""
        if self.is_on:
            self.turn_off()
            return
        self.show()
        self.choose("90")
        self.way.setFocus()

    def turn_off(self) -> None:
        """Show all times."""
        self._playing.stop()
        if self.is_on:
            self.hide()
            for kind in DATED_KINDS:
                self._sieve.leave_out(REASON, kind, ())

    def choose(self, way: str) -> None:
        """Look at the last days, between dates, or at months of the year."""
        self.way.set_value(way)
        today = self._workspace.today()
        if way in ("30", "90"):
            self._set_dates(today - timedelta(days=int(way) - 1), today)
        elif way == "months" and not self.months.months:
            self.months.set_months((today.month,))
        self._apply()

    def step(self, by: int) -> None:
        """Go on by as long as what is shown: to the next month, or to the next days."""
        if not self.is_on:
            return
        if self.way.value == "months":
            self.months.set_months((month - 1 + by) % 12 + 1 for month in self.months.months)
        else:
            first, last = (self._read(field) for field in (self.first, self.last))
            if first is None or last is None:
                return
            begin, end = date.fromisoformat(first), date.fromisoformat(last)
            length = timedelta(days=(end - begin).days + 1) * by
            self.way.set_value("dates")
            self._set_dates(begin + length, end + length)
        self._apply()

    def play(self) -> None:
        """Step through the months by itself, or stop."""
        if self._playing.isActive():
            self._playing.stop()
        elif self.is_on:
            if self.way.value != "months":
                self.choose("months")
            self._playing.start()
        self._show_play()

    def filter(self) -> TimeFilter:
        """Return the time that is chosen."""
        if self.way.value == "months":
            return TimeFilter(months=frozenset(self.months.months))
        return TimeFilter(self._read(self.first), self._read(self.last))

    # ---- inside ------------------------------------------------------------------------------------

    def _apply(self) -> None:
        if not self.is_on:
            return
        plan, summaries, chosen = self._workspace.plan, self._workspace.summaries, self.filter()
        parts, undated = [], 0
        for kind in DATED_KINDS:
            out: list[str] = []
            records = plan.of(kind)
            for record in records:
                months = summaries[record.uuid].months if kind == "hotspot" else ()
                passes = chosen.passes(record, months)
                undated += passes is None
                if passes is False:
                    out.append(record.uuid)
            self._sieve.leave_out(REASON, kind, out)
            if records and not (kind == "hotspot" and not chosen.months):
                shown = format_number(len(records) - len(out))
                parts.append(tr("{n} of {all} {what}").format(
                    n=shown, all=format_number(len(records)), what=tr(KINDS[kind].PLURAL).lower()
                ))  # fmt: skip
        self._show(chosen, parts, undated)

    def _show(self, chosen: TimeFilter, parts: list[str], undated: int) -> None:
        is_by_month = self.way.value == "months"
        for field in (self.first, self.last):
            field.setVisible(not is_by_month)
        self.months.setVisible(is_by_month)
        self._show_play()
        self._words.setText(f"{self._when(chosen)}: {', '.join(parts)}" if parts else self._when(chosen))
        # Never cut short: who sees them must know that they may be of another time.
        self._undated.setText(tr("{n} without a date stay in sight").format(n=format_number(undated)))
        self._undated.setVisible(undated > 0)

    def _when(self, chosen: TimeFilter) -> str:
        if chosen.months:
            return show_months(tuple(sorted(chosen.months)))
        if not chosen.first or not chosen.last:
            return tr("All times")
        return f"{show_date(chosen.first)} – {show_date(chosen.last)}"

    def _show_play(self) -> None:
        self._play.setText(tr("Stop") if self._playing.isActive() else tr("Play months"))

    def _set_dates(self, first: date, last: date) -> None:
        for field, day in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.setText(day.isoformat())
            field.blockSignals(False)

    def _date_field(self, name: str) -> LineField:
        field = LineField()
        field.setFixedWidth(theme.active().px(DATE_PX))
        field.setPlaceholderText(tr("year-month-day"))
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.textEdited.connect(lambda _: self.way.set_value("dates"))
        return field

    def _read(self, field: LineField) -> str | None:
        """Return the day in a field, None for an open end, or while it makes no sense, which is marked."""
        try:
            day = parse(_DATE, field.text())
        except ValueProblem as problem:
            restyle(field, problem=True)
            field.setAccessibleDescription(str(problem))
            return None
        restyle(field, problem=False)
        field.setAccessibleDescription("")
        return None if day is None else str(day)
