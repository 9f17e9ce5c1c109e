# SPDX-License-Identifier: MIT
"""Freeze a plan of the present schema version, for every later version to open.

Run it before you append a migration: ``python tests/old_plans/freeze.py``. It writes
``v<n>.gpkg.gz`` beside itself, with one record of each kind, an edit, an undo and a layer.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import shapely

from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.records import CONTENT_KINDS, GEOMETRY_KINDS, KINDS, Layer, PlanInfo
from hotmap.storage import migrations
from hotmap.storage.planfile import PlanFile

MARKING = Marking(originator="JPT", audiences=("mission", "unct"), precision="cell_10km")


def write_plan(path: Path) -> None:
    """Make the plan that is frozen."""
    hotspot = "00000000-0000-7000-8000-000000000001"
    with PlanFile.create(path, PlanInfo(title="Frozen plan", exercise=True), actor="JPT") as plan:
        for number, kind in enumerate(CONTENT_KINDS, 1):
            values = {"notes": f"Note on the {kind}", "extra_of_later": {"kept": number}}
            values |= {"hotspot": hotspot} if "hotspot" in KINDS[kind].specs() else {}
            place = shapely.Point(number, number) if kind in GEOMETRY_KINDS else None
            uuid = f"00000000-0000-7000-8000-{number:012d}"
            record = KINDS[kind](uuid=uuid, geometry=place, marking=MARKING).with_values(values)
            plan.commit(ChangeSet(f"Add {kind}", (inserted(record),)))
        for name in ("East", "West"):
            plan.commit(ChangeSet(f"Name it {name}", edited(plan.load().get(hotspot), {"name": name})))
        plan.undo()
        table = FeatureTable(shapely.points([[1, 2], [3, 4]]), {"name": ["a", "b"]})
        plan.add_layer(Layer(name="Places"), table, "Add places")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "plan.gpkg"
        write_plan(made)
        target = Path(__file__).with_name(f"v{migrations.NEWEST}.gpkg.gz")
        target.write_bytes(gzip.compress(made.read_bytes(), mtime=0))
        print(f"{target.name}: {target.stat().st_size} bytes")
