# SPDX-License-Identifier: MIT
"""KMZ: folders per level, cells as areas, nothing remote, nothing that a viewer would run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element, fromstring

import pytest

from hotmap.domain.plan import Plan
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.exporters.kmz import KML, WRITTEN
from hotmap.release import Release

NS = {"k": KML}


@pytest.fixture
def written(released: Callable[..., Release], tmp_path: Path) -> Callable[..., Element]:
    def write(release: Release | None = None, **options: object) -> Element:
        path = tmp_path / "map.kmz"
        exporter_for(".kmz").write(release or released(**options), path, ExportOptions())
        with zipfile.ZipFile(path) as archive:
            return fromstring(archive.read("doc.kml"))

    return write


def _texts(parent: Element, path: str) -> list[str]:
    return [found.text or "" for found in parent.findall(path, NS)]


def test_kmz_has_a_folder_per_level_with_its_letter(written: Callable[..., Element]) -> None:
    names = _texts(written(), ".//k:Folder/k:name")
    assert "M · Must Protect" in names
    assert names.index("M · Must Protect") == 0


def test_kmz_names_exercise_and_audience(written: Callable[..., Element]) -> None:
    document = written(audience="partners").find("k:Document", NS)
    assert document is not None
    assert (document.findtext("k:name", "", NS)).startswith("EXERCISE")
    assert "Partners" in document.findtext("k:description", "", NS)


def test_kmz_coarse_places_are_labelled_areas(written: Callable[..., Element]) -> None:
    folders = written(audience="partners").findall(".//k:Folder", NS)
    placemarks = [p for f in folders[:4] for p in f.findall("k:Placemark", NS)]
    assert placemarks
    for placemark in placemarks:
        assert "(10 km cell)" in (placemark.findtext("k:name", "", NS))
        assert placemark.find(".//k:Polygon", NS) is not None
        assert placemark.find("k:Point", NS) is None


def test_kmz_fetches_and_runs_nothing(written: Callable[..., Element]) -> None:
    root = written()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"href", "Icon", "NetworkLink", "GroundOverlay", "BalloonStyle", "Link", "Model"}
    assert not any("://" in (element.text or "") for element in root.iter())


def test_kmz_text_of_a_plan_is_never_markup(
    written: Callable[..., Element], released: Callable[..., Release], made_up: ModuleType
) -> None:
    plan = made_up.joint_plan()
    nasty = [replace(h, name=made_up.NASTY + "\x07") for h in plan.of("hotspot")]
    root = written(released(Plan([plan.info, *nasty])))
    values = _texts(root, ".//k:Placemark//k:value")
    assert made_up.NASTY in values


def test_kmz_styles_exist_for_all_that_refer_to_them(written: Callable[..., Element]) -> None:
    root = written()
    styles = {style.get("id") for style in root.findall(".//k:Style", NS)}
    assert {url.removeprefix("#") for url in _texts(root, ".//k:styleUrl")} <= styles


def test_kmz_archive_tells_no_time(released: Callable[..., Release], tmp_path: Path) -> None:
    path = tmp_path / "map.kmz"
    exporter_for(".kmz").write(released(), path, ExportOptions())
    with zipfile.ZipFile(path) as archive:
        assert [(e.filename, e.date_time, e.comment, e.extra) for e in archive.infolist()] == [
            ("doc.kml", WRITTEN, b"", b"")
        ]
