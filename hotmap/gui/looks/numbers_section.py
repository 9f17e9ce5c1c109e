# SPDX-License-Identifier: MIT
"""By number: the column, how it is cut into classes, and their colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtWidgets import QCheckBox, QWidget

from hotmap.analysis.classing import edges, is_whole, numbers, with_ends
from hotmap.analysis.colour_scales import RAMPS
from hotmap.cartography.layer_legend import class_entries, figure_text
from hotmap.domain.layer_style import FEWEST_CLASSES, MOST_CLASSES, LayerStyle
from hotmap.gui.looks.class_row import ClassRow
from hotmap.gui.looks.desk import LookDesk, numeric_columns
from hotmap.gui.looks.pickers import Choice, PicturePicker, paint_ramp
from hotmap.gui.widgets.building import column, emptied, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import mark_for_translation, tr

_USUAL_CLASSES = 5
_METHODS = {
    "quantiles": mark_for_translation("As many in each class"),
    "equal": mark_for_translation("Steps of the same width"),
    "natural": mark_for_translation("At the natural gaps"),
    "hand": mark_for_translation("Set by hand"),
}
_RAMP_NAMES = {
    "moss": mark_for_translation("moss"),
    "plum": mark_for_translation("plum"),
    "umber": mark_for_translation("umber"),
    "stone": mark_for_translation("stone"),
}


class NumbersSection(QWidget):
    """Classes of a number.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        self._count = -1
        self._is_by_hand = False
        self._rows: list[ClassRow] = []
        self.breaks: list[LineField] = []
        self.column_ = Choice(tr("Column of numbers"))
        self.column_.picked.connect(lambda name: desk.settle(by_number(desk.style, desk.columns, name)))
        self.method = Choice(tr("How the classes are cut"))
        self.method.picked.connect(self._on_method)
        self.count = Segmented(
            [Segment(str(n), str(n)) for n in range(FEWEST_CLASSES, MOST_CLASSES + 1)], tr("Classes"), pad_px=6
        )
        self.count.chosen.connect(self._on_count)
        self.ramp = PicturePicker(tr("Colours"), {n: tr(_RAMP_NAMES[n]) for n in RAMPS}, paint_ramp, (48, 16))
        self.ramp.chosen.connect(self._on_ramp)
        self.grows = QCheckBox(tr("Larger with the number"))
        self.grows.toggled.connect(self._on_grows)
        self._list = column(gap=4)
        self.problem = label("", "problem", wrap=True)
        self.setLayout(
            column(label(tr("Column of numbers"), "label"), self.column_, label(tr("Classes"), "label"), self.method,
                   self.count, self.ramp, self._list, self.problem, self.grows, gap=8)
        )  # fmt: skip

    def show_style(self) -> None:
        """Show what the desk holds."""
        desk, style = self._desk, self._desk.style
        drawn, classes = desk.drawn, style.classes
        if drawn is None or style.mode != "numbers":
            return
        self.column_.show_choices({name: name for name in desk.numeric_columns()}, style.column)
        self.method.show_choices({id_: tr(text) for id_, text in _METHODS.items()}, classes.method)
        self.count.set_value(str(classes.count))
        self.ramp.show_value(classes.ramp)
        by_hand = classes.method == "hand"
        if classes.count != self._count or by_hand != self._is_by_hand:
            self._count, self._is_by_hand = classes.count, by_hand
            self._make_rows()
        entries = class_entries(drawn.restyled_as(style), desk.map.canvas.picture.palette.name)
        for at, (made, entry) in enumerate(zip(self._rows, entries, strict=True)):
            own = at < len(classes.colours) and bool(classes.colours[at])
            made.show_entry(entry, own_colour=own, has_colour=at < classes.count)
            made.setVisible(at < classes.count or entry.count > 0)
        for field, value in zip(self.breaks, classes.edges[1:-1] if by_hand else (), strict=True):
            if not field.hasFocus():
                field.setText(figure_text(value).replace("\u202f", ""))
        self.problem.hide()
        self.grows.setVisible(desk.geometry != "Area")
        self.grows.blockSignals(True)
        self.grows.setChecked(classes.grows)
        self.grows.blockSignals(False)

    def _make_rows(self) -> None:
        emptied(self._list)
        self._rows, self.breaks = [], []
        for at in range(self._count + 1):
            if self._is_by_hand and 0 < at < self._count:
                self._list.addWidget(self._break_row(at))
            made = ClassRow(hides=False)
            made.colour_tried.connect(lambda colour, at=at: self._desk.try_style(self._coloured(at, colour)))
            made.colour_chosen.connect(lambda colour, at=at: self._desk.settle(self._coloured(at, colour)))
            self._rows.append(made)
            self._list.addWidget(made)

    def _break_row(self, at: int) -> QWidget:
        field = LineField()
        field.setAccessibleName(tr("Where class {n} begins").format(n=at + 1))
        field.editingFinished.connect(self._take_breaks)
        self.breaks.append(field)
        made = QWidget()
        made.setLayout(row(30, label(tr("from"), "second"), field, gap=8))
        return made

    def _take_breaks(self) -> None:
        """Cut the classes where the fields say; say what is wrong where they do not ascend."""
        style = self._desk.style
        values = numbers([field.text().strip().replace(" ", "").replace(",", ".") for field in self.breaks])
        low, high = style.classes.edges[0], style.classes.edges[-1]
        bounds = np.array([low, *values, high])
        if np.isnan(values).any() or (np.diff(bounds) < 0).any() or len(set(values.tolist())) < len(values):
            words = tr("Type numbers between {low} and {high}, each larger than the one before.")
            self.problem.setText(words.format(low=figure_text(low), high=figure_text(high)))
            self.problem.show()
            return
        self._desk.settle(_with(style, edges=(low, *values.tolist(), high)))

    def _coloured(self, at: int, colour: str) -> LayerStyle:
        classes = self._desk.style.classes
        colours = [*classes.colours, *[""] * (classes.count - len(classes.colours))]
        colours[at] = colour
        return _with(self._desk.style, colours=tuple(colours))

    def _on_method(self, method: str) -> None:
        self._desk.settle(cut(self._desk.style, self._desk.columns, method, self._desk.style.classes.count))

    def _on_count(self, count: str) -> None:
        self._desk.settle(cut(self._desk.style, self._desk.columns, self._desk.style.classes.method, int(count)))

    def _on_ramp(self, name: str) -> None:
        self._desk.settle(_with(self._desk.style, ramp=name, colours=()))

    def _on_grows(self, on: bool) -> None:
        self._desk.settle(_with(self._desk.style, grows=on))


