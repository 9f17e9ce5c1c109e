# SPDX-License-Identifier: MIT
"""What can be read but is hardly what was meant comes in with a word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.importers.meaning import check_meaning

POINT, LINE, AREA = "POINT (24 12)", "LINESTRING (24 12, 25 13)", "POLYGON ((24 12, 25 12, 25 13, 24 12))"


def _kinds(wkt: list[str], as_kind: str) -> list[tuple[str, int | None]]:
    found = check_meaning(np.array(shapely.from_wkt(wkt)), np.arange(2, len(wkt) + 2), as_kind)
    return [(warning.kind, warning.row) for warning in found]


@pytest.mark.parametrize(
    ("as_kind", "wkt", "words"),
    [("area", [AREA, POINT, LINE], "2 rows are points or lines"), ("road", [LINE, POINT], "1 row is no line")],
)
def test_shapes_of_another_kind_are_kept_and_told_once(
    as_kind: str, wkt: list[str], words: str, text_file: Any, import_file: Any
) -> None:
    path = text_file("a.csv", "name;wkt\n" + "".join(f"x;{shape}\n" for shape in wkt))
    imported = import_file(path, as_kind)
    assert imported.count == len(wkt)
    (warning,) = imported.warnings
    assert (warning.kind, warning.row) == ("unexpected-geometry", None)
    assert words in warning.message


@pytest.mark.parametrize("as_kind", ["place", "layer", "hotspot"])
def test_kinds_that_take_any_shape_say_nothing(as_kind: str) -> None:
    assert _kinds([POINT, LINE, AREA], as_kind) == []


@pytest.mark.parametrize(
    "wkt",
    [
        "POLYGON ((179 -17, -179 -17, -179 -16, 179 -16, 179 -17))",
        "LINESTRING (178 -17, 179 -17, -179 -16)",
        "MULTIPOLYGON (((10 0, 11 0, 11 1, 10 0)), ((179 -17, -179 -17, -179 -16, 179 -17)))",
    ],
)
def test_outline_that_leaps_round_the_world_is_told_with_its_row(wkt: str) -> None:
    assert _kinds([AREA, wkt], "layer") == [("crosses-antimeridian", 3)]


@pytest.mark.parametrize(
    "wkt",
    [
        "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
        "POLYGON ((-180 -90, 180 -90, 180 -70, 0 -65, -180 -70, -180 -90))",
        "MULTIPOLYGON (((179 -17, 180 -17, 180 -16, 179 -17)), ((-180 -17, -179 -17, -180 -16, -180 -17)))",
        "MULTIPOINT (179 -17, -179 -17)",
    ],
)
def test_frame_of_the_world_and_shapes_cut_at_the_meridian_say_nothing(wkt: str) -> None:
    assert _kinds([wkt], "layer") == []
