# SPDX-License-Identifier: MIT
"""What an import will do, before it does it: counts, warnings and the rows that stay out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotmap.gui.widgets.building import column, emptied, label, row
from hotmap.gui.widgets.notice import Notice
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr, tr_count
from hotmap.importers.source import ImportWarning, Skipped
from hotmap.services.importing import ImportReport
from hotmap.units import format_number

MAX_LINES = 8
SHAPES = {
    "Point": _("points"),
    "MultiPoint": _("groups of points"),
    "LineString": _("lines"),
    "MultiLineString": _("lines of several parts"),
    "Polygon": _("areas"),
    "MultiPolygon": _("areas of several parts"),
}


class ReportView(QWidget):
    """The report of an import that is understood and not yet written."""

    def __init__(self) -> None:
        super().__init__()
        self._column: QVBoxLayout = column(gap=8)
        self.setLayout(self._column)

    def show_report(self, report: ImportReport | None) -> None:
        """Show a report; None clears it."""
        emptied(self._column)
        if report is None:
            return
        figures = row(gap=20)
        for number, words in (
            (report.read, tr("rows in the file")),
            (report.added, tr("come in")),
            (report.updated, tr("change what is known")),
            (report.unchanged, tr("stay as they are")),
            (len(report.skipped), tr("stay out")),
        ):
            if number or words in (tr("rows in the file"), tr("come in")):
                figures.addLayout(column(label(format_number(number), "figure"), label(words, "micro"), gap=0))
        figures.addStretch(1)
        self._column.addLayout(figures)
        shapes = ", ".join(
            f"{format_number(n)} {tr(SHAPES.get(name, name))}" for name, n in report.geometry_types.items()
        )
        if shapes:
            words = tr("{shapes}; reference system {crs}").format(shapes=shapes, crs=report.crs or tr("not said"))
            self._column.addWidget(label(words, "second", wrap=True))
        self._add_warnings(report.warnings)
        self._add_skipped(report.skipped)

    def _add_warnings(self, warnings: Sequence[ImportWarning]) -> None:
        if not warnings:
            return
        kinds = Counter(warning.kind for warning in warnings)
        head = tr_count("{n} thing to look at.", "{n} things to look at.", len(warnings))
        first = {warning.kind: warning for warning in reversed(warnings)}
        lines = []
        for kind, number in kinds.most_common(MAX_LINES):
            place = "" if first[kind].row is None else tr("row {row}: ").format(row=first[kind].row)
            more = tr(" (and {n} more like it)").format(n=number - 1) if number > 1 else ""
            lines.append(f"{place}{first[kind].message}{more}")
        self._column.addWidget(Notice(head, tone="caution", picture="warning"))
        for line in lines:
            self._column.addWidget(label(line, "second", wrap=True))

    def _add_skipped(self, skipped: Sequence[Skipped]) -> None:
        if not skipped:
            return
        self._column.addWidget(label(tr("Rows that stay out"), "strong"))
        for one in skipped[:MAX_LINES]:
            text = tr("Row {row}: {reason}").format(row=one.row, reason=one.reason)
            self._column.addWidget(label(text, "second", wrap=True))
        if len(skipped) > MAX_LINES:
            more = tr("and {n} more").format(n=format_number(len(skipped) - MAX_LINES))
            self._column.addWidget(label(more, "second"))