def by_number(style: LayerStyle, columns: Mapping[str, Sequence[Any]], name: str | None = None) -> LayerStyle:
    """Return a style by the numbers of a column; without one by the first that is no identity."""
    known = numeric_columns(columns)
    name = name or (style.column if style.column in known else None) or _likeliest(known)
    if name is None:
        return style
    if name == style.column and style.classes.count:
        return replace(style, mode="numbers")
    style = replace(style, column=name, classes=replace(style.classes, colours=()))
    method = style.classes.method if style.classes.method != "hand" else "quantiles"
    return cut(style, columns, method, style.classes.count or _USUAL_CLASSES)


def cut(style: LayerStyle, columns: Mapping[str, Sequence[Any]], method: str, count: int) -> LayerStyle:
    """Return a style with its column cut anew; by hand it begins where the classes are."""
    values = numbers(columns.get(style.column or "", ()))
    if np.isnan(values).all():
        return style
    if method != "hand":
        found = edges(values, method, count)
    elif count == style.classes.count:
        found = style.classes.edges
    else:
        found = with_ends(values, edges(values, "quantiles", count)[1:-1], exact=True)
    colours = style.classes.colours if len(found) - 1 == style.classes.count else ()
    made = replace(style.classes, method=method, edges=found, whole=is_whole(values), colours=colours)
    return replace(style, mode="numbers", classes=made)


def _likeliest(names: Sequence[str]) -> str | None:
    """Return the first column whose name is not that of an identity or a coordinate."""
    poor = ("id", "fid", "osm_id", "objectid", "lat", "lon", "latitude", "longitude", "x", "y", "code", "year")
    words = {name: name.casefold().replace("_", " ").split() for name in names}
    good = [name for name in names if not set(words[name]) & set(poor) and name.casefold() not in poor]
    return next(iter(good), next(iter(names), None))


def _with(style: LayerStyle, **values: Any) -> LayerStyle:
    return replace(style, classes=replace(style.classes, **values))
