# SPDX-License-Identifier: MIT
"""The panels that lie over the end of the window, each made when it is first asked for.

None of them is needed for the first map on the screen, and what they import is half of the program.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from hotmap.gui.shell.focus_order import focus_next, focus_order

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_view import MapView
    from hotmap.gui.canvas.map_walk import MapWalk
    from hotmap.gui.commands import Commands
    from hotmap.gui.panels.bookmarks import BookmarkPanel
    from hotmap.gui.panels.history import HistoryPanel
    from hotmap.gui.panels.import_panel import ImportPanel
    from hotmap.gui.panels.keyboard import KeyboardPanel
    from hotmap.gui.panels.picture_panel import PicturePanel
    from hotmap.gui.panels.plan_panel import PlanPanel
    from hotmap.gui.panels.rings import RingsPanel
    from hotmap.gui.panels.start import StartPanel
    from hotmap.gui.shell.frame import Frame
    from hotmap.gui.shell.plan_files import PlanFiles
    from hotmap.gui.stages.stage import Stage
    from hotmap.gui.workspace import Workspace

_TRIES, _FILLS_MS = 10, 40
AnyPanel = TypeVar("AnyPanel", bound=QWidget)


class SidePanels(QMainWindow):
    """A main window's panels at its end; the window itself brings what they work on."""

    workspace: Workspace
    map: MapView
    frame: Frame
    files: PlanFiles
    commands: Commands
    stage: Stage
    map_walk: MapWalk
    _side: QWidget | None
    """The panel that lies over the end of the window now."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on with Tab as one reads the window."""
        return focus_next(self, self.focusWidget(), forward=forward)

    @cached_property
    def start(self) -> StartPanel:
        """What is shown while no plan is open."""
        from hotmap.gui.panels.start import StartPanel

        made = StartPanel(self.map.bounds)
        self.map.view_changed.connect(made.form.show_area)
        made.create_wanted.connect(self.files.create)
        made.role_given.connect(self.take_role)
        made.open_wanted.connect(self.files.open)
        made.sample_wanted.connect(self.files.open_sample)
        made.recent_wanted.connect(self.files.open_path)
        made.file_wanted.connect(lambda: self.commands.run("import"))
        self.frame.house("right", made)
        return made

    @cached_property
    def history(self) -> HistoryPanel:
        """All actions, newest first."""
        from hotmap.gui.panels.history import HistoryPanel

        return self._housed(HistoryPanel(self.workspace))

    @cached_property
    def importing(self) -> ImportPanel:
        """The preview of a file that is to be brought in."""
        from hotmap.gui.panels.import_panel import ImportPanel

        return self._housed(ImportPanel(self.workspace))

    @cached_property
    def pictures(self) -> PicturePanel:
        """The preview of a picture that is to become a base map."""
        from hotmap.gui.panels.picture_panel import PicturePanel

        return self._housed(PicturePanel(self.workspace))

    @cached_property
    def plan_panel(self) -> PlanPanel:
        """What is known of the plan itself."""
        from hotmap.gui.panels.plan_panel import PlanPanel

        made = self._housed(PlanPanel(self.workspace))
        made.role_given.connect(self.take_role)
        return made

    @cached_property
    def keyboard(self) -> KeyboardPanel:
        """All keys on one page."""
        from hotmap.gui.panels.keyboard import KeyboardPanel

        return self._housed(KeyboardPanel(self.workspace, self.commands))

    @cached_property
    def bookmarks(self) -> BookmarkPanel:
        """The views that are kept."""
        from hotmap.gui.panels.bookmarks import BookmarkPanel

        return self._housed(BookmarkPanel(self.workspace))

    @cached_property
    def rings(self) -> RingsPanel:
        """Circles of distance."""
        from hotmap.gui.panels.rings import RingsPanel

        return self._housed(RingsPanel(self.workspace, self.map.canvas))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away with Esc the panel in which the keyboard is, when nothing in it has a use for the key."""
        focus, panel = self.focusWidget(), self._side if self.workspace.is_open else None
        is_there = panel is not None and focus is not None and (panel is focus or panel.isAncestorOf(focus))
        if event.key() == Qt.Key.Key_Escape and is_there:
            self.show_side(None)
        else:
            super().keyPressEvent(event)

    def make_way(self, selection: object) -> None:
        """Put a panel that only tells something away for the form of what was chosen outside of it.

        Who only passes over the map with Tab keeps the panel until Enter.
        """
        panel, focus = self._side, self.focusWidget()
        if not selection or panel is None or self.map_walk.is_stepping:
            return
        if getattr(panel, "makes_way", False) and (focus is None or not panel.isAncestorOf(focus)):
            self.close_side()

    def open_form(self) -> None:
        """Bring the form of the selected record to the front, and the keyboard into it."""
        self.make_way(self.workspace.selection)
        self._focus_form(_TRIES)

    def _focus_form(self, tries: int) -> None:
        """Put the keyboard into the form; one that was hidden is filled only when it is seen again."""
        panel = self.frame.panel_in("right")
        first = next(iter(focus_order(panel)), None) if panel is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif tries:
            QTimer.singleShot(_FILLS_MS, self, lambda: self._focus_form(tries - 1))

    def close_side(self) -> None:
        """Give its place back to the panel of the stage, and leave the focus where it is."""
        self._side = None
        self.frame.arrange(self.stage.panels.widgets, self.stage.panels.sizes_px)

    def take_role(self, role: str) -> None:
        """Write as this role or team."""
        raise NotImplementedError

    def show_side(self, panel: QWidget | None, sizes_px: dict[str, int] | None = None) -> None:
        """Lay a panel over the end of the window; None puts it away."""
        raise NotImplementedError

    def _housed(self, panel: AnyPanel) -> AnyPanel:
        """Return a panel that lives with the window and that its own button closes."""
        panel.closed.connect(lambda: self.show_side(None))  # type: ignore[attr-defined]
        self.frame.house("right", panel)
        return panel
