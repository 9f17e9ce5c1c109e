# SPDX-License-Identifier: MIT
"""What the next record that is drawn will be: its type by its sign, favourites and the last used at hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from hotmap.domain.codelists import CodeLists
from hotmap.gui import theme
from hotmap.gui.canvas.type_choice import FIRST_TYPES, TypeChoice, at_hand, type_choices
from hotmap.gui.canvas.type_list import TypeList
from hotmap.gui.marks import paint_symbol
from hotmap.gui.widgets.building import button, dress, emptied, row
from hotmap.i18n import tr
from hotmap.settings import Settings

MOST_SIGNS = 6
MOST_RECENT = 8
WIDTH_PX, HEIGHT_PX = 38, 32


class TypeStrip(QWidget):
    """A float beside the tools while something is drawn that has a type.

    Parameters
    ----------
    lists : callable
        Gives the code lists in force.

    Attributes
    ----------
    chosen : dict of str to str
        The type chosen last, by what is drawn, in this window.
    """

    resized = Signal()

    def __init__(self, lists: Callable[[], CodeLists]) -> None:
        super().__init__()
        dress(self, "float")
        self._lists = lists
        self._thing = ""
        self.chosen: dict[str, str] = {}
        self._list: TypeList | None = None
        self._signs = row(gap=2, margins=(6, 4, 6, 4))
        self.setLayout(self._signs)
        self.hide()

    def show_for(self, thing: str) -> None:
        """Offer the types of one of `DRAWN_THINGS`; an empty text puts the strip away."""
        self._thing = thing
        if thing:
            self._fill()
        self.setVisible(bool(thing))
        self.resized.emit()

    def type_of(self, thing: str) -> str | None:
        """Return the type that what is drawn next gets, or None while nobody has chosen one."""
        return self.chosen.get(thing)

    def choose(self, code: str) -> None:
        """Let the next records be of this type; choosing it again leaves the type open."""
        if self.chosen.get(self._thing) == code:
            del self.chosen[self._thing]
        else:
            self.chosen[self._thing] = code
            settings = Settings.load()
            entry = f"{self._thing}:{code}"
            recent = (entry, *(e for e in settings.recent_types if e != entry))
            settings.with_values(recent_types=recent[: 2 * MOST_RECENT]).save()
        self._fill()
        self.resized.emit()

    def pin(self, code: str) -> None:
        """Make a type a favourite, or no longer one."""
        settings, entry = Settings.load(), f"{self._thing}:{code}"
        pinned = settings.favourite_types
        pinned = tuple(e for e in pinned if e != entry) if entry in pinned else (*pinned, entry)
        settings.with_values(favourite_types=pinned).save()
        self._fill()
        if self._list is not None and self._list.isVisible():
            self._list.show_choices(self._choices(), code)
        self.resized.emit()

    def open_list(self) -> None:
        """Show all types below the strip."""
        if self._list is None:
            self._list = TypeList()
            self._list.chosen.connect(self._take)
            self._list.pinned.connect(self.pin)
        self._list.setLayoutDirection(self.layoutDirection())
        self._list.open(self._choices(), self.chosen.get(self._thing))
        self._list.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._list.show()

    def _take(self, code: str) -> None:
        if self.chosen.get(self._thing) != code:
            self.choose(code)

    def _choices(self) -> list[TypeChoice]:
        return type_choices(self._thing, self._lists(), self._kept("favourite_types"))

    def _kept(self, name: str) -> list[str]:
        entries = (str(entry).split(":", 1) for entry in getattr(Settings.load(), name))
        return [entry[1] for entry in entries if entry[0] == self._thing and len(entry) == 2]

    def _fill(self) -> None:
        emptied(self._signs)
        current = self.chosen.get(self._thing)
        choices = self._choices()
        offered = at_hand(
            choices, self._kept("favourite_types"), self._kept("recent_types"), FIRST_TYPES[self._thing], MOST_SIGNS
        )
        name = next((choice.text for choice in choices if choice.code == current), "")
        shown: list[QWidget] = [
            button(name or tr("Type: later"), self.open_list, kind="small", name=tr("Type of what is drawn next"))
        ]
        for choice in offered:
            sign = _Sign(choice)
            sign.setChecked(choice.code == current)
            sign.clicked.connect(lambda _=False, code=choice.code: self.choose(code))
            shown.append(sign)
        shown.append(button(tr("More …"), self.open_list, kind="link", name=tr("All types")))
        for widget in shown:
            self._signs.addWidget(widget)
            widget.show()  # at once, or the strip would not yet know its size
        self.adjustSize()


class _Sign(QToolButton):
    """A type by its sign alone; its name is the tooltip."""

    def __init__(self, choice: TypeChoice) -> None:
        super().__init__()
        self._choice = choice
        self.setProperty("kind", "tool")
        self.setCheckable(True)
        self.setToolTip(choice.text)
        self.setAccessibleName(choice.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(look.px(WIDTH_PX), look.px(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the sign of the map on it."""
        super().paintEvent(event)
        height = theme.active().magnify * self._choice.height_px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            room = QRectF(self.rect())
            paint_symbol(
                painter,
                self._choice.symbol,
                QRectF(room.left() + 2, room.center().y() - height / 2, room.width() - 4, height),
            )
