# SPDX-License-Identifier: MIT
"""``python -m tests.walks.drawing FOLDER``: twenty hotspots drawn by hand, the program killed twice, nothing lost.

Every step is done with mouse and keyboard in the window; what has come of it is asked from the plan file by the
command line, while the window is open. Pictures of the map in its looks are left in the folder, to be looked at.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from hotmap.services.sample import create_sample
from tests.walks.desk import Desk, Spot, desk, missing

SELECT: Spot = (276, 84)
RESUME: Spot = (1342, 85)

Step = Callable[["Walk"], None]


class Walk:
    """The plan as it grows.

    Parameters
    ----------
    at : Desk
    plan : Path
    """

    def __init__(self, at: Desk, plan: Path) -> None:
        self.at, self.plan = at, plan
        self.names: list[str] = []
        self._before = self.count()

    def count(self) -> int:
        """Return how many hotspots the file holds."""
        return len(self.at.tell("show", self.plan, "hotspot")["features"])

    def take(self, letter: str) -> None:
        """Take a tool by its letter."""
        self.at.click(SELECT)
        self.at.key(letter)

    def corners(self, spots: Sequence[Spot]) -> None:
        """Set corners by clicks."""
        for spot in spots:
            self.at.click(spot)

    def name(self, name: str) -> None:
        """Name what has just been drawn, in the form that has opened for it, and see that it is on disk."""
        self.at.rest(0.4)
        self.at.type(name)
        self.at.key("Tab")
        self.names.append(name)
        self.at.wait_for(lambda: self.count() == self._before + len(self.names))
        print(f"{len(self.names):3}  {name}", flush=True)

    def die(self) -> None:
        """Kill the program with the hand on the map, and start it again."""
        self.at.kill()
        print("     killed", flush=True)
        self.at.start(self.plan)

    def resume(self) -> None:
        """Go on with the sketch that waits, by the button of the notice."""
        self.at.click(RESUME)
        self.at.rest(0.8)


def point(walk: Walk) -> None:
    walk.take("p")
    walk.at.click((300, 600))
    walk.name("Point by a click")


def typed_point(walk: Walk) -> None:
    walk.take("p")
    walk.at.key("g")
    walk.at.type("4.9 S 57.9 E")
    walk.at.key("Return")
    walk.name("Point by its coordinates")


def area(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(300, 500), (360, 480), (390, 530), (350, 570), (300, 560)])
    walk.at.key("Return")
    walk.name("Area finished with Enter")


def neighbour(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(362, 482), (450, 490), (460, 540), (392, 531)])
    walk.at.click((460, 540), button=3)
    walk.name("Area snapped to its neighbour")


def double_clicked(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(880, 200), (930, 190), (950, 240)])
    walk.at.click((900, 260), times=2)
    walk.name("Area finished by a double click")


def corrected(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(960, 300), (1010, 290), (1040, 100)])
    walk.at.key("BackSpace")
    walk.at.click((1020, 340))
    walk.at.click((500, 500))
    walk.at.key("ctrl+z")
    walk.at.click((970, 350))
    walk.at.key("Return")
    walk.name("Area with corners taken back")


def panned(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(960, 420), (1010, 410)])
    walk.at.drag([(700, 400), (690, 400), (680, 400)], button=2)
    walk.at.click((1010, 460), button=1)
    walk.at.click((950, 470))
    walk.at.key("Return")
    walk.name("Area across a moved map")


def crossing(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(300, 340), (360, 400), (360, 340), (300, 400)])
    walk.at.key("Return")
    walk.at.rest(0.4)
    walk.at.picture("crossing")
    walk.at.key("Return")  # the first answer: the outer outline
    walk.name("Area that crossed itself")


def line(walk: Walk) -> None:
    walk.take("l")
    walk.corners([(480, 600), (520, 580), (560, 600), (600, 585)])
    walk.at.key("Return")
    walk.name("Line")


def stepped_line(walk: Walk) -> None:
    walk.take("l")
    walk.at.click((820, 600))
    for step in ("045 2.5 km", "135 2,5 km", "N45E 3000 m"):
        walk.at.type(step)
        walk.at.key("Return")
    walk.at.key("Escape")
    walk.at.click((1000, 600))
    walk.at.key("Return")
    walk.name("Line by bearings and distances")


def freehand(walk: Walk) -> None:
    walk.take("f")
    walk.at.drag([(620, 330), (650, 310), (690, 320), (700, 350), (670, 380), (630, 370), (620, 335)])
    walk.name("Freehand area")


def freehand_line(walk: Walk) -> None:
    walk.take("d")
    walk.at.drag([(420, 600), (440, 590), (450, 605), (465, 595), (470, 610)])
    walk.name("Freehand line")


def circle(walk: Walk) -> None:
    walk.take("c")
    walk.at.click((1000, 180))
    walk.at.move((1020, 190))
    walk.at.click((1025, 195))
    walk.name("Circle by two clicks")


def typed_circle(walk: Walk) -> None:
    walk.take("c")
    walk.at.click((1050, 260))
    walk.at.type("2.5 km")
    walk.at.key("Return")
    walk.name("Circle by its radius")


def rectangle(walk: Walk) -> None:
    walk.take("r")
    walk.at.drag([(640, 600), (660, 610), (700, 625)])
    walk.name("Rectangle by a drag")


def square(walk: Walk) -> None:
    walk.take("r")
    walk.at.click((740, 590))
    walk.at.hold("shift", down=True)
    walk.at.move((765, 600))
    walk.at.click((770, 605))
    walk.at.hold("shift", down=False)
    walk.name("Square")


def corridor(walk: Walk) -> None:
    walk.take("w")
    walk.corners([(880, 560), (920, 540), (970, 560)])
    walk.at.key("Return")
    walk.at.move((925, 555))
    walk.at.click((925, 556))
    walk.name("Corridor by hand")


def typed_corridor(walk: Walk) -> None:
    walk.take("w")
    walk.corners([(540, 540), (580, 550), (620, 540)])
    walk.at.key("Return")
    walk.at.type("800 m")
    walk.at.key("Return")
    walk.name("Corridor by its width")


def killed_area(walk: Walk) -> None:
    walk.take("a")
    walk.corners([(700, 160), (760, 150), (780, 190)])
    walk.die()
    walk.resume()
    walk.at.click((720, 200))
    walk.at.key("Return")
    walk.name("Area begun before a crash")


def killed_circle(walk: Walk) -> None:
    walk.take("c")
    walk.at.click((1040, 540))
    walk.at.move((1050, 545))
    walk.die()
    walk.resume()
    walk.at.type("2 km")
    walk.at.key("Return")
    walk.name("Circle begun before a crash")


STEPS: tuple[Step, ...] = (
    point, typed_point, area, neighbour, double_clicked, corrected, crossing, line, freehand, freehand_line,
    killed_area, circle, typed_circle, rectangle, square, corridor, typed_corridor, killed_circle, stepped_line, panned,
)  # fmt: skip


def looks(at: Desk) -> None:
    """Take pictures of what was drawn in each look."""
    at.click(SELECT)
    at.key("Escape", "ctrl+shift+f")
    at.rest(2.0)
    at.picture("light")
    at.key("ctrl+shift+d")
    at.rest(2.0)
    at.picture("dark")
    at.key("ctrl+shift+d", "F11")
    at.rest(3.0)
    at.picture("projector")
    at.key("F11", "F7")
    at.rest(2.0)
    at.picture("grey")
    at.key("Escape")
    for number, stage in enumerate(("map", "prioritise", "cover", "respond", "share"), 1):
        at.key(f"ctrl+{number}")
        at.rest(3.0)
        at.picture(f"stage-{stage}")


def shared_corners(walk: Walk) -> int:
    """Return how many corners the snapped area has in common with its neighbour."""
    features = walk.at.tell("show", walk.plan, "hotspot")["features"]
    rings = {
        f["properties"]["name"]: {tuple(c) for c in f["geometry"]["coordinates"][0]}
        for f in features
        if f["properties"]["name"] in ("Area finished with Enter", "Area snapped to its neighbour")
    }
    first, second = rings.values()
    return len(first & second)


def main(folder: Path) -> int:
    """Walk, and say what was kept."""
    if lacks := missing():
        print(f"a walk needs {', '.join(lacks)}", file=sys.stderr)
        return 2
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan = folder / "walk.gpkg"
    create_sample(plan, "Walk").close()
    with desk(folder) as at:
        at.start(plan)
        walk = Walk(at, plan)
        for step in STEPS:
            try:
                step(walk)
            except TimeoutError as error:
                print(f"{step.__name__}: {error}; see {at.picture('stuck')}", file=sys.stderr)
                return 1
        looks(at)
        kept = [f["properties"]["name"] for f in at.tell("show", plan, "hotspot")["features"]]
        lost = [name for name in walk.names if kept.count(name) != 1]
        actions = at.tell("log", plan)["actions"]
        drawn = sum(action["changes"] > 0 for action in actions[-2 * len(walk.names) :])
        print(f"{len(walk.names)} drawn, {len(lost)} lost {lost or ''}; {drawn} actions; "
              f"{shared_corners(walk)} corners shared by the neighbours; running: {at.is_running}")  # fmt: skip
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/walk")))
