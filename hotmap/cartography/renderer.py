# SPDX-License-Identifier: MIT
"""Paint a scene: in slices of a few milliseconds for the window, at once for PNG and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from time import perf_counter

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.canvas import Canvas, Chunks, pause
from hotmap.cartography.context_painting import context_chunks
from hotmap.cartography.grid import GRID_SPACING_CSS_PX, grid_chunks
from hotmap.cartography.grid_names import square_labels
from hotmap.cartography.ground import ground_chunks
from hotmap.cartography.hotspot_painting import badge_chunks, extent_chunks, shown_hotspots
from hotmap.cartography.labels import PlacedLabel, label_chunks, place_labels
from hotmap.cartography.marks import HotspotMark
from hotmap.cartography.naming import base_labels, base_towns, hotspot_labels, layer_labels
from hotmap.cartography.palette import LIGHT, Palette
from hotmap.cartography.presence_painting import event_chunks, route_chunks, shown_presence, symbol_chunks
from hotmap.cartography.projection import View
from hotmap.cartography.ring_painting import ring_chunks
from hotmap.cartography.scene import Scene
from hotmap.cartography.sprites import draw_sprites
from hotmap.cartography.symbols import town_name

LABELS_AT_ONCE = 60
# The ground is opaque; the screen takes such pictures twice as fast as ones that might be seen through.
_FORMAT = QImage.Format.Format_RGB32


@dataclass(frozen=True)
class RenderOptions:
    """What is drawn beside the scene.

    Attributes
    ----------
    grid : str
        ``mgrs``, ``degrees`` or nothing.
    labels : bool
        False while moving, or for a locator.
    grid_spacing_css_px : float
        About how far apart its lines stand at least.
    squares : bool
        Whether the squares of an MGRS grid are named among the labels, where nothing else stands.
    hotspot_names : bool
        False where something else stands beside the hotspots.
    """

    grid: str = ""
    labels: bool = True
    grid_spacing_css_px: float = GRID_SPACING_CSS_PX
    squares: bool = False
    hotspot_names: bool = True


class Renderer:
    """One picture of a scene, begun and finished in slices.

    Parameters
    ----------
    scene : Scene
    view : View
        In logical pixels; its size is the picture's.
    palette : Palette
        Light by default.
    dpr : float
        Device pixels in a logical one.
    magnify : float
        How much larger than usual symbols, lines and names are drawn, as for a projector.
    options : RenderOptions, optional
    onto : QImage, optional
        One that nobody looks at any more: painted over if it has the size, which saves making a new one.

    Attributes
    ----------
    image : QImage
        The picture so far, with its device pixel ratio set.
    generation : int
        That of the scene when the picture was begun: when it differs, begin anew.
    """

    def __init__(
        self,
        scene: Scene,
        view: View,
        *,
        palette: Palette = LIGHT,
        dpr: float = 1.0,
        magnify: float = 1.0,
        options: RenderOptions | None = None,
        onto: QImage | None = None,
    ) -> None:
        self.scene, self.view, self.palette, self.dpr = scene, view, palette, dpr
        self.generation = scene.generation
        size = QSize(max(ceil(view.width_px * dpr), 1), max(ceil(view.height_px * dpr), 1))
        # The ground covers all of it, so nothing has to be cleared.
        self.image = onto if onto is not None and onto.size() == size else QImage(size, _FORMAT)
        self._canvas = Canvas(scene, view.scaled(dpr), palette, dpr * magnify)
        self._work = map_chunks(self._canvas, options or RenderOptions())
        self.is_done = False

    @property
    def is_stale(self) -> bool:
        """True when the scene has changed since: drop this renderer and begin another."""
        return self.generation != self.scene.generation

    def step(self, budget_ms: float = 6.0) -> bool:
        """Paint for about `budget_ms` milliseconds; return whether the picture is complete."""
        if self.is_done:
            return True
        end = perf_counter() + budget_ms / 1000
        self.image.setDevicePixelRatio(1.0)
        with QPainter(self.image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            while perf_counter() < end:
                chunk = next(self._work, None)
                if chunk is None:
                    self.is_done = True
                    break
                chunk(painter)
        self.image.setDevicePixelRatio(self.dpr)
        return self.is_done

    def render(self) -> QImage:
        """Paint all that is left and return the picture."""
        while not self.step(10_000):
            pass
        return self.image

    def box_of(self, uuid: str) -> tuple[float, float, float, float] | None:
        """Return where the symbol of a record stands (left, top, right, bottom, logical pixels), or None."""
        box = self._canvas.placed.get(uuid)
        return None if box is None else (box[0] / self.dpr, box[1] / self.dpr, box[2] / self.dpr, box[3] / self.dpr)


def paint_map(painter: QPainter, canvas: Canvas, options: RenderOptions) -> None:
    """Paint a whole map at once on any painter, such as a PDF's.

    The painter's viewport and window bring the map's pixels to its frame; its world transform is
    changed.
    """
    for chunk in map_chunks(canvas, options):
        chunk(painter)


def map_chunks(canvas: Canvas, options: RenderOptions) -> Chunks:
    """Yield the painting of a map from the sea up to the labels."""
    scene = canvas.scene
    yield from ground_chunks(canvas)
    yield from context_chunks(canvas)
    yield from canvas.plates
    if options.labels:
        yield from _base_town_chunks(canvas)
    if options.grid:
        yield from grid_chunks(canvas, options.grid, options.grid_spacing_css_px)
    hotspots, presence = shown_hotspots(canvas), shown_presence(canvas)
    yield from extent_chunks(canvas, hotspots)
    yield from route_chunks(canvas, presence)
    yield from ring_chunks(canvas, presence)
    for key, marks in (("incidents", scene.incidents), ("visits", scene.visits)):
        if scene.shows(key):
            yield from event_chunks(canvas, marks)
    badges = []
    for chunk in badge_chunks(canvas, hotspots):  # takes their boxes before presence is placed
        if chunk is pause:
            yield pause
        else:
            badges.append(chunk)
    labelled = options.labels and scene.shows("labels")
    # What matters most is named before presence, which can stand aside, takes the room.
    named = hotspots if options.hotspot_names else []
    urgent = [m for m in named if m.level == "must" or m.uuid in scene.selected] if labelled else []
    placed = place_labels(canvas, hotspot_labels(canvas, urgent))
    yield from symbol_chunks(canvas, presence)
    yield from badges
    if labelled:
        done = {mark.uuid for mark in urgent}
        yield from _label_chunks(canvas, [m for m in named if m.uuid not in done], placed, options)


def _label_chunks(
    canvas: Canvas, hotspots: list[HotspotMark], placed: list[PlacedLabel], options: RenderOptions
) -> Chunks:
    wanted = hotspot_labels(canvas, hotspots)
    yield pause
    wanted += layer_labels(canvas)
    yield pause
    wanted += base_labels(canvas)
    if options.squares and options.grid:
        yield pause
        wanted += square_labels(canvas, options.grid, options.grid_spacing_css_px)
    wanted.sort(key=lambda one: one.priority)
    for start in range(0, len(wanted), LABELS_AT_ONCE):
        placed += place_labels(canvas, wanted[start : start + LABELS_AT_ONCE])
        yield pause
    yield from label_chunks(canvas, placed)


def _base_town_chunks(canvas: Canvas) -> Chunks:
    scene = canvas.scene
    if canvas.detail < 0.03 or any(c.style.theme == "places" and scene.shows(c.layer.uuid) for c in scene.layers):
        return
    by_symbol: dict[str, list[tuple[float, float]]] = {}
    for town in base_towns(canvas):
        x, y = canvas.view.to_px(town.lon, town.lat)
        by_symbol.setdefault(town_name(town.rank), []).append((float(x), float(y)))
    for name, places in by_symbol.items():
        yield from draw_sprites(canvas, name, np.array(places), canvas.symbol_scale("icon"))
