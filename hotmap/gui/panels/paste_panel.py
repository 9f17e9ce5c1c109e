# SPDX-License-Identifier: MIT
"""Places out of messy text: pasted, reviewed beside their marks on the map, then taken as one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from hotmap.analysis.place_finding import find_points
from hotmap.domain.records import Record
from hotmap.errors import RuleError
from hotmap.gui.canvas.place_marks import PlaceMark
from hotmap.gui.panels.paste_drafts import Draft, Drafts
from hotmap.gui.panels.paste_row import PasteRow
from hotmap.gui.widgets.building import bare_button, button, column, dress, emptied, label, row, rule, scrolled
from hotmap.gui.widgets.fields import LineField, TextField
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr, tr_count
from hotmap.services import pasting

REST_MS = 250
MOST_ROWS = 250
MOST_CHARACTERS = 200_000
TEXT_LINES = 4
AROUND = 0.3
MARGINS = (16, 12, 16, 10)


@dataclass(frozen=True)
class Target:
    """What pasted places can become.

    Attributes
    ----------
    label : str
        A translation key.
    kind : str
        Of the records.
    values : dict
        What such a record is until somebody says otherwise.
    outline : str
        ``line`` or ``area`` where the places are the corners of one shape.
    type_list : str
        Code list of the type that all can be given, or empty.
    """

    label: str
    kind: str
    values: dict[str, Any]
    outline: str = ""
    type_list: str = ""


_PROPOSED = {"status": "proposed"}
DRAWN_PRESENCE = "company_operating_base"
"""What a presence is until somebody says otherwise, as when it is drawn."""

TARGETS = {
    "hotspot": Target(_("Hotspots"), "hotspot", _PROPOSED, "", "hotspot_type"),
    "presence": Target(_("Presence"), "presence", {}, "", "presence_type"),
    "incident": Target(_("Incidents"), "incident", {}, "", "incident_type"),
    "area": Target(_("One hotspot: an area"), "hotspot", _PROPOSED, "area", "hotspot_type"),
    "line": Target(_("One hotspot: a line"), "hotspot", _PROPOSED, "line", "hotspot_type"),
    "route": Target(_("One patrol route"), "presence", {"type": "vehicle_patrol", "domain": "troops"}, "line"),
}


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
        self._as, self._type = QComboBox(), QComboBox()
        self._shape_name = LineField()
        self._words = QCheckBox(tr("Keep the words of each line as notes"))
        self._marking = label("", "second", wrap=True)
        self._go = button("", self.commit, kind="primary", picture="plus")
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

    @property
    def target(self) -> Target:
        """What the places become."""
        return TARGETS[self._as.currentData()]

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
        workspace, session, target = self._workspace, self._workspace.session, self.target
        places = self._drafts.places(with_words=self._words.isChecked() and not target.outline)
        if session is None or not places:
            return
        values = {**target.values, **({"type": self._type.currentData()} if self._type.currentData() else {})}
        do: Callable[[], list[Record]]
        if target.outline:
            name = self._shape_name.text().strip()
            values |= {"name": name} if name else {}
            closes = target.outline == "area"

            def do() -> list[Record]:
                return [pasting.add_shape(session, target.kind, places, values, closes=closes)]
        else:

            def do() -> list[Record]:
                return pasting.add_places(session, target.kind, places, values)

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
        layout.addWidget(self._foot())
        self.setLayout(layout)
        self._show_types()
        self.read()

    def _foot(self) -> QWidget:
        for code, target in TARGETS.items():
            self._as.addItem(tr(target.label), code)
        self._as.setAccessibleName(tr("What the places become"))
        self._as.currentIndexChanged.connect(self._on_target)
        self._type.setAccessibleName(tr("Type of all of them"))
        self._shape_name.setPlaceholderText(tr("Name of the shape"))
        self._shape_name.setAccessibleName(tr("Name of the shape"))
        self._words.setToolTip(tr("Lines of a chat often hold names and telephone numbers of persons."))
        choices = row(gap=8)
        choices.addWidget(self._as, 3)
        choices.addWidget(self._type, 2)
        foot = QWidget()
        dress(foot, "foot")
        foot.setLayout(
            column(
                column(label(tr("They become"), "label"), choices, gap=4),
                self._shape_name,
                self._words,
                self._marking,
                row(button(tr("Show on the map"), self.show_all, picture="fit"), None, self._go),
                gap=8,
                margins=(16, 10, 16, 10),
            )
        )
        return foot

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
        drafts, target = self._drafts, self.target
        has_text = bool(self._text.toPlainText().strip())
        self._summary.setText(drafts.summary() if len(drafts) else "")
        self._summary.setVisible(len(drafts) > 0)
        self._swap_all.setVisible(sum(draft.can_swap for draft in drafts) > 1)
        self._help.setText(_no_places_text() if has_text else _empty_text())
        self._help.setVisible(not len(drafts))
        count = len(drafts.ticked)
        self._go.setText(_go_text(target, count))
        self._go.setEnabled(count > 0 and self._workspace.session is not None and not self._problem())
        self._words.setVisible(not target.outline)
        self._shape_name.setVisible(bool(target.outline))
        self._marking.setText(_marking_text(self._workspace))
        self._show_notice()
        self._show_marks()

    def _problem(self) -> str:
        """Return why the ticked places cannot become the shape that is asked for, or nothing."""
        target = self.target
        if not target.outline or not self._drafts.ticked:
            return ""
        try:
            pasting.shape_of(self._drafts.places(), closes=target.outline == "area")
        except RuleError as error:
            return str(error)
        return ""

    def _show_notice(self) -> None:
        emptied(self._notice_box)
        drafts = self._drafts
        outside, ticked = len(drafts.outside), len(drafts.ticked)
        if outside:
            head = tr("Outside the plan's area: {n} of {all}.").format(n=outside, all=ticked)
            if drafts.swap_would_help():
                action = (tr("Swap them"), self._on_swap_outside)
                text = tr("With latitude and longitude swapped they lie inside.")
                self._notice_box.addWidget(Notice(head, text, picture="warning", action=action))
            else:
                self._notice_box.addWidget(Notice(head, tr("Is that right?"), picture="warning"))
        if self._is_cut:
            head = tr("Only the first {n} places are listed.").format(n=len(drafts))
            self._notice_box.addWidget(Notice(head, tr("Bring a longer list in as a file."), picture="warning"))
        problem = self._problem()
        if problem:
            sort = (tr("Put in order"), self._on_sort) if self.target.outline == "area" and ticked > 2 else None
            self._notice_box.addWidget(Notice(problem, tone="gap", picture="warning", action=sort))

    def _show_marks(self) -> None:
        if not self.isVisible():
            return
        marks = [_mark(n, draft, n == self._current) for n, draft in enumerate(self._drafts, 1) if draft.point]
        self.marks_changed.emit(marks, self.target.outline)

    def _show_types(self) -> None:
        self._type.clear()
        type_list = self.target.type_list
        if self.target.kind != "presence":
            self._type.addItem(tr("Type: not said"), None)
        for code in self._workspace.plan.lists[type_list] if type_list else ():
            self._type.addItem(code.text, code.code)
        self._type.setCurrentIndex(max(self._type.findData(DRAWN_PRESENCE), 0))
        self._type.setVisible(bool(type_list))

    def _on_target(self) -> None:
        self._show_types()
        self._show_state()

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


def _go_text(target: Target, count: int) -> str:
    if target.outline:
        return tr("Add the shape")
    texts = {
        "hotspot": tr_count("Add {n} hotspot", "Add {n} hotspots", count),
        "presence": tr_count("Add {n} presence", "Add {n} presences", count),
        "incident": tr_count("Add {n} incident", "Add {n} incidents", count),
    }
    return texts[target.kind]


def _marking_text(workspace: Workspace) -> str:
    plan = workspace.plan
    audiences = plan.info.default_audiences or ()
    if not audiences:
        return tr("Nobody will receive them yet: they have no audience.")
    names = ", ".join(plan.lists.text("audience", code) for code in audiences)
    return tr("May be seen by {audiences}; their originator is {role}.").format(audiences=names, role=workspace.actor)


def _empty_text() -> str:
    return tr(
        "MGRS, UTM, degrees in any form and map links are found in running text, with names and times beside them. "
        "Nothing is written before you say so."
    )


def _no_places_text() -> str:
    return tr("No coordinates found in this text. Bare pairs of numbers need three decimals, or a word such as GPS.")
