# SPDX-License-Identifier: MIT
"""Merging: which record stays, what comes along, and what there is to settle afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from hotmap.analysis.splitting import is_apart, merged
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import HOTSPOT_CHILDREN, Record
from hotmap.domain.summary import level_of
from hotmap.gui.tools.readings import size_text
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, emptied, label, row, scrolled
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr, tr_count
from hotmap.services.joining import counted
from hotmap.services.reshaping import MapEdit

MARGINS = (16, 4, 16, 14)


class MergePanel(QWidget):
    """Asks which of several records stays when they become one.

    Parameters
    ----------
    workspace : Workspace
    """

    closed = Signal()
    previewed = Signal(object)
    """The shape that there would be, WGS 84 degrees, or None."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._records: list[Record] = []
        self.choices = QButtonGroup(self)
        self.choices.idToggled.connect(lambda _, on: self._show_result() if on else None)
        self._title = label("", "title")
        self._list = column(gap=6, margins=MARGINS)
        self._told = column(gap=6, margins=(16, 0, 16, 12))
        self.merge_button = button(tr("Merge"), self.merge, kind="primary", picture="merge")
        leave = button(tr("Leave them apart"), self.leave)
        head = row(self._title, None, bare_button("close", tr("Close"), self.leave), margins=(16, 12, 12, 4))
        body = column(self._list, self._told, None, gap=0)
        layout = column(head, gap=0)
        layout.addWidget(scrolled(boxed(body)), 1)
        layout.addWidget(boxed(row(leave, None, self.merge_button, margins=(16, 10, 16, 10)), "foot"))
        self.setLayout(layout)
        workspace.selection_changed.connect(self._on_selection)
        workspace.changed.connect(lambda _: self._on_selection(workspace.selection))

    def begin(self, records: Sequence[Record]) -> None:
        """Ask about these records; the one on which most hangs is proposed."""
        self._records = list(records)
        plan = self._workspace.plan
        self._title.setText(tr_count("Merge {n} record", "Merge {n} records", len(self._records)))
        for old in self.choices.buttons():
            self.choices.removeButton(old)
        emptied(self._list)
        self._list.addWidget(
            label(tr("Which one stays? It takes over what the others say and what hangs on them."), "second", wrap=True)
        )
        proposed = max(range(len(self._records)), key=lambda at: _hanging(plan, self._records[at]), default=0)
        for at, record in enumerate(self._records):
            choice = QRadioButton(_name(record))
            choice.setAccessibleDescription(_facts(plan, record))
            self.choices.addButton(choice, at)
            self._list.addWidget(choice)
            facts = label(_facts(plan, record), "second", wrap=True)
            facts.setContentsMargins(24, 0, 0, 6)
            self._list.addWidget(facts)
            choice.setChecked(at == proposed)
        self._show_result()
        if (checked := self.choices.checkedButton()) is not None:
            checked.setFocus()

    def edit(self) -> MapEdit | None:
        """Return what merging would do; None where these records cannot become one."""
        at = self.choices.checkedId()
        if len(self._records) < 2 or not 0 <= at < len(self._records) or len({r.KIND for r in self._records}) > 1:
            return None
        kept = self._records[at]
        others = [record for record in self._records if record is not kept]
        note = tr("Merge {n} {kinds} into {name}").format(
            n=len(self._records), kinds=tr(kept.PLURAL).lower(), name=_name(kept)
        )
        shape = merged([record.geometry for record in (kept, *others)])
        return MapEdit(note, {kept.uuid: shape}, removed=tuple(record.uuid for record in others), heir=kept.uuid)

    def merge(self) -> None:
        """Make one record of them."""
        edit = self.edit()
        if edit is not None and self._workspace.carry_out(edit):
            self.leave()
            self._workspace.select((edit.heir or "",))

    def leave(self) -> None:
        """Close, and leave the records as they are."""
        self._records = []
        self.previewed.emit(None)
        self.closed.emit()

    def _show_result(self) -> None:
        edit = self.edit()
        emptied(self._told)
        for tone, text in _warnings(self._workspace.plan, self._records, edit):
            self._told.addWidget(Notice(text, tone=tone, picture="warning" if tone == "gap" else "info"))
        self.merge_button.setEnabled(edit is not None)
        self.previewed.emit(next(iter(edit.reshaped.values())) if edit is not None else None)

    def _on_selection(self, uuids: Sequence[str]) -> None:
        """Ask about other records when others are selected; close when there are none to merge."""
        if not self._records:
            return
        found = [self._workspace.plan.get(uuid) for uuid in uuids]
        records = [record for record in found if record is not None and record.geometry is not None]
        if len(records) < 2:
            self.leave()
        elif records != self._records:
            self.begin(records)


def _name(record: Record) -> str:
    return " ".join(part for part in (record.value("code"), record.value("name")) if part) or tr(record.LABEL)


def _hanging(plan: RecordSet, record: Record) -> int:
    return sum(len(plan.children(kind, record.uuid)) for kind in HOTSPOT_CHILDREN)


def _facts(plan: RecordSet, record: Record) -> str:
    """Say what a record has, so that one can tell which is the better one."""
    level = level_of(plan.children("decision", record.uuid)).code
    facts = [plan.lists.text("level", level)] if level else []
    if record.geometry is not None and record.geometry.geom_type != "Point":
        facts.append(size_text(record.geometry))
    facts += [counted(kind, count) for kind in HOTSPOT_CHILDREN if (count := len(plan.children(kind, record.uuid)))]
    if record.marking.originator:
        facts.append(tr("from {originator}").format(originator=record.marking.originator))
    return " · ".join(facts) or tr("nothing hangs on it")


def _warnings(plan: RecordSet, records: Sequence[Any], edit: MapEdit | None) -> list[tuple[str, str]]:
    """Say why it cannot be done, or what there is to know and to settle."""
    if edit is None:
        kinds = sorted({tr(record.PLURAL) for record in records})
        return [("gap", tr("{kinds} cannot become one record. Choose records of one kind.").format(
            kinds=tr(" and ").join(kinds)))]  # fmt: skip
    found = []
    if is_apart(next(iter(edit.reshaped.values()))):
        found.append(tr("They do not all touch: the one that stays will lie in several pieces."))
    if len({level for r in records if (level := level_of(plan.children("decision", r.uuid)).code)}) > 1:
        found.append(tr("Different levels were agreed for them. The higher counts until the group agrees anew."))
    groups = [count.group for r in records for count in plan.children("population", r.uuid)]
    if len(groups) > len(set(groups)):
        found.append(
            tr("The same group was counted more than once. The newest count stands: add up what is other people.")
        )
    if len({record.marking.originator for record in records if record.marking.originator}) > 1:
        found.append(tr("It will belong to all originators together, marked as the strictest of them says."))
    return [("caution", text) for text in found]
