# SPDX-License-Identifier: MIT
"""Plans as files: new, open, sample, copy. Asks where with the system's own file window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from hotmap.domain.records import PlanInfo
from hotmap.errors import HotmapError
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.paths import sample_data
from hotmap.settings import Settings

SUFFIX = ".gpkg"
SAMPLE = "plan.gpkg"


class PlanFiles(QObject):
    """Opens and makes plan files for a window.

    Parameters
    ----------
    workspace : Workspace
    window : QWidget
        Over which the file window stands.
    make_sample : callable, optional
        Writes the sample plan to a path, with a progress callback.
    """

    def __init__(self, workspace: Workspace, window: QWidget, make_sample: Callable[..., object] | None = None) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._make_sample = make_sample

    def create(self, info: PlanInfo) -> None:
        """Ask where to keep a new plan, and make it."""
        suggested = documents() / f"{file_name(info.title or tr('plan'))}{SUFFIX}"
        path = self._ask_to_save(tr("Keep the new plan as"), suggested)
        if path and self._workspace.create(path, info):
            self._remember(path)

    def open(self) -> None:
        """Ask which plan to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a plan"), str(documents()), tr("Plans of hotmap") + f" (*{SUFFIX})"
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> bool:
        """Open a plan; return whether it is open."""
        is_open = self._workspace.open(path)
        if is_open:
            self._remember(path)
        return is_open

    def open_sample(self) -> None:
        """Open the practice plan, making it first where there is none yet."""
        target = practice_folder() / SAMPLE
        if target.exists():
            self.open_path(target)
        elif sample_data(SAMPLE).exists():
            self._workspace.attempt(lambda: _copied(sample_data(SAMPLE), target))
            self.open_path(target)
        elif self._make_sample is not None:
            make = self._make_sample
            target.parent.mkdir(parents=True, exist_ok=True)
            self._workspace.jobs.run(
                tr("Preparing the sample island"),
                lambda progress: make(target, progress),
                lambda _: self.open_path(target),
                self._workspace.failed.emit,
            )

    def save_copy(self) -> None:
        """Ask where to put a whole copy for a colleague, and write it."""
        session = self._workspace.session
        if session is None:
            return
        suggested = session.path.with_name(f"{session.path.stem} (copy){SUFFIX}")
        path = self._ask_to_save(tr("Save a copy for a colleague"), suggested)
        if path and self._workspace.did(lambda: session.copy_to(path)):
            self._workspace.told.emit(
                tr("Copied to {name}. It holds everything: give it only to those who may see everything.").format(
                    name=path.name
                )
            )

    def _ask_to_save(self, title: str, suggested: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(suggested), tr("Plans of hotmap") + f" (*{SUFFIX})"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def _remember(self, path: Path) -> None:
        Settings.load().opened(path).save()


def documents() -> Path:
    """Return the user's folder for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def practice_folder() -> Path:
    """Return where the practice plan is kept, apart from the user's own plans."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(found or Path.home()) / "practice"


def file_name(title: str) -> str:
    """Return a title as a file name that every system takes.

    >>> file_name("Sector East: Q4/2026")
    'Sector East Q4 2026'
    """
    kept = "".join(c if c.isalnum() or c in "-_. " else " " for c in title)
    return " ".join(kept.split()).strip(". ")[:80] or "plan"


def _copied(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise HotmapError(tr("The sample could not be copied: {why}").format(why=error.strerror or error)) from error
