# SPDX-License-Identifier: MIT
"""Names, opacity, and from which scale a layer is drawn."""

from __future__ import annotations

from dataclasses import replace
from math import log10

from PySide6.QtWidgets import QCheckBox, QWidget

from hotmap.cartography.style import denominator_of, writes_names
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.looks.pickers import Choice
from hotmap.gui.panels.layer_lines import round_scale
from hotmap.gui.widgets.building import button, column, row
from hotmap.gui.widgets.value_slider import ValueSlider
from hotmap.i18n import tr

_FARTHEST, _NEAREST = 10_000_000.0, 10_000.0  # denominators at the ends of the slider
_NOTCHES = 60
"""Of the slider; the first means always."""


class SeenSection(QWidget):
    """What of a layer is seen, and when.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        self.names = QCheckBox(tr("Write names"))
        self.names.toggled.connect(self._on_names)
        self.name_column = Choice(tr("Column of names"))
        self.name_column.picked.connect(lambda name: desk.settle(replace(desk.style, label_column=name, labels=True)))
        self.opacity = ValueSlider(tr("Opacity"), 5, 100, 5, lambda value: f"{value} %")
        self.opacity.tried.connect(lambda value: desk.try_style(replace(desk.style, opacity=value / 100)))
        self.opacity.settled.connect(
            lambda value: desk.settle(replace(desk.style, opacity=value / 100), tr("Change the opacity of {name}"))
        )
        self.scale = ValueSlider(tr("Drawn"), 0, _NOTCHES, 1, _scale_words)
        self.scale.tried.connect(lambda value: desk.try_style(replace(desk.style, visible_from=detail_at(value))))
        self.scale.settled.connect(lambda value: self._set_scale(detail_at(value)))
        self.here = button(tr("From this zoom on"), self._from_here, kind="plain", picture="fit")
        self.always = button(tr("Always"), lambda: self._set_scale(0.0), kind="plain")
        self.setLayout(
            column(
                self.names, self.name_column, 4, self.opacity, 4, self.scale, row(self.here, self.always, None), gap=6
            )
        )

    def show_style(self) -> None:
        """Show what the desk holds."""
        desk, style = self._desk, self._desk.style
        columns = {name: name for name in desk.columns}
        self.names.blockSignals(True)
        self.names.setChecked(writes_names(style))
        self.names.blockSignals(False)
        self.names.setVisible(bool(columns))
        self.name_column.setVisible(bool(columns) and writes_names(style))
        self.name_column.show_choices(columns, style.label_column)
        self.opacity.show_value(round(style.opacity * 100))
        self.scale.show_value(notch_of(style.visible_from))

    def _on_names(self, on: bool) -> None:
        style = self._desk.style
        column_ = style.label_column or next(iter(self._desk.columns), None)
        self._desk.settle(replace(style, labels=on, label_column=column_))

    def _from_here(self) -> None:
        canvas = self._desk.map.canvas
        # A little farther, or rounding would hide the layer at the very zoom that was meant.
        self._set_scale(round(canvas.view.px_per_km / canvas.picture.magnify * 0.98, 4))

    def _set_scale(self, detail: float) -> None:
        self._desk.settle(replace(self._desk.style, visible_from=detail), tr("Change the scale of {name}"))


def detail_at(notch: int) -> float:
    """Return the CSS pixels in a kilometre from which a layer is drawn at a notch of the slider."""
    if notch <= 0:
        return 0.0
    share = (notch - 1) / (_NOTCHES - 1)
    return denominator_of(10 ** (log10(_FARTHEST) + (log10(_NEAREST) - log10(_FARTHEST)) * share))


def notch_of(detail: float) -> int:
    """Return the notch of the slider that is nearest to so many CSS pixels in a kilometre."""
    if detail <= 0:
        return 0
    span = log10(_NEAREST) - log10(_FARTHEST)
    share = (log10(denominator_of(detail)) - log10(_FARTHEST)) / span
    return round(min(max(share, 0.0), 1.0) * (_NOTCHES - 1)) + 1


def _scale_words(notch: int) -> str:
    if notch <= 0:
        return tr("always")
    return tr("only closer than 1:{n}").format(n=round_scale(detail_at(notch)))
