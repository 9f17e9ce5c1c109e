# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from shapely.geometry import box

from hotmap.cartography.sheet_choice import SheetChoice
from hotmap.cartography.way_painting import undrawn_ways
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.records import Layer
from hotmap.errors import CancelledError, RuleError, UsageError
from hotmap.exporters import exporter_for
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.mapsheet import sheet_set
from hotmap.release import Release, build_release

Releasing = Callable[..., Release]
PAGES_MM = {"A4": (210, 297), "A3": (297, 420)}


@pytest.fixture(autouse=True)
def _gui(qapp: QGuiApplication) -> None:
    """Have an application: fonts need one."""


@pytest.fixture(scope="module")
def with_districts(made_up: ModuleType) -> Release:
    """Return a release with a layer of two districts, one of them without a hotspot."""
    plan = made_up.joint_plan()
    west, south, east, north = np.array([h.geometry.bounds for h in plan.of("hotspot")]).T
    inside = box(west.min() - 1, south.min() - 1, east.max() + 1, north.max() + 1)
    table = FeatureTable(np.array([inside, box(60, 60, 61, 61)], dtype=object), {"adm2_name": ["Tesk", "Far away"]})
    layer = Layer(uuid="l-1", name="Districts", kind="area", table="t", geometry_type="Area", columns=["adm2_name"])
    layer = replace(layer, marking=Marking(originator="Sector team", audiences=("mission",)))
    records = [record for kind in ("plan", *_kinds(plan)) for record in plan.of(kind)]
    return build_release(
        type(plan)([*records, layer]), "mission", features=lambda _: table, today=date(2026, 11, 23), language="en"
    )


def _kinds(plan: object) -> tuple[str, ...]:
    from hotmap.domain.records import CONTENT_KINDS

    return tuple(CONTENT_KINDS)


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(str(path)) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def _write(release: Release, path: Path, choice: SheetChoice, **values: str) -> list[str]:
    exporter_for(".pdf", "map").write(release, path, ExportOptions(sheet=choice, **values))
    return _texts(path)


@pytest.mark.parametrize("page", ["A4", "A3"])
def test_portrait_sheet_is_one_upright_page(released: Releasing, tmp_path: Path, page: str) -> None:
    _write(released(), tmp_path / "map.pdf", SheetChoice(orientation="portrait"), page=page)
    with pikepdf.open(tmp_path / "map.pdf") as pdf:
        assert [round(float(v) / 72 * 25.4) for v in pdf.pages[0].mediabox[2:]] == list(PAGES_MM[page])


def test_portrait_panel_stands_below_the_map(released: Releasing) -> None:
    sheet = sheet_set(released(), ExportOptions(sheet=SheetChoice(orientation="portrait"))).first
    assert sheet.page.foot - sheet.panel.height > sheet.frame.top + sheet.frame.height
    assert sheet.frame.height > 0.35 * sheet.page.height


@pytest.mark.parametrize("denominator", [50_000, 123_456, 2_000_000])
def test_fixed_scale_is_the_one_on_the_sheet(released: Releasing, denominator: int) -> None:
    sheet = sheet_set(released(), ExportOptions(sheet=SheetChoice(denominator=denominator))).first
    assert sheet.frame.denominator == denominator


def test_legend_leaves_out_roads_that_the_scale_does_not_show() -> None:
    assert "track" in undrawn_ways(1.0)
    assert "road_main" not in undrawn_ways(0.01)
    assert undrawn_ways(10.0) == frozenset()


def test_typed_title_and_notes_stand_on_the_sheet(released: Releasing, tmp_path: Path) -> None:
    choice = SheetChoice(title="Western sector", subtitle="For the road convoy", notes="Roads as seen on Monday.")
    text = _write(released(), tmp_path / "map.pdf", choice)[0]
    assert all(words in text for words in choice.typed)


@pytest.mark.parametrize(
    ("field", "gone"), [("legend", "LEGEND"), ("must", "MUST PROTECT"), ("cover", "worst season and hour")]
)
def test_parts_of_the_panel_can_be_left_out(released: Releasing, tmp_path: Path, field: str, gone: str) -> None:
    release = released()
    assert gone in _write(release, tmp_path / "all.pdf", SheetChoice())[0]
    assert gone not in _write(release, tmp_path / "less.pdf", replace(SheetChoice(), **{field: False}))[0]


