# SPDX-License-Identifier: MIT
"""Values as a picture: heights as relief lit from the north-west, other values in grey."""

from __future__ import annotations

import numpy as np

_LIGHT_AZIMUTH_DEG, _LIGHT_HEIGHT_DEG = 315.0, 45.0
_FULL_EXAGGERATION_M = 30.0  # from this pixel size on slopes flatten out, and are made steeper again
_EXAGGERATION_POWER = 0.45


def relief(
    heights_m: np.ndarray,
    step_m: np.ndarray,
    *,
    shade: tuple[int, int, int],
    most_shade: float,
    most_light: float,
) -> np.ndarray:
    """Return hill shading as colours that lie over a map.

    Parameters
    ----------
    heights_m : ndarray of float32, shape (h, w)
        NaN for nothing.
    step_m : ndarray, shape (2, 2)
        Metres east (first row) and north (second) of one pixel to the right and one down.
    shade : tuple of int
        Colour of the slopes that are turned away from the light.
    most_shade, most_light : float
        How opaque (0–1) the darkest slope and the white of the lightest one are; level ground is clear.

    Returns
    -------
    ndarray of uint8, shape (h, w, 4)
        Not multiplied by its opacity. The outermost pixels repeat their neighbours' slope.
    """
    known = np.isfinite(heights_m)
    filled = np.where(known, heights_m, np.nanmean(heights_m) if known.any() else 0.0)
    per_row, per_column = np.gradient(filled.astype(np.float32))
    cell_m = float(np.sqrt(abs(np.linalg.det(step_m)))) or 1.0
    exaggeration = max(1.0, (cell_m / _FULL_EXAGGERATION_M) ** _EXAGGERATION_POWER)
    east_north = np.linalg.inv(step_m).T @ np.stack([per_column.ravel(), per_row.ravel()]) * exaggeration
    lit = _lit(east_north[0], east_north[1]).reshape(heights_m.shape)
    level = np.sin(np.radians(_LIGHT_HEIGHT_DEG))
    dark = np.clip((level - lit) / level, 0, 1) * most_shade
    bright = np.clip((lit - level) / (1 - level), 0, 1) * most_light
    colours = np.empty((*heights_m.shape, 4), np.uint8)
    colours[..., :3] = np.where((bright > dark)[..., None], 255, np.array(shade, np.uint8))
    colours[..., 3] = np.where(known, np.maximum(dark, bright) * 255, 0)
    # The slope at the edge of what is known is none of the ground's.
    edge = known.copy()
    edge[1:-1, 1:-1] = known[:-2, 1:-1] & known[2:, 1:-1] & known[1:-1, :-2] & known[1:-1, 2:] & known[1:-1, 1:-1]
    colours[~edge, 3] = 0
    return colours


def grey(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return values from black at `low` to white at `high`, shape (h, w, 4) of uint8; clear where nothing is known."""
    known = np.isfinite(values)
    share = (np.where(known, values, low) - low) / max(high - low, 1e-9)
    colours = np.empty((*values.shape, 4), np.uint8)
    colours[..., :3] = (np.clip(share, 0, 1) * 255).astype(np.uint8)[..., None]
    colours[..., 3] = np.where(known, 255, 0)
    return colours


def _lit(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """Return how squarely the light falls on slopes, −1 to 1."""
    azimuth, height = np.radians(_LIGHT_AZIMUTH_DEG), np.radians(_LIGHT_HEIGHT_DEG)
    light = np.array([np.sin(azimuth) * np.cos(height), np.cos(azimuth) * np.cos(height), np.sin(height)])
    return (light[2] - east * light[0] - north * light[1]) / np.sqrt(1 + east**2 + north**2)
