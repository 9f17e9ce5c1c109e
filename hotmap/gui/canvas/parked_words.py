# SPDX-License-Identifier: MIT
"""A sketch that was set aside, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotmap.gui.forms.wording import show_date
from hotmap.gui.tools import TOOLS
from hotmap.gui.tools.outline import OutlineTool
from hotmap.gui.tools.readings import length_text
from hotmap.i18n import tr, tr_count


def sketch_words(sketch: Mapping[str, Any]) -> tuple[str, str]:
    """Return the icon of a sketch, and what it is: ``Area · 5 corners · 12.4 km``."""
    tool = next((tool for tool in TOOLS if tool.id == sketch["tool"]), None)
    corners = [(float(lon), float(lat)) for lon, lat in sketch["corners"]]
    toward = sketch.get("toward")
    way = [*corners, (float(toward[0]), float(toward[1]))] if toward else corners
    parts = [tr(tool.label) if tool else tr("Sketch")]
    if tool is not None and issubclass(tool, OutlineTool):
        parts.append(tr_count("{n} corner", "{n} corners", len(corners)))
    if len(way) > 1:
        parts.append(length_text(way))
    return (tool.icon if tool else "pencil"), " · ".join(parts)


def began_text(sketch: Mapping[str, Any]) -> str:
    """Return when a sketch was touched last: ``16 Nov 2026, 14:32``."""
    try:
        at = datetime.fromisoformat(str(sketch.get("touched")))
    except ValueError:
        return ""
    return f"{show_date(at.date().isoformat())}, {at:%H:%M}"
