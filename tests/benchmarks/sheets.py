# SPDX-License-Identifier: MIT
"""Fifty hotspot sheets to one PDF, beside a QGIS atlas of the same hotspots over the same layers at the same scale.

A sheet of hotmap holds more than a page of the atlas: overview and list before them, locator, grid with figures, the
hotspots of the sheet with who stands there, notes, neighbours at the edges, bookmarks; its text can be selected.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.benchmarks import qgis, sample_sector
from tests.benchmarks.results import Result

DENOMINATOR = 150_000
RUNS = 3
TIME_GOAL, SIZE_GOAL = 0.3, 0.5


def run() -> list[Result]:
    """Return time and size; the goals against the quicker and the smaller of the two ways QGIS writes text."""
    with tempfile.TemporaryDirectory() as scratch:
        layers = Path(scratch, "sector.gpkg")
        sample_sector.write_sector(layers)
        atlases = [_atlas(layers, Path(scratch, f"{way}.pdf"), way) for way in ("text", "outlines")]
        seconds, size = _ours(layers, Path(scratch))
    return [*_beside("time", "s", seconds, [a and a["seconds"] for a in atlases], TIME_GOAL),
            *_beside("size", "KB", size / 1024, [a and a["bytes"] / 1024 for a in atlases], SIZE_GOAL)]  # fmt: skip


def _beside(what: str, unit: str, ours: float, theirs: list[float | None], goal: float) -> list[Result]:
    name = qgis.version() or ""
    ways = (("text", "to select"), ("outlines", "as drawn shapes, their default"))
    return [
        Result(f"50 hotspot sheets to PDF: {what}, QGIS with text {told}", ours, unit, value, name, goal)
        for (_, told), value in zip(ways, theirs, strict=True)
    ]


def _atlas(layers: Path, out: Path, way: str) -> dict[str, float] | None:
    found = [qgis.measure("sheets.py", layers, out, str(DENOMINATOR), way) for _ in range(RUNS)]
    kept = [one for one in found if one is not None]
    return {key: statistics.median(one[key] for one in kept) for key in ("seconds", "bytes")} if kept else None


def _ours(layers: Path, scratch: Path) -> tuple[float, int]:
    from hotmap.cartography.sheet_choice import SheetChoice
    from hotmap.exporters import ExportOptions, exporter_for
    from hotmap.services import releasing

    options = ExportOptions(sheet=SheetChoice(series="hotspot", denominator=DENOMINATOR))
    exporter, out, times = exporter_for(".pdf", "map"), scratch / "sheets.pdf", []
    with sample_sector.plan_of(layers, scratch / "plan.gpkg") as session:
        for _ in range(RUNS + 1):
            release = releasing.build(session, "internal")  # anew: the layers are read again, as QGIS reads them
            started = time.perf_counter()
            exporter.write(release, out, options)
            times.append(time.perf_counter() - started)
    return statistics.median(times[1:]), out.stat().st_size
