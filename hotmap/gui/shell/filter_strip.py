# SPDX-License-Identifier: MIT
"""The strip that says, as long as it is so, that filters leave things out of the map."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from hotmap.domain.records import GEOMETRY_KINDS, KINDS
from hotmap.gui.canvas.sieve import Sieve
from hotmap.gui.shell.strips import announce
from hotmap.gui.widgets.building import ElidedLabel, button, label, row
from hotmap.gui.widgets.notice import Picture
from hotmap.i18n import tr, tr_count
from hotmap.units import format_number


class FilterStrip(QFrame):
    """Counts what is left out, with the way to show all of it.

    Parameters
    ----------
    sieve : Sieve
    """

    def __init__(self, sieve: Sieve) -> None:
        super().__init__()
        self._sieve = sieve
        self._said = ""
        self.setProperty("notice", "caution")
        self._head, self._about = label("", "strong"), ElidedLabel("second")
        layout = row(Picture("eye-off", "caution"), self._head, gap=10, margins=(14, 4, 12, 4))
        layout.addWidget(self._about, 1)
        layout.addWidget(button(tr("Show all"), sieve.clear, name=tr("Show all on the map again")))
        self.setLayout(layout)
        self.hide()
        sieve.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say how things stand."""
        words = self.words()
        was, self._said = self._said, words
        self.setVisible(bool(words))
        self._head.setText(words)
        about = tr("Only on this map: what is sent and printed holds all.")
        self._about.setText(about)
        self.setAccessibleName(f"{words} {about}")
        if words and words != was:
            announce(self)

    def words(self) -> str:
        """Return what is left out in words; nothing where nothing is."""
        found = self._sieve.counts()
        counts = {kind: found[kind] for kind in GEOMETRY_KINDS if kind in found}
        parts = [f"{format_number(n)} {tr(KINDS[kind].PLURAL if n != 1 else KINDS[kind].LABEL).lower()}"
                 for kind, n in counts.items()]  # fmt: skip
        if features := self._sieve.features_left_out:
            parts.append(tr_count("{n} feature of a layer", "{n} features of layers", features))
        if not parts:
            return ""
        one = sum(counts.values()) + features == 1
        sentence = tr("{what} is filtered out of the map.") if one else tr("{what} are filtered out of the map.")
        return sentence.format(what=", ".join(parts))
