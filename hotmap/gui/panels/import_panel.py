# SPDX-License-Identifier: MIT
"""Bring in a file: read beside the window, shown before anything is written, then one undoable action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hotmap.domain.codelists import DEFAULT
from hotmap.domain.records import KINDS
from hotmap.errors import MissingCrsError
from hotmap.gui.panels.import_columns import ColumnChooser
from hotmap.gui.panels.import_report import ReportView
from hotmap.gui.widgets.building import (
    ElidedLabel,
    bare_button,
    boxed,
    button,
    column,
    dress,
    label,
    row,
    rule,
    scrolled,
)
from hotmap.gui.widgets.chips import ChipPicker
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workers import Progress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import mark_for_translation, tr
from hotmap.importers.rasters.names import SUFFIXES
from hotmap.importers.registry import suffixes, tables_in
from hotmap.importers.source import SourceTable
from hotmap.services import importing
from hotmap.services.importing import AS, ImportRequest, PreparedImport
from hotmap.units import format_bytes, format_number

MARGINS = (18, 12, 18, 14)
LABELS = {
    "hotspot": mark_for_translation("Hotspots"),
    "presence": mark_for_translation("Presence"),
    "incident": mark_for_translation("Incidents and alerts"),
    "road": mark_for_translation("Roads, in the background"),
    "area": mark_for_translation("Boundaries, in the background"),
    "place": mark_for_translation("Towns and villages, in the background"),
    "layer": mark_for_translation("Another layer, in the background"),
}
KEYS = ("code", "pcode", "name")


class ImportPanel(QWidget):
    """The preview of an import.

    Parameters
    ----------
    workspace : Workspace
    """

    closed = Signal()
    imported = Signal(object)
    """Carries the `ImportReport` of what was written."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._request: ImportRequest | None = None
        self._table: SourceTable | None = None
        self._prepared: PreparedImport | None = None
        self._run = 0
        self._is_fresh = False  # nothing of what is shown has been changed by hand
        self._name, self._about = ElidedLabel("title"), ElidedLabel("second")
        self._as, self._sheet, self._key = QComboBox(), QComboBox(), QComboBox()
        self._crs = QLineEdit()
        self._problem = Notice("", tone="gap", picture="warning")
        self.columns, self.report = ColumnChooser(), ReportView()
        self._audiences = ChipPicker({c.code: c.text for c in DEFAULT["audience"]}, tr("May be seen by"))
        self._go = button(tr("Nothing to bring in"), self.commit, kind="primary", picture="download")
        self._build()

    @property
    def prepared(self) -> PreparedImport | None:
        """What would be written, or None while nothing is understood."""
        return self._prepared

    @staticmethod
    def file_filter() -> str:
        """Return the filter for a file window: every format that can be read."""
        patterns = " ".join(f"*{suffix}" for suffix in dict.fromkeys((*suffixes(), *SUFFIXES)))
        return tr("Files that hotmap reads") + f" ({patterns});;" + tr("All files") + " (*)"

    def preview(self, path: Path) -> None:
        """Read a file and show what it would become."""
        self._prepared = self._table = None
        self._is_fresh = True
        size = format_bytes(path.stat().st_size) if path.is_file() else ""
        self._name.setText(path.name)
        self._about.setText(" · ".join(filter(None, (size, str(path.parent)))))
        self._audiences.set_chosen(self._workspace.plan.info.default_audiences or ())
        self._crs_box.hide()
        self._sheet_box.hide()
        self._details.hide()
        self._problem.hide()
        self.report.show_report(None)
        self._request = ImportRequest(path, AS[0])
        self._read()

    def commit(self) -> None:
        """Write what is shown, as one action."""
        session, prepared = self._workspace.session, self._prepared
        if session is None or prepared is None:
            return
        if self._workspace.did(lambda: importing.commit(session, prepared)):
            report = prepared.report
            self.closed.emit()
            self.imported.emit(report)
            self._workspace.acted.emit(prepared.changes.note)
            if report.bbox:
                self._workspace.zoom_wanted.emit(report.bbox)

    # ---- reading and understanding --------------------------------------------------------------

    def _read(self) -> None:
        request = self._request
        if request is None:
            return

        def work(progress: Progress) -> tuple[list[str], SourceTable, str]:
            table = importing.read(request, _adapted(progress))
            return tables_in(request.path), table, importing.suggested_target(table)

        def done(result: tuple[list[str], SourceTable, str]) -> None:
            sheets, self._table, suggested = result
            self._fill(self._sheet, {name: name for name in sheets}, request.sheet or self._table.name)
            self._sheet_box.setVisible(len(sheets) > 1)
            self._fill(self._as, {code: tr(text) for code, text in LABELS.items()}, suggested)
            self._request = replace(request, as_=suggested)
            self._details.show()
            self._fill_keys()
            self._understand()

        self._start(tr("Reading {name}").format(name=request.path.name), work, done)

    def _understand(self) -> None:
        """Work out again what the table becomes; only the newest answer counts."""
        session, table, request = self._workspace.session, self._table, self._request
        if session is None or table is None or request is None:
            return
        request = replace(request, audiences=", ".join(self._audiences.chosen) or None)
        self._request = request
        context = importing.context_of(session, with_boundaries=not table.has_geometry)

        def work(progress: Progress) -> PreparedImport:
            return importing.understand(table, request, context, _adapted(progress))

        def done(prepared: PreparedImport) -> None:
            self._prepared = prepared
            report = prepared.report
            self.columns.show_columns(table, request.as_, {used.field: used.name for used in report.columns})
            self.report.show_report(report)
            self._go.setEnabled(bool(report.imported))
            if self._is_fresh:
                self._go.setFocus()  # Enter brings the file in
                self._is_fresh = False
            kind = tr(KINDS[request.as_].PLURAL).lower() if request.as_ in KINDS else tr("features, as a layer")
            self._go.setText(tr("Bring in {n} {what}").format(n=format_number(report.imported), what=kind))

        self._start(tr("Understanding {name}").format(name=request.path.name), work, done)

    def _start(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self._run += 1
        run = self._run
        self._prepared = None
        self._go.setEnabled(False)
        self._go.setText(tr("Working …"))
        self._problem.hide()

        def finished(result: Any) -> None:
            if run == self._run:
                done(result)

        def failed(sentence: str) -> None:
            if run == self._run:
                self._refuse(sentence, isinstance(job.error, MissingCrsError))

        job = self._workspace.jobs.run(title, work, finished, failed, self.closed.emit)

    def _refuse(self, sentence: str, crs_missing: bool) -> None:
        self._go.setText(tr("Nothing to bring in"))
        self._problem.say(tr("This file does not come in as it is."), sentence)
        self._problem.show()
        self._crs_box.setVisible(crs_missing)
        if crs_missing:
            self._crs.setFocus()
        self.report.show_report(None)
        if self._table is not None and self._request is not None:
            self.columns.show_columns(self._table, self._request.as_, dict(self._request.columns))

    # ---- what the user says ---------------------------------------------------------------------

    def _set(self, **values: Any) -> None:
        if self._request is not None:
            self._request = replace(self._request, **values)

    def _on_as(self) -> None:
        self._set(as_=self._as.currentData(), columns={}, key=None)
        self._fill_keys()
        self._understand()

    def _on_key(self) -> None:
        self._set(key=self._key.currentData() or None)
        self._understand()

    def _on_column(self, target: str, name: str) -> None:
        if self._request is not None:
            self._set(columns={**self._request.columns, target: name})
            self._understand()

    def _on_reread(self, **values: Any) -> None:
        self._set(columns={}, **values)
        self._read()

    def _fill_keys(self) -> None:
        as_ = self._request.as_ if self._request else AS[0]
        specs: Mapping[str, Any] = KINDS[as_].specs() if as_ in KINDS else {}
        choices = {"": tr("Add every row as new")}
        choices |= {c: tr("Update by {field}").format(field=specs[c].text) for c in KEYS if c in specs}
        self._fill(self._key, choices, "")
        self._key_box.setVisible(as_ in KINDS and self._workspace.plan.count(as_) > 0)

    @staticmethod
    def _fill(box: QComboBox, choices: Mapping[str, str], chosen: str) -> None:
        box.clear()
        for code, text in choices.items():
            box.addItem(text, code)
        box.setCurrentIndex(max(box.findData(chosen), 0))

    # ---- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self._as.activated.connect(lambda _: self._on_as())
        self._sheet.activated.connect(lambda _: self._on_reread(sheet=self._sheet.currentData()))
        self._key.activated.connect(lambda _: self._on_key())
        self._crs.returnPressed.connect(lambda: self._on_reread(crs=self._crs.text().strip() or None))
        self._crs.setPlaceholderText("EPSG:4326")
        self.columns.changed.connect(self._on_column)
        self._audiences.changed.connect(lambda _: self._understand())
        self._sheet_box = _field(tr("Sheet or layer"), self._sheet)
        self._key_box = _field(tr("Rows that are known already"), self._key)
        self._crs_box = _field(tr("Reference system of its coordinates; Enter reads it again"), self._crs)
        self._details = boxed(
            column(
                _field(tr("The rows become"), self._as), self._key_box, rule(),
                label(tr("Columns, as they were understood"), "strong"), self.columns, rule(),
                label(tr("May be seen by"), "strong"), self._audiences,
                label(tr("Left empty, what comes in goes to nobody until it is marked."), "second", wrap=True),
                rule(), self.report, gap=11,
            )
        )  # fmt: skip
        head = row(gap=8)
        head.addLayout(column(self._name, self._about, gap=0), 1)
        head.addWidget(bare_button("close", tr("Close"), self.closed.emit))
        body = column(head, self._problem, self._crs_box, self._sheet_box, self._details, None, gap=11, margins=MARGINS)
        cancel = button(tr("Cancel"), self._cancel, kind="large")
        foot = boxed(row(self._go, cancel, None, margins=(18, 11, 18, 11)), "foot")
        layout = column(gap=0)
        layout.addWidget(scrolled(boxed(body)), 1)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _cancel(self) -> None:
        self._run += 1  # what is still being worked out is not wanted any more
        self._workspace.jobs.stop_all()
        self.closed.emit()


def _field(words: str, control: QWidget) -> QWidget:
    control.setAccessibleName(words)
    return boxed(column(label(words, "label"), control, gap=4))


def _adapted(progress: Progress) -> Callable[[int, int | None, str], None]:
    """Return a progress as importers call it: what is done, of how many, and what it is."""
    return lambda done, total, text: progress(done / total if total else 0.0, text)
