# SPDX-License-Identifier: MIT
"""Changing records in the table: which fields can be, of one record or of all selected ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint

from hotmap.domain.records import Record
from hotmap.gui.forms.context import context_of
from hotmap.gui.tables.cell_card import CellCard
from hotmap.gui.tables.model import Index
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import editing


class CellChanger:
    """Asks for new values and writes them, each answer as one action.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def can_change(self, records: Sequence[Record]) -> bool:
        """Return whether records can be written here and now; a decision stays as it was taken."""
        session = self._workspace.session
        return bool(records) and session is not None and not session.read_only and records[0].KIND != "decision"

    def ask_at(self, table: RecordTable, index: Index) -> None:
        """Ask for the new value of a cell, for all selected rows when its own is among them."""
        code = table.records.columns[index.column()].field
        record = table.records.record(index.row())
        records = table.selected_items() if index.row() in table.selected_rows() else [record]
        if not self.can_change(records):
            return
        if not code:
            self._workspace.told.emit(tr("This column is worked out; it is changed where its parts are."))
            return
        self.ask(table, records, table.viewport().mapToGlobal(table.visualRect(index).bottomLeft()), code)

    def ask(self, table: RecordTable, records: Sequence[Record], place: QPoint, code: str) -> None:
        """Ask for the new value of a field of records, at a place on the screen."""
        session = self._workspace.session
        if session is None:
            return
        # Not what a room may see of them, with blanks.
        current = [found for r in records if (found := session.plan.get(r.uuid, r.KIND)) is not None]
        seen = [found for r in records if (found := self._workspace.plan.get(r.uuid, r.KIND)) is not None]
        if not current or not seen:
            return

        def write(value: Any) -> None:
            self._workspace.did(lambda: editing.set_values(session, self._as_they_stand(current), {code: value}))

        card = CellCard(table, seen, code, context_of(self._workspace), write)
        card.open_at(place, card.editor)

    def _as_they_stand(self, records: Sequence[Record]) -> list[Record]:
        session = self._workspace.session
        found = (session.plan.get(record.uuid, record.KIND) for record in records) if session else ()
        return [record for record in found if record is not None]
