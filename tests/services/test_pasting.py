# SPDX-License-Identifier: MIT
"""Pasted places become records: one action, marked as new ones are, nothing of their lines unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely.geometry import Point, box

from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, PlanInfo
from hotmap.errors import RuleError
from hotmap.services.pasting import PastedPlace, add_places, add_shape, in_turn, outside, shape_of, working_area
from hotmap.services.session import PlanSession

SQUARE = [PastedPlace(57.0, -4.0), PastedPlace(57.1, -4.0), PastedPlace(57.1, -4.1), PastedPlace(57.0, -4.1)]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[PlanSession]:
    info = PlanInfo().with_values({"title": "Sector East", "default_audiences": ("mission",)})
    with PlanSession.create(tmp_path / "plan.gpkg", info, "Civil Affairs") as made:
        yield made


def test_pasted_places_are_one_action_with_a_code_and_a_marking_each(session: PlanSession) -> None:
    places = [PastedPlace(57.0 + i / 10, -4.5, f"Camp {i}") for i in range(14)]
    records = add_places(session, "hotspot", places, {"type": "village"})
    assert session.undoable() is not None
    assert session.undoable().note == "Paste 14 places"  # type: ignore[union-attr]
    assert [r.value("code") for r in records] == [f"H-{n:03d}" for n in range(1, 15)]
    assert {(r.marking.audiences, r.marking.originator) for r in records} == {(("mission",), "Civil Affairs")}
    assert records[3].geometry == Point(57.3, -4.5)
    session.undo()
    assert session.plan.count("hotspot") == 0


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("12/11/2026, 14:30:05", "2026-11-12T14:30:05"),
        ("25/11/26, 2:30 PM", "2026-11-25T14:30:00"),
        ("121430ZNOV26", "2026-11-12T14:30:00+00:00"),
        ("12 Nov 2026 1230hrs", "2026-11-12T12:30:00"),
        ("12 novembre 2026 14h30", "2026-11-12T14:30:00"),
        ("14:30", None),
        ("", None),
    ],
)
def test_pasted_incident_takes_its_time_and_is_named_in_its_notes(
    session: PlanSession, written: str, date: str | None
) -> None:
    [record] = add_places(session, "incident", [PastedPlace(57.0, -4.5, "Faroda", written)])
    assert (record.value("date"), record.value("notes")) == (date, "Faroda")


def test_pasted_presence_has_the_domain_of_its_type(session: PlanSession) -> None:
    [record] = add_places(session, "presence", [PastedPlace(57.0, -4.5, "Tiva")], {"type": "cla"})
    assert record.value("domain") == "civilian"


def test_pasted_corners_are_one_area(session: PlanSession) -> None:
    record = add_shape(session, "hotspot", SQUARE, {"name": "Fields"}, closes=True)
    assert record.geometry is not None
    assert record.geometry.equals(box(57.0, -4.1, 57.1, -4.0))
    assert session.plan.count("hotspot") == 1


@pytest.mark.parametrize(("places", "closes"), [(SQUARE[:2], True), (SQUARE[:1], False), ([SQUARE[0]] * 4, True)])
def test_shape_of_too_few_corners_is_refused(places: list[PastedPlace], closes: bool) -> None:
    with pytest.raises(RuleError, match="three places"):
        shape_of(places, closes=closes)


def test_shape_that_crosses_itself_is_refused_and_can_be_put_in_order() -> None:
    crossed = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
    with pytest.raises(RuleError, match="cross itself"):
        shape_of(crossed, closes=True)
    assert shape_of([crossed[i] for i in in_turn(crossed)], closes=True).is_valid


def test_working_area_is_the_plans_own_or_around_what_is_drawn() -> None:
    own = Plan([PlanInfo(uuid="p", geometry=box(22, 9, 28, 16))])
    hotspots = [Hotspot(uuid="a", geometry=Point(57, -5)), Hotspot(uuid="b", geometry=Point(58, -4))]
    drawn = Plan([PlanInfo(uuid="p"), *hotspots])
    assert working_area(own) == (22, 9, 28, 16)
    assert working_area(drawn) == (56.75, -5.25, 58.25, -3.75)
    assert working_area(Plan([PlanInfo(uuid="p"), hotspots[0]])) is None
    assert outside([PastedPlace(25, 12), PastedPlace(12, 25)], working_area(own)) == 1
