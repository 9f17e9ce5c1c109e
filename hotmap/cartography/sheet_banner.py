# SPDX-License-Identifier: MIT
"""The banners at head and foot of a page: classification and audience; hatched ends mean exercise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPolygonF

from hotmap.cartography.fonts import BOLD
from hotmap.cartography.paper import INK, MM_PER_PT, Paper, Type
from hotmap.cartography.sheet_page import Page

_WHITE = "#FFFFFF"
_BETWEEN = "      "
_STRIPES_MM = 18.0  # of an exercise end, beside its text


def paint_banner(
    paper: Paper,
    page: Page,
    top: float,
    parts: Sequence[str],
    *,
    exercise: str,
    is_confidential: bool,
    number: str = "",
) -> None:
    """Paint one banner.

    Parameters
    ----------
    top : float
        Millimetres from the upper edge of the page.
    parts : sequence of str
        Classification, audience, title; the last are left out where the page is too narrow for all.
    exercise : str
        The exercise mark, empty for a real plan.
    is_confidential : bool
        White on ink, else ink on white.
    number : str
        Of the page, where there are several.
    """
    left, width, height = page.margin, page.inner_width, page.banner_height
    if is_confidential:
        paper.box(left, top, width, height, fill=INK)
    else:
        paper.box(left, top, width, height, fill=_WHITE, stroke=INK, line_width=0.35)
    kind = Type(8.4 if page.paper == "A3" else 7.6, BOLD, _WHITE if is_confidential else INK, spacing_em=0.06)
    base = top + height / 2 + kind.size_pt * MM_PER_PT * 0.35
    end = _end_width(paper, exercise, kind) if exercise else 0.0
    number_width = paper.width(number, kind) + 6.0 if number else 0.0
    room = width - 2 * end - 2 * number_width - 4.0
    kept = list(parts)
    while len(kept) > 2 and paper.width(_BETWEEN.join(kept), kind) > room:
        kept.pop()  # classification and audience stand on every page; the title stands in the panel too
    between = _BETWEEN if paper.width(_BETWEEN.join(kept), kind) <= room else "  "
    paper.text(left + width / 2, base, between.join(kept), kind, "middle")
    if number:
        paper.text(left + width - end - 3.0, base, number, kind, "end")
    for x in (left, left + width - end) if exercise else ():
        _paint_end(paper, x, top, end, height, exercise, kind)


def _end_width(paper: Paper, text: str, kind: Type) -> float:
    return paper.width(text, kind) + _STRIPES_MM


def _paint_end(paper: Paper, left: float, top: float, width: float, height: float, text: str, kind: Type) -> None:
    """Stripes at 45° with the mark on white between them."""
    painter = paper.painter
    whole = paper.rect(left, top, width, height)
    painter.save()
    painter.setClipRect(whole)
    painter.fillRect(whole, QColor(_WHITE))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    step = 3.2 * paper.px_per_mm
    x = whole.left() - whole.height()
    while x < whole.right():
        corners = [
            (x, whole.bottom()),
            (x + whole.height(), whole.top()),
            (x + whole.height() + step / 2, whole.top()),
            (x + step / 2, whole.bottom()),
        ]
        painter.drawPolygon(QPolygonF([QPointF(*c) for c in corners]))
        x += step
    painter.restore()
    inner = paper.width(text, kind) + 3.0
    paper.box(left + (width - inner) / 2, top, inner, height, fill=_WHITE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(INK))
    painter.drawRect(QRectF(whole))
    base = top + height / 2 + kind.size_pt * MM_PER_PT * 0.35
    paper.text(left + width / 2, base, text, Type(kind.size_pt, BOLD, INK, spacing_em=0.06), "middle")