def test_series_by_hotspot_has_overview_pages_and_bookmarks(released: Releasing, tmp_path: Path) -> None:
    release = released()
    texts = _write(release, tmp_path / "map.pdf", SheetChoice(series="hotspot"))
    hotspots = release.of("hotspot")
    assert len(texts) == len(hotspots) + 1
    assert f"{len(texts)} / {len(texts)}" in texts[-1]
    with pikepdf.open(tmp_path / "map.pdf") as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert titles[0] == "Overview"
    assert sorted(titles[1:]) == sorted(h.name for h in hotspots)
    for title, text in zip(titles[1:], texts[1:], strict=True):
        assert title in text
        assert title in texts[0]


def test_series_of_one_level_has_sheets_of_no_other(released: Releasing) -> None:
    release = released()
    sheets = sheet_set(release, ExportOptions(sheet=SheetChoice(series="hotspot", level="must")))
    must = {s.hotspot.name for s in release.summaries().values() if s.level == "must"}
    assert set(sheets.bookmarks[1:]) == must


def test_series_of_chosen_hotspots_has_those_sheets_alone(released: Releasing) -> None:
    release = released()
    chosen = release.of("hotspot")[2]
    sheets = sheet_set(release, ExportOptions(sheet=SheetChoice(series="hotspot", only=(chosen.uuid,))))
    assert sheets.bookmarks[1:] == (chosen.name,)


def test_series_of_many_lists_its_sheets_on_pages_of_their_own(made_up: ModuleType, released: Releasing) -> None:
    release = released(made_up.joint_plan(40))
    sheets = sheet_set(release, ExportOptions(sheet=SheetChoice(series="hotspot")))
    assert sheets.bookmarks[:3].count("Sheets") >= 1
    assert len(sheets.pages) == len(sheets.bookmarks)
    assert len(sheets.maps) == 1 + 40


def test_series_by_district_leaves_out_districts_without_a_hotspot(with_districts: Release, tmp_path: Path) -> None:
    texts = _write(with_districts, tmp_path / "map.pdf", SheetChoice(series="district"))
    assert len(texts) == 2
    assert "Far away" not in " ".join(texts)
    assert "Tesk" in texts[1]
    assert "page 2" in texts[0], "the overview says where to leaf to"


def test_map_marks_no_missing_place_where_nobody_has_entered_presence(made_up: ModuleType, tmp_path: Path) -> None:
    plan = made_up.joint_plan()
    records = [record for kind in ("plan", *_kinds(plan)) if kind != "presence" for record in plan.of(kind)]
    empty = FeatureTable(np.array([], dtype=object), {})
    plan = type(plan)(records)
    release = build_release(plan, "mission", features=lambda _: empty, today=date(2026, 11, 23), language="en")
    [text] = _write(release, tmp_path / "map.pdf", SheetChoice())
    assert "Who stands where is not part of this release." in text
    assert "nobody stands there" not in text.lower()


def test_series_by_district_without_areas_says_what_to_do(released: Releasing) -> None:
    with pytest.raises(UsageError, match="district"):
        sheet_set(released(), ExportOptions(sheet=SheetChoice(series="district")))


def test_series_stops_when_somebody_has_had_enough(released: Releasing, tmp_path: Path) -> None:
    def stop(share: float) -> None:
        if share > 0.3:
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        exporter_for(".pdf", "map").write(
            released(), tmp_path / "map.pdf", ExportOptions(sheet=SheetChoice(series="hotspot")), stop
        )
    assert not (tmp_path / "map.pdf").exists()


def test_picture_of_a_series_is_refused(released: Releasing, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="PDF"):
        exporter_for(".png", "map").write(
            released(), tmp_path / "map.png", ExportOptions(sheet=SheetChoice(series="hotspot"))
        )


def test_proof_lets_a_sheet_pass_whose_signs_can_be_read(released: Releasing, tmp_path: Path) -> None:
    _write(released(), tmp_path / "map.pdf", SheetChoice(proof=True))
    assert (tmp_path / "map.pdf").exists()


def test_proof_refuses_a_sheet_whose_signs_lie_upon_each_other(released: Releasing, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="larger scale"):
        _write(released(), tmp_path / "map.pdf", SheetChoice(proof=True, denominator=20_000_000))
    assert not (tmp_path / "map.pdf").exists()
