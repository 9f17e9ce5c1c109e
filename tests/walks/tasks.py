# SPDX-License-Identifier: MIT
"""``python -m tests.walks.tasks FOLDER``: five tasks of a facilitator, with what each takes in clicks and keys.

A click, a drag, a key, and a text typed into one field count as one gesture each; corners of a shape are told
apart, since every program needs them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.walks.desk import Desk, Spot, desk, missing

START, ADD_LAYER, SELECT, MAP = (1250, 502), (119, 627), (276, 84), (640, 360)
NORTH_WEST, NORTH, NORTH_EAST = (500, 250), (640, 250), (780, 250)
SOUTH_WEST, SOUTH, SOUTH_EAST = (500, 420), (640, 420), (780, 420)
A3, WRITE = (1327, 228), (1168, 797)

Task = Callable[[Desk, Path], int]
"""Does its work and returns how many of its gestures were corners."""


def boundaries(folder: Path) -> Path:
    """Write two districts to import."""

    def district(name: str, west: float) -> dict[str, object]:
        ring = [[west, 4.0], [west + 1, 4.0], [west + 1, 5.0], [west, 5.0], [west, 4.0]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"adm2_name": name}, "geometry": geometry}

    path = folder / "districts.geojson"
    features = [district("Kesh", 30.0), district("Maro", 31.0)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def new_plan(at: Desk, folder: Path) -> int:
    """A new plan with boundaries."""
    at.click(START)
    at.type("Sector Nord")
    at.key("Return")
    at.rest(1.5)
    at.key("Return")  # where to keep it: as proposed
    at.rest(2.5)
    at.click(ADD_LAYER)
    at.rest(1.5)
    at.type(str(folder / "districts.geojson"))
    at.key("Return")
    at.rest(4.0)
    at.key("Return")  # bring in, as understood
    at.rest(2.0)
    return 0


def camp(at: Desk, _: Path) -> int:
    """A camp as an area with name and level."""
    at.key("a")
    corners = [NORTH_WEST, NORTH, SOUTH, SOUTH_WEST]
    for corner in corners:
        at.click(corner)
    at.key("Return")
    at.rest(0.5)
    at.type("Kesh camp")
    at.key("ctrl+2")
    at.rest(2.5)
    at.key("1")
    at.type("Sector group")  # the forum, which a new plan does not know yet
    at.key("Return")
    at.rest(1.0)
    return len(corners)


def patrol(at: Desk, _: Path) -> int:
    """A patrol route."""
    at.key("t")
    corners: list[Spot] = [(520, 500), (600, 480), (700, 520), (760, 490)]
    for corner in corners:
        at.click(corner)
    at.key("Return")
    at.rest(0.8)
    return len(corners)


def border(at: Desk, _: Path) -> int:
    """Move a border that two areas share."""
    at.click((560, 380))
    at.drag([NORTH, (645, 270), (660, 290)])
    at.rest(0.8)
    return 0


def sheet(at: Desk, _: Path) -> int:
    """Print on A3."""
    at.key("ctrl+p")
    at.rest(4.0)
    at.click(A3)
    at.rest(4.0)
    at.click(WRITE)
    at.rest(2.0)
    at.key("Return")  # the name: as proposed
    at.rest(6.0)
    return 0


TASKS: tuple[Task, ...] = (new_plan, camp, patrol, border, sheet)


def neighbour(at: Desk) -> None:
    """Draw the area beside the camp whose border is moved later; not counted."""
    at.click(SELECT)
    at.key("a")
    for corner in (NORTH, NORTH_EAST, SOUTH_EAST, SOUTH):
        at.click(corner)
    at.key("Return")
    at.rest(0.6)
    at.type("Kesh fields")
    at.key("Tab")
    at.click(SELECT)


def main(folder: Path) -> int:
    """Do the tasks and print what they took."""
    if lacks := missing():
        print(f"a walk needs {', '.join(lacks)}", file=sys.stderr)
        return 2
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    boundaries(folder)
    os.environ["HOME"] = str(folder)  # where a plan is proposed to be kept
    with desk(folder, 78) as at:
        at.start()
        for task in TASKS:
            if task is patrol:
                at.key("ctrl+1")
                at.rest(1.5)
                at.click(SELECT)
            if task is border:
                neighbour(at)
            before = at.gestures
            corners = task(at, folder)
            gestures = at.gestures - before - corners
            print(f"{gestures:3} gestures, {corners} corners  {task.__doc__}", flush=True)
            at.picture(task.__name__)
        plan = next(folder.glob("*.gpkg"))
        kept = at.tell("show", plan)["features"]
        print([path.name for path in folder.glob("*.pdf")])
        areas = [
            set(map(tuple, f["geometry"]["coordinates"][0]))
            for f in kept
            if (f["geometry"] or {}).get("type") == "Polygon"
        ]
        print(len(areas[0] & areas[1]), "corners still shared")
        print([(f["properties"]["kind"], f["properties"].get("name"), f["properties"].get("level")) for f in kept])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/tasks")))
