# SPDX-License-Identifier: MIT
"""The place under the pointer, in the status bar: a click changes its notation, a menu copies it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from hotmap.analysis.coordinates import format_point
from hotmap.gui import theme
from hotmap.gui.icons import icon
from hotmap.gui.notation import NAMES, Notation, isolated, name_of
from hotmap.i18n import tr


class PlaceReadout(QPushButton):
    """Shows one place.

    Parameters
    ----------
    notation : Notation
    """

    copied = Signal(str)
    """The place was copied; carries its text."""

    def __init__(self, notation: Notation) -> None:
        super().__init__()
        self._notation = notation
        self._place: tuple[float, float, float] | None = None
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setToolTip(tr("Click for another notation; right-click to choose one or to copy"))
        self.clicked.connect(notation.choose_next)
        notation.changed.connect(self._on_notation)

    def show_place(self, lon: float, lat: float, size_m: float = 1.0) -> None:
        """Show a place in degrees, as precisely as `size_m` metres."""
        self._place = (lon, lat, size_m)
        text = self._notation.shown(lon, lat, size_m)
        self.setText(text)
        self.setAccessibleName(tr("Place under the pointer: {place}. Click for another notation").format(place=text))
        # never narrower than it was, or all that stands beside it would tremble with the hand
        self.setMinimumWidth(max(self.minimumWidth(), self.sizeHint().width()))

    def copy(self) -> None:
        """Copy the place as it is shown."""
        if self._place is not None:
            self._copy(self._notation.value)

    def restyle(self) -> None:
        """Take on the look in force."""
        look = theme.active()
        size = f"font-size: {look.sizes_px['small']}px"
        self.setStyleSheet(f"color: {look.tokens.ink}; font-weight: 600; {size}")
        self.setMinimumWidth(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the notations with this place as their example, and to copy it."""
        if self._place is not None:
            self.menu_here().popup(event.globalPos() if event.reason() != event.Reason.Keyboard else self._corner())

    def menu_here(self) -> QMenu:
        """Return the menu for the place that is shown."""
        menu = QMenu(self)
        if self._place is None:
            return menu
        copy = menu.addAction(icon("copy"), tr("Copy {place}").format(place=self.text()))
        copy.triggered.connect(lambda: self.copy())
        menu.addSeparator()
        for notation in NAMES:
            example = isolated(format_point(*self._place[:2], notation, self._place[2]))
            action = menu.addAction(f"{name_of(notation)}\t{example}")
            action.setCheckable(True)
            action.setChecked(notation == self._notation.value)
            action.triggered.connect(lambda _=False, n=notation: self._notation.choose(n))
        return menu

    def _copy(self, notation: str) -> None:
        assert self._place is not None
        text = format_point(*self._place[:2], notation, self._place[2])
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _on_notation(self) -> None:
        self.setMinimumWidth(0)
        if self._place is not None:
            self.show_place(*self._place)

    def _corner(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, 0))
