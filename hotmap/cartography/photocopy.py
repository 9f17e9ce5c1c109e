# SPDX-License-Identifier: MIT
"""The photocopy proof: can the levels on a sheet be told apart when it is copied in grey?

Judged from the page as it was painted, turned to grey: each sign is compared with the same sign painted alone.
A level may be told by its shape and letter only where they can be read, by its lightness only where it differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from hotmap.analysis.colour_scales import lightness
from hotmap.cartography.level_symbols import letter_units
from hotmap.cartography.painting import paint_symbol
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import MM_PER_PT
from hotmap.cartography.sheet_report import DrawnSign
from hotmap.domain.codelists import LEVELS
from hotmap.i18n import tr
from hotmap.units import format_number

LEAST_DIFFERENCE = 10.0
"""L* by which two levels must differ."""
LEAST_LETTER_PT = 7.0
"""Size of type from which a letter can be read."""
PROOF_DPI = 200
_ROUNDING_PT = 0.05
_SAME = 12.0  # L*: a pixel of the page that still shows the sign
_LEAST_SEEN = 0.6  # of a sign
_MOST_HIDDEN = 0.25  # of the signs of a level
_HALF_UNITS = 13.0  # of a sign's box around its shape and letter


@dataclass(frozen=True)
class LevelProof:
    """What a photocopy leaves of one level.

    Attributes
    ----------
    level : str
    count : int
        Signs on the sheet.
    hidden : int
        Of these, signs that lie under something else.
    letter_pt : float
        Size of the smallest letter, as type.
    lightness : float
        L* of the fill on the page, the median over its signs.
    """

    level: str
    count: int
    hidden: int
    letter_pt: float
    lightness: float

    @property
    def is_lost(self) -> bool:
        """Whether so many of its signs are hidden that the sheet misleads: all, or several and more than a quarter."""
        return self.hidden == self.count or (self.hidden > 1 and self.hidden > _MOST_HIDDEN * self.count)


@dataclass(frozen=True)
class Proof:
    """The judgement of one sheet.

    Attributes
    ----------
    levels : tuple of LevelProof
        Of the levels that are drawn, the most urgent first.
    small, hidden : tuple of str
        Levels with letters too small to be read, and with too many signs under others.
    alike : tuple of (str, str)
        Levels that are as good as the same grey.
    """

    levels: tuple[LevelProof, ...]
    small: tuple[str, ...]
    hidden: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]

    @property
    def passes(self) -> bool:
        """Whether all levels can be told apart."""
        return not (self.small or self.hidden or self.alike)


def proof_of(page: np.ndarray, px_per_mm: float, signs: Sequence[DrawnSign]) -> Proof:
    """Judge a map.

    Parameters
    ----------
    page : uint8 ndarray, shape (height, width, 3)
        Red, green and blue of each pixel of the map inside its frame; see `pixels_of`.
    px_per_mm : float
        Pixels in a millimetre of the page.
    signs : sequence of DrawnSign
        What was drawn, places from the upper left corner of the frame.
    """
    levels = tuple(_level_proof(page, px_per_mm, level, _of_level(signs, level)) for level in LEVELS)
    drawn = [one for one in levels if one.count]
    small = tuple(one.level for one in drawn if one.letter_pt < LEAST_LETTER_PT - _ROUNDING_PT)
    hidden = tuple(one.level for one in drawn if one.is_lost)
    return Proof(tuple(drawn), small, hidden, _alike({one.level: one.lightness for one in drawn}))


def pixels_of(image: QImage) -> np.ndarray:
    """Return red, green and blue of each pixel of a picture, shape (height, width, 3); the picture must outlive it."""
    assert image.format() == QImage.Format.Format_RGB32
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), 2::-1]


def grey_of(pixels: np.ndarray) -> np.ndarray:
    """Return pixels as a photocopier sees them: L* from red, green and blue, shape (height, width)."""
    red, green, blue = (_LINEAR[pixels[..., channel]] for channel in range(3))
    # 12 bits are finer than any of 256 greys, and a table is quicker than a cube root for each pixel.
    shares = np.rint((0.2126 * red + 0.7152 * green + 0.0722 * blue) * (len(_LIGHTNESS) - 1)).astype(np.int32)
    found: np.ndarray = _LIGHTNESS[shares]
    return found


def reason(proof: Proof, denominator: int, paper: str, text_of: Callable[[str], str]) -> str:
    """Return why a sheet does not pass and what can be done, in the current language; nothing where it passes.

    Parameters
    ----------
    denominator : int
        n of the sheet's scale 1:n.
    paper : str
        ``A4`` or ``A3``.
    text_of : callable
        Gives the label of a level.
    """
    if proof.passes:
        return ""
    scale = format_number(denominator)
    larger = (
        tr("Choose A3, a larger scale, or a sheet for each district.")
        if paper == "A4"
        else tr("Choose a larger scale, or a sheet for each district.")
    )
    if proof.small:
        names = ", ".join(text_of(level) for level in proof.small)
        smallest = min(one.letter_pt for one in proof.levels if one.level in proof.small)
        said = tr("At 1:{scale} the letters of {levels} are {size} points high; less than {least} is not read.")
        told = said.format(scale=scale, levels=names, size=f"{smallest:.1f}", least=f"{LEAST_LETTER_PT:g}")
        return f"{told} {larger}"
    if not proof.hidden:
        one, other = (text_of(level) for level in proof.alike[0])
        said = tr("In grey {one} and {other} look alike. Leave out layers that lie over the signs.")
        return said.format(one=one, other=other)
    worst = max((one for one in proof.levels if one.level in proof.hidden), key=lambda one: one.hidden / one.count)
    said = tr("At 1:{scale} {n} of {all} signs of {level} lie under others.")
    told = said.format(scale=scale, n=worst.hidden, all=worst.count, level=text_of(worst.level))
    return f"{told} {larger}"


def grey_image(image: QImage) -> QImage:
    """Return a picture in the greys of a photocopy."""
    levels = np.rint(grey_of(pixels_of(image.convertToFormat(QImage.Format.Format_RGB32))) * 2.55).astype(np.uint8)
    made = QImage(image.width(), image.height(), QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(made.bits(), np.uint8).reshape(made.height(), made.bytesPerLine())
    rows[:, : made.width()] = levels
    made.setDevicePixelRatio(image.devicePixelRatio())
    return made


def letter_pt(sign: DrawnSign) -> float:
    """Return the size of a sign's letter as type, in points."""
    return letter_units(sign.level) * sign.mm_per_unit / MM_PER_PT


