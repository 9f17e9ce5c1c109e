# SPDX-License-Identifier: MIT
"""What people type becomes a record, a value or a place, or a sentence that helps."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, PlanInfo, Presence
from hotmap.errors import UsageError
from hotmap.services.identifying import find_record, known_kind, parse_geometry, parse_values

PLAN = Plan(
    [
        PlanInfo(uuid="p"),
        Hotspot(uuid="a", code="H-001"),
        Presence(uuid="b", code="H-001"),
        Hotspot(uuid="c", code="H-002"),
    ]
)


def test_find_record_takes_uuid_code_and_plan() -> None:
    assert find_record(PLAN, "a").uuid == "a"
    assert find_record(PLAN, "h-002").uuid == "c"
    assert find_record(PLAN, "plan").uuid == "p"


def test_find_record_ambiguous_code_names_the_uuids() -> None:
    with pytest.raises(UsageError, match="hotspot a, presence b"):
        find_record(PLAN, "H-001")
    assert find_record(PLAN, "H-001", ("presence",)).uuid == "b"


def test_known_kind_refuses_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="presence"):
        known_kind("castle")


def test_parse_values_unknown_field_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match="review_due"):
        parse_values(PLAN, "hotspot", {"colour": "red"})


def test_parse_values_takes_a_field_marking() -> None:
    assert parse_values(PLAN, "hotspot", {"name@audiences": "unct"}) == {"name@audiences": ("unct",)}


@pytest.mark.parametrize("text", ["POINT(-1.67 29.2)", "29.2, -1.67", "29°12'N 1°40'12\"W"])
def test_parse_geometry_reads_every_notation(text: str) -> None:
    point = parse_geometry(text)
    assert isinstance(point, Point)
    assert (point.x, point.y) == pytest.approx((-1.67, 29.2))


@pytest.mark.parametrize("text", ["POINT(1", "POINT EMPTY", "POINT(29 190)", "nowhere", "POLYGON((0 0, 1 1))"])
def test_parse_geometry_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError):
        parse_geometry(text)
