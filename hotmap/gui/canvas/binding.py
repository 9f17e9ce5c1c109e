# SPDX-License-Identifier: MIT
"""Joins a map to the workspace: what the hand draws becomes one named action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapely.geometry.base import BaseGeometry

from hotmap.domain.changes import ChangeSet
from hotmap.domain.presence_types import presence_domain
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.type_choice import drawn_thing
from hotmap.gui.workspace import Workspace
from hotmap.services.reshaping import MapEdit

NEW_PRESENCE = {
    "Point": {"type": "company_operating_base", "domain": "troops"},
    "LineString": {"type": "vehicle_patrol", "domain": "troops"},
}
"""What a drawn presence is until somebody says otherwise; the form opens at once."""


class MapBinding:
    """Keeps a canvas and the workspace in step.

    Parameters
    ----------
    canvas : MapCanvas
    workspace : Workspace
    type_of : callable, optional
        Gives the type of what is drawn next (see `type_choice.DRAWN_THINGS`), or None where nobody has chosen one.
    """

    def __init__(
        self, canvas: MapCanvas, workspace: Workspace, type_of: Callable[[str], str | None] = lambda thing: None
    ) -> None:
        self._canvas = canvas
        self._type_of = type_of
        self._workspace = workspace
        workspace.changed.connect(self._on_changed)
        workspace.previewed.connect(lambda plan: canvas.set_records(plan, workspace.summaries))
        workspace.selection_changed.connect(canvas.set_selection)
        workspace.zoom_wanted.connect(canvas.zoom_to)
        workspace.place_found.connect(canvas.point_out)
        canvas.selection_changed.connect(workspace.select)
        canvas.drawn.connect(self._on_drawn)
        canvas.edited.connect(self._on_edited)
        workspace.closing.connect(lambda: canvas.tool.settle())
        canvas.delete_wanted.connect(self._on_delete)

    def _on_changed(self, _: ChangeSet) -> None:
        self._canvas.set_records(self._workspace.plan, self._workspace.summaries)

    def _on_drawn(self, kind: str, geometry: BaseGeometry) -> None:
        values = self._first_values(kind, geometry)
        record = self._workspace.add(kind, values, geometry)
        if record is None:
            self._canvas.give_back()
        else:
            self._canvas.set_tool("select")
            self._workspace.select((record.uuid,))

    def _first_values(self, kind: str, geometry: BaseGeometry) -> dict[str, Any]:
        chosen = self._type_of(drawn_thing(kind, is_way="Line" in geometry.geom_type))
        if kind != "presence":
            return {"status": "proposed", **({"type": chosen} if chosen else {})}
        if chosen is None:
            return dict(NEW_PRESENCE[geometry.geom_type])
        return {"type": chosen, "domain": presence_domain(chosen, self._workspace.plan.lists) or "troops"}

    def _on_edited(self, edit: MapEdit) -> None:
        if not self._workspace.carry_out(edit):
            self._canvas.give_back()

    def _on_delete(self) -> None:
        plan = self._workspace.plan
        self._workspace.delete([r for uuid in self._canvas.selection if (r := plan.get(uuid)) is not None])
