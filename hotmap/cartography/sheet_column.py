# SPDX-License-Identifier: MIT
"""One column of a sheet's panel, set from top to bottom: title, finding, key figures, level table, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hotmap.cartography.fonts import BOLD, REGULAR
from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.paper import HAIRLINE, INK, MM_PER_PT, SECOND, Paper, Type
from hotmap.cartography.sheet_content import LevelLine, MustLine, SheetContent
from hotmap.cartography.sheet_legend import LegendForm, SheetLegend
from hotmap.cartography.sheet_must import ListForm, MustList
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.i18n import tr, tr_count

LEGEND_HEAD_MM, MUST_HEAD_MM = 7.8, 8.0
_WHITE = "#FFFFFF"
_GREY = "#6B7680"  # a dash for nothing, still told from white in grey
_TITLE_LINES = 2
_SIGN_MM = 6.4  # of a level in the table


@dataclass(frozen=True)
class ListFit:
    """How the Must list is set, and how many of its lines are listed."""

    form: ListForm
    listed: int


@dataclass(frozen=True)
class LegendFit:
    """How the legend is set, which entries are shown, the line about the others included, and these."""

    form: LegendForm
    entries: list[LegendEntry]
    left_out: tuple[LegendEntry, ...] = ()


class PanelColumn:
    """Sets one column; each part starts where the one before it ended.

    Parameters
    ----------
    paper : Paper
        A `Blank` one only measures.
    left, top, width : float
        In millimetres.
    types : PanelTypes

    Attributes
    ----------
    y : float
        Where the next part starts.
    """

    def __init__(self, paper: Paper, left: float, top: float, width: float, types: PanelTypes) -> None:
        self.paper, self.types = paper, types
        self.left, self.width = left, width
        self.right = left + width
        self.y = top
        self._entries = SheetLegend(paper, left, width, types)
        self._list = MustList(paper, left, width, types)

    def title(self, content: SheetContent) -> None:
        """Set forum and period, title, subtitle and as-of."""
        paper, types = self.paper, self.types
        if content.kicker:
            self.y = paper.paragraph(
                self.left, self.y + paper.ascent(types.kicker), self.width, content.kicker, types.kicker
            )
            self.y -= paper.ascent(types.kicker) * 0.75
        leading = types.title.size_pt * MM_PER_PT * 1.06
        for text in (content.title, content.subtitle):
            for line in paper.wrapped(text, types.title, self.width)[:_TITLE_LINES]:
                self.y += leading
                paper.text(self.left, self.y, line, types.title)
        self.y += 1.6 + paper.ascent(types.kicker)
        self.y = paper.paragraph(self.left, self.y, self.width, content.status, types.kicker)

    def finding(self, content: SheetContent) -> None:
        """Set the one sentence to remember."""
        paper, kind = self.paper, self.types.finding
        self.y += kind.size_pt * MM_PER_PT * 0.95
        self.y = paper.paragraph(self.left, self.y, self.width, content.finding, kind)
        self.y -= kind.size_pt * MM_PER_PT * 0.7

    def figures(self, content: SheetContent) -> None:
        """Set key figures side by side, each under a rule; the one that matters on black."""
        if not content.figures:
            return
        paper, types = self.paper, self.types
        gap = 3.0
        count = len(content.figures)
        # A wide number takes more of the row than a narrow one,
        # and so does a long label, which should stay within three lines.
        needs = [
            max(
                paper.width(f.value, types.figure) + (3 if f.strong else 1),
                paper.width(f.label, types.note) / 2.2 + 2,
                12.0,
            )
            for f in content.figures
        ]
        spare = self.width - gap * (count - 1) - sum(needs)
        widths = [need + spare / count for need in needs]
        insets = [1.4 if f.strong else 0.0 for f in content.figures]
        lines = max(
            len(paper.wrapped(f.label, types.note, w - i - 0.6))
            for f, w, i in zip(content.figures, widths, insets, strict=True)
        )
        height = types.figure.size_pt * MM_PER_PT + lines * paper.line_height(types.note) + 2.2
        x, top = self.left, self.y + types.finding.size_pt * MM_PER_PT * 0.25
        for figure, width, inset in zip(content.figures, widths, insets, strict=True):
            if figure.strong:
                paper.box(x, top, width, height, fill=INK)
            else:
                paper.rule(x, x + width, top, 0.4)
            ink = _WHITE if figure.strong else INK
            value = Type(types.figure.size_pt, BOLD, ink)
            base = top + types.figure.size_pt * MM_PER_PT * 0.95
            paper.text(x + inset, base, figure.value, value)
            note = Type(types.note.size_pt, REGULAR, ink if figure.strong else SECOND)
            paper.paragraph(x + inset, base + paper.line_height(note), width - inset - 0.6, figure.label, note)
            x += width + gap
        self.y = top + height

    def _section(self, head: str, note: str = "") -> None:
        paper, types = self.paper, self.types
        self.y += 2.6
        paper.rule(self.left, self.right, self.y, 0.4)
        self.y += 0.9 + paper.ascent(types.section)
        paper.text(self.left, self.y, head.upper(), types.section)
        if note:
            paper.text(self.right, self.y, note, types.note, "end")

    def table(self, content: SheetContent) -> None:
        """Set the table of levels."""
        if not content.levels:
            return
        self._section(content.table_head, content.table_note)
        paper, types = self.paper, self.types
        columns = content.columns
        rows = [*content.levels, *([content.total] if content.total else [])]
        labels = max(paper.width(row.label, types.bold) + _SIGN_MM * bool(row.symbol) for row in rows) + 1.0
        first = self.left + max(labels, self.width * (0.37 if len(columns) > 2 else 0.5))
        step = (self.right - first) / len(columns)
        centres = [first + step * (i + 0.5) for i in range(len(columns))]
        heads = [paper.wrapped(c.label, types.note, step - 1.2) for c in columns]
        lines = max(len(h) for h in heads)
        leading = paper.line_height(types.note)
        # A ball stands right above its word; only where that is as long as the longest the head grows.
        tallest = max(len(h) * leading + (3.4 if c.symbol else 0.0) for c, h in zip(columns, heads, strict=True))
        self.y += 1.4 + tallest - lines * leading
        for column, head, x in zip(columns, heads, centres, strict=True):
            if column.symbol:
                paper.symbol(column.symbol, x, self.y - 1.4 + leading * (lines - len(head)), 0.26)
            for i, text in enumerate(head):
                row = self.y + leading * (i + lines - len(head) + 0.75)
                paper.text(x, row, text, types.note, "middle")
        self.y += leading * lines + 0.9
        paper.rule(self.left, self.right, self.y, 0.3)
        for line in rows:
            self._table_row(line, centres, step, types.level_row, is_total=line is content.total)

    def _table_row(self, row: LevelLine, centres: list[float], step: float, height: float, *, is_total: bool) -> None:
        paper, types = self.paper, self.types
        middle = self.y + height / 2
        base = middle + types.bold.size_pt * MM_PER_PT * 0.36
        if row.symbol:
            paper.symbol(row.symbol, self.left + 2.6, middle, types.symbol * 0.86)
        paper.text(self.left + (_SIGN_MM if row.symbol else 0.0), base, row.label, types.bold)
        strong = row.strong or (False,) * len(row.cells)
        for i, (text, x, is_strong) in enumerate(zip(row.cells, centres, strong, strict=True)):
            if is_strong:
                paper.box(x - step / 2, self.y, step, height, fill=INK)
            kind = types.bold if i == 0 or is_strong or is_total else types.text
            colour = _WHITE if is_strong else _GREY if text == "–" else INK
            paper.text(x, base, text, Type(kind.size_pt, kind.weight, colour), "middle")
        self.y += height
        if not is_total:
            paper.rule(self.left, self.right, self.y, 0.18, HAIRLINE)

    def must(self, content: SheetContent, fit: ListFit) -> None:
        """Set the Must list, and how many lines it leaves out."""
        if not content.must:
            return
        self._section(content.must_head, content.must_note if fit.form is ListForm.CARDS else content.rows_note)
        self.y = self._list.paint(content.must, self.y + 1.4, fit.form, listed=fit.listed)
        left_out = len(content.must) - fit.listed
        if left_out:
            note = self.types.note
            self.y += self.paper.line_height(note)
            self.paper.text(self.right, self.y, content.more.format(n=left_out), note, "end")

    def must_height(self, lines: Sequence[MustLine], form: ListForm) -> float:
        """Return the height of a Must list with its head in millimetres."""
        return self._list.height(lines, form) + MUST_HEAD_MM if lines else 0.0

    def fitting_must(self, lines: Sequence[MustLine], room: float) -> ListFit:
        """Return how a Must list is set in a height: as full as it can be, else its first lines."""
        for form in ListForm:
            if self.must_height(lines, form) <= room:
                return ListFit(form, len(lines))
        form = ListForm.ONE_LINE
        return ListFit(form, self._list.count_down_to(lines, form, room - MUST_HEAD_MM))

    def withheld_height(self, content: SheetContent) -> float:
        """Return the height of the box that says what was withheld, in millimetres."""
        if not content.withheld:
            return 0.0
        paper, types = self.paper, self.types
        return paper.line_height(types.note) * len(paper.wrapped(content.withheld, types.note, self.width - 4.0)) + 4.2

    def withheld(self, content: SheetContent) -> None:
        """Set the box that says what was withheld."""
        if not content.withheld:
            return
        paper, types = self.paper, self.types
        height = self.withheld_height(content) - 2.2
        self.y += 2.2
        paper.box(self.left, self.y, self.width, height, stroke=INK, line_width=0.25)
        base = self.y + 0.6 + paper.ascent(types.note)
        told = Type(types.note.size_pt, REGULAR, INK)
        paper.paragraph(self.left + 2.0, base, self.width - 4.0, content.withheld, told)
        self.y += height

    def legend(self, content: SheetContent, fit: LegendFit) -> None:
        """Set the legend."""
        if fit.entries:
            self._section(tr("Legend"), content.legend_note)
            self.y = self._entries.paint(fit.entries, self.y + 1.2, fit.form)

    def legend_height(self, legend: list[LegendEntry], form: LegendForm) -> float:
        """Return the height of a legend with its head in millimetres."""
        return self._entries.height(legend, form) + LEGEND_HEAD_MM if legend else 0.0

    def fitting_legend(self, legend: list[LegendEntry], room: float) -> LegendFit | None:
        """Return how a legend is set in a height with nothing left out, None where it cannot be."""
        forms = (form for form in LegendForm if self.legend_height(legend, form) <= room)
        form = next(forms, None)
        return None if form is None else LegendFit(form, legend)

    def shortened_legend(self, legend: list[LegendEntry], room: float) -> LegendFit:
        """Return the first entries of a legend that fit into a height, and a last line that names the others."""
        form = LegendForm.RUN_ON
        if self.legend_height(legend, form) <= room:
            return LegendFit(form, legend)
        for kept in range(len(legend) - 1, -1, -1):
            shown, left_out = legend[:kept], tuple(e for e in legend[kept:] if e.swatch != "head")
            if not left_out or (shown and shown[-1].swatch == "head"):  # a heading over nothing
                continue
            entries = [*shown, LegendEntry("", "more", "", more_kinds(left_out))]
            if not shown or self.legend_height(entries, form) <= room:
                return LegendFit(form, entries, left_out)
        return LegendFit(form, [])


def more_kinds(left_out: Sequence[LegendEntry]) -> str:
    """Return how many entries a legend leaves out, and of what."""
    words = tr_count("and {n} more kind in:", "and {n} more kinds in:", len(left_out))
    return f"{words} {', '.join(dict.fromkeys(entry.part for entry in left_out))}"
