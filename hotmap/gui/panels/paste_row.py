# SPDX-License-Identifier: MIT
"""One pasted place in the list: number, name, place, what to check, and its order swapped by one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hotmap.analysis.parsed_point import Box
from hotmap.gui.notation import Notation, isolated
from hotmap.gui.panels.paste_drafts import Draft
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, label, restyle, row
from hotmap.gui.widgets.fields import LineField
from hotmap.i18n import tr

NUMBER_PX = 44


class PasteRow(QWidget):
    """One place.

    Parameters
    ----------
    number : int
        As on the map.
    draft : Draft
        Changed in place by what the hand does here.
    notation : Notation
    area : tuple of four floats or None
        Where a place that is typed anew is expected.
    """

    edited = Signal()
    """The draft is another now."""
    entered = Signal(int)
    """The hand is on this row; carries its number."""
    shown = Signal(float, float)
    """Its place is to be brought into view, in degrees."""

    def __init__(self, number: int, draft: Draft, notation: Notation, area: Box | None) -> None:
        super().__init__()
        dress(self, "panel")
        self.draft = draft
        self._number, self._notation, self._area = number, notation, area
        self._tick = QCheckBox(str(number))
        self._tick.setFixedWidth(NUMBER_PX)
        self._tick.toggled.connect(self._on_tick)
        self._name = LineField()
        self._name.setText(draft.name)
        self._name.setPlaceholderText(tr("Name"))
        self._name.setAccessibleName(tr("Name of place {n}").format(n=number))
        self._name.textEdited.connect(self._on_name)
        self._place = button("", self._show, kind="name", name="")
        self._swap = button(tr("Swap"), self._on_swap, kind="link", picture="swap",
                            name=tr("Swap latitude and longitude of place {n}").format(n=number))  # fmt: skip
        self._text = LineField()
        self._text.setText(draft.text)
        self._text.setAccessibleName(tr("Coordinate {n} as written; correct it here").format(n=number))
        self._text.textEdited.connect(self._on_text)
        self._correct = bare_button("pencil", tr("Correct this coordinate"), self._begin_correcting)
        self._hint = label("", "second", tone="caution", wrap=True)
        self._text.hide()
        head = row(self._tick, gap=8)
        head.addWidget(self._name, 1)
        head.addWidget(self._place)
        head.addWidget(self._correct)
        words = row(gap=8)
        words.addWidget(self._hint, 1)
        words.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        self._words = boxed(words)
        below = column(self._text, self._words, gap=3, margins=(NUMBER_PX + 8, 0, 0, 0))
        self.setLayout(column(head, below, gap=2, margins=(0, 5, 0, 5)))
        for field in (self._tick, self._name, self._text, self._place, self._swap):
            field.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it stands."""
        draft = self.draft
        is_read = draft.point is not None
        self._tick.setEnabled(is_read)
        self._tick.blockSignals(True)
        self._tick.setChecked(draft.is_ticked and is_read)
        self._tick.blockSignals(False)
        shown = tr("Not readable")
        if draft.point is not None:
            shown = self._notation.shown(draft.point.lon, draft.point.lat, draft.point.size_m)
        self._tick.setAccessibleName(tr("Take place {n}: {name} {place}").format(
            n=self._number, name=draft.name, place=shown))  # fmt: skip
        self._place.setText(shown)
        self._place.setEnabled(is_read)
        self._place.setAccessibleName(tr("Show place {n} on the map: {place}").format(n=self._number, place=shown))
        self._swap.setVisible(draft.wants_swap)
        self._correct.setVisible(is_read)
        self._text.setVisible(not is_read or self._text.hasFocus())
        restyle(self._text, problem=not is_read)
        words = " · ".join(part for part in (isolated(draft.found.time), draft.hint) if part)
        self._hint.setText(words)
        self._words.setVisible(bool(words) or draft.wants_swap)
        restyle(self._hint, tone="gap" if not is_read else "caution" if draft.is_doubted else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the hand comes to this row."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self._number)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEvent) -> None:
        """Mark its place while the pointer is on the row."""
        self.entered.emit(self._number)

    def _on_tick(self, on: bool) -> None:
        self.draft.is_ticked = on
        self.edited.emit()

    def _on_name(self, text: str) -> None:
        self.draft.name = text
        self.edited.emit()

    def _on_swap(self) -> None:
        self.draft.swap()
        self.refresh()
        self.edited.emit()

    def _on_text(self, text: str) -> None:
        self.draft.retype(text, self._area)
        self.refresh()
        self.edited.emit()

    def _begin_correcting(self) -> None:
        self._text.show()
        self._text.setFocus()
        self._text.selectAll()

    def _show(self) -> None:
        if self.draft.point is not None:
            self.shown.emit(self.draft.point.lon, self.draft.point.lat)
