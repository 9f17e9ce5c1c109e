# SPDX-License-Identifier: MIT
"""The sketches that were set aside: one button on the map, and behind it their list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotmap.gui.canvas.parked_words import began_text, sketch_words
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, emptied, label, row, scrolled
from hotmap.gui.widgets.notice import Picture
from hotmap.i18n import tr, tr_count

MOST_ROWS_PX = 260


class ParkedList(QWidget):
    """A button that counts the sketches set aside, and opens their list.

    Each can be resumed or thrown away; while the list is open, all of them are shown on the map.
    """

    resume_wanted = Signal(str)
    """Carries the id of a sketch."""
    throw_away_wanted = Signal(str)
    shown = Signal(object)
    """The sketches that are listed now, as a list of plain data; empty when the list is closed."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "float")
        self._sketches: list[dict[str, Any]] = []
        self._open = False
        self._gives_way = False
        self._first: QWidget | None = None  # the button that resumes the newest
        self._chip = button("", self.turn, kind="plain", picture="pencil")
        self._rows: QVBoxLayout = column(gap=2)
        self._box = scrolled(boxed(self._rows))
        self.setLayout(column(row(self._chip, None), self._box, gap=4, margins=(6, 4, 6, 4)))
        self.hide()

    def show_sketches(self, sketches: Sequence[dict[str, Any]]) -> None:
        """Show that these wait, the newest first; without any the button goes."""
        self._sketches = list(reversed(sketches))
        if not self._sketches:
            self._open = False
        self._refresh()

    def give_way(self, is_drawing: bool) -> None:
        """Leave the map to a sketch that is under way."""
        if is_drawing != self._gives_way:
            self._gives_way = is_drawing
            self._open = False
            self._refresh()

    def open(self) -> None:
        """Open the list, and take the keyboard to its first sketch."""
        if self._sketches and not self._open:
            self.turn()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self) -> None:
        """Open the list, or close it."""
        self._open = not self._open and bool(self._sketches)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the list with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._open:
            self.turn()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        count = len(self._sketches)
        text = tr_count("{n} sketch set aside", "{n} sketches set aside", count)
        self._chip.setText(text)
        self._chip.setAccessibleName(text)
        emptied(self._rows)
        self._first = None
        for sketch in self._sketches if self._open else ():
            self._rows.addWidget(self._line(sketch))
        self._box.setVisible(self._open)
        self._box.setFixedHeight(min(self._rows.sizeHint().height() + 2, MOST_ROWS_PX))
        self._box.setMinimumWidth(self._rows.sizeHint().width() + 12)
        self.setVisible(bool(self._sketches) and not self._gives_way)
        self.adjustSize()
        self.shown.emit(self._sketches if self._open else [])
        self.resized.emit()

    def _line(self, sketch: dict[str, Any]) -> QWidget:
        icon, words = sketch_words(sketch)
        id_ = str(sketch["id"])
        resume = button(
            tr("Resume"), partial(self.resume_wanted.emit, id_), name=tr("Resume: {what}").format(what=words)
        )
        away = bare_button("trash", tr("Throw away: {what}").format(what=words),
                           partial(self.throw_away_wanted.emit, id_))  # fmt: skip
        self._first = self._first or resume
        told = column(label(words, "body"), label(began_text(sketch), "micro"), gap=0)
        return boxed(row(Picture(icon), told, None, resume, away, gap=8, margins=(6, 4, 6, 4)))
