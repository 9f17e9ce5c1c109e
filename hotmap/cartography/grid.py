# SPDX-License-Identifier: MIT
"""Grid lines in MGRS or degrees with their figures, and scale bars with nice numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil, floor, log10
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QPainter

from hotmap.analysis.geodesy import between_meridians_m
from hotmap.cartography.canvas import IDENTITY, Canvas, Chunks
from hotmap.cartography.painting import pen
from hotmap.cartography.paper_outlines import course_on_paper
from hotmap.cartography.polygons import qpolygon
from hotmap.cartography.projection import BBox, View
from hotmap.i18n import tr

if TYPE_CHECKING:
    from pyproj import Transformer

_STEPS_DEG = (30.0, 15.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005)
_STEPS_M = (100_000, 50_000, 10_000, 5_000, 1_000, 500, 100)
_SQUARE_M = 100_000
_MOST_ZONES = 3  # wider views are degrees: a UTM grid over many zones is no grid
_SAMPLES, _LEAST_SAMPLES = 16, 3
GRID_SPACING_CSS_PX = 48.0
"""About how far apart lines stand at least on paper, where people measure with them."""
SCREEN_SPACING_CSS_PX = 96.0
"""The same on a screen, where they only lead the eye."""
_SCALES = (1, 1.1, 1.25, 1.4, 1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9, 10)
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class GridLine:
    """One line of a grid.

    Attributes
    ----------
    lonlat : float ndarray, shape (n, 2)
        Its course in WGS 84 degrees.
    text : str
        Its figure: the two principal digits of an MGRS easting or northing, or degrees.
    is_vertical : bool
    is_major : bool
        At the edge of a 100 km square, or a whole degree among parts.
    """

    lonlat: np.ndarray
    text: str
    is_vertical: bool
    is_major: bool


@dataclass(frozen=True)
class SquareName:
    """The letters of a 100 km square with a place inside it and in view, degrees, and its zone, such as ``40M``."""

    text: str
    lon: float
    lat: float
    zone: str = ""


def grid_kind(view: View, wanted: str = "mgrs", spacing_px: float = 0.0) -> str:
    """Return ``mgrs`` or ``degrees``: degrees where MGRS lines would bend, end, or have no figures."""
    if wanted == "mgrs" and spacing_px and mgrs_step_m(view, spacing_px) >= _SQUARE_M:
        return "degrees"
    west, south, east, north = view.bbox
    zones = floor((east + 180) / 6) - floor((west + 180) / 6) + 1
    return wanted if wanted != "mgrs" or (zones <= _MOST_ZONES and south > -79.9 and north < 83.9) else "degrees"


def grid_lines(view: View, kind: str, spacing_px: float) -> list[GridLine]:
    """Return the lines of a grid in a view.

    Parameters
    ----------
    kind : str
        ``mgrs`` or ``degrees``; see `grid_kind`.
    spacing_px : float
        About how far apart lines should be at least.
    """
    if grid_kind(view, kind, spacing_px) == "mgrs":
        return list(_mgrs_lines(view.bbox, mgrs_step_m(view, spacing_px)))
    return list(_degree_lines(view, spacing_px))


def mgrs_step_m(view: View, spacing_px: float) -> int:
    """Return the distance of MGRS lines in metres on the ground."""
    wanted = spacing_px * view.ground_m_per_px
    return next((step for step in reversed(_STEPS_M) if step >= wanted), _STEPS_M[0])


def square_names(view: View) -> list[SquareName]:
    """Return the 100 km squares whose middle part is in view, with a place for their letters."""
    import mgrs

    converter = mgrs.MGRS()
    west, south, east, north = view.bbox
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for lon in np.linspace(west, east, _SAMPLES):
        for lat in np.linspace(south, north, _SAMPLES):
            if -80 < lat < 84:
                square = converter.toMGRS(lat, lon, MGRSPrecision=0)
                found.setdefault((square[-2:], square[:-2]), []).append((float(lon), float(lat)))
    return [
        SquareName(text, float(np.mean([lon for lon, _ in places])), float(np.mean([lat for _, lat in places])), zone)
        for (text, zone), places in found.items()
        if len(places) >= _LEAST_SAMPLES
    ]


def grid_chunks(canvas: Canvas, kind: str, spacing_css_px: float = GRID_SPACING_CSS_PX) -> Chunks:
    """Yield the painting of grid lines across the map, without figures."""
    lines = grid_lines(canvas.view, kind, spacing_css_px * canvas.css_px)
    fine, bold = (pen(canvas.palette.line(name), canvas.unit_px) for name in ("grid", "grid_high"))

    def chunk(painter: QPainter) -> None:
        painter.setTransform(IDENTITY)
        for line in lines:
            painter.setPen(bold if line.is_major else fine)
            course = np.column_stack(canvas.view.to_px(line.lonlat[:, 0], line.lonlat[:, 1]))
            painter.drawPolyline(qpolygon(course_on_paper(course) if canvas.is_vector else course))

    yield chunk


@dataclass(frozen=True)
class GridFigure:
    """A grid figure at the edge of a map: `edge` is ``top``, ``bottom``, ``left`` or ``right``."""

    text: str
    edge: str
    at_px: float
    is_major: bool


def edge_figures(view: View, kind: str, spacing_px: float) -> list[GridFigure]:
    """Return where grid lines meet the edges of the view, with their figures."""
    return figures_of(grid_lines(view, kind, spacing_px), view)


def figures_of(lines: Iterable[GridLine], view: View) -> list[GridFigure]:
    """Return where given lines meet the edges of a view, which may be another than that they were made for."""
    found = []
    for line in lines:
        x, y = view.to_px(line.lonlat[:, 0], line.lonlat[:, 1])
        along, across, limit, last = (y, x, view.width_px, view.height_px)
        edges = (("top", 0.0), ("bottom", last))
        if not line.is_vertical:
            along, across, limit, last = x, y, view.height_px, view.width_px
            edges = (("left", 0.0), ("right", last))
        for edge, value in edges:
            at = _crossing(along, across, value)
            if at is not None and 0 <= at <= limit:
                found.append(GridFigure(line.text, edge, at, line.is_major))
    return found


@dataclass(frozen=True)
class ScaleBar:
    """A scale bar: its length on the ground, in the picture, and its parts."""

    length_m: float
    length_px: float
    parts: int

    @property
    def texts(self) -> tuple[str, ...]:
        """Figures at the ends of the parts, the last with its unit."""
        unit, factor = (tr("km"), 1000.0) if self.length_m >= 1000 else (tr("m"), 1.0)
        ends = [self.length_m * i / self.parts / factor for i in range(self.parts + 1)]
        return (*(f"{end:g}" for end in ends[:-1]), f"{ends[-1]:g} {unit}")


def scale_bar(view: View, longest_px: float) -> ScaleBar:
    """Return the scale bar with the longest nice length that fits, true at the middle of the view.

    The length is one on the ellipsoid between two places of the centre's parallel, not a product of Mercator.
    """
    lon, lat = view.centre
    east, _ = view.to_lonlat(view.width_px / 2 + longest_px, view.height_px / 2)
    longest_m = between_meridians_m(lat, min(float(east) - lon, 179.0))
    power = 10.0 ** floor(log10(max(longest_m, 1e-3)))
    length_m = max(n * power for n in _NICE if n * power <= longest_m)
    parts = {1: 2, 2: 2, 2.5: 5, 5: 5, 10: 2}[length_m / power] if length_m >= 1 else 2
    return ScaleBar(length_m, longest_px * length_m / longest_m, parts)


def nice_denominator(denominator: float) -> int:
    """Return the next larger scale denominator of two round figures.

    >>> nice_denominator(480_123), nice_denominator(612_000)
    (500000, 650000)
    """
    power = 10.0 ** floor(log10(denominator))
    return round(next(n * power for n in _SCALES if n * power >= denominator * 0.9999))


def degree_text(value: float, is_latitude: bool) -> str:
    """Return degrees with their direction: ``12.5° E``; translated letters."""
    letter = (tr("N") if value >= 0 else tr("S")) if is_latitude else (tr("E") if value >= 0 else tr("W"))
    return f"{abs(value):.3f}".rstrip("0").rstrip(".") + "°" + (f" {letter}" if value else "")


def _degree_lines(view: View, spacing_px: float) -> Iterator[GridLine]:
    west, south, east, north = view.bbox
    south, north = max(south, -85.0), min(north, 85.0)
    wanted = spacing_px * (east - west) / view.width_px
    step = next((s for s in reversed(_STEPS_DEG) if s >= wanted), _STEPS_DEG[0])
    for i in range(ceil(west / step), floor(east / step) + 1):
        lon = i * step
        shown = (lon + 180) % 360 - 180
        yield GridLine(
            np.array([[lon, south], [lon, north]]), degree_text(round(shown, 4), False), True, step < 1 and lon % 1 == 0
        )
    for i in range(ceil(south / step), floor(north / step) + 1):
        lat = i * step
        yield GridLine(
            np.array([[west, lat], [east, lat]]), degree_text(round(lat, 4), True), False, step < 1 and lat % 1 == 0
        )


def _mgrs_lines(bbox: BBox, step_m: int) -> Iterator[GridLine]:
    west, south, east, north = bbox
    for zone in range(floor((west + 180) / 6) + 1, floor((east + 180) / 6) + 2):
        zone_west, zone_east = -180 + 6 * (zone - 1), -174 + 6 * (zone - 1)
        left, right = max(west, zone_west), min(east, zone_east)
        if right > left:
            for low, high, is_south in ((south, min(north, 0.0), True), (max(south, 0.0), north, False)):
                if high > low:
                    yield from _utm_lines((left, low, right, high), (zone - 1) % 60 + 1, is_south, step_m)
            if zone_west > west:
                yield GridLine(np.array([[zone_west, south], [zone_west, north]]), "", True, True)


@cache
def _to_utm(zone: int, is_south: bool) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs(4326, (32700 if is_south else 32600) + zone, always_xy=True)


def _utm_lines(bbox: BBox, zone: int, is_south: bool, step_m: int) -> Iterator[GridLine]:
    to_utm = _to_utm(zone, is_south)
    west, south, east, north = bbox
    rim_lon = np.concatenate([np.linspace(west, east, 9)] * 2 + [np.repeat([west, east], 9)])
    rim_lat = np.concatenate([np.full(9, south), np.full(9, north), *[np.linspace(south, north, 9)] * 2])
    x, y = to_utm.transform(rim_lon, rim_lat)
    xs = np.arange(ceil(x.min() / step_m), floor(x.max() / step_m) + 1) * step_m
    ys = np.arange(ceil(y.min() / step_m), floor(y.max() / step_m) + 1) * step_m
    along_y, along_x = np.linspace(y.min(), y.max(), 25), np.linspace(x.min(), x.max(), 25)
    for value in xs.tolist():
        lonlat = _inside(to_utm, np.full(25, value), along_y, bbox)
        if lonlat is not None:
            yield GridLine(lonlat, _principal(value, step_m), True, value % _SQUARE_M == 0)
    for value in ys.tolist():
        lonlat = _inside(to_utm, along_x, np.full(25, value), bbox)
        if lonlat is not None:
            yield GridLine(lonlat, _principal(value, step_m), False, value % _SQUARE_M == 0)


def _inside(to_utm: Transformer, x: np.ndarray, y: np.ndarray, bbox: BBox) -> np.ndarray | None:
    """Return a line of the grid cut to its zone and the view, as degrees."""
    import shapely

    lon, lat = to_utm.transform(x, y, direction="INVERSE")
    cut = shapely.clip_by_rect(shapely.linestrings(np.column_stack([lon, lat])), *bbox)
    coordinates = shapely.get_coordinates(cut)
    return coordinates if len(coordinates) > 1 else None


def _principal(value_m: float, step_m: int) -> str:
    """Return the figures of a line within its 100 km square: ``04`` for 10 km lines, ``043`` for 1 km."""
    within = round(value_m) % _SQUARE_M
    digits = 2 if step_m >= 1000 else 3
    return f"{within // (1000 if digits == 2 else 100):0{digits}d}"


def _crossing(along: np.ndarray, across: np.ndarray, value: float) -> float | None:
    """Return where a course that runs along one axis lies across it, at a value of the first."""
    if along[0] > along[-1]:
        along, across = along[::-1], across[::-1]
    if not along[0] - 1.5 <= value <= along[-1] + 1.5:
        return None
    return float(np.interp(value, along, across))
