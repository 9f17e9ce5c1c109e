# SPDX-License-Identifier: MIT
"""Bring in a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr


class ImportPanel(QWidget):
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()

    def file_filter(self) -> str:
        return tr("All files") + " (*)"

    def preview(self, path: Path) -> None:
        pass
