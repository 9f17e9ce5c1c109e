# SPDX-License-Identifier: MIT
"""The panel of a sheet: one column beside the map of a landscape page, some columns below that of a portrait one."""

from __future__ import annotations

from dataclasses import dataclass

from hotmap.cartography.legend import LegendEntry
from hotmap.cartography.paper import Paper
from hotmap.cartography.sheet_column import LegendFit, ListFit, PanelColumn
from hotmap.cartography.sheet_content import SheetContent
from hotmap.cartography.sheet_legend import LegendForm
from hotmap.cartography.sheet_must import ListForm
from hotmap.cartography.sheet_page import Page

_FORMS = (
    (ListForm.CARDS, LegendForm.TWO_COLUMNS),
    (ListForm.CARDS, LegendForm.THREE_COLUMNS),
    (ListForm.TWO_LINES, LegendForm.TWO_COLUMNS),
    (ListForm.TWO_LINES, LegendForm.THREE_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.TWO_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.THREE_COLUMNS),
    (ListForm.ONE_LINE, LegendForm.RUN_ON),
)
_HEAD_SHARE = 0.56  # of a portrait page's width that the title takes
_LOWEST_SHARE, _MOST_SHARE = 0.2, 0.38  # of a portrait page's height that is left to the panel


@dataclass(frozen=True)
class PanelFit:
    """How list and legend of a panel are set, and whether entries of the ground are left to the map."""

    must: ListFit
    legend: LegendFit
    ground_moves: bool = False


class SidePanel:
    """The panel beside the map.

    Parameters
    ----------
    page : Page
    content : SheetContent
    legend : list of LegendEntry
    ground_can_move : bool
        Whether the map has room for the entries of the ground.
    """

    def __init__(
        self, page: Page, content: SheetContent, legend: list[LegendEntry], paper: Paper, *, ground_can_move: bool
    ) -> None:
        self._page, self._content, self._legend = page, content, legend
        self.fit = self._fitted(paper, ground_can_move)

    def paint(self, paper: Paper) -> None:
        """Paint everything from top to bottom."""
        column = self._begun(paper)
        column.must(self._content, self.fit.must)
        column.withheld(self._content)
        column.legend(self._content, self.fit.legend)

    def _begun(self, paper: Paper) -> PanelColumn:
        page, content = self._page, self._content
        left = page.margin + page.map_width + page.gutter
        column = PanelColumn(paper, left, page.top + 1.2, page.panel_width, page.types)
        for part in (column.title, column.finding, column.figures, column.table):
            part(content)
        return column

    def _fitted(self, paper: Paper, ground_can_move: bool) -> PanelFit:
        """Return how list and legend are set: the tighter the more they hold."""
        column = self._begun(paper)
        room = self._page.foot - 2.2 - column.y - column.withheld_height(self._content)
        fit = self._full(column, self._legend, room)
        if fit is None and ground_can_move:
            others = [entry for entry in self._legend if entry.group != "ground"]
            fit = self._full(column, others, room) or self._tightest(column, others, room)
            return PanelFit(fit.must, fit.legend, ground_moves=True)
        return fit or self._tightest(column, self._legend, room)

    def _full(self, column: PanelColumn, legend: list[LegendEntry], room: float) -> PanelFit | None:
        must = self._content.must
        for must_form, legend_form in _FORMS:
            if column.must_height(must, must_form) + column.legend_height(legend, legend_form) <= room:
                return PanelFit(ListFit(must_form, len(must)), LegendFit(legend_form, legend))
        return None

    def _tightest(self, column: PanelColumn, legend: list[LegendEntry], room: float) -> PanelFit:
        """Return what is shown where not all can be: the first lines, then the first entries of the legend."""
        must, types = self._content.must, self._page.types
        must_form, legend_form = _FORMS[-1]
        kept = column.must_height(must[: types.must_least], must_form)
        if types.must_least < len(must):
            kept += column.paper.line_height(types.note)
        shown = column.shortened_legend(legend, room - kept)
        if column.legend_height(shown.entries, legend_form) > room:  # not even a line of its own
            shown = LegendFit(legend_form, [], shown.left_out)
        left = room - column.legend_height(shown.entries, legend_form)
        return PanelFit(column.fitting_must(must, left) if must else ListFit(must_form, 0), shown)


