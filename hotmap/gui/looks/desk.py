# SPDX-License-Identifier: MIT
"""The layer whose look is being chosen: tried on the map at once, written when the hand lets go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from hotmap.analysis.classing import is_numeric, tally
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.scene import Scene
from hotmap.cartography.style import default_style_of, style_of
from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import LayerStyle, Value
from hotmap.domain.records import Layer
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.workspace import Workspace
from hotmap.services import layering

_PREVIEW_MS = 25
_SAMPLED_ROWS = 3_000
Found = TypeVar("Found")


class LookDesk(QObject):
    """Holds a layer and the style that is tried on it.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
        The map on which a look is tried.
    """

    changed = Signal()
    """Another layer, or another style of it, stands here."""

    def __init__(self, workspace: Workspace, view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.map = workspace, view
        self._uuid = ""
        self._tried: LayerStyle | None = None
        self._known_of: FeatureTable | None = None
        self._known: dict[str, Any] = {}
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._soon.timeout.connect(self._preview)
        workspace.changed.connect(lambda _: self._on_changed())

    @property
    def layer(self) -> Layer | None:
        """The layer, or None when it is gone."""
        found: Layer | None = self.workspace.plan.get(self._uuid, "layer")
        return found

    @property
    def style(self) -> LayerStyle:
        """The style that is tried, else the one the layer has."""
        layer = self.layer
        return self._tried or (style_of(layer) if layer is not None else LayerStyle())

    @property
    def geometry(self) -> str:
        """``Point``, ``Line``, ``Area`` or ``Mixed``."""
        layer = self.layer
        return (layer.geometry_type if layer is not None else None) or "Mixed"

    @property
    def scene(self) -> Scene:
        """What the map draws."""
        return self.map.canvas.scene

    @property
    def drawn(self) -> ContextLayer | None:
        """The layer as it is drawn, with its features; None for one that has none."""
        return next((context for context in self.scene.layers if context.layer.uuid == self._uuid), None)

    @property
    def reason(self) -> str:
        """Why the layer, or part of it, is missing; nothing where it is not."""
        return next((one.reason for one in self.scene.stack if one.layer.uuid == self._uuid), "")

    @property
    def columns(self) -> Mapping[str, Sequence[Any]]:
        """The file's own fields."""
        drawn = self.drawn
        return drawn.table.columns if drawn is not None else {}

    def numeric_columns(self) -> list[str]:
        """Return the columns that hold numbers; looked for once a table."""
        return self._once("numeric", lambda: numeric_columns(self.columns))

    def counted(self, column: str | None) -> tuple[list[tuple[Value, int]], int]:
        """Return the kinds of a column with their counts, and how many rows tell none; counted once a table."""
        return self._once(f"kinds {column}", lambda: tally(self.columns.get(column or "", ())))

    def take(self, uuid: str) -> None:
        """Turn to a layer."""
        self.leave()
        self._uuid = uuid
        self.changed.emit()

    def try_style(self, style: LayerStyle) -> None:
        """Show a style on the map, and write nothing yet."""
        self._tried = style
        self._soon.start()

    def settle(self, style: LayerStyle, note: str = "") -> None:
        """Write a style as one action."""
        layer, session = self.layer, self.workspace.session
        was_tried = self._tried is not None
        self._soon.stop()
        self._tried = None
        if layer is None or session is None:
            return
        if style != style_of(layer):
            if self.workspace.did(lambda: layering.restyle(session, layer, style, note)):
                return  # which told everybody
            self.changed.emit()
        if was_tried:
            self.workspace.previewed.emit(self.workspace.plan)

    def reset(self) -> None:
        """Let the layer look as it did before anybody said how."""
        layer = self.layer
        if layer is not None:
            self.settle(default_style_of(layer))

    def leave(self) -> None:
        """Drop what was tried and not settled."""
        self._soon.stop()
        if self._tried is not None:
            self._tried = None
            self.workspace.previewed.emit(self.workspace.plan)

    def _once(self, key: str, make: Callable[[], Found]) -> Found:
        """Return what is known of the layer's table, found out when it is first asked for."""
        drawn = self.drawn
        table = drawn.table if drawn is not None else None
        if table is not self._known_of:
            self._known_of, self._known = table, {}
        if key not in self._known:
            self._known[key] = make()
        found: Found = self._known[key]
        return found

    def _preview(self) -> None:
        layer = self.layer
        if layer is not None and self._tried is not None:
            values = layering.style_values(layer, self._tried)
            self.workspace.previewed.emit(self.workspace.plan.applied(ChangeSet("", edited(layer, values))))

    def _on_changed(self) -> None:
        self._tried = None
        self.changed.emit()


def numeric_columns(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Return the columns that hold numbers, as far as their first rows tell."""
    return [name for name, values in columns.items() if is_numeric(values[:_SAMPLED_ROWS])]
