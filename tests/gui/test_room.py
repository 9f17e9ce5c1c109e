# SPDX-License-Identifier: MIT
"""What a room may see: neither what is restricted, nor what its absence would tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from hotmap.cartography.scene import Scene
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Decision, Hotspot, Incident, Layer, PlanInfo, Presence, Response, Threat, Visit
from hotmap.gui.room import for_the_room, held_still

HIGH = Marking(sensitivity="high")
PLACE = Point(57.0, -4.5)


def test_room_hides_restricted_records_what_hangs_on_them_and_restricted_fields() -> None:
    plan = Plan(
        (
            Hotspot(uuid="open", name="Open"),
            Hotspot(uuid="secret", name="Secret", marking=HIGH),
            Threat(uuid="t1", hotspot="open", actor_name="Group", field_markings={"actor_name": HIGH}),
            Threat(uuid="t2", hotspot="secret", type="killing"),
            Hotspot(uuid="paper", marking=Marking(classification="confidential")),
        )
    )
    room = for_the_room(plan)
    assert {record.uuid for record in room.plan.content()} == {"open", "t1"}
    assert room.plan.get("t1").actor_name is None
    assert room.hidden == {"secret", "t2", "paper"}


def test_room_hides_restricted_layers_and_fields_of_the_plan() -> None:
    info = PlanInfo(uuid="p", title="Sector East", sector="Hidden valley", field_markings={"sector": HIGH})
    plan = Plan((info, Layer(uuid="roads"), Layer(uuid="sources", name="Sources", marking=HIGH)))
    room = for_the_room(plan)
    assert [layer.uuid for layer in room.plan.of("layer")] == ["roads"]
    assert room.hidden_layers == {"sources"}
    assert (room.plan.info.title, room.plan.info.sector) == ("Sector East", None)


def test_room_is_shown_no_link_to_what_it_does_not_see() -> None:
    plan = Plan(
        (
            Hotspot(uuid="open"),
            Hotspot(uuid="secret", marking=HIGH),
            Threat(uuid="t", hotspot="open", marking=HIGH),
            Visit(uuid="v", hotspots=("secret", "open")),
            Response(uuid="r", hotspot="open", threat="t"),
        )
    )
    seen = for_the_room(plan).plan
    assert seen.get("v").hotspots == ("open",)
    assert seen.get("r").threat is None


def test_level_that_a_hidden_decision_supersedes_is_not_taken_for_the_agreed_one() -> None:
    plan = Plan(
        (
            Hotspot(uuid="h", geometry=PLACE),
            Decision(uuid="old", hotspot="h", level="could"),
            Decision(uuid="older", hotspot="h", level="watch"),
            Decision(uuid="new", hotspot="h", level="must", supersedes=("old",), marking=HIGH),
        )
    )
    plan = Plan((*(r for r in plan.content() if r.uuid != "old"), replace(plan.get("old"), supersedes=("older",))))
    assert Scene(for_the_room(plan).plan).hotspots[0].level == "undecided"


def test_factor_that_is_hidden_is_not_drawn_as_unknown() -> None:
    known = {"intent": 4, "capability": 4, "opportunity": 4, "history": 4, "severity": 4, "exposure": 4}
    threat = Threat(uuid="t", hotspot="h", vulnerability=4, **known)
    plan = Plan((Hotspot(uuid="h", geometry=PLACE), Decision(uuid="d", hotspot="h", level="must"), threat))
    hidden = Plan((*plan.of("hotspot"), *plan.of("decision"), replace(threat, marking=HIGH)))
    assert "+low" not in Scene(plan).hotspots[0].symbol
    assert "+low" not in Scene(for_the_room(hidden).plan).hotspots[0].symbol


def test_nobody_is_said_to_stand_nowhere_where_presence_is_hidden() -> None:
    plan = Plan(
        (
            Hotspot(uuid="h", geometry=PLACE),
            Decision(uuid="d", hotspot="h", level="must"),
            Presence(uuid="b", domain="troops", type="company_operating_base", geometry=PLACE, marking=HIGH),
        )
    )
    assert not Scene(for_the_room(plan).plan, today=date(2026, 11, 23)).hotspots[0].gap


@given(st.lists(st.sampled_from(["low", "high", None]), min_size=4, max_size=4), st.sampled_from(["low", "severe"]))
def test_room_after_a_change_is_the_same_as_made_anew(markings: list[str | None], now: str) -> None:
    records = [
        Hotspot(uuid="h1", name="One", marking=Marking(sensitivity=markings[0])),
        Hotspot(uuid="h2", name="Two", marking=Marking(sensitivity=markings[1])),
        Incident(uuid="i", hotspot="h1", source="CLA", marking=Marking(sensitivity=markings[2])),
        Visit(uuid="v", hotspots=("h1", "h2"), marking=Marking(sensitivity=markings[3])),
    ]
    before = for_the_room(Plan(records))
    plan = Plan([replace(records[0], marking=Marking(sensitivity=now)), *records[1:]])
    fresh, after = for_the_room(plan), for_the_room(plan, before)
    assert [after.plan.of(kind) for kind in ("hotspot", "incident", "visit")] == [
        fresh.plan.of(kind) for kind in ("hotspot", "incident", "visit")
    ]
    assert after.hidden == fresh.hidden


def test_room_keeps_what_did_not_change_as_the_same_object() -> None:
    plan = Plan((Hotspot(uuid="h", name="One", description="x", field_markings={"description": HIGH}),))
    first = for_the_room(plan)
    more = Plan((*plan.content(), Hotspot(uuid="n")))
    assert for_the_room(more, first).plan.get("h") is first.plan.get("h")


def test_what_is_restricted_while_the_picture_is_held_leaves_it_all_the_same() -> None:
    one, two = Hotspot(uuid="one", name="One", description="x"), Hotspot(uuid="two", name="Two")
    held = for_the_room(Plan((one, two))).plan
    now = Plan(
        (
            replace(one, name="One renamed", field_markings={"description": HIGH}),
            replace(two, marking=HIGH),
            Hotspot(uuid="three"),
        )
    )
    still = held_still(held, for_the_room(now))
    assert [(h.name, h.description) for h in still.of("hotspot")] == [("One", None)]
