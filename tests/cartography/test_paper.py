# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.paper import Blank, Measure, Paper, Type
from hotmap.cartography.sheet_content import Note
from hotmap.cartography.sheet_notes import SheetNotes

KIND = Type(7.0)
TEXT = "Borders are shown as they are on the ground, and nothing drawn does not mean nobody at risk."


def _ink_columns(dpi: float, text: str) -> tuple[float, float]:
    """Return where the ink of a text begins and ends, millimetres."""
    k = dpi / 25.4
    image = QImage(round(90 * k), round(6 * k), QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        Paper(painter, k, 90.0).text(2.0, 4.0, text, KIND)
    dark = [x for x in range(image.width()) if any(image.pixelColor(x, y).value() < 160 for y in range(image.height()))]
    return dark[0] / k, dark[-1] / k


def test_text_is_as_wide_at_any_resolution() -> None:
    coarse, fine = _ink_columns(150, "Nobody stands there"), _ink_columns(600, "Nobody stands there")
    assert coarse == pytest.approx(fine, abs=0.25)
    assert fine[1] - fine[0] == pytest.approx(Measure().width("Nobody stands there", KIND), abs=0.6)


def test_blank_paper_ends_a_paragraph_where_paper_does() -> None:
    image = QImage(800, 800, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painted = Paper(painter, 8.0, 100.0).paragraph(0.0, 5.0, 40.0, TEXT, KIND, head="Disclaimer.")
    assert Blank(100.0).paragraph(0.0, 5.0, 40.0, TEXT, KIND, head="Disclaimer.") == painted


def test_broken_paragraph_keeps_every_word_and_its_width() -> None:
    measure = Measure()
    lines = measure.broken(TEXT, KIND, 38.0, "Disclaimer.")
    assert " ".join(line for line in lines if line) == TEXT
    assert all(measure.width(line, KIND) <= 38.0 for line in lines)
    assert measure.width(lines[0], KIND) + measure.head_width("Disclaimer.", KIND) <= 38.0


def test_shortened_text_fits() -> None:
    measure = Measure()
    assert measure.shortened("Camp", KIND, 90.0) == "Camp"
    short = measure.shortened(TEXT, KIND, 30.0)
    assert short.endswith("…")
    assert measure.width(short, KIND) <= 30.0


@pytest.mark.parametrize("width", [110.0, 187.0, 293.0])
def test_notes_stay_within_their_width(width: float) -> None:
    notes = [Note("1:600 000 at A4.", "WGS 84."), *(Note(f"Head {i}.", TEXT * (1 + i % 2)) for i in range(4))]
    rows = SheetNotes(notes, width, KIND)
    for _, widths, _ in rows._rows:
        assert sum(widths) + 4.0 * (len(widths) - 1) <= width + 1e-6
    assert sum(len(some) for some, _, _ in rows._rows) == len(notes)


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_letters_set_apart_end_where_they_were_measured_to(dpi: float) -> None:
    kind = Type(7.6, 700, spacing_em=0.06)
    k = dpi / 25.4
    image = QImage(round(90 * k), round(6 * k), QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        Paper(painter, k, 90.0).text(2.0, 4.0, "EXERCISE CORAL BRIDGE", kind)
    dark = [x for x in range(image.width()) if any(image.pixelColor(x, y).value() < 160 for y in range(image.height()))]
    assert dark[-1] / k == pytest.approx(2.0 + Measure().width("EXERCISE CORAL BRIDGE", kind), abs=0.6)
