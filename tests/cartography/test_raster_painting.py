# SPDX-License-Identifier: MIT
"""Base maps on the map: where they lie, how they are dimmed, and that a missing one is never a blank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from hotmap.analysis.rasters import Raster
from hotmap.cartography.canvas import Canvas
from hotmap.cartography.labels import leader_pens
from hotmap.cartography.palette import DARK, LIGHT, Palette
from hotmap.cartography.projection import View
from hotmap.cartography.raster_layer import BROKEN, MISSING, UNREADABLE
from hotmap.cartography.renderer import Renderer, RenderOptions
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer, PlanInfo
from hotmap.errors import InputError, MissingFileError
from hotmap.importers.rasters import base, pyramid
from hotmap.importers.rasters.opening import open_raster
from tests.pictures import board, heights, write_geotiff, write_image, write_mbtiles

TURNED = (26.0, 15.0, 600_000.0, 15.0, -26.0, 1_450_000.0)


def base_map(raster: Raster | None = None, **values: object) -> Layer:
    box = [27.9, 13.0, 28.0, 13.1] if raster is None else list(raster.bbox)  # type: ignore[attr-defined]
    return Layer(uuid="map", name="Sector map", kind="raster", source="map.tif", bbox=box).with_values(values)


def pixels(image: QImage) -> np.ndarray:
    made = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4).copy()


def painted(
    raster: Raster | None, layer: Layer, palette: Palette = LIGHT, *, zoom: float = 1.0, scene: Scene | None = None
) -> tuple[np.ndarray, View]:
    """Return the map around a base map, and its view."""
    made = scene or Scene(Plan([PlanInfo(), layer]), rasters=lambda _: raster)  # type: ignore[arg-type, return-value]
    view = View.of(tuple(layer.bbox), 400, 320, 20).zoomed(zoom)
    return pixels(Renderer(made, view, palette=palette, options=RenderOptions(labels=False)).render()), view


@pytest.mark.parametrize("affine", [(30.0, 0.0, 6e5, 0.0, -30.0, 1.45e6), TURNED], ids=["north up", "turned"])
def test_picture_lies_where_its_pixels_belong(tmp_path: Path, affine: tuple[float, ...]) -> None:
    made = board()
    made[40:44, 30:34] = (255, 0, 255)  # four by four pixels whose middle is known
    raster = open_raster(write_geotiff(tmp_path / "map.tif", made, photometric="rgb", affine=affine))  # type: ignore[arg-type]
    shown, view = painted(raster, base_map(raster), zoom=2.0)
    lon, lat = raster.georeference.degrees(np.array([32.0]), np.array([42.0]))
    x, y = view.to_px(lon[0], lat[0])
    marked = np.argwhere((shown[..., 0] > 220) & (shown[..., 1] < 40) & (shown[..., 2] > 220)) + 0.5
    assert len(marked) > 50
    assert marked.mean(axis=0) == pytest.approx((y, x), abs=0.5)


def test_scanned_map_in_a_photograph_lies_right(tmp_path: Path) -> None:
    raster = open_raster(write_image(tmp_path / "scan.png", TURNED))
    shown, view = painted(raster, base_map(raster), zoom=2.0)
    lon, lat = raster.georeference.degrees(np.array([45.0]), np.array([5.0]))
    x, y = (round(float(v)) for v in view.to_px(lon[0], lat[0]))
    assert shown[y, x, :2].astype(int) == pytest.approx(board()[5, 45, :2].astype(int), abs=6)


def test_picture_is_drawn_above_the_ground_and_below_what_is_drawn_by_hand(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb"))
    layer = base_map(raster)
    scene = Scene(Plan([PlanInfo(), layer]), rasters=lambda _: raster)
    assert [one.layer.uuid for one in scene.stack] == ["map"]
    shown, _ = painted(raster, layer)
    hidden, _ = painted(raster, layer.with_values({"visible": False}))
    half, _ = painted(raster, layer.with_values({"style": {"opacity": 0.5}}))
    middle = (slice(140, 180), slice(180, 220))
    between = (shown[middle].astype(int) + hidden[middle]) // 2
    assert np.abs(half[middle].astype(int) - between).max() <= 3


def test_picture_is_left_out_below_the_scale_it_is_visible_from(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb"))
    away, _ = painted(raster, base_map(raster, style={"visible_from": 1e6}))
    nothing, _ = painted(raster, base_map(raster, visible=False))
    assert (away == nothing).all()


def test_picture_is_dimmed_in_the_dark_look_only(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", np.full((70, 90, 3), 240, np.uint8), photometric="rgb"))
    light, _ = painted(raster, base_map(raster))
    dark, _ = painted(raster, base_map(raster), DARK)
    assert light[160, 200, 0] == 240
    assert 120 < dark[160, 200, 0] < 170


def test_heights_are_shown_as_relief_on_the_ground(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "dem.tif", heights(), nodata=-9999))
    shown, _ = painted(raster, base_map(raster))
    bare, _ = painted(raster, base_map(raster, visible=False))
    difference = shown[40:280, 40:360, 0].astype(int) - bare[40:280, 40:360, 0]
    assert difference.min() < -20
    assert difference.max() > 0


def test_tiles_beyond_their_last_zoom_are_enlarged_not_blank(tmp_path: Path) -> None:
    raster = open_raster(write_mbtiles(tmp_path / "map.mbtiles", {(0, 0, 0): (200, 30, 30)}))
    layer = base_map(raster).with_values({"bbox": [27.9, 13.0, 28.0, 13.1]})
    shown, _ = painted(raster, layer, zoom=1.0)
    assert (shown[..., :3] == (200, 30, 30)).all()


def test_coarse_view_without_coarse_levels_waits_for_none_in_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyramid, "SMALL_PX", 60)
    monkeypatch.setattr(base, "SMALL_PX", 60)
    raster = open_raster(write_geotiff(tmp_path / "map.tif", board(900, 700), photometric="rgb", tile=(64, 64)))
    layer = base_map(raster)
    scene = Scene(Plan([PlanInfo(), layer]), rasters=lambda _: raster)
    scene.waits_for_rasters = False
    framed, _ = painted(raster, layer, scene=scene, zoom=0.3)
    assert scene.rasters[0].is_wanted
    assert not raster.is_prepared
    scene.waits_for_rasters = True
    whole, _ = painted(raster, layer, scene=scene, zoom=0.3)
    assert raster.is_prepared
    assert (framed != whole).any()
    assert whole[160, 200, 3] == 255


@pytest.mark.parametrize(
    ("error", "problem"), [(MissingFileError("gone"), MISSING), (InputError("damaged"), UNREADABLE)]
)
def test_picture_that_cannot_be_shown_is_a_hatched_frame_with_words(error: Exception, problem: str) -> None:
    def refuse(_: Layer) -> Raster:
        raise error

    layer = base_map()
    scene = Scene(Plan([PlanInfo(), layer]), rasters=refuse)
    shown, _ = painted(None, layer, scene=scene)
    empty, _ = painted(None, layer, scene=Scene(Plan([PlanInfo()])))
    changed = (shown != empty).any(axis=-1)
    assert scene.rasters[0].problem == problem
    assert scene.rasters[0].reason == error.args[0]
    assert changed[20:300, 25:375].mean() > 0.05
    assert changed[:15].sum() == 0  # outside of its frame nothing


def test_frame_of_a_missing_picture_keeps_its_words_off_the_signs(plan: Plan) -> None:
    def refuse(_: Layer) -> Raster:
        raise MissingFileError("gone")

    from hotmap.cartography.canvas import Canvas
    from hotmap.cartography.renderer import map_chunks

    layer = base_map().with_values({"bbox": [24.6, 12.6, 25.4, 13.4]})
    scene = Scene(Plan([plan.info, *plan.content(), layer]), rasters=refuse)
    view = View.of((24.6, 12.6, 25.4, 13.4), 800, 640)
    canvas = Canvas(scene, view, LIGHT, 1.0)
    list(map_chunks(canvas, RenderOptions(labels=False)))
    assert len(canvas.plates) == 1


def test_file_that_goes_while_it_is_drawn_becomes_a_frame(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb"))

    class Gone:
        def __getattr__(self, name: str) -> object:
            return getattr(raster, name)

        def block(self, *_: int) -> np.ndarray:
            raise InputError("The file cannot be read any more.")

    layer = base_map(raster)
    scene = Scene(Plan([PlanInfo(), layer]), rasters=lambda _: Gone())  # type: ignore[arg-type, return-value]
    painted(None, layer, scene=scene)
    assert scene.rasters[0].problem == UNREADABLE
    assert "any more" in scene.rasters[0].reason


def test_missing_picture_is_looked_for_again(tmp_path: Path) -> None:
    there: list[Raster] = []

    def opened(_: Layer) -> Raster:
        if not there:
            raise MissingFileError("gone")
        return there[0]

    layer = base_map()
    scene = Scene(Plan([PlanInfo(), layer]), rasters=opened)
    before = scene.generation
    assert not scene.look_for_rasters()
    there.append(open_raster(write_geotiff(tmp_path / "map.tif")))
    assert scene.look_for_rasters()
    assert scene.generation > before
    assert not scene.rasters[0].problem


def test_values_are_shown_as_it_was_chosen(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "dem.tif", heights(), nodata=-9999))
    relief, grey = base_map(raster), base_map(raster, style={"shading": "grey"})
    scene = Scene(Plan([PlanInfo(), relief]), rasters=lambda _: raster)
    assert scene.rasters[0].is_relief
    assert not scene.shows_photograph((27.9, 13.0, 28.0, 13.2))
    scene.update(Plan([PlanInfo(), grey]))
    assert not scene.rasters[0].is_relief
    assert scene.shows_photograph((27.9, 13.0, 28.0, 13.2))
    shown, _ = painted(raster, grey)
    middle = shown[140:180, 180:220, :3].astype(int)
    assert np.ptp(middle, axis=-1).max() <= 1  # grey, where relief tints the ground


def test_picture_with_a_broken_part_says_so(tmp_path: Path) -> None:
    raster = open_raster(write_mbtiles(tmp_path / "map.mbtiles", {(1, 0, 0): (1, 2, 3), (1, 1, 0): b"no picture"}))
    layer = base_map(raster).with_values({"bbox": [20.0, 10.0, 30.0, 20.0]})
    scene = Scene(Plan([PlanInfo(), layer]), rasters=lambda _: raster)
    painted(raster, layer, scene=scene)
    assert scene.rasters[0].problem == BROKEN
    assert "hatched" in scene.rasters[0].reason


def test_scene_keeps_the_picture_while_only_its_look_changes(tmp_path: Path) -> None:
    raster = open_raster(write_geotiff(tmp_path / "map.tif", photometric="rgb"))
    opened: list[str] = []

    def opens(layer: Layer) -> Raster:
        opened.append(layer.source or "")
        return raster

    layer = base_map(raster)
    info = PlanInfo(uuid="plan")
    scene = Scene(Plan([info, layer]), rasters=opens)
    scene.update(Plan([info, layer.with_values({"style": {"opacity": 0.3}})]))
    assert scene.rasters[0].style.opacity == 0.3
    scene.update(Plan([info, replace(layer, source="other.tif")]))
    assert opened == ["map.tif", "other.tif"]


@pytest.mark.parametrize(("kind", "expected"), [("photograph", 2), ("relief", 1), ("hidden", 1), ("elsewhere", 1)])
def test_leaders_have_a_casing_over_photographs_only(tmp_path: Path, kind: str, expected: int) -> None:
    if kind == "relief":
        path = write_geotiff(tmp_path / "heights.tif", heights())
    else:
        path = write_geotiff(tmp_path / "map.tif", photometric="rgb")
    raster = open_raster(path)
    layer = base_map(raster, visible=kind != "hidden")
    scene = Scene(Plan([PlanInfo(), layer]), rasters=lambda _: raster)
    box = (0.0, 0.0, 1.0, 1.0) if kind == "elsewhere" else raster.bbox
    pens = leader_pens(Canvas(scene, View.of(box, 200, 200), LIGHT, 1.0))
    assert len(pens) == expected
    assert [pen.widthF() for pen in pens] == sorted((pen.widthF() for pen in pens), reverse=True)
