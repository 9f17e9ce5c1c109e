# SPDX-License-Identifier: MIT
"""A full redraw, 1600 × 1000 pixels: many areas, many points, and points with their names."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hotmap.cartography.projection import BBox
from tests.benchmarks import qgis, sample_layers
from tests.benchmarks.results import Result, in_turns, seconds
from tools.screen import SIZE_PX

# What, how many, and the highest ratio to QGIS drawing the same by category.
CASES = (
    ("areas", 10_000, 0.6),
    ("areas", 100_000, 0.45),
    ("points", 10_000, None),
    ("points", 100_000, 0.2),
    ("points", 1_000_000, 0.12),
)
LABEL_CASES = ((1_000, 0.1), (10_000, 0.02))
# 220 km across: near enough for hotmap to name single points.
LABEL_BOX = (29.0, 6.0, 31.0, 7.25)
ROUNDS = 5


def run() -> list[Result]:
    """Return one line for each number of areas and points."""
    return [
        _measure(f"full redraw, {count:,} {kind}", kind, count, goal, box=sample_layers.BOX)
        for kind, count, goal in CASES
    ]


def run_labels() -> list[Result]:
    """Return one line for each number of points that want a name."""
    return [
        _measure(f"full redraw, {count:,} points with names", "points", count, goal, box=LABEL_BOX, labels=True)
        for count, goal in LABEL_CASES
    ]


def _measure(what: str, kind: str, count: int, goal: float | None, *, box: BBox, labels: bool = False) -> Result:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "layers.gpkg")
        write = sample_layers.write_areas if kind == "areas" else sample_layers.write_points
        write(path, kind, count, box=box)
        draw = _drawing(path, kind, box, labels=labels)
        options = (path, kind, *map(str, SIZE_PX), "labels" if labels else "plain")
        with qgis.conversation("redraw.py", *options) as other:
            found = in_turns(lambda: seconds(draw), other.ask if other else None, ROUNDS)
    theirs_ms = found.theirs * 1000 if found.theirs else None
    return Result(what, found.ours * 1000, "ms", theirs_ms, qgis.version() or "", goal, ratio=found.ratio)


def _drawing(path: Path, table: str, box: BBox, *, labels: bool) -> Callable[[], object]:
    """Return what draws a table anew from first to last, names included where they are wanted."""
    from hotmap.cartography.fonts import ensure_gui_application
    from hotmap.cartography.projection import View
    from hotmap.cartography.renderer import Renderer, RenderOptions
    from hotmap.cartography.scene import Scene
    from hotmap.domain.plan import RecordSet

    ensure_gui_application()
    layers = sample_layers.layers_by_level(path, table)
    features = {layer.uuid: table for layer, table in layers}
    scene = Scene(RecordSet(layer for layer, _ in layers), features=lambda layer: features[layer.uuid])
    view = View.of(box, *SIZE_PX)
    return lambda: Renderer(scene, view, options=RenderOptions(labels=labels)).render()
