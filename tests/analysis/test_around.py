# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from hotmap.analysis.admin_path import AdminAreas, admin_path, path_text
from hotmap.analysis.around import compass_point, nearest
from hotmap.analysis.geodesy import bearing_deg, distance_m
from hotmap.domain.features import FeatureTable


@given(st.floats(-60, 60), st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=8))
def test_nearest_of_points_is_the_geodesic_nearest(lat: float, offsets: list[tuple[float, float]]) -> None:
    points = [Point(20 + x, lat + y) for x, y in offsets]
    [found] = nearest(20, lat, points, 1)
    away_m = [distance_m(20, lat, p.x, p.y) for p in points]
    assert found.distance_m == pytest.approx(min(away_m), rel=0.02, abs=1)
    if found.distance_m > 1000:
        assert found.bearing_deg == pytest.approx(bearing_deg(20, lat, points[found.index].x, points[found.index].y))


def test_nearest_inside_an_area_is_no_distance_and_beside_a_line_the_foot() -> None:
    found = nearest(20.05, 10.05, [LineString([(20, 10), (20.1, 10)]), box(20, 10, 20.1, 10.1), None])
    assert [(one.index, round(one.distance_m, -2)) for one in found] == [(1, 0), (0, 5500)]
    assert compass_point(found[1].bearing_deg) == "south"


def areas(columns: dict[str, list[object]], *shapes: shapely.Geometry, name: str | None = None) -> AdminAreas:
    table = FeatureTable(np.array(shapes, dtype=object), columns)
    return AdminAreas(table, shapely.STRtree(table.geometry), name)


STATE, DISTRICT = box(20, 10, 24, 14), box(20, 10, 22, 12)


def test_admin_path_follows_the_levels_of_the_fields() -> None:
    districts = areas(
        {"adm2_name": ["El Fasher"], "adm2_pcode": ["SD02170"], "adm1_name": ["North Darfur"], "adm1_pcode": ["SD02"],
         "adm0_name": ["Sudan"], "adm2_name1": ["الفاشر"]},
        DISTRICT,
    )  # fmt: skip
    states = areas({"adm1_name": ["North Darfur"], "adm1_pcode": ["SD02"], "adm0_name": ["Sudan"]}, STATE)
    path = admin_path(21, 11, [districts, states])
    assert path_text(path) == "North Darfur › El Fasher"
    assert [unit.pcode for unit in path] == ["SD02", "SD02170"]
    assert path_text(admin_path(23, 13, [districts, states])) == "North Darfur"
    assert admin_path(30, 11, [districts, states]) == []


def test_admin_path_of_plain_names_goes_from_large_to_small() -> None:
    counties = areas({"LOCNAME": ["Leer"], "code": ["007"]}, DISTRICT, name="LOCNAME")
    states = areas({"STATE": ["Unity"]}, STATE, name="STATE")
    assert path_text(admin_path(21, 11, [counties, states])) == "Unity › Leer"
    assert admin_path(21, 11, [counties])[0].pcode == "007"
