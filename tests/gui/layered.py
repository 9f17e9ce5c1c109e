# SPDX-License-Identifier: MIT
"""A plan with context layers for the tests of the window: fields, roads and camps, one after the other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from shapely.geometry import LineString, Point, box

from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.gui.workspace import Workspace
from hotmap.services.session import PlanSession


def add_layers(path: Path, actor: str) -> None:
    """Write three layers into a plan: areas, lines, and points of two kinds with numbers."""
    fields = [box(57 + i / 10, -4.6, 57.05 + i / 10, -4.5) for i in range(4)]
    roads = [LineString([(57, -4.5 + i / 10), (57.5, -4.5 + i / 10)]) for i in range(3)]
    camps = [Point(57 + i / 20, -4.4) for i in range(8)]
    columns = {
        "kind": ["camp", "camp", "camp", "village", "village", "market", None, "camp"],
        "people": [10, 40, 90, 200, 350, 600, None, 80],
        "name": [f"Place {i}" for i in range(8)],
    }
    with PlanSession.open(path, actor) as session:
        for name, kind, shapes, values in (
            ("Farmland", "layer", fields, {"crop": ["rice", "rice", "maize", "rice"]}),
            ("Roads", "road", roads, {"class": ["primary", "track", "track"]}),
            ("Camps", "layer", camps, columns),
        ):
            geometry = np.empty(len(shapes), dtype=object)
            geometry[:] = shapes
            layer = Layer(name=name, kind=kind).with_values({"audiences": ("mission",)})
            session.add_layer(layer, FeatureTable(geometry, values), f"Add {name}")


def layer_named(workspace: Workspace, name: str) -> Layer:
    """Return a layer by its name."""
    return next(layer for layer in workspace.plan.of("layer") if layer.name == name)
