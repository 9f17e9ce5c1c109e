# SPDX-License-Identifier: MIT
"""The policy: complete for every field there is, and what the table of the default says."""

from __future__ import annotations

import pytest

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.records import CONTENT_KINDS, GEOMETRY_KINDS, KINDS
from hotmap.errors import RuleError
from hotmap.release.cases import PRESENCE_CASES
from hotmap.release.policy import STRICTNESS, Policy, default_rows

CASES = {"presence": PRESENCE_CASES, "incident": ("sensitive",), "threat": ("state_actor",), "response": ("physical",)}


def _fields() -> list[tuple[str, str]]:
    found = [(kind, code) for kind in KINDS for code in KINDS[kind].specs()]
    return found + [(kind, "geometry") for kind in GEOMETRY_KINDS]


@pytest.mark.parametrize(("kind", "code"), _fields())
def test_policy_every_field_has_a_row(kind: str, code: str) -> None:
    cases = CASES.get(kind, ("",)) if kind == "presence" else ("", *CASES.get(kind, ()))
    rows = default_rows()
    for case in cases:
        assert (kind, "", code) in rows or (kind, case, code) in rows


def test_policy_table_names_only_fields_that_exist() -> None:
    known = {*_fields(), *(("marking", code) for code in KINDS["hotspot"].all_specs())}
    known |= {("coverage", "status"), ("coverage", "civilian"), ("coverage", "minutes")}
    assert {(kind, code) for kind, _, code in default_rows()} <= known


def test_policy_table_uses_only_rules_that_exist() -> None:
    assert {rule for rules in default_rows().values() for rule in rules.values()} <= set(STRICTNESS)


def test_policy_unknown_field_does_not_leave() -> None:
    policy = Policy.from_data(None)
    assert all(policy.rule(kind, (), "blood_group", a) == "no" for kind in CONTENT_KINDS for a in AUDIENCES)


@pytest.mark.parametrize(
    ("kind", "case", "field", "rules"),
    [
        ("hotspot", "", "geometry", "exact exact exact cell_10km cell_10km cell_100km"),
        ("hotspot", "", "name", "yes yes yes yes yes no"),
        ("hotspot", "", "type", "yes yes yes yes yes yes"),
        ("hotspot", "", "status", "yes yes yes yes yes no"),
        ("hotspot", "", "description", "yes yes released released no no"),
        ("hotspot", "", "notes", "yes yes released released no no"),
        ("hotspot", "", "nominated_by", "yes yes yes no no no"),
        ("hotspot", "", "months", "yes yes yes yes no no"),
        ("hotspot", "", "pcode", "yes yes yes cell no no"),
        ("population", "", "persons", "yes to_100 yes to_100 band band"),
        ("threat", "", "type", "yes yes yes yes yes no"),
        ("threat", "state_actor", "type", "yes yes yes yes no no"),
        ("threat", "", "actor_category", "yes yes yes no no no"),
        ("threat", "", "actor_name", "yes no no no no no"),
        ("population", "", "source", "yes no no no no no"),
        ("incident", "", "grade", "yes no no no no no"),
        ("threat", "", "severity", "yes yes yes no no no"),
        ("decision", "", "level", "yes yes yes yes yes no"),
        ("decision", "", "role", "yes yes yes no no no"),
        ("decision", "", "reason", "yes yes yes no no no"),
        ("decision", "", "dissent", "yes yes no no no no"),
        ("presence", "base", "geometry", "exact exact exact cell_10km cell_10km no"),
        ("presence", "moving", "geometry", "exact exact no no no no"),
        ("presence", "base", "strength", "yes yes no no no no"),
        ("presence", "base", "ready_min", "yes yes no no no no"),
        ("presence", "base", "reach_km", "yes yes no no no no"),
        ("coverage", "", "status", "yes yes yes yes no no"),
        ("coverage", "", "minutes", "yes yes no no no no"),
        ("presence", "civilian", "geometry", "exact exact exact exact cell_10km no"),
        ("presence", "ears", "geometry", "exact exact cell_10km no no no"),
        ("presence", "humanitarian", "geometry", "cell_10km no exact exact no no"),
        ("incident", "", "geometry", "exact exact cell_1km cell_10km no no"),
        ("incident", "", "type", "yes yes yes yes no count"),
        ("incident", "sensitive", "geometry", "cell_100km no cell_100km no no no"),
        ("incident", "sensitive", "type", "yes no yes no no no"),
        ("response", "", "title", "yes yes yes yes yes no"),
        ("response", "", "indicator", "yes yes yes yes no no"),
        ("response", "physical", "activity", "yes yes yes no no no"),
        ("response", "physical", "due", "yes yes no no no no"),
        ("response", "physical", "title", "yes yes no phrase no no"),
        ("visit", "", "findings", "yes no yes no no no"),
        ("visit", "", "sections", "yes yes yes no no no"),
    ],
)
def test_policy_default_says_what_was_agreed(kind: str, case: str, field: str, rules: str) -> None:
    policy = Policy.from_data(None)
    assert [policy.rule(kind, (case,), field, a) for a in AUDIENCES] == rules.split()


def test_policy_of_the_plan_lies_over_the_default() -> None:
    policy = Policy.from_data({"rules": {"hotspot.geometry": {"partners": "cell_1km"}}, "keep_codes": ["partners"]})
    assert policy.rule("hotspot", (), "geometry", "partners") == "cell_1km"
    assert policy.rule("hotspot", (), "geometry", "public") == "cell_100km"
    assert policy.keeps_codes("partners")
    assert not policy.keeps_codes("mission")


@pytest.mark.parametrize(
    "data",
    [
        "all of it",
        {"rules": "all of it"},
        {"rules": {"hotspot": {"public": "yes"}}},
        {"rules": {"hotspot.name": "yes"}},
        {"rules": {"hotspot.name": {"everybody": "yes"}}},
        {"rules": {"hotspot.name": {"public": "maybe"}}},
    ],
)
def test_policy_that_is_not_understood_refuses(data: object) -> None:
    with pytest.raises(RuleError):
        Policy.from_data(data)


def test_policy_several_cases_take_the_strictest() -> None:
    policy = Policy.from_data(None)
    assert policy.rule("presence", ("base", "moving"), "geometry", "unct") == "no"
    assert policy.rule("presence", ("civilian", "ears"), "geometry", "unct") == "cell_10km"
