# SPDX-License-Identifier: MIT
"""Every rule of the plan checker: one plan that fires it, one that does not."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import Point

from hotmap.domain.checks import RULES, check, holds_contact
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Decision, Hotspot, PlanInfo, Population, Presence, Record, Response, Threat

TODAY = date(2026, 11, 16)
MARKED = Marking(audiences=("mission",))

PLAN = PlanInfo(uuid="plan", title="Exercise")
CAMP = Hotspot(uuid="h", code="H-001", name="Camp", geometry=Point(57, -4), review_due="2026-12-01", marking=MARKED)
MUST = Decision(uuid="d", hotspot="h", level="must", suggested="must", date="2026-11-12", marking=MARKED)
SHOULD = MUST.with_values({"level": "should", "suggested": "should"})
LINE = Response(
    uuid="r",
    code="R-001",
    hotspot="h",
    title="Farm patrol",
    lead="force",
    start="2026-11-20",
    due="2026-12-20",
    status="planned",
    indicator="Patrol days",
    marking=MARKED,
)
BASE = Presence(uuid="p", domain="troops", type="team_site", geometry=Point(57, -4), marking=MARKED)
CLA = Presence(uuid="c", domain="civilian", type="cla", geometry=Point(57, -4), marking=MARKED)
OTHERS = [Decision(uuid=f"d{n}", hotspot=f"h{n}", level="could", marking=MARKED) for n in range(3)]
OTHER_HOTSPOTS = [CAMP.with_values({"uuid": f"h{n}", "code": f"H-10{n}"}) for n in range(3)]


def line(**values: object) -> Response:
    return LINE.with_values(values)


CASES: dict[str, tuple[list[Record], list[Record]]] = {
    "must-without-lead": ([CAMP, MUST, line(lead=None)], [CAMP, MUST, LINE]),
    "override-without-reason": (
        [CAMP, MUST.with_values({"suggested": "could"})],
        [CAMP, MUST.with_values({"suggested": "could", "reason": "Harvest"})],
    ),
    "disputed-level": (
        [CAMP, MUST, SHOULD.with_values({"uuid": "d2"})],
        [CAMP, MUST, SHOULD.with_values({"uuid": "d2", "supersedes": ("d",)})],
    ),
    "observer-tasked": ([CAMP, line(support=("icrc",))], [CAMP, line(support=("unhcr",))]),
    "support-without-hrddp": (
        [CAMP, line(activity="police_training")],
        [CAMP, line(activity="police_training", hrddp="cleared")],
    ),
    "due-before-start": ([CAMP, line(start="2027-01-01")], [CAMP, LINE]),
    "broken-link": ([LINE], [CAMP, LINE]),
    "tasked-without-consent": ([CAMP, line(lead="ingo")], [CAMP, line(support=("ingo",))]),
    "line-without-lead": ([CAMP, line(lead=None)], [CAMP, line(lead=None, status="cancelled")]),
    "line-without-date": ([CAMP, line(due=None)], [CAMP, LINE]),
    "line-overdue": ([CAMP, line(start=None, due="2026-11-15")], [CAMP, line(start=None, due="2026-11-16")]),
    "line-without-hotspot": ([line(hotspot=None)], [CAMP, LINE]),
    "too-many-must": ([CAMP, MUST], [CAMP, MUST, *OTHER_HOTSPOTS, *OTHERS]),
    "review-overdue": ([CAMP.with_values({"review_due": "2026-11-15"})], [CAMP]),
    "decision-expired": (
        [CAMP, MUST.with_values({"valid_until": "2026-11-15"})],
        [CAMP, MUST.with_values({"valid_until": "2026-11-16"})],
    ),
    "must-not-held": ([CAMP, MUST], [CAMP, MUST, BASE]),
    "force-without-civilian-eyes": ([CAMP, BASE], [CAMP, BASE, CLA]),
    "place-missing": ([CAMP.with_values({"geometry": None})], [CAMP]),
    "code-twice": ([CAMP, CAMP.with_values({"uuid": "h2", "code": "h-001"})], [CAMP, *OTHER_HOTSPOTS]),
    "count-without-date": (
        [CAMP, Population(uuid="n", hotspot="h", persons=10)],
        [CAMP, Population(uuid="n", hotspot="h", persons=10, as_of="2026-10-31")],
    ),
    "contact-in-text": (
        [CAMP.with_values({"description": "Call the elder, 0912 345 678"})],
        [CAMP.with_values({"description": "Seen 2026-11-02 at 18:30, 18 400 people, 40M EV 310 258"})],
    ),
    "line-without-indicator": ([CAMP, line(indicator=None)], [CAMP, LINE]),
    "not-decided": ([CAMP], [CAMP, MUST]),
    "without-threat": ([CAMP], [CAMP, Threat(uuid="t", hotspot="h", type="killing")]),
    "unmarked": ([CAMP.with_values({"audiences": None})], [CAMP]),
}


def fired(records: list[Record]) -> set[str]:
    return {finding.rule for finding in check(Plan([PLAN, *records]), TODAY)}


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in RULES} == set(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_rule_fires_on_its_case_only(rule: str) -> None:
    wrong, right = CASES[rule]
    assert rule in fired(wrong)
    assert rule not in fired(right)


def test_check_names_the_record_and_puts_errors_first() -> None:
    findings = check(Plan([PLAN, CAMP, MUST]), TODAY)
    assert findings[0].rule == "must-without-lead"
    assert findings[0].uuid == "h"
    assert "H-001 Camp" in findings[0].message
    order = [("error", "warning", "info").index(f.severity) for f in findings]
    assert order == sorted(order)


@pytest.mark.parametrize("text", ["0912 345 678", "+249 912 345678", "00249-912-345678", "elder.camp@example.org"])
def test_contacts_are_seen(text: str) -> None:
    assert holds_contact(f"Call the elder: {text}.")


@pytest.mark.parametrize(
    "text", ["08-02-1994", "Agency 24/11 2004", "1983-1998", "S/2020/1155", "18 400 people", "1149670883"]
)
def test_dates_years_and_document_numbers_are_no_contacts(text: str) -> None:
    assert not holds_contact(f"Report of {text}")


def test_closed_hotspots_raise_no_questions() -> None:
    closed = CAMP.with_values({"status": "closed"})
    assert fired([closed, MUST]) == set()
