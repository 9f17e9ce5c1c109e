# SPDX-License-Identifier: MIT
"""Keeps what QGIS shows of the context layers of a plan as they look in the window."""

from __future__ import annotations

import sqlite3

from hotmap.analysis.layer_qml import layer_qml
from hotmap.domain.records import Layer
from hotmap.storage import tables
from hotmap.storage.layers import exists
from hotmap.storage.styles import STYLE_NAME, write_style


def refresh(db: sqlite3.Connection) -> None:
    """Write the styles of the context layers anew, and drop those of layers that are gone."""
    db.execute(
        "DELETE FROM layer_styles WHERE styleName = ? AND f_table_name LIKE 'layer#_%' ESCAPE '#'", (STYLE_NAME,)
    )
    done: set[str] = set()
    for layer in tables.load_kind(db, "layer"):
        if isinstance(layer, Layer) and layer.table and layer.table not in done and exists(db, layer.table):
            done.add(layer.table)
            write_style(db, layer.table, "geom", layer_qml(layer), layer.name or "")
