# SPDX-License-Identifier: MIT
"""The foot of the composer: what to know of the sheet, and the ways to file and printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from hotmap.gui.composer.choices import ChoiceList
from hotmap.gui.composer.printers import PrintOrder, printer_names, prints_colour
from hotmap.gui.widgets.building import boxed, button, column, dress, emptied, label, row
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import tr

_MOST_COPIES = 99
_MOST_WARNINGS = 3


class DeliveryPanel(QWidget):
    """Warnings, the proof, and the buttons."""

    pdf_wanted = Signal()
    picture_wanted = Signal(int)
    """Carries the dots in an inch."""
    print_wanted = Signal(object)
    """Carries a `PrintOrder` that may name a page as −1 for the one in sight."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "foot")
        self._is_refused, self._is_busy, self._count = False, False, 0
        self._told = column(gap=6)
        self._pdf = button(tr("Write as PDF …"), self.pdf_wanted.emit, kind="primary", picture="file")
        self._picture = button(tr("Picture …"), lambda: self.picture_wanted.emit(self._dpi.value))
        self._dpi = ChoiceList(tr("Fineness of the picture"))
        self._dpi.show_choices([(dpi, tr("{n} dpi").format(n=dpi)) for dpi in (150, 200, 300)], 200)
        self._dpi.setMinimumContentsLength(6)
        self._print = button(tr("Print …"), self._open_printers, kind="large", picture="print")
        self._printers = ChoiceList(tr("Printer"))
        self._printers.chosen.connect(lambda _: self._show_tones())
        self._copies = QSpinBox()
        self._copies.setRange(1, _MOST_COPIES)
        self._copies.setAccessibleName(tr("Copies"))
        self._tone = Segmented(
            [Segment("colour", tr("Colour")), Segment("grey", tr("Grey"))], tr("Colour or grey"), pad_px=8
        )
        self._pages = Segmented(
            [Segment("all", tr("All pages")), Segment("one", tr("This page"))], tr("Which pages"), pad_px=8
        )
        self._tone.set_value("colour")
        self._pages.set_value("all")
        self._send = button(tr("Print now"), self._on_send, kind="primary", picture="print")
        self._no_printer = label("", "second", wrap=True)
        self._printing = self._printing_box()
        self._printing.hide()
        layout = column(self._told, gap=10, margins=(16, 12, 16, 12))
        layout.addWidget(self._printing)
        layout.addLayout(row(self._pdf, self._print, gap=8))
        layout.addLayout(row(self._picture, self._dpi, None, gap=8))
        self.setLayout(layout)
        self._enable()

    # ---- showing -------------------------------------------------------------------------------

    def show_sheet(self, warnings: Sequence[str], proof: str | None, count: int) -> None:
        """Show what is to be known.

        Parameters
        ----------
        warnings : sequence of str
        proof : str or None
            Why the sheet does not pass; empty where it does; None where nobody asked or nothing is known.
        count : int
            Of pages.
        """
        self._is_refused, self._count = bool(proof), count
        emptied(self._told)
        if proof:
            self._told.addWidget(Notice(tr("Not for a photocopier."), proof, tone="gap", picture="warning"))
        elif proof is not None:
            self._told.addWidget(Notice(tr("Photocopy: the levels differ in grey."), tone="ok", picture="check"))
        shown = [*warnings[:_MOST_WARNINGS]]
        if shown:
            self._told.addWidget(Notice(" ".join(shown), tone="caution", picture="info"))
        self._pages.setVisible(count > 1)
        self._enable()

    def show_done(self, sentence: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say that something was written or printed."""
        self._told.insertWidget(0, Notice(sentence, tone="ok", picture="check", action=action))

    def show_busy(self, busy: bool) -> None:
        """While something is written the buttons wait."""
        self._is_busy = busy
        self._enable()

    def show_nothing(self) -> None:
        """There is no sheet."""
        self.show_sheet((), None, 0)

    # ---- inside --------------------------------------------------------------------------------

    def _printing_box(self) -> QWidget:
        settings = row(label(tr("Copies"), "label"), self._copies, None, gap=8)
        self._settings = boxed(column(self._printers, settings, self._tone, self._pages, row(self._send, None), gap=8))
        return boxed(column(self._no_printer, self._settings, gap=8, margins=(10, 10, 10, 10)), "sunk")

    def _open_printers(self) -> None:
        """Unfold the printers, or fold them away."""
        if self._printing.isVisible():
            self._printing.hide()
            return
        names = printer_names()
        self._printers.show_choices([(name, name) for name in names], self._printers.value)
        self._no_printer.setText(
            "" if names else tr("There is no printer on this machine. Write a PDF and print it elsewhere.")
        )
        self._no_printer.setVisible(not names)
        self._settings.setVisible(bool(names))
        self._printing.show()
        self._show_tones()
        (self._printers if names else self._pdf).setFocus()

    def _show_tones(self) -> None:
        name = self._printers.value
        has_colour = name is None or prints_colour(name)
        self._tone.setEnabled(has_colour)
        if not has_colour:
            self._tone.set_value("grey")

    def _on_send(self) -> None:
        only = -1 if self._count > 1 and self._pages.value == "one" else None
        self.print_wanted.emit(
            PrintOrder(self._printers.value or "", self._copies.value(), self._tone.value == "grey", only)
        )

    def _enable(self) -> None:
        ready = bool(self._count) and not self._is_busy and not self._is_refused
        for one in (self._pdf, self._send):
            one.setEnabled(ready)
        self._picture.setEnabled(ready and self._count == 1)
        self._print.setEnabled(bool(self._count))
