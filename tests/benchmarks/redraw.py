# SPDX-License-Identifier: MIT
"""A full redraw of many areas and many points, 1600 × 1000 pixels, coloured by level."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import qgis, sample_layers
from tests.benchmarks.results import Result, median_seconds
from tools.screen import SIZE_PX

# What, how many, and the highest ratio to QGIS drawing the same by category.
CASES = (("areas", 10_000, 0.6), ("areas", 100_000, 0.45), ("points", 10_000, None), ("points", 100_000, 0.2))
RUNS = 5


def run() -> list[Result]:
    """Return one line for each case."""
    return [_measure(kind, count, goal) for kind, count, goal in CASES]


def _measure(kind: str, count: int, goal: float | None) -> Result:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "layers.gpkg")
        write = sample_layers.write_areas if kind == "areas" else sample_layers.write_points
        write(path, kind, count)
        ours = _redraw_seconds(path, kind)
        theirs = qgis.measure("redraw.py", path, kind, str(SIZE_PX[0]), str(SIZE_PX[1]), str(RUNS))
    return Result(
        f"full redraw, {count:,} {kind}",
        ours * 1000,
        "ms",
        theirs["seconds"] * 1000 if theirs else None,
        qgis.version() or "",
        goal,
    )


def _redraw_seconds(path: Path, table: str) -> float:
    from hotmap.cartography.fonts import ensure_gui_application
    from hotmap.cartography.projection import View
    from hotmap.cartography.renderer import Renderer, RenderOptions
    from hotmap.cartography.scene import Scene
    from hotmap.domain.plan import RecordSet

    ensure_gui_application()
    layers = sample_layers.layers_by_level(path, table)
    features = {layer.uuid: table for layer, table in layers}
    scene = Scene(RecordSet(layer for layer, _ in layers), features=lambda layer: features[layer.uuid])
    view = View.of(sample_layers.BOX, *SIZE_PX)
    return median_seconds(lambda: Renderer(scene, view, options=RenderOptions(labels=False)).render(), RUNS)
