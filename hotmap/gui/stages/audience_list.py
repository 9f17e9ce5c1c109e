# SPDX-License-Identifier: MIT
"""Who receives it: the audiences with what would leave for each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.domain.codelists import AUDIENCES
from hotmap.gui import theme
from hotmap.gui.speech import Role, Speech, tell
from hotmap.gui.widgets.building import column
from hotmap.gui.widgets.pressable import Pressable
from hotmap.i18n import mark_for_translation, tr

MEANINGS = {
    "mission": mark_for_translation("All components"),
    "uniformed": mark_for_translation("Force and police"),
    "unct": mark_for_translation("Agencies, RCO"),
    "partners": mark_for_translation("NGOs and clusters"),
    "authorities": mark_for_translation("After clearance"),
    "public": mark_for_translation("Anyone"),
}
ROW_PX = 46


class AudienceList(QWidget):
    """The audiences as radio rows."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = {audience: AudienceRow(audience) for audience in AUDIENCES}
        for audience, one in self._rows.items():
            one.pressed.connect(lambda a=audience: self.choose(a))
            one.stepped.connect(lambda step, a=audience: self._step(a, step))
        self.setLayout(column(*self._rows.values(), gap=2))
        self.value = AUDIENCES[0]
        self.setAccessibleName(tr("Who receives it?"))

    def choose(self, audience: str) -> None:
        """Choose an audience as the hand would."""
        self.show_value(audience)
        self.chosen.emit(audience)

    def show_value(self, audience: str) -> None:
        """Show an audience as chosen without telling anybody."""
        self.value = audience
        for code, one in self._rows.items():
            one.set_chosen(code == audience)

    def show_texts(self, names: Mapping[str, str]) -> None:
        """Show the names of the audiences."""
        for code, one in self._rows.items():
            one.set_name(names[code])

    def show_count(self, audience: str, released: int, total: int) -> None:
        """Show how many hotspots would leave for an audience."""
        self._rows[audience].set_count(tr("{n} of {all}").format(n=released, all=total))

    def _step(self, audience: str, step: int) -> None:
        at = min(max(AUDIENCES.index(audience) + step, 0), len(AUDIENCES) - 1)
        self._rows[AUDIENCES[at]].setFocus()
        self.choose(AUDIENCES[at])


class AudienceRow(Pressable):
    """One audience."""

    stepped = Signal(int)

    def __init__(self, audience: str) -> None:
        super().__init__()
        self._audience, self._name, self._count, self._chosen = audience, audience, "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self._describe()

    def set_count(self, text: str) -> None:
        """Show another count."""
        self._count = text
        self._describe()

    def set_chosen(self, chosen: bool) -> None:
        """Show the row as chosen or not."""
        self._chosen = chosen
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(ROW_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if Qt.Key(event.key()) in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self._chosen or self.underMouse() or self.hasFocus():
                marked = self._chosen or self.hasFocus()
                painter.setPen(QPen(look.color("accent"), 2 if self.hasFocus() else 1) if marked else Qt.PenStyle.NoPen)
                painter.setBrush(look.color("accent_tint" if self._chosen else "sunk"))
                painter.drawRoundedRect(frame, 7, 7)
            x = 11.0 if not mirrored else self.width() - 27.0
            disc = QRectF(x, self.height() / 2 - 8, 16, 16)
            painter.setPen(QPen(look.color("accent" if self._chosen else "edge"), 1.2))
            painter.setBrush(look.color("accent" if self._chosen else "panel"))
            painter.drawEllipse(disc)
            if self._chosen:
                painter.setBrush(look.color("on_accent"))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(disc.adjusted(5, 5, -5, -5))
            words = QRectF(self.rect()).adjusted(38, 5, -11, -5)
            if mirrored:
                words = QRectF(self.rect()).adjusted(11, 5, -38, -5)
            half = words.height() / 2
            small = look.font("small")
            painter.setFont(small)
            painter.setPen(look.color("ink2"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, self._count)
            room = round(words.width() - QFontMetrics(small).horizontalAdvance(self._count) - 8)
            below = QFontMetrics(small).elidedText(tr(MEANINGS[self._audience]), Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                words.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, below
            )
            strong = look.font("body", QFont.Weight.DemiBold)
            painter.setFont(strong)
            painter.setPen(look.color("ink"))
            name = QFontMetrics(strong).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                words.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, name
            )

    def _describe(self) -> None:
        state = tr("chosen") if self._chosen else ""
        self.setAccessibleName(", ".join(filter(None, (self._name, self._count, state))))
        tell(self, checked=True)
        self.update()

    def speech(self) -> Speech:
        """Tell whether this is who receives it."""
        return Speech(Role.RadioButton, ", ".join(filter(None, (self._name, self._count))), checked=self._chosen)
