# SPDX-License-Identifier: MIT
"""What a stage is: an id, a count of open questions, and panels for the places about the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.workspace import Workspace


@dataclass(frozen=True)
class Panels:
    """The panels of a stage by place, as `hotmap.gui.shell.frame.Frame` knows them, with their sizes.

    Attributes
    ----------
    widgets : mapping of str to QWidget
    sizes_px : mapping of str to int
    waiting : mapping of str to tuple of QWidget
        Panels that take their place later; until then the frame keeps them.
    """

    widgets: Mapping[str, QWidget]
    sizes_px: Mapping[str, int] = field(default_factory=dict)
    waiting: Mapping[str, tuple[QWidget, ...]] = field(default_factory=dict)


class Stage(QObject):
    """One stage. Its panels are built at the first visit, not at start.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
        The one map of the window.
    """

    rearranged = Signal()
    """The stage, while in front, wants other panels or other sizes."""

    id = ""
    hint = ""
    """What the hand can do here, for the status bar."""
    tools: tuple[str, ...] | None = ("select", "measure")
    """Tools that the map offers here; None for all."""
    hides: frozenset[str] = frozenset()
    """What the map leaves out in this stage, as `Scene.hidden` names it."""

    def __init__(self, workspace: Workspace, view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.map = view
        self._panels: Panels | None = None

    @property
    def is_built(self) -> bool:
        """True after the first visit."""
        return self._panels is not None

    @property
    def panels(self) -> Panels:
        """The panels, built when first asked for."""
        if self._panels is None:
            self._panels = self.build()
        return self._panels

    def build(self) -> Panels:
        """Make the panels."""
        raise NotImplementedError

    def finishing(self) -> Iterator[Callable[[], object]]:
        """Yield what is still to be made of a stage in front once the map stands, in small steps."""
        yield from ()

    def open_questions(self) -> tuple[int, str]:
        """Return how many questions are open here, and ``gap`` where they are grave."""
        return 0, ""

    def enter(self) -> None:
        """Bring the panels up to date; the stage has come to the front."""

    def leave(self) -> None:
        """The stage goes to the back."""

    def refresh(self) -> None:
        """The plan has changed while the stage is in front."""

    def show_findings(self) -> None:
        """The plan checker has said something new while the stage is in front."""

    def take_key(self, key: int) -> bool:
        """Act on one of the keys 1–4, given as a number; return whether it did."""
        return False