class WidePanel:
    """The panel of a portrait page: title and finding across its head, table, list and legend below the map.

    Parameters
    ----------
    page : Page
    content : SheetContent
    legend : list of LegendEntry
    paper : Paper
        A `Blank` one.
    ground_can_move : bool
        Whether the map has room for the entries of the ground.

    Attributes
    ----------
    head_bottom : float
        Where the map can start, in millimetres.
    height : float
        Of what stands below the map.
    """

    def __init__(
        self, page: Page, content: SheetContent, legend: list[LegendEntry], paper: Paper, *, ground_can_move: bool
    ) -> None:
        self._page, self._content, self._legend = page, content, legend
        self.head_bottom = self._head(paper)
        self.fit = self._fitted(paper, ground_can_move)
        self.height = self._below(paper, 0.0)

    def paint(self, paper: Paper) -> None:
        """Paint the head, then the columns at the foot of the page."""
        self._head(paper)
        self._below(paper, self._page.foot - 2.2 - self.height)

    def _head(self, paper: Paper) -> float:
        """Set title and finding side by side; return where both have ended."""
        page, content = self._page, self._content
        width = page.inner_width * _HEAD_SHARE - page.gutter
        title = PanelColumn(paper, page.margin, page.top + 1.2, width, page.types)
        title.title(content)
        left = page.margin + width + page.gutter
        finding = PanelColumn(paper, left, page.top + 1.2, page.inner_width - width - page.gutter, page.types)
        finding.finding(content)
        finding.figures(content)
        return max(title.y, finding.y) + 0.6

    def _below(self, paper: Paper, top: float) -> float:
        """Set the columns; return how high the highest is."""
        content, fit = self._content, self.fit
        table = lists = top
        if self._has_table:
            column = PanelColumn(paper, self._page.margin, top, self._page.panel_width, self._page.types)
            column.table(content)
            column.withheld(content)
            table = column.y
        left, width = self._lists_left, self._list_width
        for shown in (content.must, fit.legend.entries):
            if not shown:
                continue
            column = PanelColumn(paper, left, top, width, self._page.types)
            if shown is content.must:
                column.must(content, fit.must)
            else:
                column.legend(content, fit.legend)
            lists, left = max(lists, column.y), left + width + self._page.gutter
        return max(table, lists) - top

    @property
    def _has_table(self) -> bool:
        return bool(self._content.levels or self._content.withheld)

    @property
    def _lists_left(self) -> float:
        """Where the first list starts: after the table, which needs a width of its own."""
        return self._page.margin + (self._page.panel_width + self._page.gutter) * self._has_table

    @property
    def _list_width(self) -> float:
        """Return the width of Must list and legend, which share what the table leaves."""
        count = bool(self._content.must) + bool(self._legend)
        room = self._page.margin + self._page.inner_width - self._lists_left
        return (room - self._page.gutter * (count - 1)) / max(count, 1)

    def _fitted(self, paper: Paper, ground_can_move: bool) -> PanelFit:
        """Return how list and legend are set: as high as the table, or as a share of the page allows."""
        page, content = self._page, self._content
        table = PanelColumn(paper, page.margin, 0.0, page.panel_width, page.types)
        table.table(content)
        table.withheld(content)
        column = PanelColumn(paper, self._lists_left, 0.0, self._list_width, page.types)
        least, most = max(table.y, _LOWEST_SHARE * page.height), _MOST_SHARE * page.height
        for room in (least, (least + most) / 2, most):
            fit = column.fitting_legend(self._legend, room)
            if fit is not None and (not content.must or column.must_height(content.must, ListForm.ONE_LINE) <= room):
                return PanelFit(column.fitting_must(content.must, room), fit)
        legend = [e for e in self._legend if e.group != "ground"] if ground_can_move else self._legend
        shown = column.fitting_legend(legend, most) or column.shortened_legend(legend, most)
        return PanelFit(column.fitting_must(content.must, most), shown, ground_moves=ground_can_move)
