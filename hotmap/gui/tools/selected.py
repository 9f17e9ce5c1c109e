# SPDX-License-Identifier: MIT
"""The selected shapes that tools work on, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotmap.domain.records import Record
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.canvas.map_canvas import MapCanvas


def selected_shapes(canvas: MapCanvas) -> list[Record]:
    """Return the selected records with a place, where shapes may be changed; else none."""
    found = (canvas.scene.records.get(uuid) for uuid in canvas.selection) if canvas.reshapes else ()
    return [record for record in found if record is not None and record.geometry is not None]


def name_of(records: Sequence[Record]) -> str:
    """Return the name of one record, or how many there are: for the name of an action."""
    if len(records) == 1:
        return records[0].caption or tr(records[0].LABEL).lower()
    return tr("{n} shapes").format(n=len(records))
