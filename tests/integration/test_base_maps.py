# SPDX-License-Identifier: MIT
"""Base maps by the command line: in from their files, shown, and gone from everything that names where they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from hotmap.domain.records import Layer
from hotmap.services.session import PlanSession
from tests.integration.test_leaks import FORMATS, raw_in, texts_in
from tests.pictures import AT_28E, UTM_35N, board, write_geotiff, write_image, write_mbtiles

Hotmap = Callable[..., Any]

FOLDER = "qzf001z"
"""The folder of the pictures; no reader of an export may find it."""
DEGREES = (0.001, 0.0, 20.075, 0.0, -0.001, 5.578)
"""Where a picture of 90 × 70 pixels lies under the hotspot at 20.12 E, 5.54 N."""


@pytest.fixture
def plan(hotmap: Hotmap, tmp_path: Path) -> Path:
    """A plan with one hotspot that everybody may see, and a folder for pictures beside it."""
    path = tmp_path / "plan.gpkg"
    hotmap("new", path, "--title", "Plan", "--area", "19,4,23,8")
    hotmap("add", path, "hotspot", "name=Camp", "--geometry", "POINT(20.12 5.54)", "audiences=mission,public")
    (tmp_path / FOLDER).mkdir()
    return path


@pytest.fixture
def pictures(plan: Path) -> Path:
    """The folder of the pictures."""
    return plan.parent / FOLDER


def base_maps_of(plan: Path) -> list[Layer]:
    """Return the layers of a plan."""
    with PlanSession.open(plan, actor="POC adviser") as session:
        return list(session.plan.of("layer"))


def test_picture_comes_in_with_the_report_of_a_layer(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    path = write_geotiff(pictures / "aerial.tif", affine=DEGREES, epsg=4326, photometric="rgb")
    rehearsed = hotmap("import", plan, path, "--as", "layer", "--dry-run", "--json")
    assert base_maps_of(plan) == []
    report = hotmap("import", plan, path, "--as", "layer", "--audiences", "mission", "--json")
    assert report == rehearsed
    assert (report["layer"], report["crs"], report["skipped"]) == ("aerial", "EPSG:4326", [])
    assert report["bbox"] == pytest.approx([20.075, 5.508, 20.165, 5.578])
    [layer] = base_maps_of(plan)
    assert (layer.kind, layer.source, layer.marking.audiences) == ("raster", f"{FOLDER}/aerial.tif", ("mission",))
    hotmap("undo", plan)
    assert base_maps_of(plan) == []


def test_tiles_bring_their_name_and_their_credit(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    words = {"name": "Survey 2025", "attribution": "Survey office", "format": "png"}
    path = write_mbtiles(pictures / "survey.mbtiles", {(3, 4, 3): (10, 200, 10)}, words)
    hotmap("import", plan, path, "--as", "layer")
    [layer] = base_maps_of(plan)
    assert (layer.name, layer.attribution) == ("Survey 2025", "Survey office")


def test_picture_without_a_system_asks_for_it_and_takes_the_answer(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    path = write_image(pictures / "scan.png", AT_28E, crs=None)
    _, _, message = hotmap("import", plan, path, "--as", "layer", code=2)
    assert "--crs" in message
    hotmap("import", plan, path, "--as", "layer", "--crs", UTM_35N)
    assert [layer.crs for layer in base_maps_of(plan)] == [UTM_35N]


def test_picture_is_copied_beside_the_plan_with_its_companions(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    path = write_image(pictures / "scan.png")
    hotmap("import", plan, path, "--as", "layer", "--copy")
    assert [layer.source for layer in base_maps_of(plan)] == ["scan.png"]
    assert {"scan.png", "scan.pgw", "scan.prj"} <= {p.name for p in plan.parent.iterdir()}


def test_picture_cannot_become_hotspots(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    _, _, message = hotmap("import", plan, write_image(pictures / "scan.png"), "--as", "hotspot", code=2)
    assert "--as layer" in message


def test_snapshot_shows_the_picture_and_says_where_it_went(hotmap: Hotmap, plan: Path, pictures: Path) -> None:
    red = np.full((70, 90, 3), (200, 30, 30), np.uint8)
    path = write_geotiff(pictures / "red.tif", red, affine=DEGREES, epsg=4326, photometric="rgb")
    hotmap("import", plan, path, "--as", "layer")
    assert share_of_red(hotmap, plan) > 0.5
    shutil.rmtree(pictures)
    assert share_of_red(hotmap, plan) < 0.05


def share_of_red(hotmap: Hotmap, plan: Path) -> float:
    """Return how much of a picture of the plan is as red as the base map."""
    out = plan.parent / "view.png"
    hotmap("snapshot", plan, out, "--bbox", "20.09,5.52,20.15,5.57")
    pixels = np.asarray(Image.open(out).convert("RGB")).astype(int)
    return float(np.mean((pixels[..., 0] > 150) & (pixels[..., 1] < 80)))


@pytest.mark.parametrize("audience", ["mission", "public", "internal"])
def test_no_export_names_where_the_picture_was(
    hotmap: Hotmap, plan: Path, pictures: Path, tmp_path: Path, audience: str
) -> None:
    pixels = np.kron(board(), np.ones((4, 4, 1), np.uint8))
    affine = (DEGREES[0] / 4, 0.0, DEGREES[2], 0.0, DEGREES[4] / 4, DEGREES[5])
    path = write_geotiff(pictures / "qzf002z.tif", pixels, affine=affine, epsg=4326, photometric="rgb")
    hotmap("import", plan, path, "--as", "layer", "--audiences", "mission", "--set", "name=Aerial,attribution=qzf003z")
    for name in FORMATS if audience == "mission" else ("map.pdf", "map.html", "matrix.xlsx"):
        out, what = tmp_path / f"{audience}-{name}", FORMATS[name]
        hotmap("export", plan, out, "--audience", audience, "--what", what)
        told = "\n".join([*texts_in(out), raw_in(out)])
        assert FOLDER not in told, name
        assert "qzf002z" not in told, name
        drawn = what in ("map", "plan") and out.suffix in (".pdf", ".docx") and audience != "public"
        assert ("qzf003z" in told) == drawn, name
        if name == "map.pdf":
            assert has_photograph(out) == drawn


def has_photograph(path: Path) -> bool:
    """Return whether a PDF holds a picture packed as photographs are."""
    with pikepdf.open(path) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return any(s.get("/Filter") == pikepdf.Name.DCTDecode for s in streams)


def test_plan_stays_small_and_finds_the_picture_where_both_moved(
    hotmap: Hotmap, plan: Path, pictures: Path, tmp_path: Path
) -> None:
    before = plan.stat().st_size
    noise = np.random.default_rng(1).integers(0, 255, (800, 900, 3), dtype=np.uint8)
    affine = (DEGREES[0] / 10, 0.0, DEGREES[2], 0.0, DEGREES[4] / 11.4, DEGREES[5])
    path = write_geotiff(pictures / "noise.tif", noise, affine=affine, epsg=4326, photometric="rgb")
    hotmap("import", plan, path, "--as", "layer")
    assert plan.stat().st_size - before < 200_000
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    shutil.move(plan, elsewhere / "plan.gpkg")
    shutil.move(path, elsewhere / "noise.tif")
    out = tmp_path / "view.png"
    hotmap("snapshot", elsewhere / "plan.gpkg", out, "--bbox", "20.09,5.52,20.15,5.57")
    colours = np.asarray(Image.open(out).convert("L").resize((60, 40), Image.Resampling.NEAREST))
    assert colours.std() > 10


def test_sender_is_told_that_a_picture_is_missing(hotmap: Hotmap, plan: Path, pictures: Path, tmp_path: Path) -> None:
    path = write_geotiff(pictures / "aerial.tif", affine=DEGREES, epsg=4326, photometric="rgb")
    hotmap("import", plan, path, "--as", "layer", "--audiences", "mission")
    assert str(path) in "".join(hotmap("show", plan, "aerial")[1:])
    to_map = ("export", plan, tmp_path / "map.png", "--audience", "mission", "--what", "map")
    assert "aerial" not in "".join(hotmap(*to_map)[1:])
    path.unlink()
    assert "“aerial” is a base map. Its picture" in "".join(hotmap("show", plan, "aerial")[1:])
    assert "The picture of the base map aerial cannot be shown" in "".join(hotmap(*to_map)[1:])
    _, *told = hotmap("export", plan, tmp_path / "map.png", "--audience", "public", "--what", "map")
    assert "aerial" not in "".join(told)
