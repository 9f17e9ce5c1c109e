# SPDX-License-Identifier: MIT
"""The map tools, in the order of the tool bar. Tool bar, menu and shortcuts derive from this list."""

from __future__ import annotations

from hotmap.gui.tools.base import MapPress, MapTool
from hotmap.gui.tools.circle import CircleTool
from hotmap.gui.tools.corridor import CorridorTool
from hotmap.gui.tools.freehand import FreehandLineTool, FreehandTool
from hotmap.gui.tools.hole import HoleTool
from hotmap.gui.tools.move import MoveTool
from hotmap.gui.tools.outline import AreaTool, LineTool, MeasureTool, PatrolTool
from hotmap.gui.tools.point import PointTool, PresenceTool
from hotmap.gui.tools.rectangle import RectangleTool
from hotmap.gui.tools.reshape import ReshapeTool
from hotmap.gui.tools.select import SelectTool
from hotmap.gui.tools.split import SplitTool
from hotmap.gui.tools.turn import TurnTool

__all__ = ["TOOLS", "MapPress", "MapTool", "tool_class"]

TOOLS: tuple[type[MapTool], ...] = (
    SelectTool,
    PointTool,
    LineTool,
    FreehandLineTool,
    AreaTool,
    FreehandTool,
    RectangleTool,
    CircleTool,
    CorridorTool,
    PresenceTool,
    PatrolTool,
    SplitTool,
    HoleTool,
    ReshapeTool,
    MoveTool,
    TurnTool,
    MeasureTool,
)


def tool_class(tool_id: str) -> type[MapTool]:
    """Return the tool with this id."""
    return next(tool for tool in TOOLS if tool.id == tool_id)
