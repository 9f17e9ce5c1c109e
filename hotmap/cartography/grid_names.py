# SPDX-License-Identifier: MIT
"""Names of the squares of an MGRS grid among the labels of a map."""

from __future__ import annotations

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.fonts import SEMIBOLD, font
from hotmap.cartography.grid import grid_kind, square_names
from hotmap.cartography.labels import Label, TextLine

LAST = 1e6  # the letters give way to every name
_LARGER_THAN_FIGURES = 1.5


def square_labels(canvas: Canvas, kind: str, spacing_css_px: float) -> list[Label]:
    """Return the names of the 100 km squares in view, such as ``40M EV``; none for a grid in degrees.

    Parameters
    ----------
    canvas : Canvas
    kind : str
        ``mgrs`` or ``degrees``, as it was asked for.
    spacing_css_px : float
        Of the grid's lines, since a wide view has no MGRS grid.
    """
    if grid_kind(canvas.view, kind, spacing_css_px * canvas.css_px) != "mgrs":
        return []
    used = font(round(canvas.size("grid") * _LARGER_THAN_FIGURES), SEMIBOLD)
    colour = canvas.palette.colour("grid")
    labels = []
    for square in square_names(canvas.view):
        x, y = canvas.view.to_px(square.lon, square.lat)
        line = TextLine(f"{square.zone} {square.text}", used, colour)
        labels.append(Label((line,), float(x), float(y), (0.0, 0.0), LAST))
    return labels
