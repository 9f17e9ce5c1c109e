# SPDX-License-Identifier: MIT
"""A place for a panel that is made when it is first asked for, or when the window finds time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from hotmap.gui.widgets.building import column, dress

AnyPanel = TypeVar("AnyPanel", bound=QWidget)


class Later(QWidget, Generic[AnyPanel]):
    """Looks like an empty panel until the panel is there.

    Parameters
    ----------
    make : callable
        Imports, makes and fills the panel.
    """

    def __init__(self, make: Callable[[], AnyPanel]) -> None:
        super().__init__()
        dress(self, "panel")
        self._make = make
        self._panel: AnyPanel | None = None
        self.setLayout(column(gap=0))

    @property
    def is_made(self) -> bool:
        """True when the panel is there."""
        return self._panel is not None

    @property
    def panel(self) -> AnyPanel:
        """The panel, made now if it was not yet there."""
        if self._panel is None:
            self._panel = self._make()
            layout: Any = self.layout()
            layout.addWidget(self._panel)
            self._panel.show()
        return self._panel
