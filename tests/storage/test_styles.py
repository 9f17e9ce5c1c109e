# SPDX-License-Identifier: MIT
"""What QGIS and other programs read beside the records: styles, labels, choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.codelists import DEFAULT
from hotmap.domain.records import KINDS
from hotmap.storage.planfile import PlanFile

Sql = Callable[..., list[Any]]


def qml(outside: Sql, table: str) -> ElementTree.Element:
    """Return the default style of a table."""
    ((text,),) = outside("SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND useAsDefault", table)
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_style_whose_rules_have_symbols(plan: PlanFile, outside: Sql, kind: str) -> None:
    style = qml(outside, kind)
    symbols = {symbol.get("name") for symbol in style.iterfind(".//symbols/symbol")}
    assert {rule.get("symbol") for rule in style.iterfind(".//rule")} == symbols


def test_hotspots_are_ruled_by_level_and_geometry(plan: PlanFile, outside: Sql) -> None:
    rules = {rule.get("filter"): rule.get("label") for rule in qml(outside, "hotspot").iterfind(".//rule")}
    assert rules["geometry_type($geometry) = 'Polygon' AND (\"level\" = 'must')"] == "Must Protect"
    assert len(rules) == 3 * 5


def test_choices_are_offered_by_label_and_stored_by_code(plan: PlanFile, outside: Sql) -> None:
    widget = qml(outside, "hotspot").find(".//field[@name='type']/editWidget")
    assert widget is not None
    assert widget.get("type") == "ValueMap"
    offered = {option.get("name"): option.get("value") for option in widget.iterfind(".//Option[@type='QString']")}
    assert offered["IDP camp or settlement"] == "idp_camp_or_settlement"
    assert len(offered) == len(DEFAULT["hotspot_type"].codes)


def test_schema_extension_lists_every_choice(plan: PlanFile, outside: Sql) -> None:
    found = outside(
        "SELECT c.value, c.description FROM gpkg_data_columns d JOIN gpkg_data_column_constraints c"
        " USING (constraint_name) WHERE d.table_name = 'decision' AND d.column_name = 'level' ORDER BY c.rowid"
    )
    assert found == [(code.code, code.text) for code in DEFAULT["level"]]


def test_changed_code_list_reaches_forms_and_constraints(plan: PlanFile, outside: Sql) -> None:
    info = plan.load().info
    entries = {"hotspot_type": [{"code": "cattle_camp", "label": "Cattle camp"}]}
    plan.commit(ChangeSet("Edit the list", edited(info, {"code_lists": entries})))
    assert outside("SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'hotspot_type'") == [
        ("cattle_camp",)
    ]
    assert "Cattle camp" in ElementTree.tostring(qml(outside, "hotspot"), encoding="unicode")


def test_refresh_leaves_styles_that_people_saved(plan: PlanFile, outside: Sql) -> None:
    outside("INSERT INTO layer_styles (f_table_name, styleName, styleQML) VALUES ('hotspot', 'mine', '<qgis/>')")
    plan.commit(ChangeSet("Edit the list", edited(plan.load().info, {"code_lists": {"level": []}})))
    assert outside("SELECT styleQML FROM layer_styles WHERE styleName = 'mine'") == [("<qgis/>",)]


def test_bookkeeping_is_listed_as_attributes_and_places_as_features(plan: PlanFile, outside: Sql) -> None:
    listed = dict(outside("SELECT table_name, data_type FROM gpkg_contents"))
    assert {name for name, type_ in listed.items() if type_ == "features"} == {
        "hotspot",
        "presence",
        "incident",
        "visit",
    }
    tables = {name for (name,) in outside("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = {name for name in tables if not name.startswith(("gpkg_", "rtree_", "sqlite_"))}
    assert set(listed) == ours
