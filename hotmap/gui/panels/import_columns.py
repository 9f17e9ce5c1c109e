# SPDX-License-Identifier: MIT
"""Which column of a file is what: guessed, shown with its first values, and changed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from hotmap.domain.records import KINDS
from hotmap.gui.icons import icon
from hotmap.gui.widgets.building import ElidedLabel, button, column, emptied, row
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.importers.guessing import targets_of
from hotmap.importers.source import SourceField, SourceTable

PLACE_LABELS = {
    "lat": _("Latitude"),
    "lon": _("Longitude"),
    "coordinates": _("Coordinates in one column"),
    "mgrs": _("Grid reference (MGRS)"),
    "wkt": _("Geometry as text (WKT)"),
    "population": _("People at risk"),
    "households": _("Households at risk"),
    "as_of": _("As of"),
    "pcode": _("P-code"),
}


class ColumnChooser(QWidget):
    """The fields that a file fills, each with its column."""

    changed = Signal(str, str)
    """Carries the field and the name of its column, empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self._used, self._rest = QGridLayout(), QGridLayout()
        for grid in (self._used, self._rest):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(10)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 2)
            grid.setColumnStretch(2, 3)
        self._more = QWidget()
        self._more.setLayout(self._rest)
        self._more.hide()
        self._toggle = button(tr("Other fields"), self._turn, kind="plain", picture="chevron-right")
        self.setLayout(column(self._used, row(self._toggle, None), self._more, gap=6))

    def show_columns(self, table: SourceTable, as_: str, columns: Mapping[str, str]) -> None:
        """Show what is used of a table, and what else could be.

        Parameters
        ----------
        columns : mapping of str to str
            Name of the column by field.
        """
        emptied(self._used)
        emptied(self._rest)
        targets = targets_of(as_)
        used = [target for target in targets if target in columns] + [t for t in columns if t not in targets]
        rest = [target for target in targets if target not in columns]
        if table.has_geometry:
            rest = [t for t in rest if t not in ("lat", "lon", "coordinates", "mgrs", "wkt")]
        for grid, own in ((self._used, used), (self._rest, rest)):
            for at, target in enumerate(own):
                self._add_row(grid, at, target, as_, table.fields, columns.get(target))
        self._toggle.setVisible(bool(rest))

    def _add_row(
        self, grid: QGridLayout, at: int, target: str, as_: str, fields: Sequence[SourceField], chosen: str | None
    ) -> None:
        words = ElidedLabel("label")
        words.setText(field_label(as_, target))
        box = QComboBox()
        box.setAccessibleName(field_label(as_, target))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.addItem(tr("not used"), "")
        for source in fields:
            box.addItem(source.header or source.name, source.name)
        box.setCurrentIndex(max(box.findData(chosen or ""), 0))
        box.activated.connect(lambda _at, t=target, b=box: self.changed.emit(t, b.currentData()))
        samples = next((source.samples for source in fields if source.name == chosen), ())
        shown = ElidedLabel("second")
        shown.setText(", ".join(samples))
        grid.addWidget(words, at, 0)
        grid.addWidget(box, at, 1)
        grid.addWidget(shown, at, 2)
        grid.setColumnStretch(0, 2)

    def _turn(self, *_args: Any) -> None:
        self._more.setVisible(not self._more.isVisibleTo(self))
        self._toggle.setIcon(icon("chevron-down" if self._more.isVisibleTo(self) else "chevron-right"))


def field_label(as_: str, target: str) -> str:
    """Return what a field of an import is called."""
    specs = KINDS[as_].specs() if as_ in KINDS else {}
    return specs[target].text if target in specs else tr(PLACE_LABELS.get(target, target))
