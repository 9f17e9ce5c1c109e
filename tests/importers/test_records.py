# SPDX-License-Identifier: MIT
"""Rows become records: values, choices, counts of people, markings."""

from __future__ import annotations

from typing import Any

import pytest

from hotmap.domain.codelists import CodeLists
from hotmap.domain.marking import Marking
from hotmap.errors import UsageError

HEAD = "name,lat,lon"


def test_unknown_choices_are_left_empty_and_told_once_a_value(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv", f"{HEAD},type\nA,12.5,24.2,camp\nB,12.5,24.2,moon base\nC,12.5,24.2,moon base\nD,12,24,\n"
    )
    imported = import_file(path)
    assert [record.type for record in imported.records] == ["idp_camp_or_settlement", None, None, None]
    assert [(w.kind, w.row) for w in imported.warnings] == [("unknown-value", 3)]
    assert "2 rows" in imported.warnings[0].message


def test_set_values_win_over_guessed_columns_and_fill_chosen_ones(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},type\nA,12.5,24.2,camp\nB,12.5,24.2,moon base\n")
    for_all = import_file(path, set_values={"type": "market"})
    assert [record.type for record in for_all.records] == ["market", "market"]
    filled = import_file(path, set_values={"type": "Market"}, overrides={"type": "type"})
    assert [record.type for record in filled.records] == ["idp_camp_or_settlement", "market"]


def test_set_values_that_do_not_fit_are_refused(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD}\nA,12.5,24.2\n")
    with pytest.raises(UsageError, match="type: “moon base”"):
        import_file(path, set_values={"type": "moon base"})
    with pytest.raises(UsageError, match="no field “colour”"):
        import_file(path, set_values={"colour": "red"})
    with pytest.raises(UsageError, match="A layer has no field"):
        import_file(path, "place", set_values={"type": "x"})


def test_set_values_name_and_date_a_layer(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},count,code\nA,12.5,24.2,7,007\n")
    imported = import_file(
        path, "place", set_values={"name": "Wells", "as_of": "1/11/2026"}, marking=Marking(audiences=("unct",))
    )
    assert (imported.layer.name, imported.layer.as_of, imported.layer.kind) == ("Wells", "2026-11-01", "place")
    assert imported.layer.marking.audiences == ("unct",)
    assert imported.features.row(0) == {"name": "A", "lat": 12.5, "lon": 24.2, "count": 7, "code": "007"}


def test_layer_takes_the_one_date_of_its_features(text_file: Any, import_file: Any) -> None:
    same = text_file("a.csv", f"{HEAD},valid_on\nA,12.5,24.2,2020-08-31\nB,12.5,24.2,2020-08-31\n")
    assert import_file(same, "area").layer.as_of == "2020-08-31"
    different = text_file("b.csv", f"{HEAD},valid_on\nA,12.5,24.2,2020-08-31\nB,12.5,24.2,2021-08-31\n")
    assert import_file(different, "area").layer.as_of is None


def test_lists_of_the_plan_are_asked_first(text_file: Any, import_file: Any) -> None:
    lists = CodeLists({"hotspot_type": [{"code": "moon_base", "label": "Moon base"}]})
    path = text_file("a.csv", f"{HEAD},type\nA,12.5,24.2,moon base\nB,12.5,24.2,camp\n")
    assert [record.type for record in import_file(path, lists=lists).records] == ["moon_base", None]


def test_marking_is_that_of_the_import_and_columns_when_said(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},who,population\nA,12.5,24.2,public,5\nB,12.5,24.2,,6\n")
    marking = Marking(originator="Sector", audiences=("mission",))
    imported = import_file(path, marking=marking, overrides={"audiences": "who"})
    assert [record.marking.audiences for record in imported.records] == [("public",), ("mission",)]
    assert imported.children[1].marking == marking
    assert import_file(path).records[0].marking.audiences is None


def test_sources_get_their_stricter_marking(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv", f"{HEAD},source,individuals,as of\nA,12.5,24.2,focal point,5,2026-03-01\nB,12.5,24.2,,6,\n"
    )
    first, second = import_file(path).children
    assert (first.source, first.as_of, first.field_markings["source"].sensitivity) == (
        "focal point",
        "2026-03-01",
        "high",
    )
    assert second.field_markings == {}


