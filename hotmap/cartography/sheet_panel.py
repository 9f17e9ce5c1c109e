# SPDX-License-Identifier: MIT
"""The panel beside the map: title, finding, key figures, level table, Must list, legend."""

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
from hotmap.i18n import tr

_WHITE = "#FFFFFF"
_LEGEND_HEAD_MM, _MUST_HEAD_MM = 7.8, 8.0
_FORMS = (
    (ListForm.CARDS, LegendForm.TWO_COLUMNS),
    (ListForm.CARDS, LegendForm.THREE_COLUMNS),
    (ListForm.TWO_LINES, LegendForm.TWO_COLUMNS),
    (ListForm.TWO_LINES, LegendForm.THREE_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.TWO_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.THREE_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.RUN_ON),
)


@dataclass(frozen=True)
class _Fit:
    """How list and legend are set, how many lines are listed and which entries are shown."""

    must: ListForm
    legend: LegendForm
    listed: int
    legend_entries: list[LegendEntry]


class Panel:
    """Sets the panel from top to bottom.

    Parameters
    ----------
    paper : Paper
    left, top, width, bottom : float
        Of the panel in millimetres.
    types : PanelTypes
    """

    def __init__(self, paper: Paper, left: float, top: float, width: float, bottom: float, types: PanelTypes) -> None:
        self.paper, self.types = paper, types
        self.left, self.width, self.bottom = left, width, bottom
        self.right = left + width
        self.y = top
        self._entries = SheetLegend(paper, left, width, types)
        self._list = MustList(paper, left, width, types)

    def paint(self, content: SheetContent, legend: list[LegendEntry], *, ground_can_move: bool = False) -> bool:
        """Paint everything; list and legend are set the tighter the more they hold.

        Parameters
        ----------
        ground_can_move : bool
            Whether the map has room for the entries of the ground.

        Returns
        -------
        bool
            Whether they are left to it.
        """
        self._title(content)
        if content.figures:
            self._figures(content)
        else:
            self.y -= self.types.finding.size_pt * MM_PER_PT * 0.7
        if content.levels:
            self._table(content)
        fit = self._fit(content, legend)
        moves = fit is None and ground_can_move
        if moves:
            legend = [entry for entry in legend if entry.group != "ground"]
            fit = self._fit(content, legend)
        fit = fit or self._tightest(content, legend)
        if content.must:
            self._must(content, fit)
        if content.withheld:
            self._withheld(content)
        self._legend(fit)
        return moves

    def _title(self, content: SheetContent) -> None:
        paper, types = self.paper, self.types
        if content.kicker:
            self.y = paper.paragraph(
                self.left, self.y + paper.ascent(types.kicker), self.width, content.kicker, types.kicker
            )
            self.y -= paper.ascent(types.kicker) * 0.75
        leading = types.title.size_pt * MM_PER_PT * 1.06
        for line in [*paper.wrapped(content.title, types.title, self.width)[:2], content.subtitle]:
            if line:
                self.y += leading
                paper.text(self.left, self.y, line, types.title)
        self.y += 1.6 + paper.ascent(types.kicker)
        self.y = paper.paragraph(self.left, self.y, self.width, content.status, types.kicker)
        self.y += types.finding.size_pt * MM_PER_PT * 0.95
        self.y = paper.paragraph(self.left, self.y, self.width, content.finding, types.finding)

    def _figures(self, content: SheetContent) -> None:
        """Key figures side by side, each under a rule; the one that matters on black."""
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
        x, top = self.left, self.y - types.finding.size_pt * MM_PER_PT * 0.45
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

    def _table(self, content: SheetContent) -> None:
        self._section(content.table_head, content.table_note)
        paper, types = self.paper, self.types
        columns = content.columns
        first = self.left + self.width * (0.37 if len(columns) > 2 else 0.5)
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
        rows = [*content.levels, *([content.total] if content.total else [])]
        for line in rows:
            self._table_row(line, centres, step, types.level_row, is_total=line is content.total)

    def _table_row(self, row: LevelLine, centres: list[float], step: float, height: float, *, is_total: bool) -> None:
        paper, types = self.paper, self.types
        middle = self.y + height / 2
        base = middle + types.bold.size_pt * MM_PER_PT * 0.36
        if row.symbol:
            paper.symbol(row.symbol, self.left + 2.6, middle, types.symbol * 0.86)
        paper.text(self.left + (6.4 if row.symbol else 0.0), base, row.label, types.bold)
        strong = row.strong or (False,) * len(row.cells)
        for i, (text, x, is_strong) in enumerate(zip(row.cells, centres, strong, strict=True)):
            if is_strong:
                paper.box(x - step / 2, self.y, step, height, fill=INK)
            kind = types.bold if i == 0 or is_strong or is_total else types.text
            colour = _WHITE if is_strong else "#8A949B" if text == "–" else INK
            paper.text(x, base, text, Type(kind.size_pt, kind.weight, colour), "middle")
        self.y += height
        if not is_total:
            paper.rule(self.left, self.right, self.y, 0.18, HAIRLINE)

    def _room(self, content: SheetContent) -> float:
        return self.bottom - self.y - self._withheld_height(content)

    def _fit(self, content: SheetContent, legend: list[LegendEntry]) -> _Fit | None:
        """Return how list and legend are set: as full as they can be with nothing left out."""
        for must_form, legend_form in _FORMS:
            height = self._must_height(content.must, must_form) + self._legend_height(legend, legend_form)
            if height <= self._room(content):
                return _Fit(must_form, legend_form, len(content.must), legend)
        return None

    def _tightest(self, content: SheetContent, legend: list[LegendEntry]) -> _Fit:
        """Return what is shown where not all can be: the first lines, then the first entries of the legend."""
        must_form, legend_form = _FORMS[-1]
        room = self._room(content)
        kept = self._must_height(content.must[: self.types.must_least], must_form)
        if self.types.must_least < len(content.must):
            kept += self.paper.line_height(self.types.note)
        while legend and kept + self._legend_height(legend, legend_form) > room:
            legend = legend[:-1]
        left = room - self._legend_height(legend, legend_form) - _MUST_HEAD_MM
        return _Fit(must_form, legend_form, self._list.count_down_to(content.must, must_form, left), legend)

    def _must(self, content: SheetContent, fit: _Fit) -> None:
        self._section(content.must_head, content.must_note if fit.must is ListForm.CARDS else content.rows_note)
        self.y = self._list.paint(content.must, self.y + 1.4, fit.must, listed=fit.listed)
        left_out = len(content.must) - fit.listed
        if left_out:
            note = self.types.note
            self.y += self.paper.line_height(note)
            self.paper.text(self.right, self.y, content.more.format(n=left_out), note, "end")

    def _must_height(self, lines: Sequence[MustLine], form: ListForm) -> float:
        return self._list.height(lines, form) + _MUST_HEAD_MM if lines else 0.0

    def _withheld_height(self, content: SheetContent) -> float:
        if not content.withheld:
            return 0.0
        paper, types = self.paper, self.types
        return paper.line_height(types.note) * len(paper.wrapped(content.withheld, types.note, self.width - 4.0)) + 4.2

    def _withheld(self, content: SheetContent) -> None:
        paper, types = self.paper, self.types
        height = self._withheld_height(content) - 2.2
        self.y += 2.2
        paper.box(self.left, self.y, self.width, height, stroke=INK, line_width=0.25)
        paper.paragraph(
            self.left + 2.0,
            self.y + 0.6 + paper.ascent(types.note),
            self.width - 4.0,
            content.withheld,
            Type(types.note.size_pt, REGULAR, INK),
        )
        self.y += height

    def _legend_height(self, legend: list[LegendEntry], form: LegendForm) -> float:
        return self._entries.height(legend, form) + _LEGEND_HEAD_MM if legend else 0.0

    def _legend(self, fit: _Fit) -> None:
        if fit.legend_entries:
            self._section(tr("Legend"), tr("what is drawn on this sheet"))
            self.y = self._entries.paint(fit.legend_entries, self.y + 1.2, fit.legend)
