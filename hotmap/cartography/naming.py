# SPDX-License-Identifier: MIT
"""What gets a label, in which type and with which priority."""

from __future__ import annotations

import numpy as np

from hotmap.cartography.basemap import Place
from hotmap.cartography.canvas import Box, Canvas
from hotmap.cartography.cell_painting import cell_box
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.feature_naming import feature_labels
from hotmap.cartography.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, font, text_width
from hotmap.cartography.labels import Label, TextLine
from hotmap.cartography.marks import HotspotMark
from hotmap.cartography.sprites import thinned
from hotmap.cartography.style import writes_names
from hotmap.domain.codelists import LEVELS
from hotmap.i18n import tr

# Lower comes first: selected, gap, Must, Should, Could, Watch, towns, districts, villages.
_SELECTED, _GAP, _LEVELS, _TOWNS, _DISTRICTS, _WATER = 0.0, 1.0, 2.0, 10.0, 14.0, 13.5
_PLACE_LABELS_FROM = (0.0, 0.0, 1.0, 5.0, 12.0, 22.0)  # CSS pixels in a kilometre, by rank
_DISTRICT_LABELS_FROM = 1.6  # provinces are named up to here, districts from here
_MOST_PLACES = 700
_MANY_HOTSPOTS = 500
_THINNING_CSS_PX = 32.0
_HOTSPOT_LABELS_FROM = 0.06
_SMALL_AREA_CSS_PX = 70.0
_CELL_HOLDS_CSS_PX = 30.0
_RING_CSS_PX = 17.0  # half the ring of what is selected; its casing fades into the gap before the name


def hotspot_labels(canvas: Canvas, marks: list[HotspotMark]) -> list[Label]:
    """Return the labels of hotspots; on paper with code and people, and a word where nobody stands."""
    if canvas.detail < _HOTSPOT_LABELS_FROM and not canvas.palette.is_print:
        return []
    is_print = canvas.palette.is_print
    found = []
    if not is_print and len(marks) > _MANY_HOTSPOTS:  # no more names than there is room for, the urgent first
        marks = sorted(marks, key=lambda m: _priority(canvas, m))
        places = np.array([canvas.place(m.x_m, m.y_m) for m in marks])
        marks = [marks[i] for i in thinned(canvas, places, _THINNING_CSS_PX * canvas.css_px)[:_MANY_HOTSPOTS]]
    for mark in marks:
        box = canvas.placed.get(mark.uuid)
        if box is None or not mark.name:
            continue
        colour = canvas.palette.colour("label_must" if mark.level == "must" else "label")
        is_must = mark.level == "must"
        size = round(canvas.size("must" if is_must else "hotspot"))
        lines = [
            TextLine(mark.name, font(size, BOLD if is_must and is_print else SEMIBOLD, condensed=is_print), colour)
        ]
        small = round(canvas.size("second"))
        if is_print and mark.second:
            lines.append(
                TextLine(mark.second, font(small, REGULAR, condensed=True), canvas.palette.colour("label_second"))
            )
        if mark.gap:
            lines.append(
                TextLine(
                    gap_text(mark),
                    font(small, BOLD if is_print else REGULAR, condensed=is_print),
                    canvas.palette.colour("label_must" if is_print else "label_second"),
                )
            )
        found.append(
            Label(
                tuple(lines),
                (box[0] + box[2]) / 2,
                (box[1] + box[3]) / 2,
                _clearance(canvas, mark, box),
                _priority(canvas, mark),
                must_stand=is_print
                and (
                    is_must or not mark.cell or mark.name == mark.summary.hotspot.code or not _holds_badge(canvas, mark)
                ),
                short=TextLine(mark.summary.hotspot.code, font(small, BOLD, condensed=True), colour)
                if mark.summary.hotspot.code
                else None,
                of=mark.uuid,
            )
        )
    return found


def _clearance(canvas: Canvas, mark: HotspotMark, box: Box) -> tuple[float, float]:
    """Return how far a label keeps off: outside a small area, beside the badge of a large one."""
    half_w, half_h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    if not canvas.palette.is_print:  # whoever selects it rings it, and is still to read its name
        ring = _RING_CSS_PX * canvas.css_px
        half_w, half_h = max(half_w, ring), max(half_h, ring)
    if mark.areas is not None and not mark.cell:
        reach = np.abs(mark.areas.boxes).max(axis=0) / canvas.view.m_per_px
        wide, high = float(max(reach[0], reach[2])), float(max(reach[1], reach[3]))
        if max(wide, high) < _SMALL_AREA_CSS_PX * canvas.css_px:
            return max(half_w, wide), max(half_h, high)
    return half_w, half_h