def test_households_count_only_without_persons(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},households,individuals\nA,12.5,24.2,10,52\nB,12.5,24.2,11,\nC,12.5,24.2,,\n")
    imported = import_file(path)
    assert [(count.persons, count.unit) for count in imported.children] == [(52, "persons"), (11, "households")]
    assert [count.hotspot for count in imported.children] == [record.uuid for record in imported.records[:2]]


def test_count_of_a_group_says_so(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},IDP individuals\nA,12.5,24.2,52\n")
    assert import_file(path).children[0].group == "idps"


def test_counts_below_zero_are_told(text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.csv", f"{HEAD},population\nA,12.5,24.2,-99\nB,12.5,24.2,5\nC,12.5,24.2,many\n"))
    assert [count.persons for count in imported.children] == [5]
    assert [(w.kind, w.row) for w in imported.warnings] == [("unknown-value", 2), ("unknown-value", 4)]


def test_presence_takes_domain_and_band_from_what_is_there(text_file: Any, import_file: Any) -> None:
    path = text_file(
        "a.csv",
        f"{HEAD},type,troops,night\nA,12.5,24.2,COB,120,yes\nB,12.5,24.2,FPU,701,no\nC,12.5,24.2,CLA,up to 10,\n",
    )
    records = import_file(path, "presence").records
    assert [record.type for record in records] == ["company_operating_base", "fpu", "cla"]
    assert [record.domain for record in records] == ["troops", "police", "civilian"]
    assert [record.strength for record in records] == ["101_to_250", "over_700", "up_to_10"]
    assert [record.night for record in records] == [True, False, None]


def test_strength_in_numbers_is_kept_as_a_band(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f"{HEAD},troops\nA,12.5,24.2,120\nB,12.5,24.2,9\n")
    assert [record.strength for record in import_file(path, "presence").records] == ["101_to_250", "up_to_10"]


def test_incidents_of_two_foreign_vocabularies(text_file: Any, import_file: Any) -> None:
    header = "event_id_cnty,event_date,event_type,latitude,longitude,fatalities,time_precision"
    rows = "SUD1,01 January 2026,Battles,12.5,24.2,3,1\nSUD2,02 January 2026,Riots,12.5,24.2,0,2\n"
    first = text_file("a.csv", f"{header}\n{rows}")
    records = import_file(first, "incident").records
    assert [(r.code, r.date, r.type, r.fatalities, r.date_precision) for r in records] == [
        ("SUD1", "2026-01-01", "armed_attack", 3, "day"), ("SUD2", "2026-01-02", "unrest", 0, "week"),
    ]  # fmt: skip
    second = text_file(
        "b.csv", "id,type_of_violence,date_start,where_prec,best,latitude,longitude\n7,2,2026-01-05,4,1,12,24\n"
    )
    record = import_file(second, "incident").records[0]
    assert (record.code, record.type, record.place_precision, record.fatalities) == (
        "7",
        "intercommunal_violence",
        "province",
        1,
    )


def test_sub_events_tell_what_events_sum_up(text_file: Any, import_file: Any) -> None:
    events = ("Violence against civilians,Attack", "Violence against civilians,Sexual violence", "Battles,Armed clash")
    rows = "".join(f"{event},12,24\n" for event in events)
    path = text_file("a.csv", f"event_type,sub_event_type,latitude,longitude\n{rows}")
    types = [record.type for record in import_file(path, "incident").records]
    assert types == ["armed_attack", "conflict_related_sexual_violence", "armed_attack"]


def test_links_are_found_by_the_given_look_up(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", "hotspot code,lat,lon,type\nH-001,12.5,24.2,killing\nH-999,12.5,24.2,killing\n")
    known = {("hotspot", "H-001"): "uuid-1"}
    imported = import_file(
        path, "incident", overrides={"hotspot": "hotspot code"}, find_link=lambda kind, text: known.get((kind, text))
    )
    assert [record.hotspot for record in imported.records] == ["uuid-1", None]
    assert [(w.kind, w.row) for w in imported.warnings] == [("unknown-value", 3)]


def test_months_and_other_fields_are_read_as_typed_by_people(text_file: Any, import_file: Any) -> None:
    path = text_file("a.csv", f'{HEAD},months,status,review_due\nA,12.5,24.2,"Mar-May, Oct",Active,31/12/2026\n')
    record = import_file(path, overrides={"months": "months"}).records[0]
    assert (record.months, record.status, record.review_due) == ((3, 4, 5, 10), "active", "2026-12-31")
