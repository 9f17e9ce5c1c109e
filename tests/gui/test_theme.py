# SPDX-License-Identifier: MIT
"""The tokens keep their contrast, the stylesheet knows them all, every icon takes the ink."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from hotmap.gui import theme
from hotmap.gui.icons import icon
from hotmap.paths import resource

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem not in ("arrow", "tick"))
LOOKS = [theme.Look.of(dark=dark, projector=projector) for dark in (False, True) for projector in (False, True)]


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(color).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "accent", "ok", "caution", "gap"])
def test_tokens_can_be_read_on_a_panel(tokens: theme.Tokens, ink: str) -> None:
    assert contrast(getattr(tokens, ink), tokens.panel) >= 4.5


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", ["caution caution_tint", "gap gap_tint", "on_accent accent", "on_inverse inverse"])
def test_tokens_can_be_read_on_their_tints(tokens: theme.Tokens, pair: str) -> None:
    ink, ground = pair.split()
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"dark={look.dark},projector={look.projector}")
def test_stylesheet_knows_every_name_and_no_type_is_below_eleven(qapp: QApplication, look: theme.Look) -> None:
    sheet = theme.stylesheet(look)
    assert "$" not in sheet
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", sheet)) >= 11


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_drawn_in_the_ink_of_the_look(qapp: QApplication, name: str) -> None:
    image = icon(name, "accent").pixmap(16, 16).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255]
    wanted = theme.active().color("accent")
    assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))
    assert all(abs(c.red() - wanted.red()) < 12 and abs(c.blue() - wanted.blue()) < 12 for c in solid)


def test_every_icon_named_in_the_window_exists() -> None:
    sources = Path(theme.__file__).parent.rglob("*.py")
    named = {name for path in sources for name in re.findall(r'picture="([a-z-]+)"', path.read_text("utf-8"))}
    assert named <= set(ICONS)
