# SPDX-License-Identifier: MIT
from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.painting import paint
from hotmap.cartography.palette import DARK, LIGHT, PRINT, level_letter
from hotmap.cartography.symbols import presence_name, symbol, symbol_svg
from hotmap.domain.codelists import DEFAULT, LEVELS
from hotmap.domain.records import Presence

EVERY = [
    *LEVELS,
    "undecided",
    "must+low+gap+raised",
    "should+lowered",
    *(f"cover-{status}" for status in ("held", "reachable", "ears", "open")),
    *(f"type-{code.code}" for code in DEFAULT["hotspot_type"]),
    *(f"presence-{code.code}" for code in DEFAULT["presence_type"]),
    *(f"presence-domain-{code.code}" for code in DEFAULT["presence_domain"]),
    *("incident", "alert", "visit", "town", "village", "town-capital", "towns", "override", "area", "route", "cell"),
]


def _painted(name: str, palette=LIGHT) -> QImage:  # type: ignore[no-untyped-def]
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        drawing = symbol(name, palette)
        scale = 48 / max(drawing.width, drawing.height)
        paint(painter, drawing, -scale * drawing.box[0], -scale * drawing.box[1], scale)
    return image


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=lambda palette: palette.name)
def test_symbol_of_every_name_is_valid_svg_within_its_box(name: str, palette) -> None:  # type: ignore[no-untyped-def]
    drawing = symbol(name, palette)
    root = ElementTree.fromstring(symbol_svg(name, 30, palette=palette))
    assert root.attrib["height"] == "30"
    left, top, width, height = (float(v) for v in root.attrib["viewBox"].split())
    assert (width, height) == pytest.approx((drawing.width, drawing.height), abs=0.01)
    for part in drawing.parts:
        points = [v for _, v in getattr(part, "segments", ())]
        xs = [value for values in points for value in values[0::2]]
        ys = [value for values in points for value in values[1::2]]
        assert all(left <= x <= left + width for x in xs)
        assert all(top <= y <= top + height for y in ys)


def test_symbols_of_different_names_look_different() -> None:
    pictures = {name: bytes(_painted(name).constBits()) for name in EVERY if not name.startswith("presence-domain")}
    assert len(set(pictures.values())) == len(pictures)


def test_symbol_svg_needs_no_qt() -> None:
    script = (
        "import sys; from hotmap.cartography.symbols import symbol_svg; "
        "symbol_svg('must+low'); print('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_symbol_title_is_escaped() -> None:
    assert ElementTree.fromstring(symbol_svg("must", title='a "b" <c>')).attrib["aria-label"] == 'a "b" <c>'


def test_symbol_of_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        symbol("dragon")


def test_presence_name_of_planned_base_is_dashed() -> None:
    name = presence_name(Presence(type="company_operating_base", permanence="planned"))
    assert name == "presence-company_operating_base+planned"
    dashed = [part for part in symbol(name).parts if getattr(part, "dash", ())]
    assert dashed
    assert not [part for part in symbol(name.split("+")[0]).parts if getattr(part, "dash", ())]


def test_presence_name_without_type_tells_the_domain() -> None:
    assert presence_name(Presence(domain="police")) == "presence-domain-police"


def test_levels_stay_apart_in_grey_on_paper() -> None:
    def lightness(colour: str) -> float:
        r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (r, g, b)]
        y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return 116 * y ** (1 / 3) - 16

    values = [lightness(PRINT.level(level).fill) for level in LEVELS]
    assert values == sorted(values)
    assert all(after - before >= 9.5 for before, after in pairwise(values))


def test_level_letters_are_different() -> None:
    assert [level_letter(level) for level in LEVELS] == ["M", "S", "C", "W"]
    assert level_letter(None) == ""
