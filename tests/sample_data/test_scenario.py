# SPDX-License-Identifier: MIT
"""EXERCISE CORAL BRIDGE: complete, consistent, invented, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
import shapely

from hotmap.domain.checks import check, holds_contact
from hotmap.domain.codelists import DEFAULT
from hotmap.domain.fields import Kind, parse
from hotmap.domain.plan import Plan
from hotmap.domain.records import PlanInfo
from hotmap.domain.summary import summarise
from sample_data.exercise.island import Island, to_km
from sample_data.scenario import AS_OF, Scenario, build

UUID_V7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return build()


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> Plan:
    info = PlanInfo(uuid="00000000-0000-7000-8000-000000000000").with_values(scenario.info_values)
    return Plan([info, *scenario.records])


def test_build_twice_gives_the_same_records(scenario: Scenario) -> None:
    again = build()
    assert [record.values() for record in again.records] == [record.values() for record in scenario.records]
    assert [record.uuid for record in again.records] == [record.uuid for record in scenario.records]


def test_build_identities_are_distinct_uuids_of_version_7(scenario: Scenario) -> None:
    uuids = [record.uuid for record in scenario.records]
    assert len(set(uuids)) == len(uuids)
    assert all(UUID_V7.fullmatch(uuid) for uuid in uuids)


def test_info_says_that_it_is_an_exercise(plan: Plan) -> None:
    assert plan.info.exercise is True
    assert plan.info.exercise_name == "CORAL BRIDGE"
    assert date.fromisoformat((plan.info.as_of or "")[:10]) == AS_OF
    assert "Exercise" in (plan.info.mission or "")


def test_scenario_holds_about_what_a_sector_has(plan: Plan) -> None:
    assert 55 <= plan.count("hotspot") <= 70
    assert {h.type for h in plan.of("hotspot")} == {c.code for c in DEFAULT["hotspot_type"]}
    assert {h.geometry.geom_type for h in plan.of("hotspot")} == {"Point", "LineString", "Polygon"}
    assert 180 <= plan.count("incident") <= 220
    assert 100 <= plan.count("response") <= 150
    assert plan.count("visit") == 6
    domains = {p.domain for p in plan.of("presence")}
    assert domains == {c.code for c in DEFAULT["presence_domain"]}


def test_scenario_values_are_as_a_form_would_store_them(plan: Plan) -> None:
    for record in [plan.info, *plan.content()]:
        for code, spec in record.all_specs().items():
            value = record.value(code)
            if value is not None and spec.kind is not Kind.DATA:
                assert parse(spec, value, DEFAULT) == value, (record.KIND, record.value("code"), code)


def test_scenario_links_point_to_records_that_are_there(plan: Plan) -> None:
    assert not [f for f in check(plan, AS_OF) if f.rule in ("broken-link", "code-twice", "due-before-start")]


def test_scenario_texts_hold_no_contacts(plan: Plan) -> None:
    texts = [value for record in plan.content() for value in record.values().values() if isinstance(value, str)]
    moments = re.compile(r"\d{4}-\d\d-\d\dT.*|[0-9a-f-]{36}")
    assert not [text for text in texts if not moments.fullmatch(text) and holds_contact(text)]


def test_scenario_places_lie_on_land_in_their_district(plan: Plan) -> None:
    island = Island()
    shore = island.land.buffer(0.15)
    for record in (*plan.of("hotspot"), *plan.of("presence"), *plan.of("incident"), *plan.of("visit")):
        if record.value("type") != "air_patrol":
            assert shore.covers(to_km(record.geometry)), record.value("name") or record.value("code")
    for hotspot in plan.of("hotspot"):
        assert hotspot.pcode == island.district_of(to_km(hotspot.geometry))
        assert shapely.is_valid(hotspot.geometry)


def test_levels_about_a_quarter_must_and_five_overrides_with_reasons(plan: Plan) -> None:
    summaries = list(summarise(plan, AS_OF).values())
    levels = Counter(s.level for s in summaries)
    assert 0.2 <= levels["must"] / sum(levels.values()) <= 0.3
    assert levels[None] == 2  # nominated this month, not decided yet
    overridden = [s for s in summaries if s.raised]
    assert len(overridden) == 5
    assert {s.raised for s in overridden} == {1, -1}
    assert all(s.decision and s.decision.reason and s.decision.reason != "As suggested." for s in overridden)
    assert sum(bool(s.decision and s.decision.dissent) for s in summaries) >= 3
    assert not any(s.disputed for s in summaries)


def test_threats_leave_some_factors_unknown(plan: Plan) -> None:
    summaries = summarise(plan, AS_OF).values()
    spans = [s for s in summaries if s.suggestion.risk and s.suggestion.risk.low != s.suggestion.risk.high]
    assert len(spans) >= 3
    assert any(s.suggested is None for s in spans)


def test_checker_finds_what_the_exercise_wants_found(plan: Plan) -> None:
    rules = Counter(finding.rule for finding in check(plan, AS_OF))
    assert rules["must-without-lead"] == 2
    assert rules["support-without-hrddp"] >= 1
    assert rules["line-overdue"] >= 1
    assert rules["review-overdue"] == 2
    assert rules["force-without-civilian-eyes"] >= 1
    assert not {"too-many-must", "override-without-reason", "observer-tasked", "place-missing"} & set(rules)


def test_alerts_have_a_clock_that_runs_forward(plan: Plan) -> None:
    alerts = [i for i in plan.of("incident") if i.type == "alert"]
    assert len(alerts) > 25
    for alert in alerts:
        times = [t for t in (alert.received, alert.decided, alert.arrived) if t]
        assert times == sorted(times)
        assert len(times) == (2 if alert.outcome == "none" else 3)
    assert any(a.imminent and (a.date or "") >= "2026-11-09" for a in alerts)


def test_markings_hold_every_way_of_withholding(plan: Plan) -> None:
    records = plan.content()
    assert any(r.marking.is_unmarked for r in records)
    assert {"cell_1km", "cell_10km", "cell_100km", None} <= {r.marking.precision for r in records}
    hotspots = plan.of("hotspot")
    for audience in ("mission", "uniformed", "unct", "partners", "authorities", "public"):
        seen = sum(h.marking.allows(audience, AS_OF.isoformat()) for h in hotspots)
        assert 10 < seen < len(hotspots)
    assert len({r.marking.originator for r in records}) > 10


def test_what_is_told_of_a_hotspot_goes_no_further_than_the_hotspot(plan: Plan) -> None:
    for kind in ("population", "incident", "decision", "response"):
        for record in plan.of(kind):
            hotspot = plan.get(record.hotspot, "hotspot")
            if hotspot and record.marking.audiences and hotspot.marking.audiences:
                assert set(record.marking.audiences) <= set(hotspot.marking.audiences), record.value("code")


def test_layers_carry_the_island_with_districts_and_roads(scenario: Scenario) -> None:
    kinds = Counter(kind for _, kind, _, _ in scenario.layers)
    assert kinds["road"] == kinds["place"] == 1
    assert kinds["area"] == 2
    for name, _, features, style in scenario.layers:
        assert len(features) > 0, name
        assert all(len(values) == len(features) for values in features.columns.values())
        assert style["theme"]
