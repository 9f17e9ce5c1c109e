# SPDX-License-Identifier: MIT
"""An import is understood first and then written as one action, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hotmap.errors import InputError, UsageError
from hotmap.services import importing
from hotmap.services.importing import ImportRequest
from hotmap.services.session import PlanSession

CSV = "name,lat,lon,people\nCamp A,-4.5,57.2,18400\nCamp B,-4.6,57.3,900\nNowhere,0,0,5\n"


def csv(tmp_path: Path, text: str = CSV, name: str = "camps.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_import_is_one_action_with_every_row_accounted_for(session: PlanSession, tmp_path: Path) -> None:
    before = len(session.log())
    prepared = importing.prepare(session, ImportRequest(csv(tmp_path), "hotspot", audiences="mission"))
    importing.commit(session, prepared)
    report = prepared.report
    assert (report.read, report.imported, len(report.skipped)) == (3, 2, 1)
    assert len(session.log()) == before + 1
    assert [h.code for h in session.plan.of("hotspot")] == ["H-001", "H-002"]
    assert {h.marking.audiences for h in session.plan.of("hotspot")} == {("mission",)}
    assert sorted(p.persons for p in session.plan.of("population")) == [900, 18400]
    session.undo()
    assert session.plan.count("hotspot") == session.plan.count("population") == 0


def test_prepare_writes_nothing(session: PlanSession, tmp_path: Path) -> None:
    before = session.path.read_bytes()
    importing.prepare(session, ImportRequest(csv(tmp_path), "hotspot"))
    assert session.path.read_bytes() == before


def test_key_updates_what_is_known_and_adds_what_is_new(session: PlanSession, tmp_path: Path) -> None:
    importing.commit(session, importing.prepare(session, ImportRequest(csv(tmp_path), "hotspot")))
    camp = next(h for h in session.plan.of("hotspot") if h.name == "Camp A")
    again = csv(tmp_path, "name,lat,lon,people\nCamp A,-4.51,57.2,17000\nCamp C,-4.7,57.4,50\n", "again.csv")
    prepared = importing.prepare(session, ImportRequest(again, "hotspot", key="name"))
    importing.commit(session, prepared)
    assert (prepared.report.added, prepared.report.updated) == (1, 1)
    assert session.plan.get(camp.uuid).geometry.y == -4.51
    assert {h.name for h in session.plan.of("hotspot")} == {"Camp A", "Camp B", "Camp C"}
    assert "missing-from-file" in {w.kind for w in prepared.report.warnings}


def test_layer_comes_with_the_files_own_fields_and_a_name_of_its_own(session: PlanSession, tmp_path: Path) -> None:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[57, -4], [58, -5]]},
                "properties": {"highway": "primary"},
            }
        ],
    }
    path = tmp_path / "roads.geojson"
    path.write_text(json.dumps(collection))
    for _ in range(2):
        importing.commit(session, importing.prepare(session, ImportRequest(path, "road")))
    names = [layer.name for layer in session.plan.of("layer")]
    assert len(set(names)) == 2
    features = session.features(session.plan.of("layer")[0])
    assert list(features.columns["highway"]) == ["primary"]


def test_rows_without_coordinates_join_by_pcode_or_are_refused(session: PlanSession, tmp_path: Path) -> None:
    needs = csv(tmp_path, "pcode,people\nTS01,100\n", "needs.csv")
    with pytest.raises(InputError, match="P-code"):
        importing.prepare(session, ImportRequest(needs, "hotspot"))
    ring = [[57, -4], [58, -4], [58, -5], [57, -5], [57, -4]]
    districts = tmp_path / "districts.geojson"
    feature = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"pcode": "TS01", "name": "Tiva"},
    }
    districts.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    importing.commit(session, importing.prepare(session, ImportRequest(districts, "area")))
    prepared = importing.prepare(session, ImportRequest(needs, "hotspot"))
    importing.commit(session, prepared)
    [hotspot] = session.plan.of("hotspot")
    assert hotspot.certainty == "somewhere_here"
    assert 57 < hotspot.geometry.x < 58


@pytest.mark.parametrize(
    "request_of",
    [
        lambda path: ImportRequest(path, "castle"),
        lambda path: ImportRequest(path, "hotspot", columns={"colour": "name"}),
        lambda path: ImportRequest(path, "hotspot", columns={"name": "title"}),
        lambda path: ImportRequest(path, "hotspot", values={"type": "castle"}),
        lambda path: ImportRequest(path, "hotspot", audiences="friends"),
        lambda path: ImportRequest(path, "hotspot", key="colour"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(session: PlanSession, tmp_path: Path, request_of) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError):
        importing.prepare(session, request_of(csv(tmp_path)))