def _holds_badge(canvas: Canvas, mark: HotspotMark) -> bool:
    """Return whether a cell is so large that its badges and their codes stand inside it."""
    left, top, right, bottom = cell_box(canvas, mark)
    return min(right - left, bottom - top) > _CELL_HOLDS_CSS_PX * canvas.css_px


def gap_text(mark: HotspotMark) -> str:
    """Return what is said below the name of a Must that nobody holds: only what is known."""
    cover = mark.summary.cover
    return tr("Ears only") if cover is not None and cover.status == "ears" else tr("Nobody stands there")


def layer_labels(canvas: Canvas) -> list[Label]:
    """Return the labels of places, districts and water of the context layers."""
    found: list[Label] = []
    themes = {layer.style.theme for layer in canvas.scene.layers if canvas.scene.shows(layer.layer.uuid)}
    districts_from = _DISTRICT_LABELS_FROM if "provinces" in themes else 0.0
    for layer in canvas.scene.layers:
        style = layer.style
        if not canvas.scene.shows(layer.layer.uuid) or not writes_names(style) or canvas.detail < style.visible_from:
            continue
        if style.labels and style.theme not in ("places", "provinces", "districts", "names"):
            found += feature_labels(canvas, layer)
        elif style.theme == "places":
            found += _place_labels(canvas, layer)
        elif style.theme == "provinces" or (style.theme == "districts" and canvas.detail >= districts_from):
            found += _district_labels(canvas, layer)
        elif style.theme == "names":
            found += _feature_names(canvas, layer)
        elif style.theme == "plain":
            found += _point_labels(canvas, layer)
    return found


def base_labels(canvas: Canvas) -> list[Label]:
    """Return towns and countries of the base map; towns only where no layer brings its own."""
    base = canvas.scene.base_map
    if base is None:
        return []
    found = []
    if canvas.detail < 0.45:
        for country in base.countries(canvas.bbox, 60):
            size = round(canvas.size("country" if canvas.detail > 0.04 else "village"))
            line = TextLine(
                country.name,
                font(size, MEDIUM, spacing_em=0.0 if canvas.is_vector else 0.06),
                canvas.palette.colour("label_district"),
            )
            x, y = canvas.view.to_px(country.lon, country.lat)
            found.append(Label((line,), float(x), float(y), (0, 0), _DISTRICTS + 0.2, is_centred=True))
    own = any(layer.style.theme == "places" and canvas.scene.shows(layer.layer.uuid) for layer in canvas.scene.layers)
    if own or canvas.detail < 0.03:
        return found
    for town in base_towns(canvas):
        x, y = canvas.view.to_px(town.lon, town.lat)
        found.append(_town_label(canvas, town.name, float(x), float(y), min(town.rank - 1, 3)))
    return found


def base_towns(canvas: Canvas) -> list[Place]:
    """Return the towns of the base map that a picture of this scale can name."""
    base = canvas.scene.base_map
    if base is None:
        return []
    room = canvas.view.width_px * canvas.view.height_px / (110 * canvas.css_px) ** 2
    return [t for t in base.towns(canvas.bbox, int(room)) if t.rank <= 2 or canvas.detail > 0.12 * (t.rank - 2)]


def _priority(canvas: Canvas, mark: HotspotMark) -> float:
    if mark.uuid in canvas.scene.selected:
        return _SELECTED
    if mark.gap:
        return _GAP
    return _LEVELS + (LEVELS.index(mark.level) if mark.level in LEVELS else len(LEVELS))


def _place_labels(canvas: Canvas, layer: ContextLayer) -> list[Label]:
    found = []
    classes = layer.classes()
    for page in layer.pages():
        if not len(page.points):
            continue
        places = canvas.points(layer.origin, page.points)
        rows = page.point_row + page.first
        ranks = classes[rows]
        wanted = (
            (places > 0).all(axis=1)
            & (places < [canvas.view.width_px, canvas.view.height_px]).all(axis=1)
            & (canvas.detail >= np.array(_PLACE_LABELS_FROM)[ranks])
        )
        index = np.flatnonzero(wanted)
        index = index[np.argsort(ranks[index], kind="stable")]
        index = index[thinned(canvas, places[index], _THINNING_CSS_PX * canvas.css_px)][:_MOST_PLACES]
        for i in index.tolist():
            name = layer.label(int(rows[i]))
            if name:
                x, y = places[i].tolist()
                found.append(_town_label(canvas, name, x, y, int(ranks[i])))
    return found


