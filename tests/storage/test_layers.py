# SPDX-License-Identifier: MIT
"""Context layers: stored once under the address of their content, found by place, never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely

from hotmap.domain.changes import ChangeSet, deleted, edited
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category, Classes, LayerStyle
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_as_data
from hotmap.errors import PlanFileError
from hotmap.i18n import tr
from hotmap.storage import geopackage, layers
from hotmap.storage.planfile import PlanFile


@pytest.fixture
def places() -> FeatureTable:
    """Four places, one of them without a geometry."""
    geometry = np.array([shapely.Point(29, -1), None, shapely.Point(31, 2), shapely.Point(33, 3)], dtype=object)
    columns = {
        "Name": ["Amba", "Bari", "Côte", None],
        "fid": [7, 8, 9, 10],
        "open": [True, False, None, True],
        "height": [1.5, float("nan"), None, 2],
        "name": ["a", "b", "c", "d"],
        "": [None, None, None, None],
    }
    return FeatureTable(geometry, columns)


def test_add_layer_features_come_back_as_they_were(plan: PlanFile, places: FeatureTable) -> None:
    layer, changes = plan.add_layer(Layer(name="Places", kind="place"), places, "Add places")
    found = plan.features(layer)
    assert list(found.columns) == list(places.columns)
    assert found.row(0) == {"Name": "Amba", "fid": 7, "open": True, "height": 1.5, "name": "a", "": None}
    assert found.columns["height"] == (1.5, None, None, 2.0)
    assert found.columns["open"] == (True, False, None, True)
    assert [g and g.wkt for g in found.geometry] == ["POINT (29 -1)", None, "POINT (31 2)", "POINT (33 3)"]
    assert (layer.count, layer.geometry_type, layer.bbox) == (4, "Point", [29.0, -1.0, 33.0, 3.0])
    assert plan.load().get(layer.uuid) == layer
    assert len(changes) == 1


def test_add_layer_index_of_places_finds_what_touches_a_box(plan: PlanFile, places: FeatureTable) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add places")

    def touching(west: float, south: float, east: float, north: float) -> list[str]:
        rtree, table = geopackage.quoted(geopackage.rtree_of(str(layer.table))), geopackage.quoted(str(layer.table))
        sql = (
            f"SELECT f.name_2 FROM {rtree} JOIN {table} f ON f.fid = id"
            " WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?"
        )
        return [name for (name,) in plan._db.execute(sql, (east, west, north, south))]

    assert touching(30, 0, 31, 2) == ["c"]
    assert touching(0, 0, 1, 1) == []


def test_add_layer_same_content_twice_is_stored_once(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    first, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    second, _ = plan.add_layer(Layer(name="Places"), places, "Add again")
    assert first.table == second.table
    assert first.uuid != second.uuid
    assert len(outside("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name GLOB 'layer_[0-9a-f]*'")) == 1
    assert plan.features(second).columns["name"] == ("a", "b", "c", "d")


def test_add_layer_empty_has_no_extent(plan: PlanFile) -> None:
    layer, _ = plan.add_layer(Layer(name="None"), FeatureTable(np.empty(0, dtype=object), {"a": []}), "Add")
    assert (layer.count, layer.bbox) == (0, None)
    assert len(plan.features(layer)) == 0


def test_undo_add_layer_takes_it_from_plan_and_qgis_and_redo_brings_it_back(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    listed = "SELECT identifier FROM gpkg_contents WHERE data_type = 'features' AND table_name LIKE 'layer%'"
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add places")
    assert outside(listed) == [("Places",)]
    plan.undo()
    assert outside(listed) == []
    assert plan.load().count("layer") == 0
    plan.redo()
    assert outside(listed) == [("Places",)]
    assert len(plan.features(plan.load().get(layer.uuid))) == 4


def test_restyled_layer_keeps_its_features(plan: PlanFile, places: FeatureTable) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add places")
    plan.commit(ChangeSet("Restyle", edited(layer, {"style": {"color": "#123456"}, "order": 2.0, "visible": False})))
    found = plan.load().get(layer.uuid)
    assert (found.style, found.order, found.visible) == ({"color": "#123456"}, 2.0, False)
    assert len(plan.features(found)) == 4


def test_layer_is_styled_for_qgis_after_its_kind_and_colour(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    styled = "SELECT styleQML FROM layer_styles WHERE f_table_name LIKE 'layer#_%' ESCAPE '#'"
    layer, _ = plan.add_layer(Layer(name="Tracks", kind="road"), places, "Add")
    ((text,),) = outside(styled)
    assert "184,116,52,255" in text
    style = {"theme": "roads", "colour": "#010203", "label_column": "name"}
    plan.commit(ChangeSet("Restyle", edited(layer, {"style": style})))
    ((text,),) = outside(styled)
    assert "1,2,3,255" in text
    assert "&quot;name_2&quot;" in text  # SQLite knows no difference between Name and name
    plan.commit(ChangeSet("Delete", (deleted(layer),)))
    assert outside(styled) == []


def test_deleted_layer_that_shares_its_table_leaves_the_other(plan: PlanFile, places: FeatureTable) -> None:
    first, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    second, _ = plan.add_layer(Layer(name="Again"), places, "Add again")
    plan.commit(ChangeSet("Delete", (deleted(first),)))
    assert len(plan.features(second)) == 4


def test_layer_edited_by_another_program_is_refused(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add places")
    with pytest.raises(sqlite3.IntegrityError, match="not edited"):
        outside(f"UPDATE {layer.table} SET Name = 'x'")


def test_features_of_a_table_that_is_not_there_says_what_to_do(plan: PlanFile) -> None:
    with pytest.raises(PlanFileError, match="import the layer again"):
        plan.features(Layer(name="Gone", table="layer_0123456789abcdef", columns=[]))


@pytest.mark.parametrize("table", ["action", 'x"; DROP TABLE action; --'])
def test_features_never_reads_other_tables(plan: PlanFile, table: str) -> None:
    with pytest.raises(PlanFileError):
        plan.features(Layer(name="Sly", table=table, columns=["id"]))


def test_address_is_that_of_the_content(places: FeatureTable) -> None:
    changed = FeatureTable(places.geometry, {**places.columns, "name": ["a", "b", "c", "e"]})
    assert layers.address(places) == layers.address(places.take(np.arange(4)))
    assert layers.address(places) != layers.address(changed)


@pytest.mark.parametrize(
    ("geometries", "family"),
    [
        ([shapely.LineString([(0, 0), (1, 1)]), None], "Line"),
        ([shapely.box(0, 0, 1, 1), shapely.MultiPolygon([shapely.box(0, 0, 1, 1)])], "Area"),
        ([shapely.Point(0, 0), shapely.box(0, 0, 1, 1)], "Mixed"),
    ],
)
def test_described_names_the_family_of_geometries(geometries: list[Any], family: str) -> None:
    table = FeatureTable(np.array(geometries, dtype=object), {})
    assert layers.described(Layer(), table).geometry_type == family


def test_features_of_a_table_that_another_program_changed_says_what_to_do(plan: PlanFile, places: FeatureTable) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add places")
    plan._db.execute(f'ALTER TABLE {geopackage.quoted(str(layer.table))} RENAME COLUMN "height" TO "tall"')
    with pytest.raises(PlanFileError, match="import the layer again"):
        plan.features(layer)


def _restyled(plan: PlanFile, layer: Layer, style: LayerStyle) -> None:
    plan.commit(ChangeSet("Restyle", edited(layer, {"style": style_as_data(style, LayerStyle())})))


def test_layer_by_kind_has_a_rule_for_each_that_is_shown(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    kinds = (Category("Amba", "The first"), Category("O'Bari", colour="#010203"), Category("Côte", shown=False))
    _restyled(plan, layer, LayerStyle(mode="kinds", column="Name", categories=kinds, opacity=0.5, visible_from=10.0))
    ((text,),) = outside("SELECT styleQML FROM layer_styles WHERE f_table_name LIKE 'layer#_%' ESCAPE '#'")
    rules = {rule.get("label"): rule.get("filter") for rule in ElementTree.fromstring(_body(text)).iter("rule")}
    assert list(rules) == ["The first", "O'Bari", tr("other"), tr("not told")]
    assert rules["O'Bari"].endswith("(\"Name\" = 'O''Bari')")
    assert "1,2,3,255" in text
    assert "<layerOpacity>0.5</layerOpacity>" in text
    assert 'minScale="377953"' in text


def test_layer_by_number_has_a_rule_for_each_class(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]]
) -> None:
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    _restyled(plan, layer, LayerStyle(mode="numbers", column="height", classes=Classes(edges=(0, 1, 2, 5))))
    ((text,),) = outside("SELECT styleQML FROM layer_styles WHERE f_table_name LIKE 'layer#_%' ESCAPE '#'")
    rules = [rule.get("label") for rule in ElementTree.fromstring(_body(text)).iter("rule")]
    assert rules[:4] == ["0 – < 1", "1 – < 2", "2 – 5", tr("no figure")]


def _body(qml: str) -> str:
    return qml.partition("\n")[2]


@pytest.mark.parametrize("rows", [1, 3, 4, 5])
def test_features_in_parts_are_together_what_features_are(
    plan: PlanFile, places: FeatureTable, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(layers, "_PART_ROWS", rows)
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    whole, parts = plan.features(layer), list(plan.features_in_parts(layer))
    assert all(len(part) <= rows for part in parts)
    assert np.concatenate([part.geometry for part in parts]).tolist() == whole.geometry.tolist()
    assert {name: tuple(v for part in parts for v in part.columns[name]) for name in whole.columns} == whole.columns


def test_features_in_parts_leave_the_file_free_for_a_write(
    plan: PlanFile, places: FeatureTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "_PART_ROWS", 2)
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    parts = plan.features_in_parts(layer)
    next(parts)
    plan.commit(ChangeSet("Rename", edited(layer, {"name": "Other"})))
    assert [len(part) for part in parts][:1] == [2]


def test_features_in_parts_of_a_plan_that_was_closed_say_so(
    plan: PlanFile, places: FeatureTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "_PART_ROWS", 2)
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    parts = plan.features_in_parts(layer)
    next(parts)
    plan.close()
    with pytest.raises(PlanFileError, match="closed"):
        next(parts)


def test_features_in_parts_of_a_table_that_went_meanwhile_say_so(
    plan: PlanFile, places: FeatureTable, outside: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "_PART_ROWS", 2)
    layer, _ = plan.add_layer(Layer(name="Places"), places, "Add")
    parts = plan.features_in_parts(layer)
    next(parts)
    outside(f"ALTER TABLE {layer.table} RENAME TO elsewhere")
    with pytest.raises(PlanFileError, match="Another program"):
        next(parts)
    with pytest.raises(PlanFileError, match="missing"):
        plan.features_in_parts(layer)
