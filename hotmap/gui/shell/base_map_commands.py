# SPDX-License-Identifier: MIT
"""Commands about base maps: told when one is missing, found again, copied beside the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from hotmap.cartography.raster_layer import BROKEN, MISSING, RasterLayer
from hotmap.domain.records import Layer
from hotmap.gui.commands import Command
from hotmap.gui.shell.plan_files import documents
from hotmap.gui.widgets.notice import Notice
from hotmap.i18n import tr, tr_count
from hotmap.importers.rasters.names import SUFFIXES
from hotmap.services import base_maps

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def base_map_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what can be done with the pictures of base maps."""
    desk = BaseMapDesk(window)
    yield Command("picture_find", tr("Find a missing base map …"), desk.find_first, (), "layers", "folder",
                  lambda: bool(desk.missing()))  # fmt: skip
    yield Command("picture_copy", tr("Copy all base maps beside the plan"), desk.copy_all, (), "layers", "copy",
                  lambda: bool(desk.elsewhere()))  # fmt: skip


class BaseMapDesk:
    """Looks after the pictures that stay outside the plan.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._workspace = window.workspace
        self._notice: Notice | None = None
        window.map.rasters.problems_found.connect(self._tell)
        window.map.rasters.changed.connect(self._take_back)
        window.workspace.picture_wanted.connect(self.find)
        window.workspace.picture_copy_wanted.connect(lambda layer: self.copy([layer]))
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    def missing(self) -> list[Layer]:
        """Return the base maps whose picture is nowhere."""
        session = self._workspace.session
        return base_maps.missing(session) if session else []

    def elsewhere(self) -> list[Layer]:
        """Return the base maps whose picture does not lie in the plan's folder."""
        session = self._workspace.session
        return base_maps.elsewhere(session) if session and not session.read_only else []

    def find_first(self) -> None:
        """Ask for the picture of the first base map that misses its own."""
        for layer in self.missing()[:1]:
            self.find(layer)

    def find(self, layer: Layer) -> None:
        """Ask where the picture of a base map is now, and take it from there."""
        name = Path(layer.source or "").name
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = tr("Pictures") + f" ({patterns});;" + tr("All files") + " (*)"
        title = tr("Find {name}").format(name=name or layer.name or tr("base map"))
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(documents() / name), filters)
        if chosen:
            self.take(layer, Path(chosen))

    def take(self, layer: Layer, path: Path) -> None:
        """Take the picture of a base map from a file."""
        session = self._workspace.session
        if session is not None and self._workspace.did(lambda: base_maps.find_again(session, layer, path)):
            self._window.notices.clear()
            self._workspace.acted.emit(tr("Found: {name}").format(name=layer.name or path.name))

    def copy_all(self) -> None:
        """Copy the pictures of all base maps into the plan's folder, as one action."""
        self.copy(self.elsewhere())

    def copy(self, layers: Sequence[Layer]) -> None:
        """Copy the pictures of base maps into the plan's folder, as one action."""
        session = self._workspace.session
        if session is None or not layers:
            return

        def done(copies: dict[str, Path]) -> None:
            if self._workspace.did(lambda: base_maps.use_copies(session, copies)):
                words = tr_count("{n} base map lies beside the plan now.", "{n} base maps lie beside the plan now.",
                                 len(copies))  # fmt: skip
                self._workspace.acted.emit(words)

        self._workspace.jobs.run(
            tr("Copying base maps"),
            lambda progress: base_maps.copies_beside(session, layers, progress),
            done,
            lambda sentence: self._workspace.failed.emit(sentence),
        )

    def _tell(self, problems: tuple[RasterLayer, ...]) -> None:
        """Say once that base maps cannot be shown, and what helps."""
        missing = [problem for problem in problems if problem.problem == MISSING]
        first = (missing or problems)[0]
        name = first.layer.name or tr("base map")
        text, action = first.reason, None
        if missing:
            one, several = tr("The picture of the base map {names} is missing."), tr("Base maps are missing: {names}.")
            names = ", ".join(problem.layer.name or tr("base map") for problem in missing)
            head = (one if len(missing) == 1 else several).format(names=names)
            text = tr("The map shows its frame. Perhaps it is on a disk or stick that is not there now.")
            action = None if self._is_read_only() else (tr("Find it …"), lambda: self.find(first.layer))
        elif first.problem == BROKEN:
            head = tr("The picture of the base map {name} is damaged.").format(name=name)
        else:
            head = tr("The picture of the base map {name} cannot be read.").format(name=name)
        self._notice = self._window.notices.say(head, text, tone="caution", action=action)
        self._notice.destroyed.connect(self._forget)

    def _take_back(self) -> None:
        """Say no more of what is well again."""
        if self._notice is not None and not any(one.problem for one in self._window.map.canvas.scene.rasters):
            self._window.notices.clear()

    def _forget(self) -> None:
        self._notice = None

    def _is_read_only(self) -> bool:
        session = self._workspace.session
        return session is None or session.read_only

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._window.map.rasters.look_again()
