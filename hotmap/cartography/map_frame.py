# SPDX-License-Identifier: MIT
"""A map in its frame: grid figures around it, locator, scale bar and north inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import cos, radians

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hotmap.cartography.canvas import Box, Canvas, Chunk
from hotmap.cartography.grid import GRID_SPACING_CSS_PX, grid_kind, mgrs_step_m, nice_denominator
from hotmap.cartography.map_corners import corners
from hotmap.cartography.map_edges import paint_figures, paint_neighbours
from hotmap.cartography.map_furniture import Inset, inside, paint_locator, paint_numbers, paint_scale, paint_squares
from hotmap.cartography.palette import PRINT, PX_PER_MM, Palette
from hotmap.cartography.paper import INK, Paper
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.renderer import RenderOptions, map_chunks
from hotmap.cartography.scene import Scene

FRAME_MM = 0.5
FIGURES_MM = 4.4  # band of grid figures around the map
_EDGE_MM = 1.0  # inside the frame, which no name touches
_SMALL_PAGE = 0.84
_LEAST_DENOMINATOR = 10_000  # of a map that shows one place

PaperOf = Callable[[QPainter], Paper]
"""Gives the paper that a painter paints on: painting in slices has another painter in each."""


@dataclass(frozen=True)
class MapFrame:
    """Where a map stands on a page and what it shows.

    Attributes
    ----------
    left, top, width, height : float
        Of the map itself in millimetres; the grid's figures stand outside.
    view : View
        In millimetres.
    grid : str
        ``mgrs``, ``degrees`` or ``none``.
    palette : Palette
    furniture : bool
        Whether locator, scale bar and north are drawn.
    locator : str
        ``auto``, ``none`` or the corner of the locator; a small map has no room for it.
    wide : tuple of float, optional
        West, south, east, north in degrees of what the locator shows; by default the surroundings.
    numbers : tuple of (float, float, str)
        On the overview of a series longitude and latitude of its sheets with their pages; they stand
        where hotspots are named else.
    neighbours : tuple of (str, str)
        What is written at the edges ``left``, ``right``, ``top`` and ``bottom``: which sheet goes on there.
    """

    left: float
    top: float
    width: float
    height: float
    view: View
    grid: str
    palette: Palette = PRINT
    furniture: bool = True
    locator: str = "auto"
    wide: BBox | None = None
    numbers: tuple[tuple[float, float, str], ...] = ()
    neighbours: tuple[tuple[str, str], ...] = ()

    @property
    def denominator(self) -> int:
        """n of the scale 1:n."""
        return round(self.view.scale_denominator(1.0))

    @property
    def grid_step_m(self) -> int:
        """Distance of MGRS lines on the ground in metres."""
        return mgrs_step_m(self.view, GRID_SPACING_CSS_PX / PX_PER_MM)


def frame_map(
    left: float,
    top: float,
    width: float,
    height: float,
    bbox: BBox,
    *,
    grid: str = "mgrs",
    small: bool = False,
    denominator: int | None = None,
    least_denominator: int = 0,
    margin_mm: float = 12.0,
) -> MapFrame:
    """Return a map frame that shows a box of degrees at a scale that people use.

    Parameters
    ----------
    left, top, width, height : float
        Of the map and its grid figures in millimetres.
    bbox : tuple of float
        West, south, east, north in degrees; what must be seen.
    grid : str
        ``mgrs``, ``degrees`` or ``none``.
    small : bool
        Symbols × 0.84, for A4.
    denominator : int, optional
        A fixed scale instead of the one that fits; what does not fit then lies outside.
    least_denominator : int
        n of the largest scale where none is fixed.
    margin_mm : float
        Kept free around the box.
    """
    inner = (left + FIGURES_MM, top + FIGURES_MM, width - 2 * FIGURES_MM, height - 2 * FIGURES_MM)
    fitted = View.of(bbox, inner[2], inner[3], margin_px=margin_mm)
    if denominator is None:
        denominator = nice_denominator(max(fitted.scale_denominator(1.0), least_denominator or _LEAST_DENOMINATOR))
    m_per_mm = denominator / 1000.0 / cos(radians(fitted.centre[1]))
    view = replace(fitted, m_per_px=m_per_mm)
    palette = PRINT
    if small:
        shrunk = {n: PRINT.sizes[n] * _SMALL_PAGE for n in ("badge", "badge_small", "presence", "icon", "ball")}
        palette = replace(PRINT, sizes={**PRINT.sizes, **shrunk})
    if grid != "none":
        grid = grid_kind(view, grid, GRID_SPACING_CSS_PX / PX_PER_MM)
    return MapFrame(*inner, view, grid, palette)


class FramePainting:
    """One painting of a map in its frame; when it is done it tells what became of signs and names.

    Parameters
    ----------
    frame : MapFrame
    scene : Scene
    px_per_mm : float
        Of the device.
    is_vector, halos_later : bool
        As of `hotmap.cartography.canvas.Canvas`.
    key : Inset, optional
        Something of the sheet's own that stands in a corner that is free for it.
    """

    def __init__(
        self,
        frame: MapFrame,
        scene: Scene,
        px_per_mm: float,
        *,
        is_vector: bool,
        halos_later: bool = False,
        key: Inset | None = None,
    ) -> None:
        self.frame, self.scene, self.key = frame, scene, key
        found: dict[str, Box] = {}
        if frame.furniture:
            found = corners(frame.view, scene, key.size_mm if key else None, frame.locator)
        self.corners = found
        k = px_per_mm
        reserved = [(b[0] * k, b[1] * k, b[2] * k, b[3] * k) for b in (*found.values(), *_edges(frame))]
        self.canvas = Canvas(
            scene,
            frame.view.scaled(k),
            frame.palette,
            k,
            is_vector,
            reserved=tuple(reserved),
            halos_later=halos_later,
            is_overview=bool(frame.numbers),
        )

    def chunks(self, paper_of: PaperOf) -> Iterator[Chunk]:
        """Yield the painting: the map in slices, then what stands in its corners, frame and figures."""
        frame, canvas = self.frame, self.canvas
        options = RenderOptions(grid="" if frame.grid == "none" else frame.grid, hotspot_names=not frame.numbers)
        slices = map_chunks(canvas, options)
        if canvas.is_vector:  # nobody waits for a page of a file: the frame is entered once
            slices = iter((partial(_paint_all, slices=slices),))
        for chunk in slices:
            yield lambda painter, chunk=chunk: inside(painter, self._rect(paper_of(painter)), chunk)  # type: ignore[misc]
        yield lambda painter: self._paint_furniture(paper_of(painter))
        yield lambda painter: self._paint_around(paper_of(painter))

    def _rect(self, paper: Paper) -> QRectF:
        frame = self.frame
        return paper.rect(frame.left, frame.top, frame.width, frame.height)

    def _paint_furniture(self, paper: Paper) -> None:
        frame, canvas, found = self.frame, self.canvas, self.corners
        rect, k = self._rect(paper), paper.px_per_mm
        if frame.numbers:
            inside(paper.painter, rect, lambda p: paint_numbers(p, canvas, frame.numbers))
        if frame.grid == "mgrs":
            inside(paper.painter, rect, lambda p: paint_squares(p, canvas))
        if "scale" in found:
            inside(paper.painter, rect, lambda p: paint_scale(p, canvas, found["scale"]))
        if "locator" in found:
            left, top, right, bottom = found["locator"]
            at = QRectF(rect.x() + left * k, rect.y() + top * k, (right - left) * k, (bottom - top) * k)
            paint_locator(paper, frame.view, self.scene, at, frame.wide)
        if self.key and "key" in found:
            left, top, right, _ = found["key"]
            x = paper.width_mm - rect.x() / k - right if paper.right_to_left else rect.x() / k + left
            self.key.paint(paper, x, frame.top + top)

    def _paint_around(self, paper: Paper) -> None:
        frame = self.frame
        paper.box(frame.left, frame.top, frame.width, frame.height, stroke=INK, line_width=FRAME_MM)
        taken = paint_neighbours(paper, frame.neighbours, self._rect(paper))
        if frame.grid != "none":
            paint_figures(paper, frame.view, frame.grid, self._rect(paper), taken)


def _paint_all(painter: QPainter, slices: Iterator[Chunk]) -> None:
    for chunk in slices:
        chunk(painter)


def paint_map_frame(paper: Paper, frame: MapFrame, scene: Scene, *, key: Inset | None = None) -> None:
    """Paint a map with its frame, figures and furniture at once; see `FramePainting`."""
    painting = FramePainting(frame, scene, paper.px_per_mm, is_vector=paper.is_vector, key=key)
    for chunk in painting.chunks(lambda painter: paper):
        chunk(paper.painter)


def _edges(frame: MapFrame) -> list[Box]:
    """Return the bands along the frame in which no name may stand: it would be cut, or touch the frame."""
    w, h, e = frame.width, frame.height, _EDGE_MM
    return [(0, 0, w, e), (0, h - e, w, h), (0, 0, e, h), (w - e, 0, w, h)]
