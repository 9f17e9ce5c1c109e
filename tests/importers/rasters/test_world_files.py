# SPDX-License-Identifier: MIT
"""World files in all their spellings place the corner of the first pixel where they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmap.errors import InputError
from hotmap.importers.rasters.world_files import companions, placing_of, world_affine
from tests.pictures import AT_28E, write_image

TURNED = (20.0, 7.0, 600_000.0, 7.0, -20.0, 1_450_000.0)


@pytest.mark.parametrize("suffix", [".jgw", ".JGW", ".jpgw", ".wld", ".jgwx"])
def test_placing_finds_the_world_file_under_each_of_its_names(tmp_path: Path, suffix: str) -> None:
    path = write_image(tmp_path / "scan.jpg", TURNED, suffix=suffix)
    placing = placing_of(path)
    assert placing.affine == pytest.approx(TURNED)
    assert "UTM" in (placing.crs or "")


def test_placing_does_not_care_for_capitals_of_the_name(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.jpg")
    path.rename(tmp_path / "SCAN.JPG")
    assert placing_of(tmp_path / "SCAN.JPG").affine == pytest.approx(AT_28E)


def test_placing_without_prj_leaves_the_system_open(tmp_path: Path) -> None:
    assert placing_of(write_image(tmp_path / "scan.png", crs=None)).crs is None


def test_placing_reads_what_gdal_writes_beside_a_picture(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.png", crs=None)
    path.with_suffix(".pgw").unlink()
    (tmp_path / "scan.png.aux.xml").write_text(
        "<PAMDataset><SRS>GEOGCS[&quot;WGS 84&quot;,DATUM[&quot;WGS_1984&quot;,SPHEROID[&quot;WGS 84&quot;,6378137,"
        "298.257223563]],PRIMEM[&quot;Greenwich&quot;,0],UNIT[&quot;degree&quot;,0.0174532925199433]]</SRS>"
        "<GeoTransform> 2.79e+01, 1.0e-03, 0.0, 1.31e+01, 0.0, -1.0e-03</GeoTransform></PAMDataset>"
    )
    placing = placing_of(path)
    assert placing.affine == pytest.approx((0.001, 0.0, 27.9, 0.0, -0.001, 13.1))
    assert "WGS 84" in (placing.crs or "")


@pytest.mark.parametrize("text", ["", "1\n0\n0\n", "30\n0\n0\n-30\nx\n5", "0\n0\n0\n0\n10\n10"])
def test_world_affine_refuses_what_is_no_world_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "scan.jgw").write_text(text)
    with pytest.raises(InputError, match="six lines"):
        world_affine(tmp_path / "scan.jgw")


def test_world_affine_takes_decimal_commas(tmp_path: Path) -> None:
    (tmp_path / "scan.jgw").write_text("2,5\n0\n0\n-2,5\n100\n200\n")
    assert world_affine(tmp_path / "scan.jgw") == (2.5, 0, 98.75, 0, -2.5, 201.25)


def test_companions_are_those_of_this_picture_only(tmp_path: Path) -> None:
    path = write_image(tmp_path / "scan.jpg")
    for other in ("scan2.jgw", "scan.txt", "other.prj", "scan.jpg.aux.xml"):
        (tmp_path / other).write_text("x")
    assert {p.name for p in companions(path).values()} == {"scan.jgw", "scan.prj", "scan.jpg.aux.xml"}
