# SPDX-License-Identifier: MIT
"""A plan in which every field of every record carries a token of its own, and an oracle beside it.

The oracle reads the policy's table by itself and knows nothing of how a release is built.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from shapely.geometry import Point

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import GEOMETRY_KINDS, KINDS, PlanInfo, Record
from hotmap.paths import resource

TODAY = date(2026, 11, 23)
TOKEN = re.compile(r"zq\d{4}x")
HOTSPOT = "01930000-0000-7000-8000-000000000001"
STRICT_ORDER = ("yes", "exact", "own", "cell", "to_100", "phrase", "cell_1km", "cell_10km", "cell_100km", "band",
                "released", "count", "no")  # fmt: skip

CASES: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("hotspot", "", {"type": "village"}),
    ("population", "", {"group": "idps", "unit": "persons"}),
    ("threat", "", {"type": "killing", "actor_category": "armed_group"}),
    ("threat", "state_actor", {"type": "torture", "actor_category": "state_military"}),
    ("presence", "base", {"domain": "troops", "type": "company_operating_base", "permanence": "permanent"}),
    ("presence", "moving", {"domain": "troops", "type": "vehicle_patrol", "permanence": "permanent"}),
    ("presence", "civilian", {"domain": "civilian", "type": "field_office", "permanence": "permanent"}),
    ("presence", "ears", {"domain": "civilian", "type": "cla", "permanence": "permanent"}),
    ("presence", "humanitarian", {"domain": "humanitarian", "type": "partner", "permanence": "permanent"}),
    ("incident", "", {"type": "killing"}),
    ("incident", "sensitive", {"type": "child_recruitment"}),
    ("decision", "", {"level": "must", "suggested": "should"}),
    ("response", "", {"tier": "i", "activity": "mediation"}),
    ("response", "physical", {"tier": "ii", "activity": "patrol"}),
    ("visit", "", {}),
)
"""Every case of every kind, with the values that put a record into it."""


@dataclass(frozen=True)
class Canary:
    """One record, its case and the token of each field that can carry one."""

    record: Record
    case: str
    tokens: Mapping[str, str]


def canaries() -> list[Canary]:
    """Return one unmarked record for each case, every field filled."""
    found = []
    numbers = iter(range(1, 10_000))
    for index, (kind, case, values) in enumerate(CASES):
        uuid = f"01930000-0000-7000-8000-{index + 1:012d}"
        tokens: dict[str, str] = {}
        filled: dict[str, object] = {}
        for code, spec in KINDS[kind].specs().items():
            value, token = _value(spec, next(numbers))
            filled[code] = value
            if token and code not in values:
                tokens[code] = token
        place = {"geometry": Point(20.12345 + 1.1 * index, 5.54321)} if kind in GEOMETRY_KINDS else {}
        found.append(Canary(KINDS[kind](uuid=uuid).with_values({**filled, **place, **values}), case, tokens))
    return found


def _value(spec: FieldSpec, number: int) -> tuple[object, str]:
    """Return a value for a field and the token to look for, empty where its values are too few."""
    token = f"zq{number:04d}x"
    if spec.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return token, token
    if spec.kind is Kind.INTEGER:
        return 10_001 + 3 * number, str(10_001 + 3 * number)
    if spec.kind is Kind.DATE:
        day = (date(1990, 1, 1) + timedelta(days=number)).isoformat()
        return day, day
    if spec.kind is Kind.MOMENT:
        moment = f"{(date(1980, 1, 1) + timedelta(days=number)).isoformat()}T12:00:00+00:00"
        return moment, moment
    few: dict[Kind, object] = {
        Kind.FACTOR: 3,
        Kind.FLAG: True,
        Kind.MONTHS: (3, 4),
        Kind.NUMBER: 7.5,
        Kind.LINK: HOTSPOT,
        Kind.LINKS: (HOTSPOT,),
    }
    if spec.links_to not in ("", "hotspot"):
        return None, ""
    return few.get(spec.kind), ""


def plan_of(found: list[Canary], rules: Mapping[str, Mapping[str, str]] | None = None) -> Plan:
    """Return a plan of canaries, with rules of its own laid over the policy."""
    info = PlanInfo(
        uuid="01930000-0000-7000-8000-999999999999",
        title="Exercise",
        release_key="a key",
        policy={"rules": rules, "keep_codes": AUDIENCES} if rules else None,
    )
    return Plan([info, *(canary.record for canary in found)])


def marked(canary: Canary, marking: Marking, fields: Mapping[str, Marking] | None = None) -> Canary:
    """Return a canary with another marking."""
    return replace(canary, record=replace(canary.record, marking=marking, field_markings=fields or {}))


@cache
def table() -> dict[tuple[str, str, str], dict[str, str]]:
    """Return the policy's table by kind, case and field, read here once more."""
    with resource("policy", "release.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["kind"], row["case"], field): {a: row[a] for a in AUDIENCES}
            for row in csv.DictReader(file)
            for field in row["fields"].split()
        }


def rule(kind: str, case: str, field: str, audience: str) -> str:
    """Return the strictest rule of the table for a field."""
    rows = table()
    found = [rows[key][audience] for key in {(kind, "", field), (kind, case, field)} if key in rows]
    return max(found, key=STRICT_ORDER.index, default="no")


def may_leave(canary: Canary, audience: str) -> bool:
    """Return whether the marking lets a record leave."""
    marking = canary.record.marking
    in_time = marking.expires is None or TODAY.isoformat() <= marking.expires
    return audience in (marking.audiences or ()) and in_time


def expected(found: list[Canary], audience: str) -> Iterator[str]:
    """Yield the tokens of texts that an audience must find in its data, and no others."""
    hotspot_leaves = may_leave(found[0], audience)
    for canary in found:
        record = canary.record
        if not may_leave(canary, audience):
            continue
        if record.KIND in ("population", "threat", "decision") and not hotspot_leaves:
            continue
        for code, token in canary.tokens.items():
            own = record.field_markings.get(code)
            named = own.audiences if own else None
            said = rule(record.KIND, canary.case, code, audience)
            if said == "released" and audience not in (named or ()):
                continue
            if named is not None and audience not in named:
                continue
            if code == "code" and audience not in ("mission", "uniformed", "unct"):
                continue  # numbered anew
            if code == "pcode" and record.marking.precision not in (None, "exact"):
                continue  # the cell's, not the place's
            if said in ("yes", "released") and TOKEN.fullmatch(token):
                yield token
