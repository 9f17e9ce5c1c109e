# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.paper import Paper
from hotmap.cartography.sheet_content import MustLine
from hotmap.cartography.sheet_legend import LegendForm, SheetLegend
from hotmap.cartography.sheet_must import ListForm, MustList
from hotmap.cartography.sheet_types import A3_TYPES, A4_TYPES, PanelTypes

PX_PER_MM = 10.0
FORMS = tuple(ListForm)


@pytest.fixture
def paper() -> Iterator[Paper]:
    """Return paper of 100 × 300 mm."""
    image = QImage(1000, 3000, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        yield Paper(painter, PX_PER_MM, 100.0)


def _line(name: str, ball: str = "cover-open") -> MustLine:
    return MustLine("must+gap", name, ("H-001 · 1 200 people", "Armed attack"), ball, "Nobody", brief="H-001 · 1 200")


def _entries(count: int) -> list[LegendEntry]:
    return [LegendEntry("ground", "line", "road", f"sort of road number {i}") for i in range(count)]


@pytest.mark.parametrize("types", [A3_TYPES, A4_TYPES])
def test_must_list_gets_lower_form_by_form(paper: Paper, types: PanelTypes) -> None:
    listed = MustList(paper, 0.0, 74.0, types)
    heights = [listed.height([_line("Camp")] * 14, form) for form in FORMS]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < 14 * 4.3


def test_must_list_breaks_a_long_name_and_never_cuts_it(paper: Paper) -> None:
    listed = MustList(paper, 0.0, 74.0, A4_TYPES)
    name = "The settlement of the displaced beyond the upper river crossing"
    assert listed.height([_line(name)], ListForm.ONE_LINE) > 1.9 * listed.height([_line("Camp")], ListForm.ONE_LINE)


@pytest.mark.parametrize("form", FORMS)
def test_must_list_counts_what_fits_with_room_to_say_the_rest(paper: Paper, form: ListForm) -> None:
    listed = MustList(paper, 0.0, 74.0, A4_TYPES)
    lines = [_line(f"Camp {i}") for i in range(8)]
    whole = listed.height(lines, form)
    assert listed.count_down_to(lines, form, whole + 0.01) == 8
    fewer = listed.count_down_to(lines, form, whole - 0.01)
    said = paper.line_height(A4_TYPES.note)
    assert 0 < fewer < 8
    assert listed.height(lines[:fewer], form) + said <= whole


@pytest.mark.parametrize("form", FORMS)
def test_must_list_paints_as_high_as_it_says(paper: Paper, form: ListForm) -> None:
    listed = MustList(paper, 0.0, 97.0, A3_TYPES)
    lines = [_line("Camp"), _line("Market", ball="")]
    assert listed.paint(lines, 10.0, form, listed=2) == pytest.approx(10.0 + listed.height(lines, form))


@pytest.mark.parametrize("form", tuple(LegendForm))
def test_legend_grows_with_its_entries_and_stays_inside(paper: Paper, form: LegendForm) -> None:
    legend = SheetLegend(paper, 0.0, 74.0, A4_TYPES)
    heights = [legend.height(_entries(count), form) for count in range(0, 30, 3)]
    assert heights[0] == 0.0
    assert heights == sorted(heights)
    for placed in legend._layout(_entries(20), form):
        widest = max(paper.width(text, A4_TYPES.note) for text in placed.lines)
        assert placed.left + legend._swatch_width(form) + widest <= 74.0


def test_legend_of_its_natural_width_breaks_no_label(paper: Paper) -> None:
    entries = [*_entries(7), LegendEntry("ground", "fill", "farm", "farmland that is flooded in some of the years")]
    for form in (LegendForm.TWO_COLUMNS, LegendForm.THREE_COLUMNS):
        width = SheetLegend(paper, 0.0, 0.0, A4_TYPES).natural_width(entries, form)
        placed = SheetLegend(paper, 0.0, width, A4_TYPES)._layout(entries, form)
        assert all(len(one.lines) == 1 for one in placed)
