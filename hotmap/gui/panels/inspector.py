# SPDX-License-Identifier: MIT
"""The inspector: everything about the selected record, in a form derived from its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from hotmap.cartography.symbols import level_name, presence_name
from hotmap.domain.changes import LIFE, ChangeSet
from hotmap.domain.marking import strictest
from hotmap.domain.records import CONTENT_KINDS, KINDS, Record
from hotmap.gui.forms.children import ChildSection
from hotmap.gui.forms.context import context_of
from hotmap.gui.forms.marking import MarkingSection
from hotmap.gui.forms.place import PlaceSection
from hotmap.gui.forms.record_form import RecordForm
from hotmap.gui.marks import Mark
from hotmap.gui.panels.first_steps import first_steps
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, label, pill, row, rule, scrolled
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr, tr_count
from hotmap.services import editing

CHILDREN = (
    ("population", "People at risk", "Add a group"),
    ("threat", "Threats", "Add a threat"),
)
MARGINS = (16, 14, 16, 14)


class Inspector(QWidget):
    """The panel about what is selected.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._views: dict[str, RecordView] = {}
        self._fresh: frozenset[str] = frozenset()
        self._stack = QStackedWidget()
        self._nothing = self._teaching()
        self._empty = self._beginning()
        self._stack.addWidget(self._empty)
        self._several = SeveralView(workspace)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._several)
        self.setLayout(column(self._stack))
        # One refresh for a burst of changes, and never while an editor is still telling its own.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        workspace.selection_changed.connect(lambda _: self._soon.start())
        workspace.changed.connect(self._on_changed)
        workspace.opened.connect(self._forget_views)

    @property
    def view(self) -> RecordView | None:
        """The view of the one selected record, or None."""
        current = self._stack.currentWidget()
        return current if isinstance(current, RecordView) else None

    def refresh(self) -> None:
        """Show what is selected now."""
        workspace = self._workspace
        record = workspace.selected
        if record is not None and record.KIND in CONTENT_KINDS:
            view = self._view(record.KIND)
            view.show_record(record)
            self._stack.setCurrentWidget(view)
            if record.uuid in self._fresh and not (record.value("name") or record.value("title")):
                view.begin()  # just drawn: the hand goes on to its name
            self._fresh = frozenset()
        elif len(workspace.selection) > 1:
            found = (workspace.plan.get(uuid) for uuid in workspace.selection)
            self._several.show_records([record for record in found if record is not None])
            self._stack.setCurrentWidget(self._several)
        else:
            is_empty = workspace.is_open and not workspace.plan.count("hotspot")
            self._stack.setCurrentWidget(self._empty if is_empty else self._nothing)

    def _view(self, kind: str) -> RecordView:
        if kind not in self._views:
            self._views[kind] = RecordView(kind, self._workspace)
            self._stack.addWidget(self._views[kind])
        return self._views[kind]

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(delta.kind == "plan" and delta.field == "code_lists" for delta in changes):
            self._forget_views()
        self._fresh |= {delta.uuid for delta in changes if delta.field == LIFE and delta.old is None}
        self._soon.start()

    def _forget_views(self) -> None:
        for view in self._views.values():
            self._stack.removeWidget(view)
            view.deleteLater()
        self._views.clear()
        self._soon.start()

    def _beginning(self) -> QWidget:
        words = (
            label(tr("Start with one place"), "welcome"),
            label(
                tr("Zoom to it with the wheel or the search box, take Point or Area, and click."), "second", wrap=True
            ),
        )
        return scrolled(boxed(column(*words, 6, *first_steps(), None, gap=6, margins=(14, 18, 14, 14))))

    def _teaching(self) -> QWidget:
        made = QWidget()
        steps = (
            tr("Choose a place on the map or in the table, and everything about it stands here."),
            tr("Draw a new one with Point, Line or Area. What you type is saved at once; Ctrl+Z takes it back."),
        )
        words = [label(step, "second", wrap=True) for step in steps]
        made.setLayout(column(label(tr("Nothing selected"), "title"), *words, None, gap=8, margins=MARGINS))
        return made


