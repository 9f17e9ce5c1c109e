# SPDX-License-Identifier: MIT
"""A picture becomes a base map by one action, stays outside the plan, and is found again when it moved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Point

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.records import Layer
from hotmap.errors import InputError, MissingFileError, UsageError
from hotmap.importers.rasters.names import main_file
from hotmap.services import base_maps, bringing_pictures, editing, importing
from hotmap.services.bringing_pictures import PictureRequest
from hotmap.services.importing import ImportRequest
from hotmap.services.session import PlanSession
from tests.pictures import AT_28E, board, write_geotiff, write_image, write_mbtiles


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    (tmp_path / "maps").mkdir()
    return write_geotiff(tmp_path / "maps" / "map.tif", photometric="rgb")


def added(session: PlanSession, path: Path, **values: object) -> Layer:
    """Bring in a picture and return its record."""
    prepared = bringing_pictures.prepare(session.plan, replace(PictureRequest(path), **values), session.actor)
    return bringing_pictures.commit(session, prepared)


def test_commit_is_one_action_that_keeps_the_picture_outside(session: PlanSession, picture: Path) -> None:
    before, size = len(session.log()), session.path.stat().st_size
    layer = added(session, picture, audiences=("mission",))
    assert len(session.log()) == before + 1
    assert session.plan.get(layer.uuid) == layer
    assert (layer.kind, layer.source, layer.crs) == ("raster", "maps/map.tif", None)
    assert layer.marking.audiences == ("mission",)
    assert layer.bbox == pytest.approx([27.92, 13.095, 27.95, 13.115], abs=0.01)
    assert session.path.stat().st_size - size < 100_000
    assert session.features(layer).columns == {}
    session.undo()
    assert not session.plan.count("layer")


def test_base_map_survives_closing_and_opens_in_the_next_session(session: PlanSession, picture: Path) -> None:
    layer = added(session, picture)
    path = session.path
    session.close()
    with PlanSession.open(path, "Civil Affairs", write=False) as again:
        assert again.raster(again.plan.get(layer.uuid)).extent_px == (0, 0, 90, 70)


def test_base_map_is_no_layer_to_qgis(session: PlanSession, picture: Path) -> None:
    added(session, picture)
    with closing(sqlite3.connect(session.path)) as db:
        listed = {row[0] for row in db.execute("SELECT table_name FROM gpkg_contents")}
        styled = {row[0] for row in db.execute("SELECT f_table_name FROM layer_styles")}
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in listed | styled if name.startswith("layer_") and name != "layer_styles"}
    assert styled <= tables


def test_prepare_takes_name_and_source_from_the_file_and_from_the_user(session: PlanSession, tmp_path: Path) -> None:
    said = {"name": "Aerial", "attribution": "&copy; Survey"}
    path = write_mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): (1, 2, 3)}, said)
    assert (added(session, path).name, added(session, path).name) == ("Aerial", "Aerial (2)")
    own = added(session, path, values={"name": "Mine", "attribution": "Ours"})
    assert (own.name, own.attribution) == ("Mine", "Ours")
    with pytest.raises(UsageError, match="no field"):
        added(session, path, values={"source": "elsewhere"})


def test_prepare_keeps_the_system_that_the_file_does_not_say(session: PlanSession, tmp_path: Path) -> None:
    layer = added(session, write_image(tmp_path / "scan.png", crs=None), crs="EPSG:32635")
    assert layer.crs == "EPSG:32635"
    session.raster(layer).prepare()


def kinds(session: PlanSession, path: Path) -> list[str]:
    prepared = bringing_pictures.prepare(session.plan, PictureRequest(path), session.actor)
    return [warning.kind for warning in prepared.warnings]


def test_prepare_warns_of_a_picture_far_from_the_plan(session: PlanSession, picture: Path) -> None:
    editing.add_record(session, "hotspot", {"name": "Camp"}, Point(27.93, 13.1))
    assert kinds(session, picture) == ["no-attribution"]
    far = write_geotiff(picture.with_name("far.tif"), affine=(*AT_28E[:2], 300_000.0, *AT_28E[3:]))
    assert kinds(session, far) == ["far-away", "no-attribution"]
    around = Layer(uuid="counties", name="Counties", kind="area", bbox=(20.0, 5.0, 60.0, 20.0))
    session.apply(ChangeSet("Add counties", (inserted(around),)))
    assert kinds(session, far) == ["no-attribution"], "a layer of the plan lies there"


def test_prepare_says_that_an_image_is_read_through_each_time(session: PlanSession, tmp_path: Path) -> None:
    assert "no-coarse-levels" in kinds(session, write_image(tmp_path / "scan.png"))


def test_likely_systems_name_the_zone_of_the_plan(session: PlanSession) -> None:
    editing.add_record(session, "hotspot", {"name": "Camp"}, Point(58.2, -4.5))
    assert [code for code, _ in bringing_pictures.likely_systems(session.plan)] == [
        "EPSG:4326", "EPSG:32740", "EPSG:3857",
    ]  # fmt: skip


def test_main_file_is_the_picture_among_what_lies_beside_it() -> None:
    paths = [Path("scan.jgw"), Path("scan.prj"), Path("scan.jpg")]
    assert main_file(paths) == Path("scan.jpg")
    assert main_file(paths[:1]) == Path("scan.jgw")


def test_find_again_takes_the_picture_from_its_new_place(session: PlanSession, picture: Path) -> None:
    layer = added(session, picture)
    moved = picture.rename(session.path.with_name("renamed.tif"))
    assert base_maps.missing(session) == [layer]
    with pytest.raises(MissingFileError):
        session.raster(layer)
    base_maps.find_again(session, layer, moved)
    found = session.plan.get(layer.uuid)
    assert found.source == "renamed.tif"
    assert not base_maps.missing(session)
    assert session.raster(found)
    session.undo()
    assert session.plan.get(layer.uuid).source == "maps/map.tif"


def test_find_again_refuses_a_picture_of_another_place(session: PlanSession, picture: Path) -> None:
    layer = added(session, picture)
    other = write_geotiff(picture.with_name("other.tif"), affine=(*AT_28E[:2], 700_000.0, *AT_28E[3:]))
    with pytest.raises(InputError, match="another place"):
        base_maps.find_again(session, layer, other)
    assert session.plan.get(layer.uuid) == layer


def test_copies_beside_the_plan_are_one_action_for_all(session: PlanSession, picture: Path) -> None:
    layers = [added(session, picture), added(session, write_image(picture.with_name("scan.jpg")))]
    assert base_maps.elsewhere(session) == layers
    before = len(session.log())
    base_maps.use_copies(session, base_maps.copies_beside(session, layers))
    assert len(session.log()) == before + 1
    assert [layer.source for layer in session.plan.of("layer")] == ["map.tif", "scan.jpg"]
    assert not base_maps.elsewhere(session)


def test_import_brings_in_a_picture_as_a_layer_and_as_nothing_else(session: PlanSession, picture: Path) -> None:
    prepared = importing.prepare(session, ImportRequest(picture, "layer", values={"attribution": "Survey"}))
    report = prepared.report.as_json()
    assert (report["layer"], report["imported"], report["crs"]) == ("map", 1, "EPSG:32635")
    assert report["warnings"] == []
    importing.commit(session, prepared, copy=True)
    assert session.plan.of("layer")[0].source == "map.tif"
    assert session.path.with_name("map.tif").read_bytes() == picture.read_bytes()
    with pytest.raises(UsageError, match="base map only"):
        importing.prepare(session, ImportRequest(picture, "hotspot"))


def test_picture_that_changed_is_drawn_as_it_is_now(session: PlanSession, picture: Path) -> None:
    layer = added(session, picture)
    first = session.raster(layer)
    write_geotiff(picture, board()[::-1].copy(), photometric="rgb", rowsperstrip=10)
    assert session.raster(layer) is not first
