# SPDX-License-Identifier: MIT
"""How colours look on a photocopy and to those who do not see red or green.

Deficiencies after Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for
Simulation of Color Vision Deficiency", severity 1.0; their matrices hold for linear sRGB. Grey is
relative luminance, as a photocopier or a grey printer gives it.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

SIGHTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
"""Each way of seeing as what it makes of linear red, green and blue; every row sums to one, so white stays white."""

_BITS = 6  # of each channel that the table tells apart: finer than eyes do in a picture


def seen_as(sight: str, rgb: np.ndarray) -> np.ndarray:
    """Return colours as they look in a way of seeing.

    Parameters
    ----------
    sight : str
        A key of `SIGHTS`.
    rgb : ndarray of float, shape (…, 3)
        sRGB, 0–1.

    Returns
    -------
    ndarray of float, shape (…, 3)
        sRGB, 0–1.

    Examples
    --------
    >>> seen_as("grey", np.array([1.0, 1.0, 1.0])).round(3)
    array([1., 1., 1.])
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.array(SIGHTS[sight]).T, 0.0, 1.0)
    shown: np.ndarray = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    return shown


def hex_seen_as(sight: str, colour: str) -> str:
    """Return a colour ``#RRGGBB`` as it looks in a way of seeing."""
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return "#" + "".join(f"{round(v * 255):02X}" for v in seen_as(sight, rgb).tolist())


def pixels_seen_as(sight: str, pixels: np.ndarray) -> np.ndarray:
    """Return pixels as they look in a way of seeing; a table makes it quick enough for a whole window.

    Parameters
    ----------
    sight : str
    pixels : ndarray of uint32
        ``0xAARRGGBB``; transparency stays.
    """
    index = (pixels >> 6) & 0x3F000 | (pixels >> 4) & 0xFC0 | (pixels >> 2) & 0x3F
    seen: np.ndarray = _table(sight)[index] | (pixels & np.uint32(0xFF000000))
    return seen


@lru_cache(maxsize=len(SIGHTS))
def _table(sight: str) -> np.ndarray:
    """Return what ``0x00RRGGBB`` becomes, by the upper six bits of red, green and blue in a row."""
    steps = np.arange(1 << _BITS) / ((1 << _BITS) - 1)
    rgb = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    seen = np.rint(seen_as(sight, rgb) * 255).astype(np.uint32)
    table: np.ndarray = seen[:, 0] << 16 | seen[:, 1] << 8 | seen[:, 2]
    return table
