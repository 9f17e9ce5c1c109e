# SPDX-License-Identifier: MIT
"""Pages that list the sheets of a long series: sign, name and page in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtGui import QPainter

from hotmap.cartography.canvas import Chunk
from hotmap.cartography.fonts import BOLD
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import HAIRLINE, MM_PER_PT, Paper, Type
from hotmap.cartography.sheet_banner import paint_banner
from hotmap.cartography.sheet_content import MustLine, SheetContent
from hotmap.cartography.sheet_page import Page, page_of
from hotmap.cartography.symbols import symbol

_ROW_MM = 8.4
_SIGN_MM = 6.0
_LEAST_COLUMN_MM = 62.0
_HEAD_MM = 20.0
_LEAST_ROWS = 10  # of a column before the next begins


class ListPage:
    """One page of a list of sheets.

    Parameters
    ----------
    page : Page
    content : SheetContent
        Its banners, title and subtitle.
    lines : sequence of MustLine
        Sign and name of each sheet, what is said of it, and as `brief` its page.
    """

    def __init__(self, page: Page, content: SheetContent, lines: Sequence[MustLine]) -> None:
        self.page, self.content, self.lines = page, content, tuple(lines)

    def chunks(self, px_per_mm: float, *, is_vector: bool, halos_later: bool = False) -> Iterator[Chunk]:
        """Yield the painting of the page."""

        def whole(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mirrored = self.content.right_to_left
            self._paint(Paper(painter, px_per_mm, self.page.width, right_to_left=mirrored, is_vector=is_vector))

        yield whole

    def _paint(self, paper: Paper) -> None:
        page, content = self.page, self.content
        for top, parts, number in ((page.banner_top, content.banner, ""), (page.foot, content.foot, content.number)):
            paint_banner(
                paper,
                page,
                top,
                parts,
                exercise=content.exercise,
                is_confidential=content.is_confidential,
                number=number,
            )
        base = page.top + 2.0 + page.types.title.size_pt * MM_PER_PT
        title = " · ".join(text for text in (content.title, content.subtitle) if text)
        paper.text(page.margin, base, title, page.types.title)
        columns, most, width = _grid(page)
        rows = min(most, max(ceil(len(self.lines) / columns), _LEAST_ROWS))
        for place, line in enumerate(self.lines):
            column, row = divmod(place, rows)
            left = page.margin + column * (width + page.gutter)
            self._row(paper, line, left, page.top + _HEAD_MM + row * _ROW_MM, width)

    def _row(self, paper: Paper, line: MustLine, left: float, top: float, width: float) -> None:
        types = self.page.types
        middle, x = top + _ROW_MM / 2, left
        if line.symbol:
            paper.symbol(line.symbol, left + _SIGN_MM / 2, middle, _SIGN_MM / symbol("must+gap", PRINT).height)
            x += _SIGN_MM + 1.4
        end = Type(types.bold.size_pt, BOLD)
        room = left + width - x - paper.width(line.brief, end) - 2.0
        paper.text(x, top + 3.6, paper.wrapped(line.name, types.bold, room)[0], types.bold)
        paper.text(x, top + 3.6 + paper.line_height(types.note), " ".join(line.lines), types.note)
        paper.text(left + width, top + 3.6, line.brief, end, "end")
        paper.rule(left, left + width, top + _ROW_MM - 0.2, 0.18, HAIRLINE)


def _grid(page: Page) -> tuple[int, int, float]:
    """Return how many columns and rows a page has, and the width of a column in millimetres."""
    columns = max(1, int((page.inner_width + page.gutter) // (_LEAST_COLUMN_MM + page.gutter)))
    rows = int((page.foot - 2.0 - page.top - _HEAD_MM) // _ROW_MM)
    return columns, rows, (page.inner_width - page.gutter * (columns - 1)) / columns


def pages_for(count: int, paper: str, orientation: str) -> int:
    """Return how many pages a list of so many sheets takes."""
    columns, rows, _ = _grid(page_of(paper, orientation))
    return ceil(count / (columns * rows))


def list_pages(content: SheetContent, lines: Sequence[MustLine], paper: str, orientation: str) -> list[ListPage]:
    """Return the pages of a list."""
    page = page_of(paper, orientation)
    columns, rows, _ = _grid(page)
    most = columns * rows
    return [ListPage(page, content, lines[start : start + most]) for start in range(0, len(lines), most)]
