# SPDX-License-Identifier: MIT
"""The typefaces of hotmap in Qt: IBM Plex where the set-up brought it, else what the system has."""

from __future__ import annotations

import os
import sys
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from hotmap.paths import font_files

_SANS = ("IBM Plex Sans", "IBM Plex Sans Arabic", "Inter", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
_CONDENSED = ("IBM Plex Sans Condensed", "Noto Sans Condensed")
_FALLBACK_STRETCH = 80  # percent; stands in for a condensed face where there is none

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700


def ensure_gui_application() -> QGuiApplication:
    """Return the running Qt application, or start one that needs no screen; fonts are registered.

    The window makes its own `QApplication` first; command line and exports come here.
    """
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QGuiApplication(["hotmap"])
    register_fonts()
    return app


@cache
def register_fonts() -> tuple[str, ...]:
    """Give the bundled font files to Qt once; return the families they brought."""
    families: dict[str, None] = {}
    for path in font_files():
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


@cache
def _families(condensed: bool) -> tuple[tuple[str, ...], bool]:
    """Return families in order of preference, and whether a condensed face is really there."""
    register_fonts()
    known = set(QFontDatabase.families())
    narrow = tuple(family for family in _CONDENSED if family in known) if condensed else ()
    return (*narrow, *(family for family in _SANS if family in known)) or ("sans-serif",), bool(narrow)


@lru_cache(maxsize=256)
def font(
    size_px: int,
    weight: int = REGULAR,
    *,
    italic: bool = False,
    condensed: bool = False,
    spacing_em: float = 0.0,
) -> QFont:
    """Return a font; never change it, everybody shares it.

    Parameters
    ----------
    size_px : int
        Height of the em in pixels of the device that is painted on.
    weight : int
        400 regular … 700 bold.
    spacing_em : float
        Added between letters, in em; only for capitals without ligatures, never for Arabic.
    """
    families, is_narrow = _families(condensed)
    made = QFont()
    made.setFamilies(list(families))
    made.setPixelSize(max(1, size_px))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)  # pictures are passed on to other screens
    if condensed and not is_narrow:
        made.setStretch(_FALLBACK_STRETCH)
    if spacing_em:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing_em * size_px)
    return made


@lru_cache(maxsize=256)
def metrics(used: QFont) -> QFontMetricsF:
    """Return the metrics of a font that `font` made."""
    return QFontMetricsF(used)


_widths: dict[tuple[str, float, str], float] = {}


def text_width(text: str, used: QFont) -> float:
    """Return the advance of a text in device pixels, remembered."""
    key = (used.key(), used.letterSpacing(), text)  # Qt's key does not tell how far letters are set apart
    if key not in _widths:
        if len(_widths) > 50_000:
            _widths.clear()
        _widths[key] = QFontMetricsF(used).horizontalAdvance(text)
    return _widths[key]
