# SPDX-License-Identifier: MIT
"""Draw the points of context layers: places by rank, anything else as dots."""

from __future__ import annotations

import numpy as np

from hotmap.cartography.canvas import Canvas, Chunks
from hotmap.cartography.context import ContextLayer, Page
from hotmap.cartography.painting import colour_of
from hotmap.cartography.sprites import Thinner, draw_dots, draw_sprites

# CSS pixels in a kilometre from which a place has its ring, by rank; before it is a faint dot.
_PLACE_FROM = (0.0, 0.0, 1.0, 5.0, 11.0, 18.0)
_PLACE_SYMBOLS = ("town-capital", "town", "town", "village", "village", "village")
_RING_SPACING, _FAINT_SPACING, _DOT_SPACING = 7.0, 4.0, 3.0  # CSS pixels
_FAINT_SIZE, _DOT_SIZE = 1.6, 4.4


class PointPainter:
    """Draws the points of one layer page by page, thinned over all of them.

    Parameters
    ----------
    canvas : Canvas
    layer : ContextLayer
    """

    def __init__(self, canvas: Canvas, layer: ContextLayer) -> None:
        self._canvas, self._layer = canvas, layer
        width, height, css_px = canvas.view.width_px, canvas.view.height_px, canvas.css_px
        faint = _FAINT_SPACING * (2.0 if canvas.is_vector else 1.0)  # each dot costs bytes there
        spacings = {"ring": _RING_SPACING, "faint": faint, "dot": _DOT_SPACING}
        self._thinners = {name: Thinner(width, height, spacing * css_px) for name, spacing in spacings.items()}

    def chunks(self, page: Page) -> Chunks:
        """Yield the painting of the points of a page; names stand alone, without a mark."""
        theme = self._layer.style.theme
        places = self._canvas.points(self._layer.origin, page.points)
        if theme == "places":
            yield from self._places(places, self._layer.classes()[page.point_row + page.first])
        elif theme != "names":
            canvas = self._canvas
            places = places[self._thinners["dot"].keep(places)]
            colour = colour_of(self._layer.style.colour or canvas.palette.line("plain").colour)
            rim = colour_of(canvas.palette.colour("panel"))
            yield from draw_dots(canvas, places, _DOT_SIZE * canvas.css_px, colour, rim)

    def _places(self, places: np.ndarray, ranks: np.ndarray) -> Chunks:
        canvas = self._canvas
        has_ring = canvas.detail >= np.array(_PLACE_FROM)[ranks]
        faint = places[~has_ring]
        faint = faint[self._thinners["faint"].keep(faint)]
        colour = colour_of(canvas.palette.colour("place_faint"), 0.55)
        yield from draw_dots(canvas, faint, _FAINT_SIZE * canvas.css_px, colour)
        for rank in range(len(_PLACE_FROM)):  # towns before the villages around them
            those = places[has_ring & (ranks == rank)]
            those = those[self._thinners["ring"].keep(those)]
            if len(those):
                canvas.taken.take_places(those, (3.0 if rank <= 2 else 2.0) * canvas.css_px)
                scale = canvas.symbol_scale("icon") * (1.2 if rank == 1 else 1.0)
                yield from draw_sprites(canvas, _PLACE_SYMBOLS[rank], those, scale)
