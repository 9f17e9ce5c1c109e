# SPDX-License-Identifier: MIT
"""What became of signs and names when a sheet was painted: what a sender should know before it goes out."""

from __future__ import annotations

from dataclasses import dataclass

from hotmap.cartography.hotspot_painting import badge_half
from hotmap.cartography.map_frame import FramePainting


@dataclass(frozen=True)
class DrawnSign:
    """The sign of a hotspot as it stands on the page.

    Attributes
    ----------
    uuid, level : str
    symbol : str
        Name for `hotmap.cartography.symbols`.
    x_mm, y_mm : float
        Its middle, from the left edge of the map (never mirrored) and its top.
    mm_per_unit : float
        Millimetres in one unit of its drawing.
    """

    uuid: str
    level: str
    symbol: str
    x_mm: float
    y_mm: float
    mm_per_unit: float


@dataclass(frozen=True)
class SheetReport:
    """What a painted sheet shows and what it could not.

    Attributes
    ----------
    signs : tuple of DrawnSign
        Those that nothing of the sheet's own lies upon.
    unnamed : int
        Hotspots on the map whose name found no room.
    shortened : int
        Hotspots of which less than name, code and people could be written.
    outside : int
        Hotspots of the release that lie outside the map.
    covered : int
        Hotspots below the scale bar or the locator.
    without_locator : bool
        Whether a locator was wanted and no corner was free for it.
    unshown : tuple of str
        Base maps that stand as a frame, since their picture is missing or cannot be read.
    """

    signs: tuple[DrawnSign, ...]
    unnamed: int
    shortened: int
    outside: int
    covered: int
    without_locator: bool
    unshown: tuple[str, ...] = ()


def report_of(painting: FramePainting) -> SheetReport:
    """Return what became of the signs and names of a finished painting."""
    canvas, scene, frame = painting.canvas, painting.scene, painting.frame
    shown = {m.uuid: m for m in scene.hotspots if scene.shows("hotspots") and scene.shows(m.level)}
    signs, k = [], canvas.unit_px
    for uuid, (left, top, right, bottom) in canvas.placed.items():
        mark = shown.get(uuid)
        if mark is None:
            continue
        half = badge_half(mark, is_print=True)
        scale = (right - left) / 2 / half / k
        signs.append(DrawnSign(uuid, mark.level, mark.symbol, (left + right) / 2 / k, (top + bottom) / 2 / k, scale))
    whole = [s for s in signs if 0 <= s.x_mm <= frame.width and 0 <= s.y_mm <= frame.height]
    open_ = [s for s in whole if not any(_holds(box, s) for box in painting.corners.values())]
    said = [canvas.crowded_out[uuid] for uuid in canvas.crowded_out if uuid in shown]
    return SheetReport(
        tuple(open_),
        unnamed=said.count(False),
        shortened=said.count(True),
        outside=len(shown) - len(whole),
        covered=len(whole) - len(open_),
        without_locator=frame.furniture and frame.locator != "none" and "locator" not in painting.corners,
        unshown=tuple(m.layer.name or "" for m in scene.rasters if m.refusal and scene.shows(m.layer.uuid)),
    )


def _holds(box: tuple[float, float, float, float], sign: DrawnSign) -> bool:
    return box[0] <= sign.x_mm <= box[2] and box[1] <= sign.y_mm <= box[3]