def _of_level(signs: Iterable[DrawnSign], level: str) -> list[DrawnSign]:
    return [sign for sign in signs if sign.level == level]


def _level_proof(page: np.ndarray, px_per_mm: float, level: str, signs: list[DrawnSign]) -> LevelProof:
    seen = [_looked_at(page, px_per_mm, sign) for sign in signs]
    fills = [fill for share, fill in seen if share >= _LEAST_SEEN and fill is not None]
    return LevelProof(
        level,
        len(signs),
        sum(share < _LEAST_SEEN for share, _ in seen),
        min(map(letter_pt, signs), default=0.0),
        float(np.median(fills)) if fills else lightness(PRINT.level(level).fill),
    )


def _looked_at(pixels: np.ndarray, px_per_mm: float, sign: DrawnSign) -> tuple[float, float | None]:
    """Return the share of a sign that is on the page as it was painted, and the L* of its fill there."""
    x, y = sign.x_mm * px_per_mm, sign.y_mm * px_per_mm
    left, top = int(x - _HALF_UNITS * sign.mm_per_unit * px_per_mm), int(y - _HALF_UNITS * sign.mm_per_unit * px_per_mm)
    alone, mask = _alone(sign.symbol, round(sign.mm_per_unit * px_per_mm, 3), round(x - left, 2), round(y - top, 2))
    height, width = alone.shape
    page = grey_of(pixels[max(top, 0) : top + height, max(left, 0) : left + width])
    inside = np.s_[max(-top, 0) : max(-top, 0) + page.shape[0], max(-left, 0) : max(-left, 0) + page.shape[1]]
    if not page.size or not mask.any():
        return 0.0, None
    alone, seen_mask = alone[inside], mask[inside]
    same = seen_mask & (np.abs(page - alone) < _SAME)
    fill = lightness(PRINT.level(sign.level).fill)
    filled = same & (np.abs(alone - fill) < 2.0)
    return float(same.sum() / max(seen_mask.sum(), 1)), float(np.median(page[filled])) if filled.any() else None


@lru_cache(maxsize=512)
def _alone(name: str, scale_px: float, x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
    """Return a sign painted alone at a place, as L*, and which pixels are its own."""
    side = int(2 * _HALF_UNITS * scale_px) + 2
    pictures = []
    for ground in (Qt.GlobalColor.white, Qt.GlobalColor.black):
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(ground)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_symbol(painter, name.split("+")[0], x, y, scale_px, PRINT)
        pictures.append(grey_of(pixels_of(image)))
    return pictures[0], np.abs(pictures[0] - pictures[1]) < 1.0


def _alike(lightnesses: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one, other)
        for one, other in combinations(lightnesses, 2)
        if abs(lightnesses[one] - lightnesses[other]) < LEAST_DIFFERENCE
    )


def _linear() -> np.ndarray:
    """Return the share of light that each of 256 steps of sRGB stands for (IEC 61966-2-1)."""
    step = np.arange(256) / 255
    return np.where(step <= 0.04045, step / 12.92, ((step + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _lightness_table() -> np.ndarray:
    """Return L* of CIELAB for shares of light from 0 to 1."""
    share = np.linspace(0.0, 1.0, 4096)
    return np.where(share > 0.008856, 116 * np.cbrt(share) - 16, 903.3 * share).astype(np.float32)


_LINEAR, _LIGHTNESS = _linear(), _lightness_table()
