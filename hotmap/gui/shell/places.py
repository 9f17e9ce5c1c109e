# SPDX-License-Identifier: MIT
"""What the window does with places: grid, copying, pasting, identifying. Assembly only; each part is its own module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hotmap.gui.canvas.highlight import Highlight
from hotmap.gui.canvas.map_canvas import LOOKING_TOOLS
from hotmap.gui.canvas.map_grid import GRIDS, MapGrid
from hotmap.gui.canvas.map_menu import MapMenu, MenuWays
from hotmap.gui.canvas.place_marks import PlaceMarks
from hotmap.gui.canvas.target_mark import TargetMark
from hotmap.gui.canvas.things_here import middle_px
from hotmap.gui.commands import Command
from hotmap.gui.shell.search import Answer
from hotmap.gui.tools import MapPress
from hotmap.i18n import tr
from hotmap.settings import Settings

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow
    from hotmap.gui.panels.identify_panel import IdentifyPanel
    from hotmap.gui.panels.paste_panel import PastePanel

PASTE_SIZES = {"right": 420}
IDENTIFY_SIZES = {"right": 380}
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Places(QObject):
    """The parts of the window that deal with places.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pointer: tuple[float, float] | None = None
        canvas = window.map.canvas
        self.grid = MapGrid(canvas, self._covered)
        self.grid.show_kind(Settings.load().grid)
        self.grid.changed.connect(lambda kind: Settings.load().with_values(grid=kind).save())
        self.marks = PlaceMarks(canvas)
        self.pasters: list[Callable[[str], bool]] = [self.paste_text]
        """Who may take what is pasted on the map, the first that returns True; they are given its text."""
        self._pasting: PastePanel | None = None
        self.highlight = Highlight(canvas)
        self.target = TargetMark(canvas, self._covered)
        self.menu = MapMenu(canvas, window.workspace, MenuWays(self.copy, self.identify, self._shape_commands))
        self._identifying: IdentifyPanel | None = None
        canvas.cursor_moved.connect(self._on_cursor)
        window.map.coordinates_wanted.connect(self._on_coordinates)

    def show_next_grid(self) -> None:
        """Show the next of no grid, MGRS and degrees."""
        kinds = list(GRIDS)
        kind = kinds[(kinds.index(self.grid.kind) + 1) % len(kinds)]
        self.grid.show_kind(kind)
        self._window.map.canvas.say(self.grid.words())

    def copy_pointed(self) -> None:
        """Copy the place under the pointer, or the middle of the map where the pointer never was."""
        canvas = self._window.map.canvas
        lon, lat = self._pointer or canvas.view.centre
        self.copy(self._window.workspace.notation.text(lon, lat, canvas.view.ground_m_per_px))

    def copy(self, text: str) -> None:
        """Copy a text and say so."""
        QGuiApplication.clipboard().setText(text)
        self.tell_copied(text)

    def tell_copied(self, text: str) -> None:
        """Say what was copied."""
        self._window.workspace.told.emit(tr("Copied: {text}").format(text=text))

    def paste(self) -> None:
        """Take what is on the clipboard: copied records, or places out of text."""
        text = QGuiApplication.clipboard().text()
        if any(take(text) for take in self.pasters):
            return
        can_write = self._can_write()
        self._window.map.canvas.say(
            tr("There are no coordinates in what was copied last.")
            if can_write
            else tr("The plan is open for reading only: nothing can be pasted.")
        )

    def paste_text(self, text: str) -> bool:
        """Review the places in a text; return whether it has any."""
        from hotmap.analysis.place_finding import find_points
        from hotmap.gui.panels.paste_panel import MOST_CHARACTERS

        if not self._can_write() or not find_points(text[:MOST_CHARACTERS]):
            return False
        self.open_pasting().paste(text)
        return True

    def open_pasting(self) -> PastePanel:
        """Open the review of pasted places and return it."""
        from hotmap.gui.panels.paste_panel import PastePanel

        window = self._window
        if self._pasting is None:
            self._pasting = PastePanel(window.workspace)
            self._pasting.marks_changed.connect(self.marks.show_marks)
            self._pasting.closed.connect(lambda: window.show_side(None))
            window.frame.house("right", self._pasting)
        window.show_side(self._pasting, PASTE_SIZES)
        self._pasting.begin()
        return self._pasting

    def preview(self, answer: Answer | None) -> None:
        """Mark where an answer of the search lies, before it is taken."""
        self.target.show_place(answer.place if answer is not None else None)

    def identify(self, at: MapPress, index: int = 0) -> IdentifyPanel:
        """Tell what lies at a place of the map, beginning with one of the things there; return the panel."""
        panel = self.identifying()
        self._window.show_side(panel, IDENTIFY_SIZES)
        panel.identify(at.px, index)
        panel.setFocus()
        return panel

    def identifying(self) -> IdentifyPanel:
        """Return the panel that tells what lies at a place."""
        from hotmap.gui.panels.identify_panel import IdentifyPanel

        window = self._window
        if self._identifying is None:
            self._identifying = IdentifyPanel(window.workspace, window.map.canvas)
            self._identifying.shown.connect(self.highlight.show_shape)
            self._identifying.copied.connect(self.copy)
            self._identifying.closed.connect(lambda: window.show_side(None))
            window.frame.house("right", self._identifying)
        return self._identifying

    def identify_by_key(self) -> None:
        """Tell what lies at the selected record, else under the pointer, else in the middle of the map."""
        canvas = self._window.map.canvas
        record = canvas.only_selected()
        px = middle_px(canvas, record.geometry if record is not None else None)
        if record is None and self._pointer is not None:
            pointed = canvas.to_px(*self._pointer)
            px = pointed if canvas.rect().contains(pointed.toPoint()) else px
        self.identify(canvas.pointing.press_at(px, False, False, snaps=False))

    def _shape_commands(self) -> list[Command]:
        return [command for command in self._window.commands.offered() if command.group == "shape"]

    def _on_coordinates(self) -> None:
        """Type the next corner while drawing, else review a text of places."""
        window = self._window
        if window.map.canvas.tool.id in LOOKING_TOOLS and self._can_write():
            self.open_pasting()
        else:
            window.map.ask_place()

    def _can_write(self) -> bool:
        session = self._window.workspace.session
        return session is not None and not session.read_only

    def _on_cursor(self, lon: float, lat: float) -> None:
        self._pointer = (lon, lat)
        self._window.status.show_place(lon, lat, self._window.map.canvas.view.ground_m_per_px)

    def _covered(self) -> list[QRectF]:
        """Return the parts of the map that floats lie on."""
        view = self._window.map
        floats = (child for child in view.findChildren(QWidget, options=_DIRECT) if child is not view.canvas)
        boxes = (QRectF(child.geometry()) for child in floats if child.isVisible())
        return [box for box in boxes if box.width() < view.width() or box.height() < view.height()]
