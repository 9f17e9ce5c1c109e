# SPDX-License-Identifier: MIT
"""Places out of messy text: pasted, reviewed beside their marks on the map, then taken as one action."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from hotmap.analysis.place_finding import find_points
from hotmap.domain.records import Record
from hotmap.errors import RuleError
from hotmap.gui.canvas.place_marks import PlaceMark
from hotmap.gui.panels.paste_drafts import Draft, Drafts
from hotmap.gui.panels.paste_foot import PasteFoot
from hotmap.gui.panels.paste_row import PasteRow
from hotmap.gui.widgets.building import bare_button, button, column, dress, emptied, label, row, rule, scrolled
from hotmap.gui.widgets.fields import TextField
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import pasting

REST_MS = 250
MOST_ROWS = 250
MOST_CHARACTERS = 200_000
TEXT_LINES = 4
AROUND = 0.3
MARGINS = (16, 12, 16, 10)


class PastePanel(QWidget):
    """The review of pasted places.

    Parameters
    ----------
    workspace : Workspace
    """

    closed = Signal()
    marks_changed = Signal(object, str)
    """The marks for the map as a list of `PlaceMark`, and how they are joined."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._drafts = Drafts()
        self._rows: list[PasteRow] = []
        self._current = 0
        self._is_cut = False
        self._text = TextField()
        self._summary = label("", "strong")
        self._help = label("", "second", wrap=True)
        self._swap_all = button(tr("Swap all"), self._on_swap_all, kind="link", picture="swap",
                                name=tr("Swap latitude and longitude of all places"))  # fmt: skip
        self._notice_box = column(gap=6)
        self._list = column(gap=0)
        self.foot = PasteFoot(workspace)
        self.foot.changed.connect(self._show_state)
        self.foot.show_wanted.connect(self.show_all)
        self.foot.go_wanted.connect(self.commit)
        self._told: tuple[object, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self.read)
        self._build()
        workspace.notation.changed.connect(lambda _: self._refresh_rows())
        workspace.opened.connect(self.clear)

    # ---- text in -------------------------------------------------------------------------------

    def paste(self, text: str) -> None:
        """Show a text and what places are in it, and bring them into view."""
        self._text.setPlainText(text)
        self.read()
        self._zoom_to([draft for draft in self._drafts.ticked if draft not in self._drafts.outside])

    def begin(self) -> None:
        """Put the hand where a text is pasted."""
        self._text.setFocus()

    def clear(self) -> None:
        """Forget text and places."""
        self._text.clear()
        self.read()

    def read(self) -> None:
        """Look for places in the text as it stands."""
        self._soon.stop()
        self._drafts.area = pasting.working_area(self._workspace.plan)
        text = self._text.toPlainText()
        found = find_points(text[:MOST_CHARACTERS], self._drafts.area)
        self._is_cut = len(found) > MOST_ROWS or len(text) > MOST_CHARACTERS
        self._drafts.take(found[:MOST_ROWS])
        self._show_rows()
        self._show_state()

    @property
    def drafts(self) -> Drafts:
        """The list as it stands."""
        return self._drafts

    def show_all(self) -> None:
        """Bring all ticked places into view."""
        self._zoom_to(self._drafts.ticked)

    def _zoom_to(self, drafts: list[Draft]) -> None:
        points = [draft.point for draft in drafts or self._drafts.ticked if draft.point is not None]
        if points:
            lons, lats = [p.lon for p in points], [p.lat for p in points]
            around_deg = AROUND * max(max(lons) - min(lons), max(lats) - min(lats))  # clear of what floats on the map
            self._workspace.zoom_wanted.emit(
                (min(lons) - around_deg, min(lats) - around_deg, max(lons) + around_deg, max(lats) + around_deg)
            )

    # ---- records out ---------------------------------------------------------------------------

    def commit(self) -> None:
        """Make the ticked places records, as one action."""
        workspace, session, target = self._workspace, self._workspace.session, self.foot.target
        places, values = self._drafts.places(with_words=self.foot.keeps_words), self.foot.values()
        if session is None or not places:
            return

        def do() -> list[Record]:
            if not target.outline:
                return pasting.add_places(session, target.kind, places, values)
            return [pasting.add_shape(session, target.kind, places, values, closes=target.outline == "area")]

        records = workspace.attempt(do)
        if records is None:
            return
        note = workspace.undo_note() or ""
        self.clear()
        self.closed.emit()
        workspace.select(record.uuid for record in records)
        workspace.acted.emit(note)

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the places on the map while they are reviewed."""
        super().showEvent(event)
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the marks off the map; text and list stay for the next time."""
        super().hideEvent(event)
        self.marks_changed.emit([], "")

    # ---- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(label(tr("Places from text"), "title"), None, bare_button("close", tr("Close"), self.closed.emit))
        self._text.setAccessibleName(tr("Text with coordinates"))
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * TEXT_LINES + 14)
        self._text.textChanged.connect(self._soon.start)
        top = column(
            head,
            column(label(tr("Paste a list, a report, a chat or a table"), "label"), self._text, gap=4),
            row(self._summary, None, self._swap_all),
            self._help,
            self._notice_box,
            gap=8,
            margins=MARGINS,
        )
        body = QWidget()
        inside = column(gap=0, margins=(16, 0, 16, 8))
        inside.addLayout(self._list)
        inside.addStretch(1)
        body.setLayout(inside)
        layout = column(gap=0)
        layout.addLayout(top)
        layout.addWidget(rule())
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(self.foot)
        self.setLayout(layout)
        self.read()

    def _show_rows(self) -> None:
        emptied(self._list)
        self._rows = []
        for number, draft in enumerate(self._drafts, 1):
            made = PasteRow(number, draft, self._workspace.notation, self._drafts.area)
            made.edited.connect(self._show_state)
            made.entered.connect(self._on_entered)
            made.shown.connect(lambda lon, lat: self._workspace.zoom_wanted.emit((lon, lat, lon, lat)))
            if self._rows:
                self._list.addWidget(rule())
            self._rows.append(made)
            self._list.addWidget(made)

    def _refresh_rows(self) -> None:
        for made in self._rows:
            made.refresh()

    def _show_state(self) -> None:
        drafts = self._drafts
        has_text = bool(self._text.toPlainText().strip())
        self._summary.setText(drafts.summary() if len(drafts) else "")
        self._summary.setVisible(len(drafts) > 0)
        self._swap_all.setVisible(sum(draft.can_swap for draft in drafts) > 1)
        self._help.setText(_no_places_text() if has_text else _empty_text())
        self._help.setVisible(not len(drafts))
        can_go = self._workspace.session is not None and not self._problem()
        self.foot.show_state(len(drafts.ticked), can_go)
        self._show_notice()
        self._show_marks()

    def _problem(self) -> str:
        """Return why the ticked places cannot become the shape that is asked for, or nothing."""
        target = self.foot.target
        if not target.outline or not self._drafts.ticked:
            return ""
        try:
            pasting.shape_of(self._drafts.places(), closes=target.outline == "area")
        except RuleError as error:
            return str(error)
        return ""

    def _show_notice(self) -> None:
        """Tell what is odd about all of them; the notices stay as they are while nothing about them changes."""
        drafts, problem = self._drafts, self._problem()
        outside, ticked, helps = len(drafts.outside), len(drafts.ticked), drafts.swap_would_help()
        told = (outside, ticked if outside else 0, helps, self._is_cut, problem, self.foot.target.outline)
        if told == self._told:
            return
        self._told = told
        emptied(self._notice_box)
        if outside:
            head = tr("Outside the plan's area: {n} of {all}.").format(n=outside, all=ticked)
            text = tr("With latitude and longitude swapped they lie inside.") if helps else tr("Is that right?")
            swap = (tr("Swap them"), self._on_swap_outside) if helps else None
            self._notice_box.addWidget(Notice(head, text, picture="warning", action=swap))
        if self._is_cut:
            head = tr("Only the first {n} places are listed.").format(n=len(drafts))
            self._notice_box.addWidget(Notice(head, tr("Bring a longer list in as a file."), picture="warning"))
        if problem:
            sort = (tr("Put in order"), self._on_sort) if self.foot.target.outline == "area" and ticked > 2 else None
            self._notice_box.addWidget(Notice(problem, tone="gap", picture="warning", action=sort))

    def _show_marks(self) -> None:
        if not self.isVisible():
            return
        marks = [_mark(n, draft, n == self._current) for n, draft in enumerate(self._drafts, 1) if draft.point]
        self.marks_changed.emit(marks, self.foot.target.outline)

    def _on_entered(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self._show_marks()

    def _on_swap_all(self) -> None:
        self._drafts.swap_all()
        self._refresh_rows()
        self._show_state()

    def _on_swap_outside(self) -> None:
        self._drafts.swap_all(only_outside=True)
        self._refresh_rows()
        QTimer.singleShot(0, self, self._show_state)  # the button that was pressed goes with its notice
        self.show_all()

    def _on_sort(self) -> None:
        self._drafts.reorder(pasting.in_turn(self._drafts.places()))
        self._show_rows()
        QTimer.singleShot(0, self, self._show_state)


def _mark(number: int, draft: Draft, is_current: bool) -> PlaceMark:
    assert draft.point is not None
    return PlaceMark(str(number), draft.point.lon, draft.point.lat, draft.is_ticked, is_current)


def _empty_text() -> str:
    return tr(
        "MGRS, UTM, degrees in any form and map links are found in running text, with names and times beside them. "
        "Nothing is written before you say so."
    )


def _no_places_text() -> str:
    return tr("No coordinates found in this text. Bare pairs of numbers need two decimals, or a word such as GPS.")