def _town_label(canvas: Canvas, name: str, x: float, y: float, rank: int) -> Label:
    is_print = canvas.palette.is_print
    kind = ("capital", "town", "town", "village", "hamlet", "hamlet")[rank]
    weight = SEMIBOLD if rank == 0 else MEDIUM if rank <= 2 else REGULAR
    size = canvas.size(kind) * (1.08 if rank == 1 else 1.0)
    ink = canvas.palette.colour("label" if rank <= 2 else "label_second")
    line = TextLine(name, font(round(size), weight, condensed=is_print and rank > 2), ink)
    reach = (5.0 if rank <= 2 else 3.5) * canvas.css_px
    return Label((line,), x, y, (reach, reach), _TOWNS + rank + (2.5 if rank > 2 else 0.0))


def _district_labels(canvas: Canvas, layer: ContextLayer) -> list[Label]:
    """Names in spaced capitals where the district is wide enough to carry them."""
    found = []
    is_province = layer.style.theme == "provinces"
    if is_province and canvas.detail >= _DISTRICT_LABELS_FROM and _has_districts(canvas):
        return []
    used = font(
        round(canvas.size("district") * (1.15 if is_province else 1.0)),
        MEDIUM,
        condensed=True,
        spacing_em=0.0 if canvas.is_vector else 0.16,
    )
    colour = canvas.palette.colour("label_district")
    for page in layer.pages():
        if page.areas is None:
            continue
        boxes = page.areas.boxes
        spans = (boxes[:, 2] - boxes[:, 0]) / canvas.view.m_per_px
        seen = page.areas.inside(canvas.box(layer.origin))
        largest = seen[np.argsort(-spans[seen])]
        done: set[int] = set()
        for part in largest.tolist():
            row = int(page.areas.row[part]) + page.first
            if row in done or spans[part] < 50 * canvas.css_px:
                continue
            done.add(row)
            text = layer.label(row).upper()
            if text and text_width(text, used) < spans[part] * 0.8:
                x, y = canvas.points(layer.origin, layer.middle(row))[0].tolist()
                found.append(Label((TextLine(text, used, colour),), x, y, (0, 0), _DISTRICTS, is_centred=True))
    return found


def _has_districts(canvas: Canvas) -> bool:
    return any(c.style.theme == "districts" and canvas.scene.shows(c.layer.uuid) for c in canvas.scene.layers)


_WATER_KINDS = frozenset(
    {"sea", "gulf", "bay", "channel", "strait", "lake", "lagoon", "river", "sound", "ocean", "water"}
)
_LARGE_KINDS = frozenset({"sea", "ocean", "gulf"})


def _feature_names(canvas: Canvas, layer: ContextLayer) -> list[Label]:
    """Names of seas, bays, hills and capes: italic, spaced, standing on their place."""
    kinds = layer.column(layer.style.class_column)
    found = []
    for page in layer.pages():
        places = canvas.points(layer.origin, page.points) if len(page.points) else np.empty((0, 2))
        for i, (x, y) in enumerate(places.tolist()):
            row = int(page.point_row[i]) + page.first
            kind = str(kinds[row]).casefold() if kinds is not None else ""
            is_large = kind in _LARGE_KINDS
            if not canvas.is_seen(x, y) or canvas.detail < (0.5 if is_large else 2.0):
                continue
            is_water = kind in _WATER_KINDS
            size = canvas.size("water") * (1.0 if is_large else 0.86 if is_water else 0.8)
            used = font(
                round(size), REGULAR, italic=True, spacing_em=0.0 if canvas.is_vector else 0.08 if is_large else 0.03
            )
            colour = canvas.palette.colour("label_water" if is_water else "label_second")
            line = TextLine(layer.label(row), used, colour)
            if line.text:
                found.append(Label((line,), x, y, (0, 0), _WATER, is_centred=True))
    return found


def _point_labels(canvas: Canvas, layer: ContextLayer) -> list[Label]:
    """Names of points that are no places, when near enough to matter."""
    if canvas.detail < 6.0:
        return []
    found = []
    used = font(round(canvas.size("village")), REGULAR, condensed=canvas.palette.is_print)
    colour = canvas.palette.colour("label_second")
    reach = 4.0 * canvas.css_px
    for page in layer.pages():
        places = canvas.points(layer.origin, page.points) if len(page.points) else np.empty((0, 2))
        inside = np.flatnonzero(((places > 0) & (places < [canvas.view.width_px, canvas.view.height_px])).all(axis=1))
        for i in inside[thinned(canvas, places[inside], _THINNING_CSS_PX * canvas.css_px)][:_MOST_PLACES].tolist():
            x, y = places[i].tolist()
            text = layer.label(int(page.point_row[i]) + page.first)
            if text:
                found.append(Label((TextLine(text, used, colour),), x, y, (reach, reach), 16.0))
    return found
