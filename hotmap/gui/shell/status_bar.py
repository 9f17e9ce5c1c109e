# SPDX-License-Identifier: MIT
"""The line at the bottom: where, how large, what to do next, who, as of when, and that it is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.notation import Notation
from hotmap.gui.shell.place_readout import PlaceReadout
from hotmap.gui.widgets.building import ElidedLabel, button, dress, label, pill, row, rule
from hotmap.i18n import tr
from hotmap.units import format_number

HEIGHT_PX = 28


class StatusBar(QWidget):
    """The line at the bottom of the window.

    Parameters
    ----------
    notation : Notation
        In which the place under the pointer is shown.
    """

    role_wanted = Signal()
    history_wanted = Signal()
    copied = Signal(str)
    """A place was copied; carries its text."""
    snapping_wanted = Signal(bool)
    """Snapping is to be turned on or off."""

    def __init__(self, notation: Notation) -> None:
        super().__init__()
        dress(self, "foot")
        self._coordinates = PlaceReadout(notation)
        self._coordinates.copied.connect(self.copied)
        self._scale = label("", "second")
        self._is_snapping = True
        self._snapping = button("", lambda: self.snapping_wanted.emit(not self._is_snapping), kind="link")
        self._snapping_key = pill("S", "key")
        self._snapping_rule = rule("vertical")
        self._hint = ElidedLabel("second")
        self._role = button("", self.role_wanted.emit, kind="link", name=tr("Your role: click to change it"))
        self._as_of = label("", "second")
        self._dot = _Dot()
        self._saved = button("", self.history_wanted.emit, kind="link", name=tr("Saved: click for the history"))
        self._place_rule = rule("vertical")
        layout = row(self._coordinates, self._place_rule, self._scale, rule("vertical"), gap=11, margins=(12, 4, 12, 4))
        for part in (self._snapping, self._snapping_key, self._snapping_rule):
            layout.addWidget(part)
        layout.addWidget(self._hint, 1)
        self._as_of_rule = rule("vertical")
        for widget in (self._role, self._as_of_rule, self._as_of, rule("vertical"), self._dot, self._saved):
            layout.addWidget(widget)
        self.setLayout(layout)
        self._coordinates.hide()
        self._place_rule.hide()
        self.restyle()
        self.show_as_of("")
        self.show_snapping(None)

    def show_place(self, lon: float, lat: float, size_m: float = 1.0) -> None:
        """Show the place under the cursor, in degrees, as precisely as a pixel of so many metres tells it."""
        self._coordinates.show_place(lon, lat, size_m)
        self._coordinates.show()
        self._place_rule.show()

    def show_scale(self, denominator: float | None) -> None:
        """Show the map's scale as 1 : `denominator` of this screen."""
        if denominator:
            rounded = round(denominator, -max(len(str(int(denominator))) - 2, 0))
            self._scale.setText(f"1 : {format_number(rounded)}")

    def show_snapping(self, on: bool | None) -> None:
        """Show whether drawn corners are pulled to what is near; None hides it where nothing is drawn."""
        for widget in (self._snapping, self._snapping_key, self._snapping_rule):
            widget.setVisible(on is not None)
        self._is_snapping = bool(on)
        text = tr("Snapping on") if on else tr("Snapping off")
        self._snapping.setText(text)
        self._snapping.setAccessibleName(tr("{state}: click or press S to change it").format(state=text))
        self._snapping.setToolTip(tr("Drawn corners are pulled to corners, crossings and sides; hold Ctrl to be free"))

    def show_hint(self, text: str) -> None:
        """Say what the hand can do now."""
        self._hint.setText(text)

    def show_role(self, text: str, *, is_role: bool = True) -> None:
        """Show as whom the user writes, or another line in its place."""
        self._role.setText(tr("Role: {role}").format(role=text) if is_role else text)

    def show_as_of(self, text: str) -> None:
        """Show of when the data are; empty hides it."""
        self._as_of.setText(text)
        self._as_of.setVisible(bool(text))
        self._as_of_rule.setVisible(bool(text))

    def show_saved(self, *, is_open: bool, read_only: bool, at: datetime | None) -> None:
        """Say that nothing waits to be saved."""
        if not is_open:
            text, token = tr("No plan open"), "ink3"
        elif read_only:
            text, token = tr("Open for reading only"), "caution"
        elif at is None:
            text, token = tr("Everything saved"), "ok"
        else:
            text, token = tr("Everything saved, {time}").format(time=at.strftime("%H:%M")), "ok"
        self._saved.setText(text)
        self._dot.show_token(token)

    def restyle(self) -> None:
        """Take on the look in force."""
        look = theme.active()
        self.setFixedHeight(look.px(HEIGHT_PX))
        size = f"font-size: {look.sizes_px['small']}px"
        self._coordinates.restyle()
        for quiet in (self._role, self._saved, self._snapping):
            quiet.setStyleSheet(f"color: {look.tokens.ink2}; font-weight: 400; {size}")


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._token = "ink3"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_token(self, token: str) -> None:
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(7, 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.active().color(self._token))
            painter.drawEllipse(QRectF(self.rect()))
