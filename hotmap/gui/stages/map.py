# SPDX-License-Identifier: MIT
"""Map: draw and import; layers at the start, tables below, the inspector at the end.

The map itself comes first: the panels about it keep their places until it stands, or until
somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.widgets.later import Later
from hotmap.i18n import mark_for_translation

if TYPE_CHECKING:
    from hotmap.gui.panels.inspector import Inspector
    from hotmap.gui.panels.layers import LayerPanel
    from hotmap.gui.tables.panel import TablePanel


class MapStage(Stage):
    """The stage in which places are drawn."""

    id = "map"
    tools = None
    hint = mark_for_translation("Click chooses, the wheel zooms, Space and drag moves the map")

    _layers: Later[LayerPanel]
    _tables: Later[TablePanel]
    _inspector: Later[Inspector]

    @property
    def layers(self) -> LayerPanel:
        """Layers and legend."""
        return self._layers.panel

    @property
    def tables(self) -> TablePanel:
        """The tables of the plan's records."""
        return self._tables.panel

    @property
    def inspector(self) -> Inspector:
        """What is known of the selected record."""
        return self._inspector.panel

    def build(self) -> Panels:
        self._layers = Later(self._make_layers)
        self._tables = Later(self._make_tables)
        self._inspector = Later(self._make_inspector)
        self.workspace.table_wanted.connect(lambda kind: self.tables.show_kind(kind))
        return Panels(
            {"left": self._layers, "bottom": self._tables, "right": self._inspector},
            {"left": 232, "bottom": 258, "right": 340},
        )

    def finishing(self) -> Iterator[Callable[[], object]]:
        if self.is_built:
            yield lambda: self.inspector
            yield lambda: self.tables
            yield lambda: self.layers

    def enter(self) -> None:
        for place in (self._layers, self._tables, self._inspector):
            if place.is_made:
                place.panel.refresh()

    def _make_layers(self) -> LayerPanel:
        from hotmap.gui.panels.layers import LayerPanel

        made = LayerPanel(self.workspace, self.map)
        made.refresh()
        return made

    def _make_tables(self) -> TablePanel:
        from hotmap.gui.tables.panel import TablePanel

        made = TablePanel(self.workspace, self.map)
        self.map.view_changed.connect(made.on_view_changed)
        made.refresh()
        return made

    def _make_inspector(self) -> Inspector:
        from hotmap.gui.panels.inspector import Inspector

        made = Inspector(self.workspace)
        made.refresh()
        return made
