# SPDX-License-Identifier: MIT
"""Map: draw and import; layers at the start, tables below, the inspector at the end."""

from __future__ import annotations

from hotmap.gui.panels.inspector import Inspector
from hotmap.gui.panels.layers import LayerPanel
from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.tables.panel import TablePanel
from hotmap.i18n import mark_for_translation


class MapStage(Stage):
    """The stage in which places are drawn."""

    id = "map"
    tools = None
    hint = mark_for_translation("Click chooses, the wheel zooms, Space and drag moves the map")

    layers: LayerPanel
    tables: TablePanel
    inspector: Inspector

    def build(self) -> Panels:
        self.layers = LayerPanel(self.workspace, self.map)
        self.tables = TablePanel(self.workspace, self.map.bounds)
        self.map.view_changed.connect(self.tables.on_view_changed)
        self.inspector = Inspector(self.workspace)
        return Panels(
            {"left": self.layers, "bottom": self.tables, "right": self.inspector},
            {"left": 232, "bottom": 216, "right": 340},
        )

    def enter(self) -> None:
        self.layers.refresh()
        self.tables.refresh()
        self.inspector.refresh()
