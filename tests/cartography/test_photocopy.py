# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hotmap.analysis.colour_scales import lightness
from hotmap.cartography.canvas import LEAST_BADGE_MM
from hotmap.cartography.level_symbols import LEAST_LETTER_UNITS
from hotmap.cartography.painting import paint_symbol
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import MM_PER_PT
from hotmap.cartography.photocopy import (
    LEAST_DIFFERENCE,
    LEAST_LETTER_PT,
    Proof,
    grey_image,
    grey_of,
    letter_pt,
    pixels_of,
    proof_of,
    reason,
)
from hotmap.cartography.sheet_report import DrawnSign
from hotmap.domain.codelists import LEVELS

PX_PER_MM = 8.0
SCALE = 0.252  # millimetres in a unit, as on A4


def _signs(scale: float = SCALE, step_mm: float = 9.0) -> list[DrawnSign]:
    return [DrawnSign(level, level, level, 10.0 + step_mm * i, 10.0, scale) for i, level in enumerate(LEVELS)]


def _proof(signs: list[DrawnSign], spoilt: QColor | None = None) -> Proof:
    image = QImage(400, 160, QImage.Format.Format_RGB32)
    image.fill(QColor(PRINT.colour("land")))
    with QPainter(image) as painter:
        for sign in signs:
            x, y = sign.x_mm * PX_PER_MM, sign.y_mm * PX_PER_MM
            paint_symbol(painter, sign.symbol, x, y, sign.mm_per_unit * PX_PER_MM, PRINT)
        if spoilt is not None:
            painter.fillRect(0, 0, 170, 160, spoilt)
    return proof_of(pixels_of(image), PX_PER_MM, signs)


def test_proof_of_the_four_levels_passes_with_the_lightness_of_their_tokens() -> None:
    proof = _proof(_signs())
    assert proof.passes
    assert [one.level for one in proof.levels] == list(LEVELS)
    for one in proof.levels:
        assert one.lightness == pytest.approx(lightness(PRINT.level(one.level).fill), abs=0.6)


def test_levels_of_print_differ_in_grey() -> None:
    greys = sorted(lightness(PRINT.level(level).fill) for level in LEVELS)
    assert min(np.diff(greys)) >= LEAST_DIFFERENCE


def test_proof_of_small_signs_fails_and_says_why() -> None:
    proof = _proof(_signs(scale=0.15))
    assert set(proof.small) == set(LEVELS)
    said = reason(proof, 2_000_000, "A4", str.title)
    assert "1:2\u202f000\u202f000" in said
    assert "A3" in said
    assert "A3" not in reason(proof, 2_000_000, "A3", str.title)


def test_proof_of_signs_that_lie_upon_each_other_fails() -> None:
    proof = _proof(_signs(step_mm=0.8))
    assert not proof.passes
    assert "must" in proof.hidden
    assert "lie under others" in reason(proof, 100_000, "A3", str.title)


def test_proof_of_signs_below_something_else_fails() -> None:
    proof = _proof(_signs(), spoilt=QColor(Qt.GlobalColor.darkGreen))
    assert proof.hidden[:1] == ("must",)


def test_proof_of_levels_painted_in_one_colour_fails() -> None:
    signs = _signs()
    alike = [replace(sign, symbol="must") for sign in signs]
    image = QImage(400, 160, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        for sign in alike:
            x, y = sign.x_mm * PX_PER_MM, sign.y_mm * PX_PER_MM
            paint_symbol(painter, "must", x, y, sign.mm_per_unit * PX_PER_MM, PRINT)
    proof = proof_of(pixels_of(image), PX_PER_MM, signs)
    assert not proof.passes
    assert set(proof.hidden) == {"should", "could", "watch"}


def test_one_hidden_sign_of_several_spoils_no_sheet_but_the_only_one_does() -> None:
    signs = [
        *_signs(),
        DrawnSign("again", "must", "must", 10.0, 10.4, SCALE),
        DrawnSign("far", "must", "must", 46, 10, SCALE),
    ]
    assert _proof(signs).passes
    assert _proof([_signs()[0], DrawnSign("upon", "could", "could", 10.0, 10.2, SCALE)]).hidden == ("must",)


def test_sign_cut_by_the_frame_is_judged_by_what_is_seen_of_it() -> None:
    assert _proof([DrawnSign("edge", "must", "must", 0.2, 10.0, SCALE)]).passes


def test_proof_of_a_sheet_without_signs_passes() -> None:
    assert _proof([]).passes


def test_least_badge_has_a_letter_that_can_be_read() -> None:
    assert LEAST_BADGE_MM * LEAST_LETTER_UNITS / MM_PER_PT >= LEAST_LETTER_PT
    assert min(letter_pt(sign) for sign in _signs(LEAST_BADGE_MM)) >= LEAST_LETTER_PT


@pytest.mark.parametrize("colour", ["#9E1220", "#F08A24", "#FFDF80", "#FFFFFF", "#16202B", "#000000"])
def test_grey_of_a_colour_is_its_lightness(colour: str) -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert grey_of(pixels_of(image)) == pytest.approx(lightness(colour), abs=0.3)
    assert grey_image(image).pixelColor(2, 1).value() == pytest.approx(lightness(colour) * 2.55, abs=1.0)
