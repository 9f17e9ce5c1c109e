# SPDX-License-Identifier: MIT
"""Chips: several of many choices, each with its cross, and filter chips with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from hotmap.gui.icons import icon
from hotmap.gui.widgets.building import button, column, emptied, row
from hotmap.gui.widgets.flow import FlowLayout
from hotmap.i18n import tr


class ChipPicker(QWidget):
    """Several of a list: chosen ones as chips, the others behind an add button.

    Parameters
    ----------
    choices : mapping of str to str
        Label by code, in order.
    name : str
        Accessible name; the add button says it.
    """

    changed = Signal(object)

    def __init__(self, choices: Mapping[str, str], name: str = "", add_text: str = "") -> None:
        super().__init__()
        self._choices = dict(choices)
        self._chosen: list[str] = []
        self._add_text = add_text or tr("Add")
        self.setAccessibleName(name)
        self._flow = FlowLayout()
        self.setLayout(column(self._flow))
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes of the chosen, in the order of the list."""
        order = list(self._choices)
        return tuple(sorted(self._chosen, key=lambda c: order.index(c) if c in order else len(order)))

    def set_chosen(self, codes: Sequence[str]) -> None:
        """Show these codes as chosen without telling anybody."""
        self._chosen = list(codes)
        self._show()

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer another list."""
        self._choices = dict(choices)
        self._show()

    def _show(self) -> None:
        emptied(self._flow)
        for code in self.chosen:
            text = self._choices.get(code, code)
            chip = button(text, partial(self._toggle, code), kind="chip", name=tr("Remove {what}").format(what=text))
            chip.setIcon(icon("close"))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the word
            self._flow.addWidget(chip)
        if len(self._chosen) < len(self._choices):
            name = f"{self._add_text}: {self.accessibleName()}" if self.accessibleName() else self._add_text
            add = button(self._add_text, kind="add-chip", picture="plus", name=name)
            add.clicked.connect(lambda: self._offer(add))
            self._flow.addWidget(add)
        self.updateGeometry()

    def _offer(self, add: QPushButton) -> None:
        menu = QMenu(self)
        for code, text in self._choices.items():
            if code not in self._chosen:
                menu.addAction(text).triggered.connect(partial(self._on_offered, code))
        menu.popup(add.mapToGlobal(QPoint(0, add.height() + 2)))

    def _on_offered(self, code: str, _checked: bool = False) -> None:
        self._toggle(code)

    def _toggle(self, code: str) -> None:
        if code in self._chosen:
            self._chosen.remove(code)
        else:
            self._chosen.append(code)
        self._show()
        self.changed.emit(self.chosen)


class FilterChips(QWidget):
    """Filters with counts; one or none is on. Where the room ends, the last ones stay away."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = row(None, gap=6)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._value: str | None = None
        self._chips: list[QPushButton] = []
        self._shown: tuple[tuple[str, str, int], ...] = ()

    @property
    def value(self) -> str | None:
        """Id of the filter that is on, or None."""
        return self._value

    def show_filters(self, filters: Sequence[tuple[str, str, int]]) -> None:
        """Show filters as id, text and count; one that has gone is switched off."""
        if tuple(filters) == self._shown:
            return
        self._shown = tuple(filters)
        if self._value not in {id_ for id_, _, _ in filters}:
            self._value = None
        emptied(self._row)
        self._row.addStretch(1)
        self._chips = []
        for id_, text, count in filters:
            chip = button(f"{text}  {count}", kind="chip")
            chip.setCheckable(True)
            chip.setChecked(id_ == self._value)
            chip.clicked.connect(lambda on, i=id_: self._choose(i if on else None))
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._row.addWidget(chip)
            self._chips.append(chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        taken = 0
        for chip in self._chips:
            taken += chip.sizeHint().width() + self._row.spacing()
            chip.setVisible(taken - self._row.spacing() <= self.width())

    def _choose(self, value: str | None) -> None:
        self._value = value
        ids = [id_ for id_, _, _ in self._shown]
        for id_, chip in zip(ids, self._chips, strict=True):
            chip.setChecked(id_ == value)
        self.chosen.emit(value)
