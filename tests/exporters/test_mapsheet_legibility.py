# SPDX-License-Identifier: MIT
"""What a reader meets on paper: nothing too small, nothing cut, nothing upon the banners."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pikepdf
import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication

from hotmap.cartography.sheet_choice import SheetChoice
from hotmap.exporters import exporter_for
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.mapsheet import sheet_set
from hotmap.i18n import in_language
from hotmap.release import Release

Releasing = Callable[..., Release]
LEAST_PT = 7.0
PT_PER_MM = 72 / 25.4
KINDS = [
    (audience, page, orientation, language)
    for audience in ("internal", "partners")
    for page in ("A4", "A3")
    for orientation in ("landscape", "portrait")
    for language in (("en", "ar") if (audience, page) == ("internal", "A4") else ("en",))
]


@pytest.fixture(autouse=True)
def _gui(qapp: QGuiApplication) -> None:
    """Have an application: fonts need one."""


@pytest.fixture(scope="module", params=KINDS, ids="-".join)
def kind(request: pytest.FixtureRequest) -> tuple[str, str, str, str]:
    """Audience, paper, orientation and language of a sheet."""
    return request.param


def _options(kind: tuple[str, str, str, str]) -> ExportOptions:
    _, page, orientation, language = kind
    return ExportOptions(page=page, language=language, sheet=SheetChoice(orientation=orientation, notes="A note."))


def _write(release: Release, kind: tuple[str, str, str, str], path: Path) -> None:
    with in_language(kind[3]):
        exporter_for(".pdf", "map").write(release, path, _options(kind))


def test_sheet_has_no_type_below_seven_points(
    made_up: ModuleType, released: Releasing, tmp_path: Path, kind: tuple[str, str, str, str]
) -> None:
    _write(released(made_up.joint_plan(30), kind[0]), kind, tmp_path / "map.pdf")
    with pikepdf.open(tmp_path / "map.pdf") as pdf:
        content = pdf.pages[0].obj.Contents.read_bytes()
    sizes_px = [int(size) for size in re.findall(rb"/F\d+ (\d+) Tf", content)]
    assert min(sizes_px) * 72 / 600 >= LEAST_PT


def test_sheet_keeps_its_text_off_edges_and_banners(
    made_up: ModuleType, released: Releasing, tmp_path: Path, kind: tuple[str, str, str, str]
) -> None:
    release = released(made_up.joint_plan(30), kind[0])
    _write(release, kind, tmp_path / "map.pdf")
    with in_language(kind[3]):
        page = sheet_set(release, _options(kind)).first.page
    head, foot = (page.banner_top + page.banner_height) * PT_PER_MM, page.foot * PT_PER_MM
    height = page.height * PT_PER_MM
    with pypdfium2.PdfDocument(str(tmp_path / "map.pdf")) as pdf:
        text = pdf[0].get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
    assert len(boxes) > 300
    for left, bottom, right, top in boxes:
        assert page.margin * PT_PER_MM - 6 <= left <= right <= (page.width - page.margin) * PT_PER_MM + 6
        lies_in_banner = height - top < head or height - bottom > foot
        crosses = height - top < head < height - bottom or height - top < foot < height - bottom
        assert not crosses, "text runs over the edge of a banner"
        assert lies_in_banner or head <= height - top <= height - bottom <= foot


def test_names_on_the_map_end_inside_its_frame(
    made_up: ModuleType, released: Releasing, kind: tuple[str, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hotmap.cartography import renderer

    placed: list[tuple[float, float, float, float]] = []
    plain = renderer.place_labels

    def kept(canvas, labels):
        found = plain(canvas, labels)
        placed.extend((*one.box, canvas.view.width_px, canvas.view.height_px, canvas.unit_px) for one in found)
        return found

    monkeypatch.setattr(renderer, "place_labels", kept)
    with in_language(kind[3]):
        sheet_set(released(made_up.joint_plan(30), kind[0]), _options(kind)).first.image(100)
    assert placed
    for left, top, right, bottom, width, height, unit in placed:
        assert min(left, top, width - right, height - bottom) >= 0.5 * unit
