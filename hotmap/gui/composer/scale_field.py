# SPDX-License-Identifier: MIT
"""The field of the scale: fitted, one of the usual ones, or typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from hotmap.cartography.sheet_choice import SCALES, denominator_in
from hotmap.gui.widgets.building import restyle
from hotmap.i18n import tr
from hotmap.units import format_number


class ScaleField(QComboBox):
    """A list of scales into which any other can be typed; nothing means that all fits."""

    chosen = Signal(object)
    """Carries n of 1:n, or None to fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(tr("Scale"))
        self.addItem(tr("As large as it fits"), None)
        for denominator in SCALES:
            self.addItem(scale_text(denominator), denominator)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("1:250 000")
        edit.editingFinished.connect(self._on_typed)
        self.activated.connect(lambda _: self._on_typed())

    def show_value(self, denominator: int | None) -> None:
        """Show a scale without telling anybody."""
        restyle(self, problem=False)
        self.setCurrentText(self.itemText(0) if denominator is None else scale_text(denominator))

    def _on_typed(self) -> None:
        text = self.currentText().strip()
        if not text or text == self.itemText(0):
            self.show_value(None)
            self.chosen.emit(None)
            return
        denominator = denominator_in(text)
        restyle(self, problem=denominator is None)
        if denominator is None:
            self.setToolTip(tr("Write a scale like 250000 or 1:250 000."))
            return
        self.setToolTip("")
        self.show_value(denominator)
        self.chosen.emit(denominator)


def scale_text(denominator: int) -> str:
    """Return a scale as it is written: ``1:250 000``."""
    return f"1:{format_number(denominator)}"
