# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from hotmap.cartography.sheet_choice import denominator_in
from hotmap.cli.main import run


@pytest.mark.parametrize("text", ["250000", "250 000", "1:250.000", "1:250,000", "1:250\u202f000"])
def test_denominator_is_read_however_it_is_written(text: str) -> None:
    assert denominator_in(text) == 250_000


@pytest.mark.parametrize("text", ["", "near", "1:0", "12", "-5000", "1:99999999999"])
def test_denominator_of_no_map_is_refused(text: str) -> None:
    assert denominator_in(text) is None


def test_export_composes_the_sheet_as_it_was_asked(qapp: QApplication, tmp_path: Path) -> None:
    plan, out = str(tmp_path / "plan.gpkg"), tmp_path / "map.pdf"
    assert run(["new", plan, "--title", "Exercise", "--area", "-14,-5,58,13"]) == 0
    assert run(["add", plan, "hotspot", "name=Camp", "--geometry", "-4.5, 57.2", "type=poc_site"]) == 0
    wanted = ["--orientation", "portrait", "--scale", "1:150 000", "--sheets", "hotspot", "--title", "Road convoy"]
    assert run(["export", plan, str(out), "--audience", "internal", "--what", "map", *wanted, "--proof"]) == 0
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.pages[0].mediabox[3] > pdf.pages[0].mediabox[2]
    with pypdfium2.PdfDocument(str(out)) as pdf:
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert "Road convoy" in texts[0]
    assert "1:150000atA4" in re.sub(r"\s", "", texts[1])