class RecordView(QWidget):
    """One record: head, form, the lines that hang on it, its marking, and what can be done."""

    def __init__(self, kind: str, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._record: Any = None
        context = context_of(workspace)
        self._mark = Mark("undecided", 22)
        self._head = label("", "second")
        self._status = pill("")
        self._off_wall = pill(tr("not on the wall"), "caution")  # while a projector window is open
        workspace.wall_changed.connect(self._show_wall)
        self.form = RecordForm(KINDS[kind], context, leave_out=("code", "status") if kind == "hotspot" else ("code",))
        self.form.edited.connect(self._on_edited)
        self.place = PlaceSection(workspace)
        self.children_sections = [
            ChildSection(child, tr(title), tr(add), context) for child, title, add in CHILDREN if kind == "hotspot"
        ]
        self.marking = MarkingSection(context)
        self.marking.edited.connect(self._on_edited)
        self._build()

    def begin(self) -> None:
        """Put the hand into the first field."""
        next(iter(self.form.editors.values())).setFocus()  # which hands it to its control

    def show_record(self, record: Record) -> None:
        """Show a record, or the same one after a change."""
        self._record = record
        plan = self._workspace.plan
        code = record.value("code")
        self._head.setText(" · ".join(part for part in (tr(record.LABEL), code) if part))
        self._show_mark(record)
        self._show_wall()
        self.form.show_record(record)
        self.place.show_record(record)
        for section in self.children_sections:
            section.show_records(list(plan.children(section.kind, record.uuid)), plan.lists)
        self.marking.show_marking(record.marking)

    def _build(self) -> None:
        head = row(
            self._mark,
            self._head,
            None,
            self._off_wall,
            self._status,
            bare_button("fit", tr("Show on the map"), self._zoom),
        )
        body = QWidget()
        inside = column(head, self._off_wall, self.form, self.place, gap=12, margins=MARGINS)
        for section in self.children_sections:
            section.added.connect(self._on_add)
            section.edited.connect(lambda record, code, value: self._workspace.set_values(record, {code: value}))
            section.removed.connect(lambda record: self._workspace.delete([record]))
            inside.addWidget(rule())
            inside.addWidget(section)
        inside.addWidget(rule())
        inside.addWidget(self.marking)
        inside.addStretch(1)
        body.setLayout(inside)
        foot = QWidget()
        dress(foot, "foot")
        delete = button(tr("Delete"), lambda: self._workspace.delete([self._record]), picture="trash")
        done = button(tr("Done"), lambda: self._workspace.select(()), kind="large")
        foot.setLayout(row(delete, None, done, margins=(16, 10, 16, 10)))
        layout = column(gap=0)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _show_mark(self, record: Record) -> None:
        summary = self._workspace.summaries.get(record.uuid)
        lists = self._workspace.plan.lists
        name, words = {"incident": "incident", "visit": "visit"}.get(record.KIND, ""), ""
        if summary is not None:
            name = level_name(summary)
            words = lists.text("level", summary.level) if summary.level else tr("Undecided")
        elif record.KIND == "presence":
            name = presence_name(record)  # type: ignore[arg-type]
        self._mark.setVisible(bool(name))
        self._status.setVisible(bool(words))
        self._status.setText(words)
        if name:
            self._mark.show_symbol(name, words)

    def _show_wall(self) -> None:
        """Say whether the room does not see it, while there is a projector window."""
        self._off_wall.setVisible(self._record is not None and self._record.uuid in self._workspace.off_wall)

    def _on_edited(self, code: str, value: Any) -> None:
        if not self._workspace.set_values(self._record, {code: value}):
            QTimer.singleShot(0, self, lambda: self.show_record(self._record))  # refused: show what stands

    def _on_add(self, kind: str) -> None:
        line = self._workspace.add(kind, {"hotspot": self._record.uuid})
        for section in self.children_sections:
            if line is not None and section.kind == kind:
                section.open_line(line.uuid)

    def _zoom(self) -> None:
        self._workspace.show(self._record)


class SeveralView(QWidget):
    """Several records: how many, their common marking, merge and delete."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._records: list[Record] = []
        self._title = label("", "title")
        self._marking = MarkingSection(context_of(workspace))
        self._marking.edited.connect(self._on_edited)
        delete = button(tr("Delete"), lambda: workspace.delete(self._records), picture="trash")
        self._merge = button(tr("Merge into one …"), lambda: workspace.command_wanted.emit("merge"), picture="merge")
        self.setLayout(
            column(self._title, label(tr("What you choose here holds for all of them."), "second", wrap=True),
                   self._marking, row(delete, self._merge, None), None, gap=12, margins=MARGINS)
        )  # fmt: skip

    def show_records(self, records: list[Record]) -> None:
        """Show the records, with the strictest of their markings."""
        self._records = records
        self._merge.setVisible(len({r.KIND for r in records}) == 1 and all(r.geometry is not None for r in records))
        self._title.setText(tr_count("{n} record selected", "{n} records selected", len(records)))
        self._marking.show_marking(strictest(*(record.marking for record in records)), len(records))

    def _on_edited(self, code: str, value: Any) -> None:
        session = self._workspace.session
        if session is not None:
            self._workspace.did(lambda: editing.mark(session, self._records, {code: value}))
