# SPDX-License-Identifier: MIT
"""By kind: the column that tells kinds, and how each is called and drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from hotmap.analysis.classing import tally
from hotmap.cartography.layer_legend import class_entries, value_text
from hotmap.domain.layer_style import MOST_CATEGORIES, Category, LayerStyle, Value
from hotmap.gui.looks.class_row import ClassRow
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.looks.pickers import Choice
from hotmap.gui.widgets.building import button, column, emptied, label, row
from hotmap.i18n import tr, tr_count

_SAMPLED_ROWS = 3_000
_MOST_OFFERED = 60
_WORDS = re.compile(r"[a-z]+")
_SELDOM_KINDS = ("source", "src", "author", "date", "updated", "valid", "url", "iso", "lang", "version", "comment",
                 "id", "fid", "gid", "objectid", "uuid", "pcode")  # fmt: skip
_KIND_WORDS = ("kind", "type", "class", "category", "status", "highway", "place", "landuse", "amenity", "level")


class KindsSection(QWidget):
    """Kinds of a column.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        self._told: tuple[Value, ...] | None = None
        self.rows: list[ClassRow] = []
        self.column_ = Choice(tr("Column that tells the kind"))
        self.column_.picked.connect(lambda name: desk.settle(by_kind(desk.style, desk.columns, name)))
        self._hint = label("", "second", wrap=True)
        self._list = column(gap=4)
        self.more = button(tr("Tell another kind apart"), kind="plain", picture="plus")
        self.more.clicked.connect(self._open_menu)
        self.varied = QCheckBox(tr("Different shapes and lines too"))
        self.varied.setToolTip(tr("So that kinds are told apart on a photocopy, and by who does not see colours well."))
        self.varied.toggled.connect(self._on_varied)
        self.setLayout(
            column(label(tr("Column that tells the kind"), "label"), self.column_, self._hint, self._list,
                   row(self.more, None), self.varied, gap=8)
        )  # fmt: skip

    def show_style(self) -> None:
        """Show what the desk holds."""
        desk, style = self._desk, self._desk.style
        drawn = desk.drawn
        if drawn is None or style.mode != "kinds":
            return
        self.column_.show_choices({name: name for name in desk.columns}, style.column)
        values = tuple(category.value for category in style.categories)
        if values != self._told:
            self._told = values
            self._make_rows(len(values))
        entries = class_entries(drawn.restyled_as(style), desk.map.canvas.picture.palette.name)
        for at, made in enumerate(self.rows):
            entry = entries[at]
            own = style.categories[at].colour if at < len(values) else style.other_colour
            made.show_entry(entry, own_colour=bool(own), has_colour=entry.name != "untold")
            made.setVisible(at < len(values) or entry.count > 0)
        others = len(desk.counted(style.column)[0]) - len(values)
        words = tr_count("{n} other kind is drawn as one.", "{n} other kinds are drawn as one.", max(others, 0))
        self._hint.setText(words)
        self._hint.setVisible(others > 0)
        self.more.setVisible(others > 0 and len(values) < MOST_CATEGORIES)
        self.varied.blockSignals(True)
        self.varied.setChecked(style.varied)
        self.varied.blockSignals(False)

    def _make_rows(self, count: int) -> None:
        emptied(self._list)
        self.rows = []
        for at in range(count + 2):
            is_kind = at < count
            made = ClassRow(names=is_kind, hides=True, leaves=is_kind and count > 1)
            made.colour_tried.connect(lambda colour, at=at: self._desk.try_style(self._coloured(at, colour)))
            made.colour_chosen.connect(lambda colour, at=at: self._desk.settle(self._coloured(at, colour)))
            made.named.connect(lambda text, at=at: self._name(at, text))
            made.toggled.connect(lambda at=at: self._toggle(at))
            made.left.connect(lambda at=at: self._leave(at))
            self.rows.append(made)
            self._list.addWidget(made)

    def _coloured(self, at: int, colour: str) -> LayerStyle:
        style = self._desk.style
        if at < len(style.categories):
            return _with_category(style, at, colour=colour)
        return replace(style, other_colour=colour)

    def _name(self, at: int, text: str) -> None:
        style = self._desk.style
        if at >= len(style.categories):
            return  # the layer has gone while its field still had the hand
        is_own = text and text != value_text(style.categories[at].value)
        self._desk.settle(_with_category(style, at, label=text if is_own else ""))

    def _toggle(self, at: int) -> None:
        style = self._desk.style
        if at < len(style.categories):
            self._desk.settle(_with_category(style, at, shown=not style.categories[at].shown))
        else:
            self._desk.settle(replace(style, other_shown=not style.other_shown))

    def _leave(self, at: int) -> None:
        style = self._desk.style
        self._desk.settle(replace(style, categories=(*style.categories[:at], *style.categories[at + 1 :])))

    def _on_varied(self, on: bool) -> None:
        self._desk.settle(replace(self._desk.style, varied=on))

    def _open_menu(self) -> None:
        style, menu = self._desk.style, QMenu(self)
        told = {category.value for category in style.categories}
        counted, _ = self._desk.counted(style.column)
        for value, count in [one for one in counted if one[0] not in told][:_MOST_OFFERED]:
            action = menu.addAction(f"{value_text(value)}\t{count}")
            added = replace(style, categories=(*style.categories, Category(value)))
            action.triggered.connect(lambda _=False, added=added: self._desk.settle(added))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def by_kind(style: LayerStyle, columns: Mapping[str, Sequence[Any]], name: str | None = None) -> LayerStyle:
    """Return a style by the kinds of a column, the most frequent told apart; without one by the likeliest."""
    name = name or style.column
    if name not in columns:
        name = likeliest_kind(columns)
    if name is None:
        return replace(style, mode="single")
    if name == style.column and style.categories:
        return replace(style, mode="kinds")
    counted, _ = tally(columns[name])
    kinds = tuple(Category(value) for value, _ in counted[:MOST_CATEGORIES])
    return replace(style, mode="kinds" if kinds else "single", column=name, categories=kinds, other_shown=True)


def likeliest_kind(columns: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the column that most likely tells kinds: filled, values that repeat, a name that says so, few of them."""
    ranks = {}
    for name, values in columns.items():
        words = _WORDS.findall(name.casefold())
        counted, empty = tally(values[:_SAMPLED_ROWS])
        kinds, filled = len(counted), sum(count for _, count in counted)
        if kinds < 2 or filled < empty or not set(words).isdisjoint(_SELDOM_KINDS):
            continue
        is_told_once = filled < 2 * kinds  # an id or a name
        is_named = any(word in name.casefold() for word in _KIND_WORDS)
        too_many = kinds if kinds > MOST_CATEGORIES else 0
        ranks[name] = (is_told_once, not is_named, too_many)
    return min(ranks, key=lambda name: ranks[name]) if ranks else next(iter(columns), None)


def _with_category(style: LayerStyle, at: int, **values: Any) -> LayerStyle:
    kinds = list(style.categories)
    kinds[at] = replace(kinds[at], **values)
    return replace(style, categories=tuple(kinds))
