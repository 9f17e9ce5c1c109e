# SPDX-License-Identifier: MIT
"""Names that somebody asked for on points, lines and areas whose theme writes none by itself."""

from __future__ import annotations

import numpy as np

from hotmap.cartography.canvas import Canvas
from hotmap.cartography.context import ContextLayer, Page
from hotmap.cartography.fonts import REGULAR, font, text_width
from hotmap.cartography.geometry_arrays import Outlines
from hotmap.cartography.labels import Label, TextLine
from hotmap.cartography.sprites import Thinner

_PRIORITY = 16.0
_MOST = 400  # names of one layer
_SPACING_CSS_PX = 40.0
_REACH_CSS_PX = 4.0
_AREA_SHARE = 0.95  # of an area's width that its name may take


def feature_labels(canvas: Canvas, layer: ContextLayer) -> list[Label]:
    """Return the names of a layer's features in view, the largest first, thinned over the picture."""
    used = font(round(canvas.size("village")), REGULAR, condensed=canvas.palette.is_print)
    colour = canvas.palette.colour("label_second")
    thinner = Thinner(canvas.view.width_px, canvas.view.height_px, _SPACING_CSS_PX * canvas.css_px)
    reach = _REACH_CSS_PX * canvas.css_px
    found: list[Label] = []
    for page in layer.pages():
        for row, x, y, room_px in _places(canvas, layer, page, thinner):
            text = layer.label(row)
            is_area = room_px is not None
            if not text or (room_px is not None and text_width(text, used) > room_px * _AREA_SHARE):
                continue
            near = (0.0, 0.0) if is_area else (reach, reach)
            found.append(Label((TextLine(text, used, colour),), x, y, near, _PRIORITY, is_centred=is_area))
            if len(found) == _MOST:
                return found
    return found


def _places(
    canvas: Canvas, layer: ContextLayer, page: Page, thinner: Thinner
) -> list[tuple[int, float, float, float | None]]:
    """Return row, place in device pixels and, of an area, its width there."""
    found: list[tuple[int, float, float, float | None]] = []
    if len(page.points):
        places = canvas.points(layer.origin, page.points)
        found += [(int(page.point_row[i]) + page.first, *places[i].tolist(), None) for i in thinner.keep(places)]
    for outlines, is_area in ((page.areas, True), (page.lines, False)):
        rows, widths = _largest(canvas, layer, outlines) if outlines is not None else ([], [])
        if not rows:
            continue
        middles = np.vstack([layer.middle(row + page.first) for row in rows])
        places = canvas.points(layer.origin, middles)
        for i in thinner.keep(places).tolist():
            found.append((rows[i] + page.first, *places[i].tolist(), widths[i] if is_area else None))
    return found


def _largest(canvas: Canvas, layer: ContextLayer, outlines: Outlines) -> tuple[list[int], list[float]]:
    """Return the rows of the page that are seen and large enough to be named, with their widths in pixels."""
    boxes = outlines.boxes
    seen = outlines.inside(canvas.box(layer.origin))
    spans = np.maximum(boxes[seen, 2] - boxes[seen, 0], boxes[seen, 3] - boxes[seen, 1]) / canvas.view.m_per_px
    order = seen[np.argsort(-spans)][: 4 * _MOST]
    widths: dict[int, float] = {}
    for part in order.tolist():
        width = float(boxes[part, 2] - boxes[part, 0]) / canvas.view.m_per_px
        height = float(boxes[part, 3] - boxes[part, 1]) / canvas.view.m_per_px
        if max(width, height) < _SPACING_CSS_PX * canvas.css_px:
            break
        widths.setdefault(int(outlines.row[part]), width)
    return list(widths), list(widths.values())
