# SPDX-License-Identifier: MIT
"""What base maps leave behind: on sheets and in plans for those who may see them, never a path, never in data."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pikepdf
import pytest
from PIL import Image

from hotmap.cartography import sheet_files
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.errors import MissingFileError
from hotmap.exporters import exporter_for
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.mapsheet import sheet_set
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.opening import open_raster
from hotmap.release import Release, build_release
from hotmap.release.inspect import inspect_file
from hotmap.services.releasing import MAP_BYTES, SERIES_BYTES, Exported, fixed_words, ground
from tests.pictures import heights, write_geotiff

SOURCE = "../secret-folder/aerial-survey.tif"


@pytest.fixture
def plan(made_up: ModuleType) -> Plan:
    """A plan of seven hotspots."""
    made: Plan = made_up.joint_plan()
    return made


def picture_under(plan: Plan, path: Path, pixels: np.ndarray | None = None) -> BlockRaster:
    """Return a picture that lies under all hotspots of a plan."""
    boxes = np.array([h.geometry.bounds for h in plan.of("hotspot") if h.geometry is not None])
    west, south, east, north = *boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)
    if pixels is None:
        noise = np.random.default_rng(4).integers(0, 255, (400, 500, 3), dtype=np.uint8)
        pixels = np.asarray(Image.fromarray(noise).resize((1000, 800), Image.Resampling.BICUBIC))
    height, width = pixels.shape[:2]
    affine = ((east - west) * 1.4 / width, 0.0, west - (east - west) * 0.2,
              0.0, -(north - south) * 1.4 / height, north + (north - south) * 0.2)  # fmt: skip
    options = {"photometric": "rgb"} if pixels.ndim == 3 else {"nodata": -9999}
    return open_raster(write_geotiff(path, pixels, affine=affine, epsg=4326, **options))


def with_base_map(plan: Plan, raster: BlockRaster, audiences: tuple[str, ...] = ("mission",)) -> Plan:
    layer = Layer(
        uuid="0192f0c8-0000-7000-8000-00000000ba5e", name="Aerial picture", kind="raster", source=SOURCE, visible=True,
        crs="EPSG:4326", bbox=list(raster.bbox), attribution="Survey office", marking=Marking(audiences=audiences),
    )  # fmt: skip
    return Plan([plan.info, *plan.content(), *plan.of("layer"), layer])


def released(plan: Plan, raster: BlockRaster | None, audience: str = "mission") -> Release:
    def opens(_: Layer) -> BlockRaster:
        if raster is None:
            raise MissingFileError("gone")
        return raster

    return build_release(
        plan,
        audience,
        features=lambda layer: None,
        rasters=opens,
        today=date(2026, 11, 23),  # type: ignore[arg-type, return-value]
    )


def write(release: Release, path: Path, what: str, page: str = "A4") -> Path:
    exporter_for(path.suffix, what).write(release, path, ExportOptions(page=page))
    return path


def photographs(path: Path) -> list[Image.Image]:
    with pikepdf.open(path) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        found = [s.read_raw_bytes() for s in streams if s.get("/Filter") == pikepdf.Name.DCTDecode]
    return [Image.open(io.BytesIO(data)) for data in found]


@pytest.mark.parametrize("page", ["A4", "A3"])
def test_sheet_holds_one_picture_and_stays_light(plan: Plan, tmp_path: Path, page: str) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    path = write(released(with_base_map(plan, raster), raster), tmp_path / "map.pdf", "map", page)
    [photograph] = photographs(path)
    assert photograph.width < 1_900
    assert not photograph.getexif()
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize(("name", "what"), [("map.pdf", "map"), ("map.png", "map"), ("plan.pdf", "plan")])
def test_written_files_pass_inspection_and_name_no_path(plan: Plan, tmp_path: Path, name: str, what: str) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    whole = with_base_map(plan, raster)
    release = released(whole, raster)
    path = write(release, tmp_path / name, what)
    words = fixed_words(*[e for e in _entries() if e.suffix == path.suffix])
    assert inspect_file(path, release, plan=whole, vocabulary=words, ground=ground()) == []
    assert b"secret-folder" not in path.read_bytes()
    assert not any(SOURCE in text or "aerial-survey" in text for text in release.strings())


def _entries() -> tuple[object, ...]:
    from hotmap.exporters import EXPORTERS

    return EXPORTERS


def test_internal_print_draws_the_picture_and_tells_no_path(plan: Plan, tmp_path: Path) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), raster, "internal")
    assert [layer.source for layer in release.of("layer") if layer.kind == "raster"] == [None]
    assert photographs(write(release, tmp_path / "map.pdf", "map"))


def test_audience_that_may_not_see_it_gets_a_sheet_without_it(plan: Plan, tmp_path: Path) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), raster, "unct")
    assert not [layer for layer in release.of("layer") if layer.kind == "raster"]
    assert not photographs(write(release, tmp_path / "map.pdf", "map"))


def test_sources_name_the_picture_where_it_is_drawn_and_only_there(plan: Plan, tmp_path: Path) -> None:
    from hotmap.exporters.frame import frame_of

    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), raster)
    assert "Survey office" in frame_of(release, "hotspots").sources
    assert "Survey office" in frame_of(release, "plan").sources
    assert "Survey office" not in frame_of(release, "webmap").sources


@pytest.mark.parametrize(("name", "what"), [("map.html", "map"), ("data.gpkg", "data"), ("data.geojson", "data")])
def test_data_and_web_map_leave_pictures_out(plan: Plan, tmp_path: Path, name: str, what: str) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), raster)
    path = write(release, tmp_path / name, what)
    assert b"Aerial picture" not in path.read_bytes()
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(path)) as db:
            names = [row[0] for row in db.execute("SELECT table_name FROM gpkg_contents")]
        assert not [table for table in names if table.startswith("context")]


def test_sheet_with_a_missing_picture_says_so_and_reports_it(plan: Plan, tmp_path: Path) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), None)
    path = write(release, tmp_path / "map.pdf", "map")
    with pikepdf.open(path):
        pass
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "The file is missing" in text
    sheet = sheet_set(release, ExportOptions()).first
    sheet.image(60)
    assert sheet.report is not None
    assert sheet.report.unshown == ("Aerial picture",)


def test_relief_on_paper_is_one_colour_and_light(plan: Plan, tmp_path: Path) -> None:
    raster = picture_under(plan, tmp_path / "dem.tif", heights(600, 500))
    path = write(released(with_base_map(plan, raster), raster), tmp_path / "map.pdf", "map")
    assert path.stat().st_size < 1_000_000
    with pikepdf.open(path) as pdf:
        assert any("/SMask" in item for item in pdf.objects if isinstance(item, pikepdf.Stream))


def test_photographs_get_coarser_until_the_sheet_is_light(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raster = picture_under(plan, tmp_path / "aerial.tif")
    release = released(with_base_map(plan, raster), raster)
    fine = write(release, tmp_path / "fine.pdf", "map").stat().st_size
    monkeypatch.setattr(sheet_files, "SHEET_BYTES", 1)
    assert write(release, tmp_path / "coarse.pdf", "map").stat().st_size < fine - 20_000


def test_export_that_is_too_heavy_says_what_makes_it_lighter() -> None:
    light, heavy = (Exported(Path("map.pdf"), "map", "mission", size, "") for size in (MAP_BYTES, MAP_BYTES + 1))
    assert light.remark == ""
    assert "base map" in heavy.remark


def test_series_of_sheets_may_weigh_what_a_mail_box_takes() -> None:
    sizes = (MAP_BYTES + 1, SERIES_BYTES + 1)
    light, heavy = (Exported(Path("m.pdf"), "map", "mission", size, "", is_series=True) for size in sizes)
    assert light.remark == ""
    assert "Fewer sheets" in heavy.remark
