# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from hotmap.domain.fields import show_date
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS, Layer
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.frame import frame_of, show_moment
from hotmap.exporters.mapsheet_content import sheet_content
from hotmap.exporters.plan_content import plan_content
from hotmap.exporters.plan_pdf import map_notes
from hotmap.exporters.reading import Reading
from hotmap.release import Release

Released = Callable[..., Release]


def without(plan: Plan, kind: str) -> Plan:
    return Plan(record for other in KINDS if other != kind for record in plan.of(other))


def changed(plan: Plan, kind: str, **values: object) -> Plan:
    return Plan(
        record.with_values(values) if kind == record.KIND else record for other in KINDS for record in plan.of(other)
    )


def test_finding_counts_the_must_places_where_nobody_stands(made_up: ModuleType, released: Released) -> None:
    content = plan_content(released(made_up.joint_plan(20)))

    alone = [row for row in content.matrix.rows if row.sign.level == "must" and row.cover in ("ears", "open")]
    assert 0 < len(alone) < 5
    assert content.summary.finding == f"No force stands at {len(alone)} of the 5 Must places"
    assert content.summary.figures[-1].value == str(len(alone))


def test_matrix_begins_with_must_and_nobody_there(made_up: ModuleType, released: Released) -> None:
    rows = plan_content(released(made_up.joint_plan(20))).matrix.rows

    assert [row.sign.level for row in rows] == sorted(
        (row.sign.level for row in rows), key=("must", "should", "could", "watch").index
    )
    assert rows[0].sign.symbol.endswith("+gap")


def test_plan_without_any_presence_does_not_say_that_nobody_is_there(made_up: ModuleType, released: Released) -> None:
    content = plan_content(released(without(made_up.joint_plan(), "presence")))

    assert "cover" not in content.matrix.columns
    assert "stands" not in content.summary.finding
    assert content.summary.cover_note == "No presence is entered, so nothing is said of who stands where."


def test_plan_says_no_lead_only_where_every_line_is_told(made_up: ModuleType, released: Released) -> None:
    plan = changed(made_up.joint_plan(), "response", lead=None)

    assert {row.lead for row in plan_content(released(plan)).matrix.rows} == {"no lead"}
    assert {row.lead for row in plan_content(released(plan, "partners")).matrix.rows} == {""}


def test_withheld_factors_are_not_called_unknown(released: Released) -> None:
    content = plan_content(released(audience="partners"))

    assert not any("+low" in row.sign.symbol for row in content.matrix.rows)
    assert all(sheet.risk is None for sheet in content.sheets)
    assert not content.annex.bands


def test_closed_hotspots_are_not_in_the_plan(made_up: ModuleType, released: Released) -> None:
    content = plan_content(released(changed(made_up.joint_plan(), "hotspot", status="closed")))

    assert content.sheets == ()
    assert content.summary.finding == "No hotspot is part of this release"
    assert content.map is None


def test_a_year_is_the_longest_axis_and_bars_stay_on_it(made_up: ModuleType, released: Released) -> None:
    plan = changed(made_up.joint_plan(), "response", start="2026-12-01", due="2031-01-01")
    actions = plan_content(released(plan)).actions

    assert actions is not None
    assert len(actions.months) == 12
    assert {row.bar for group in actions.groups for row in group.rows} == {(0.0, 1.0)}


def test_people_in_bands_are_in_no_total(released: Released) -> None:
    content = plan_content(released(audience="public"))

    assert all("–" in row.people for row in content.matrix.rows)
    assert [figure.label for figure in content.summary.figures] == ["hotspots"]


def test_reading_twice_orders_the_same(made_up: ModuleType, released: Released) -> None:
    plan = made_up.joint_plan(20)
    backwards = Plan(record for kind in KINDS for record in reversed(plan.of(kind)))

    codes = [[s.hotspot.code for s in Reading(released(p)).hotspots] for p in (plan, backwards)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-11-16T18:00:00-02:00", "16 Nov 2026, 18:00 UTC−02:00"),
        ("2026-11-16T18:00:00+00:00", "16 Nov 2026, 18:00 UTC"),
        ("2026-11-16", "16 Nov 2026"),
        ("2026", "2026"),
        (None, ""),
    ],
)
def test_moments_are_told_as_precisely_as_they_were_given(iso: str | None, shown: str) -> None:
    assert show_moment(iso) == shown


def test_dates_without_a_year_are_short() -> None:
    assert show_date("2026-11-06", short=True) == "6 Nov"


def test_frame_of_the_holders_own_print_says_so(released: Released) -> None:
    frame = plan_content(released(audience="internal")).frame

    assert frame.internal
    assert "NOT FOR RELEASE" in frame.audience
    assert replace(frame, exercise="").banner  # told without an exercise too


def test_plan_unnamed_hotspot_is_told_by_its_code_where_none_stands_beside_it(
    made_up: ModuleType, released: Released
) -> None:
    content = plan_content(released(changed(made_up.joint_plan(20), "hotspot", name=None)))

    assert content.gaps is not None
    told = [question.head for question in content.summary.questions] + [row.place for row in content.gaps.rows]
    assert len(set(told[:5])) == 5
    assert all(" H-0" in head for head in told)


def test_plan_and_map_name_whom_the_layers_shown_are_owed_to(made_up: ModuleType, released: Released) -> None:
    owed = "Institute of Made-up Roads"
    records = [
        Layer(uuid="l1", name="Roads", attribution=owed, as_of="2026-03-01", marking=made_up.SHARED),
        Layer(uuid="l2", name="Tracks", attribution=owed, as_of="2026-03-01", marking=made_up.SHARED),
        Layer(uuid="l3", name="Wells", attribution="Well Diggers", visible=False, marking=made_up.SHARED),
    ]
    plan = made_up.joint_plan()
    release = released(Plan([*(record for kind in KINDS for record in plan.of(kind)), *records]))

    told = frame_of(release, "plan").sources
    assert told.count(owed) == 1
    assert f"{owed} (as of 1 Mar 2026); Base map" in told
    assert "Well Diggers" not in told
    assert any(note["text"].startswith(told) for note in map_notes(plan_content(release)))
    assert any(note.text == told for note in sheet_content(release, ExportOptions()).notes)


def test_code_of_a_place_without_another_name_stands_once(made_up: ModuleType, released: Released) -> None:
    release = released(changed(made_up.joint_plan(), "hotspot", name="H-001", code="H-001"))

    for sheet in plan_content(release).sheets:
        assert (sheet.name, sheet.code) == ("H-001", "")
        assert "H-001" not in sheet.meta
    (line, *_) = sheet_content(release, ExportOptions()).must
    assert line.name == "H-001"
    assert "H-001" not in " ".join((line.brief, *line.lines))
