# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.sheet_content import MustLine
from hotmap.domain.plan import Plan
from hotmap.domain.records import KINDS, Decision, Record
from hotmap.exporters import exporter_for
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.mapsheet_content import sheet_content
from hotmap.release import Release
from hotmap.release.inspect import inspect_file
from hotmap.units import THIN_SPACE

Releasing = Callable[..., Release]
PAGES_MM = {"A4": (297, 210), "A3": (420, 297)}


@pytest.fixture(autouse=True)
def _gui(qapp: QGuiApplication) -> None:
    """Have an application: pictures and fonts need one."""


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(str(path)) as pdf:
        text: str = pdf[0].get_textpage().get_text_bounded()
    return " ".join(text.split())


@pytest.mark.parametrize("page", ["A4", "A3"])
def test_pdf_is_one_small_page_with_text_to_select(released: Releasing, tmp_path: Path, page: str) -> None:
    release = released()
    exporter_for(".pdf", "map").write(release, tmp_path / "map.pdf", ExportOptions(page=page))
    with pikepdf.open(tmp_path / "map.pdf") as pdf:
        assert len(pdf.pages) == 1
        size_mm = [round(float(v) / 72 * 25.4) for v in pdf.pages[0].mediabox[2:]]
    assert tuple(size_mm) == PAGES_MM[page]
    assert (tmp_path / "map.pdf").stat().st_size < 1_000_000
    text = _text(tmp_path / "map.pdf")
    assert "AUDIENCE: MISSION" in text
    must = next(s for s in release.summaries().values() if s.level == "must")
    assert must.hotspot.name in text


def test_pdf_says_title_and_date_of_its_content_and_no_more(released: Releasing, tmp_path: Path) -> None:
    release = released()
    exporter_for(".pdf", "map").write(release, tmp_path / "map.pdf", ExportOptions())
    with pikepdf.open(tmp_path / "map.pdf") as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo["/Creator"]) == "hotmap"
        assert "/Metadata" not in pdf.Root


def test_pdf_of_the_same_release_is_the_same_bytes(released: Releasing, tmp_path: Path) -> None:
    release = released()
    for name in ("one.pdf", "two.pdf"):
        exporter_for(".pdf", "map").write(release, tmp_path / name, ExportOptions())
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_png_has_the_size_of_its_page_and_no_text_inside(released: Releasing, tmp_path: Path) -> None:
    exporter_for(".png", "map").write(released(), tmp_path / "map.png", ExportOptions())
    with Image.open(tmp_path / "map.png") as picture:
        assert (picture.width, picture.height) == (2339, 1654)
        assert set(picture.info) <= {"dpi", "gamma", "transparency"}
    assert (tmp_path / "map.png").stat().st_size < 1_000_000


def test_content_for_partners_tells_cells_and_no_exact_place(released: Releasing) -> None:
    content = sheet_content(released(audience="partners"), ExportOptions())
    assert any("10 km cell" in text for line in content.must for text in line.lines)
    assert "PARTNERS" in content.banner[1]


def test_content_without_cover_has_no_column_for_it(released: Releasing) -> None:
    content = sheet_content(released(audience="public"), ExportOptions())
    assert not any(column.symbol for column in content.columns)
    assert not any(line.ball for line in content.must)


def test_content_counts_what_it_lists(released: Releasing) -> None:
    release = released()
    content = sheet_content(release, ExportOptions(page="A3"))
    assert content.total is not None
    assert content.total.cells[0] == str(len(release.of("hotspot")))
    by_level = [int(line.cells[0]) for line in content.levels if line.cells[0] != "–"]
    assert sum(by_level) == int(content.total.cells[0])


def test_content_for_the_holder_says_that_it_is_not_for_release(released: Releasing) -> None:
    content = sheet_content(released(audience="internal"), ExportOptions())
    assert "NOT FOR RELEASE" in content.banner[1]
    assert content.is_confidential


def test_table_adds_up_row_by_row_whatever_is_told(released: Releasing) -> None:
    for audience in ("mission", "partners"):
        content = sheet_content(released(audience=audience), ExportOptions())
        for line in (*content.levels, content.total):
            assert line is not None
            figures = [0 if cell == "–" else int(cell.replace("\u202f", "")) for cell in line.cells]
            if any(column.symbol for column in content.columns):
                assert figures[0] == sum(figures[1:-1])


def _all_must(plan: Plan) -> Plan:
    def must(record: Record) -> Record:
        return replace(record, level="must") if isinstance(record, Decision) else record

    return Plan([must(record) for kind in KINDS for record in plan.of(kind)])


def _is_listed(line: MustLine, text: str) -> bool:
    """Return whether code and figure stand in a row of the list: on the map “people” follows them."""
    brief = line.brief.replace(THIN_SPACE, "")
    return re.search(rf"{re.escape(brief)}(?! people)", text.replace(THIN_SPACE, "")) is not None


@pytest.mark.parametrize(("page", "count"), [("A3", 20), ("A4", 14)])
def test_pdf_lists_every_must_of_a_usual_plan(
    made_up: ModuleType, released: Releasing, tmp_path: Path, page: str, count: int
) -> None:
    release = released(_all_must(made_up.joint_plan(count)))
    exporter_for(".pdf", "map").write(release, tmp_path / "map.pdf", ExportOptions(page=page))
    text = _text(tmp_path / "map.pdf")
    assert "more in the matrix" not in text
    must = sheet_content(release, ExportOptions(page=page)).must
    assert len(must) == count
    assert [line.name for line in must if not _is_listed(line, text)] == []


def test_pdf_says_how_many_must_it_leaves_out(made_up: ModuleType, released: Releasing, tmp_path: Path) -> None:
    release = released(_all_must(made_up.joint_plan(60)))
    exporter_for(".pdf", "map").write(release, tmp_path / "map.pdf", ExportOptions(page="A4"))
    text = _text(tmp_path / "map.pdf")
    said = re.search(r"and (\d+) more in the matrix", text)
    assert said is not None
    content = sheet_content(release, ExportOptions(page="A4"))
    listed = [line for line in content.must if _is_listed(line, text)]
    assert len(listed) == 60 - int(said[1])
    assert listed == list(content.must[: len(listed)])
    assert listed[0].is_gap


def test_content_lists_uncovered_must_first_and_marks_moved_levels(made_up: ModuleType, released: Releasing) -> None:
    must = sheet_content(released(made_up.joint_plan(60)), ExportOptions()).must
    gaps = [line.is_gap for line in must]
    assert gaps == sorted(gaps, reverse=True)
    assert {line.moved for line in must} == {"", "raised"}
    assert all(line.brief.startswith("H-") for line in must)


@pytest.mark.parametrize("audience", ["mission", "partners", "public"])
def test_pdf_passes_the_inspection(made_up: ModuleType, released: Releasing, tmp_path: Path, audience: str) -> None:
    plan, exporter = made_up.joint_plan(12), exporter_for(".pdf", "map")
    release = released(plan, audience)
    exporter.write(release, tmp_path / "map.pdf", ExportOptions())
    vocabulary = [*exporter.vocabulary(), *BaseMap().town_names()]
    assert inspect_file(tmp_path / "map.pdf", release, plan=plan, vocabulary=vocabulary) == []
