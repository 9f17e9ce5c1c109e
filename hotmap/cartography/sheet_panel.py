# SPDX-License-Identifier: MIT
"""The panel beside the map: title, finding, key figures, level table, Must list, legend."""

from __future__ import annotations

from hotmap.cartography.fonts import BOLD, REGULAR
from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.paper import HAIRLINE, INK, MM_PER_PT, SECOND, Paper, Type
from hotmap.cartography.sheet_content import LevelLine, MustLine, SheetContent
from hotmap.cartography.sheet_legend import SheetLegend
from hotmap.cartography.sheet_types import PanelTypes
from hotmap.i18n import tr

_WHITE = "#FFFFFF"
_LEGEND_HEAD_MM = 7.8


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

    def paint(self, content: SheetContent, legend: list[LegendEntry]) -> None:
        """Paint everything; the Must list gives way to the legend and says how many it leaves out."""
        self._title(content)
        if content.figures:
            self._figures(content)
        else:
            self.y -= self.types.finding.size_pt * MM_PER_PT * 0.7
        if content.levels:
            self._table(content)
        withheld_height = self._withheld_height(content)
        # Whatever happens nothing runs off the page: the ground's entries are the first to go.
        wanted = self.types.must_least
        while wanted > 1 and self._overflows(content, legend, wanted):
            wanted -= 1
        while legend and self._overflows(content, legend, wanted):
            legend = legend[:-1]
        legend_height = self._legend_height(legend)
        if content.must:
            self._must(content, self.bottom - legend_height - withheld_height - 3.0)
        if content.withheld:
            self._withheld(content)
        self._legend(legend)

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
        has_symbols = any(c.symbol for c in columns)
        self.y += 2.2 + (3.4 if has_symbols else 0.0)
        for column, head, x in zip(columns, heads, centres, strict=True):
            if column.symbol:
                paper.symbol(column.symbol, x, self.y - 1.4, 0.26)
            for i, text in enumerate(head):
                row = self.y + paper.line_height(types.note) * (i + lines - len(head) + 0.75)
                paper.text(x, row, text, types.note, "middle")
        self.y += paper.line_height(types.note) * lines + 0.9
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

    def _must(self, content: SheetContent, floor: float) -> None:
        """The Must list down to a floor."""
        self._section(content.must_head, content.must_note)
        paper, types = self.paper, self.types
        self.y += 1.4
        left_out = 0
        for i, line in enumerate(content.must):
            height = self._must_height(line)
            last = i == len(content.must) - 1
            if self.y + height + (0 if last else paper.line_height(types.note)) > floor:
                left_out = len(content.must) - i
                break
            if i:
                paper.rule(self.left, self.right, self.y, 0.18, HAIRLINE)
            self._must_line(line, height)
        if left_out:
            self.y += paper.line_height(types.note)
            paper.text(self.left + 9.0, self.y, content.more.format(n=left_out), types.note)

    def _overflows(self, content: SheetContent, legend: list[LegendEntry], must_lines: int) -> bool:
        below = self._must_least(content, must_lines) + self._withheld_height(content) + self._legend_height(legend)
        return self.y + below > self.bottom

    def _must_least(self, content: SheetContent, lines: int) -> float:
        if not content.must:
            return 0.0
        shown = sum(self._must_height(line) for line in content.must[:lines])
        return shown + 10.6 + self.paper.line_height(self.types.note)

    def _must_text_width(self, line: MustLine) -> float:
        return self.width - 9.0 - (self.width * 0.31 if line.ball else 0.0)

    def _must_height(self, line: MustLine) -> float:
        paper, types = self.paper, self.types
        names = len(paper.wrapped(line.name, types.bold, self._must_text_width(line)))
        notes = sum(len(paper.wrapped(text, types.note, self._must_text_width(line))) for text in line.lines)
        return paper.line_height(types.bold) * names + paper.line_height(types.note) * notes + 1.9

    def _must_line(self, line: MustLine, height: float) -> None:
        paper, types = self.paper, self.types
        paper.symbol(line.symbol, self.left + 4.0, self.y + 4.3, types.symbol)
        base = self.y + 0.6 + paper.ascent(types.bold)
        width = self._must_text_width(line)
        for text in paper.wrapped(line.name, types.bold, width):
            paper.text(self.left + 9.0, base, text, types.bold)
            base += paper.line_height(types.bold)
        base -= paper.line_height(types.bold) - paper.line_height(types.note)
        for text in line.lines:
            base = paper.paragraph(self.left + 9.0, base, width, text, types.note)
        if line.ball:
            x = self.right - self.width * 0.3
            top = self.y + 0.6 + paper.ascent(types.bold)
            paper.symbol(line.ball, x + 1.4, top - 1.1, 0.26)
            paper.text(x + 4.2, top, line.status, types.bold)
            if line.detail:
                paper.paragraph(
                    x + 4.2, top + paper.line_height(types.note), self.right - x - 4.2, line.detail, types.note
                )
        self.y += height

    def _withheld_height(self, content: SheetContent) -> float:
        if not content.withheld:
            return 0.0
        paper, types = self.paper, self.types
        return paper.line_height(types.note) * len(paper.wrapped(content.withheld, types.note, self.width - 4.0)) + 5.4

    def _withheld(self, content: SheetContent) -> None:
        paper, types = self.paper, self.types
        height = self._withheld_height(content) - 3.0
        self.y += 3.0
        paper.box(self.left, self.y, self.width, height, stroke=INK, line_width=0.25)
        paper.paragraph(
            self.left + 2.0,
            self.y + 1.1 + paper.ascent(types.note),
            self.width - 4.0,
            content.withheld,
            Type(types.note.size_pt, REGULAR, INK),
        )
        self.y += height

    def _legend_height(self, legend: list[LegendEntry]) -> float:
        return self._entries.height(legend) + _LEGEND_HEAD_MM if legend else 0.0

    def _legend(self, legend: list[LegendEntry]) -> None:
        if legend:
            self._section(tr("Legend"), tr("what is drawn on this sheet"))
            self.y = self._entries.paint(legend, self.y + 1.2)
