# SPDX-License-Identifier: MIT
"""Web Mercator for looking, and the view through which one looks.

Nothing is ever measured here: lengths and areas are geodesic. Metres named ``…_m`` in this room
are Mercator metres, which are true on the ground only at the equator; `View.ground_m_per_px`
tells what a pixel spans on the ground.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, isfinite, radians
from typing import Any

import numpy as np

from hotmap.units import MM_PER_INCH

RADIUS_M = 6_378_137.0
MAX_LATITUDE_DEG = 85.051129
M_PER_DEGREE = 111_320.0
"""Metres on the ground in a degree of latitude, near enough for tolerances of the screen."""

BBox = tuple[float, float, float, float]
"""West, south, east, north, WGS 84 degrees."""

WORLD: BBox = (-180.0, -58.0, 180.0, 78.0)
"""What is printed where nothing else says what to show: all land where people live."""

_MIN_M_PER_PX = 0.05
_MAX_M_PER_PX = 200_000.0
_EMPTY_SPAN_DEG = 0.05  # what is shown around a single point


def to_metres(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Return Mercator metres, x east and y north, for degrees; arrays or numbers."""
    lat = np.clip(lat, -MAX_LATITUDE_DEG, MAX_LATITUDE_DEG)
    x = np.radians(lon) * RADIUS_M
    y = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) * RADIUS_M
    return x, y


def to_degrees(x: Any, y: Any) -> tuple[Any, Any]:
    """Return longitude and latitude in degrees for Mercator metres; arrays or numbers."""
    return np.degrees(np.asarray(x) / RADIUS_M), np.degrees(2 * np.arctan(np.exp(np.asarray(y) / RADIUS_M)) - np.pi / 2)


@dataclass(frozen=True)
class View:
    """What part of the world a picture shows.

    Attributes
    ----------
    x_m, y_m : float
        Mercator metres of the centre.
    m_per_px : float
        Mercator metres in one pixel of the picture (in one millimetre on paper).
    width_px, height_px : float
        Size of the picture in the same pixels.
    """

    x_m: float
    y_m: float
    m_per_px: float
    width_px: float
    height_px: float

    @classmethod
    def of(cls, bbox: BBox, width_px: float, height_px: float, margin_px: float = 0.0) -> View:
        """Return the view that shows a box of degrees as large as fits inside a margin.

        Parameters
        ----------
        bbox : tuple of float
            A box without extent is widened to something one can look at.
        """
        west, south, east, north = bbox
        if not all(isfinite(v) for v in bbox):
            west, south, east, north = -180.0, -60.0, 180.0, 75.0
        if east - west < 1e-9 and north - south < 1e-9:
            west, east = west - _EMPTY_SPAN_DEG, east + _EMPTY_SPAN_DEG
            south, north = south - _EMPTY_SPAN_DEG, north + _EMPTY_SPAN_DEG
        (x0, y0), (x1, y1) = to_metres(west, south), to_metres(east, north)
        inner_w = max(width_px - 2 * margin_px, 1.0)
        inner_h = max(height_px - 2 * margin_px, 1.0)
        m_per_px = max((x1 - x0) / inner_w, (y1 - y0) / inner_h, _MIN_M_PER_PX)
        return cls(float(x0 + x1) / 2, float(y0 + y1) / 2, float(m_per_px), width_px, height_px)

    def to_px(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        """Return where degrees fall in the picture, x right and y down; arrays or numbers."""
        x, y = to_metres(lon, lat)
        return (
            (x - self.x_m) / self.m_per_px + self.width_px / 2,
            (self.y_m - y) / self.m_per_px + self.height_px / 2,
        )

    def to_lonlat(self, x_px: Any, y_px: Any) -> tuple[Any, Any]:
        """Return the degrees under a place of the picture; arrays or numbers."""
        return to_degrees(*self.to_map(x_px, y_px))

    def to_map(self, x_px: Any, y_px: Any) -> tuple[Any, Any]:
        """Return the Mercator metres under a place of the picture."""
        return (
            self.x_m + (np.asarray(x_px) - self.width_px / 2) * self.m_per_px,
            self.y_m - (np.asarray(y_px) - self.height_px / 2) * self.m_per_px,
        )

    @property
    def bounds_m(self) -> BBox:
        """West, south, east, north in Mercator metres."""
        half_w, half_h = self.width_px * self.m_per_px / 2, self.height_px * self.m_per_px / 2
        return self.x_m - half_w, self.y_m - half_h, self.x_m + half_w, self.y_m + half_h

    @property
    def bbox(self) -> BBox:
        """West, south, east, north in degrees; may lie beyond ±180."""
        west, south, east, north = self.bounds_m
        (lon0, lat0), (lon1, lat1) = to_degrees(west, south), to_degrees(east, north)
        return float(lon0), float(lat0), float(lon1), float(lat1)

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the centre."""
        lon, lat = to_degrees(self.x_m, self.y_m)
        return float(lon), float(lat)

    @property
    def ground_m_per_px(self) -> float:
        """Metres on the ground in one pixel at the centre."""
        return self.m_per_px * cos(radians(self.centre[1]))

    @property
    def px_per_km(self) -> float:
        """Pixels in a kilometre on the ground at the centre."""
        return 1000.0 / self.ground_m_per_px

    def scale_denominator(self, px_per_mm: float = 96 / MM_PER_INCH) -> float:
        """Return n of the scale 1:n at the centre, for so many pixels in a millimetre."""
        return self.ground_m_per_px * px_per_mm * 1000.0

    def zoomed(self, factor: float, x_px: float | None = None, y_px: float | None = None) -> View:
        """Return the view enlarged by `factor` about a place that stays where it is (the centre)."""
        x_px = self.width_px / 2 if x_px is None else x_px
        y_px = self.height_px / 2 if y_px is None else y_px
        m_per_px = min(max(self.m_per_px / factor, _MIN_M_PER_PX), _MAX_M_PER_PX)
        x, y = self.to_map(x_px, y_px)
        return replace(
            self,
            m_per_px=m_per_px,
            x_m=float(x - (x_px - self.width_px / 2) * m_per_px),
            y_m=float(y + (y_px - self.height_px / 2) * m_per_px),
        )

    def panned(self, dx_px: float, dy_px: float) -> View:
        """Return the view after its content was dragged right by `dx_px` and down by `dy_px`."""
        return replace(self, x_m=self.x_m - dx_px * self.m_per_px, y_m=self.y_m + dy_px * self.m_per_px)

    def resized(self, width_px: float, height_px: float) -> View:
        """Return the view in another size, its centre and scale kept; a larger size adds a margin."""
        return replace(self, width_px=width_px, height_px=height_px)

    def centred(self, lon: float, lat: float) -> View:
        """Return the view with its centre moved to a place."""
        x, y = to_metres(lon, lat)
        return replace(self, x_m=float(x), y_m=float(y))

    def scaled(self, factor: float) -> View:
        """Return the same part of the world in a picture of `factor` times as many pixels."""
        return View(self.x_m, self.y_m, self.m_per_px / factor, self.width_px * factor, self.height_px * factor)
