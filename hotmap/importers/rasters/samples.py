# SPDX-License-Identifier: MIT
"""From the samples of a TIFF to colours, or to values such as heights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

_WHITE_IS_ZERO, _PALETTE, _INKS = 0, 3, 5
_ASSOCIATED, _UNASSOCIATED = 1, 2
_TAILS_PERCENT = (2.0, 98.0)
_HEIGHTS_M = (-500.0, 9000.0)
_DEEPEST_M = -11_000.0


class Look(Enum):
    """What the samples of a picture are."""

    PALETTE = "palette"
    GREY = "grey"
    RGB = "rgb"
    INKS = "inks"
    VALUES = "values"


@dataclass(frozen=True)
class Samples:
    """How the samples of one file are to be understood.

    Attributes
    ----------
    look : Look
    bits : int
        Of one sample, 8 or fewer for colours that need no stretching.
    white_is_zero : bool
    alpha : int or None
        Which sample says how opaque a pixel is.
    nodata : float or None
        The sample that stands for nothing.
    palette : ndarray of uint8, shape (n, 3), or None
    stretch : ndarray, shape (bands, 2), or None
        Lowest and highest sample that matter, by band, where colours have more than 8 bits.
    """

    look: Look
    bits: int = 8
    white_is_zero: bool = False
    alpha: int | None = None
    nodata: float | None = None
    palette: np.ndarray | None = None
    stretch: np.ndarray | None = None

    @property
    def bands(self) -> int:
        """How many samples give the colour."""
        return {Look.RGB: 3, Look.INKS: 4}.get(self.look, 1)

    def values(self, samples: np.ndarray) -> np.ndarray:
        """Return the first band as float32 with NaN where there is nothing."""
        first = samples[..., 0]
        found = first.astype(np.float32)
        if self.nodata is not None and not np.isnan(self.nodata):
            # Compared as the file has it: a float64 of −1.7e308 is no float32.
            found[first == np.asarray(self.nodata).astype(first.dtype)] = np.nan
        found[~np.isfinite(found)] = np.nan
        return found

    def colours(self, samples: np.ndarray) -> np.ndarray:
        """Return samples, shape (h, w, n), as RGBA, shape (h, w, 4) of uint8."""
        rgba = np.empty((*samples.shape[:2], 4), np.uint8)
        rgba[..., :3] = self._rgb(samples)
        rgba[..., 3] = 255
        if self.alpha is not None:
            rgba[..., 3] = _to_bytes(samples[..., self.alpha], self.bits)
        if self.nodata is not None and np.isfinite(self.nodata):
            rgba[(samples[..., : self.bands] == self.nodata).all(axis=-1), 3] = 0
        return rgba

    def _rgb(self, samples: np.ndarray) -> np.ndarray:
        if self.look is Look.PALETTE and self.palette is not None:
            return self.palette[np.minimum(samples[..., 0], len(self.palette) - 1)]
        shades = self._bytes(samples[..., : self.bands])
        if self.look is Look.INKS:
            paper = 255 - shades.astype(np.uint16)
            return (paper[..., :3] * paper[..., 3:] // 255).astype(np.uint8)
        return 255 - shades if self.white_is_zero else shades

    def _bytes(self, samples: np.ndarray) -> np.ndarray:
        if self.stretch is None:
            return _to_bytes(samples, self.bits)
        low, high = self.stretch[:, 0], self.stretch[:, 1]
        share = (samples.astype(np.float32) - low) / np.maximum(high - low, 1e-9)
        return (np.clip(np.nan_to_num(share), 0, 1) * 255).astype(np.uint8)


def look_of(photometric: int, count: int, dtype: np.dtype, bits: int, colour_bands: int) -> Look:
    """Return what samples are, from what the file says of them.

    Parameters
    ----------
    photometric : int
        The TIFF tag.
    count : int
        Samples in a pixel, an alpha among them.
    dtype : dtype
    bits : int
        Of one sample.
    colour_bands : int
        Samples that are not alpha.
    """
    if photometric == _PALETTE:
        return Look.PALETTE
    if photometric == _INKS and count >= 4 and bits == 8:
        return Look.INKS
    if colour_bands >= 3:
        return Look.RGB
    return Look.GREY if bits <= 8 and dtype.kind in "ub" else Look.VALUES


def alpha_of(extra: tuple[int, ...], count: int) -> int | None:
    """Return which sample is alpha by the tag ExtraSamples, None for none."""
    first = count - len(extra)
    found = [first + i for i, kind in enumerate(extra) if int(kind) in (_ASSOCIATED, _UNASSOCIATED)]
    return found[0] if found else None


def spread(samples: np.ndarray) -> np.ndarray:
    """Return lowest and highest sample that matter, band by band, shape (bands, 2).

    Parameters
    ----------
    samples : ndarray, shape (n, bands)
        Not finite where there is nothing.
    """
    found = np.tile([0.0, 1.0], (samples.shape[1], 1))
    for band in range(samples.shape[1]):
        known = samples[:, band][np.isfinite(samples[:, band])]
        if len(known):
            low, high = np.percentile(known, _TAILS_PERCENT)
            found[band] = (low, high) if high > low else (low, low + 1.0)
    return found


def are_heights(dtype: np.dtype, low: float, high: float) -> bool:
    """Return whether values can be metres above the sea; counts of light in bytes without sign are not."""
    is_land = _HEIGHTS_M[0] <= low and high <= _HEIGHTS_M[1]
    is_sea = _DEEPEST_M <= low < 0 and high <= _HEIGHTS_M[1]
    return dtype.kind in "if" and dtype.itemsize > 1 and (is_land or is_sea) and high - low >= 2.0


def _to_bytes(samples: np.ndarray, bits: int) -> np.ndarray:
    if bits == 8:
        return samples.astype(np.uint8)
    if bits > 8:
        return (samples >> (bits - 8)).astype(np.uint8) if samples.dtype.kind == "u" else samples.astype(np.uint8)
    return (samples.astype(np.uint16) * 255 // ((1 << bits) - 1)).astype(np.uint8)
