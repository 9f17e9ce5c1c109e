# SPDX-License-Identifier: MIT
"""One class in the panel of a look: its colour, its words, its count, its eye."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.cartography.legend_entry import LegendEntry
from hotmap.gui.icons import icon
from hotmap.gui.looks.colours import ColourButton
from hotmap.gui.widgets.building import ElidedLabel, bare_button, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import tr
from hotmap.units import format_number


class ClassRow(QWidget):
    """A class.

    Parameters
    ----------
    names : bool
        Whether its words can be typed over.
    hides : bool
        Whether it has an eye.
    leaves : bool
        Whether it can be put among the others.
    """

    colour_tried = Signal(str)
    colour_chosen = Signal(str)
    named = Signal(str)
    toggled = Signal()
    left = Signal()

    def __init__(self, *, names: bool = False, hides: bool = False, leaves: bool = False) -> None:
        super().__init__()
        self.colour = ColourButton("")
        self.colour.tried.connect(self.colour_tried)
        self.colour.chosen.connect(self.colour_chosen)
        self.name_field = LineField() if names else None
        self._words = ElidedLabel("body")
        self._count = label("", "second")
        self._eye = bare_button("eye", tr("Hide"), self.toggled.emit)
        self._leave = bare_button("close", tr("Put among the others"), self.left.emit)
        line = row(self.colour, gap=4)
        if self.name_field is not None:
            self.name_field.setProperty("quiet", True)
            self.name_field.editingFinished.connect(self._finish_name)
        line.addWidget(self.name_field or self._words, 1)
        for widget in (self._count, self._eye, self._leave):
            line.addWidget(widget)
        self.setLayout(line)
        self._eye.setVisible(hides)
        self._leave.setVisible(leaves)

    def show_entry(self, entry: LegendEntry, *, own_colour: bool, has_colour: bool = True) -> None:
        """Show a class with its count."""
        self.colour.setEnabled(has_colour)
        if entry.look is not None:
            name = tr("Colour of {name}").format(name=entry.label)
            self.colour.show_colour(
                entry.look.colour if entry.geometry == "Area" else entry.look.ink,
                own=own_colour,
                entry=entry,
                name=name,
            )
        if self.name_field is not None:
            if not self.name_field.hasFocus():
                self.name_field.setText(entry.label)
                self.name_field.setCursorPosition(0)
            self.name_field.setAccessibleName(tr("Words for {name}").format(name=entry.label))
        self._words.setText(entry.label)
        self._count.setText(format_number(entry.count))
        self._eye.setIcon(icon("eye" if entry.shown else "eye-off"))
        words = tr("Hide {name}") if entry.shown else tr("Show {name}")
        self._eye.setToolTip(words.format(name=entry.label))
        self._eye.setAccessibleName(self._eye.toolTip())
        self._leave.setAccessibleName(tr("Put {name} among the others").format(name=entry.label))

    def _finish_name(self) -> None:
        if self.name_field is not None:
            self.named.emit(self.name_field.text().strip())
            self.name_field.settle()
