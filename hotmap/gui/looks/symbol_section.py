# SPDX-License-Identifier: MIT
"""Colour, shape, size, width, dash and fill: what all features of a layer share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from hotmap.analysis.layer_looks import look_classes
from hotmap.domain.layer_style import LayerStyle
from hotmap.gui.looks.colours import ColourButton
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.looks.pickers import PicturePicker, paint_dash, paint_fill, paint_shape
from hotmap.gui.marks import screen_palette
from hotmap.gui.widgets.building import column, label, row
from hotmap.gui.widgets.value_slider import ValueSlider
from hotmap.i18n import tr

_BY_MAP = 0  # the lowest notch of a slider: the map chooses
_MOST_POINT_PX, _MOST_HALF_PX = 28, 20


class SymbolSection(QWidget):
    """How one feature is drawn.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        self.colour = ColourButton(tr("Colour"))
        self.edge = ColourButton(tr("Colour of the edge"))
        self.shape = PicturePicker(tr("Shape"), _shapes(), paint_shape, (18, 18))
        self.fill = PicturePicker(tr("Fill"), _fills(), paint_fill, (26, 16))
        self.dash = PicturePicker(tr("Line"), _dashes(), paint_dash, (30, 12))
        self.size_slider = ValueSlider(tr("Size"), _BY_MAP, _MOST_POINT_PX, 1, _in_px(1))
        self.width_slider = ValueSlider(tr("Width of the line or edge"), _BY_MAP, _MOST_HALF_PX, 1, _in_px(2))
        self._edge_words = label(tr("Edge"), "label")
        self._colours = _boxed(label(tr("Colour"), "label"), self.colour, 12, self._edge_words, self.edge)
        self._parts = {
            "shape": _named(tr("Shape"), self.shape), "fill": _named(tr("Fill"), self.fill),
            "dash": _named(tr("Line or edge"), self.dash), "size": self.size_slider, "width": self.width_slider,
        }  # fmt: skip
        self.setLayout(column(self._colours, *self._parts.values(), gap=10))
        self._connect()

    def show_style(self) -> None:
        """Show what the desk holds."""
        desk, style = self._desk, self._desk.style
        symbol, geometry = style.symbol, desk.geometry
        is_single = style.mode == "single"
        has = {
            "shape": geometry in ("Point", "Mixed"), "size": geometry in ("Point", "Mixed"),
            "fill": geometry in ("Area", "Mixed"), "dash": geometry != "Point", "width": geometry != "Point",
        }  # fmt: skip
        for name, part in self._parts.items():
            part.setVisible(has[name])
        self._colours.setVisible(is_single)
        if is_single:
            palette = screen_palette()
            look = look_classes(style, palette.name)[0].look
            usual = palette.colour("plain") if geometry == "Area" else palette.line("plain").colour
            self.colour.show_colour(look.colour or usual, own=bool(style.colour))
            edge = palette.line("plain_area").colour if geometry == "Area" else palette.colour("panel")
            self.edge.show_colour(look.edge or edge, own=bool(symbol.outline))
            self.edge.setVisible(geometry != "Line")
            self._edge_words.setVisible(geometry != "Line")
        self.shape.show_value(symbol.shape)
        self.fill.show_value(symbol.hatch or ("filled" if symbol.filled else "outline"))
        self.dash.show_value(symbol.dash)
        self.size_slider.show_value(round(symbol.size_px))
        self.width_slider.show_value(round(symbol.width_px * 2))

    def _connect(self) -> None:
        desk = self._desk
        self.colour.tried.connect(lambda value: desk.try_style(replace(desk.style, colour=value or None)))
        self.colour.chosen.connect(lambda value: desk.settle(replace(desk.style, colour=value or None)))
        self.edge.tried.connect(lambda value: desk.try_style(_with(desk.style, outline=value)))
        self.edge.chosen.connect(lambda value: desk.settle(_with(desk.style, outline=value)))
        self.shape.chosen.connect(lambda value: desk.settle(_with(desk.style, shape=value)))
        self.dash.chosen.connect(lambda value: desk.settle(_with(desk.style, dash=value)))
        self.fill.chosen.connect(
            lambda value: desk.settle(
                _with(desk.style, filled=value != "outline", hatch="" if value in ("filled", "outline") else value)
            )
        )
        self.size_slider.tried.connect(lambda value: desk.try_style(_with(desk.style, size_px=float(value))))
        self.size_slider.settled.connect(lambda value: desk.settle(_with(desk.style, size_px=float(value))))
        self.width_slider.tried.connect(lambda value: desk.try_style(_with(desk.style, width_px=value / 2)))
        self.width_slider.settled.connect(lambda value: desk.settle(_with(desk.style, width_px=value / 2)))


def _with(style: LayerStyle, **values: Any) -> LayerStyle:
    return replace(style, symbol=replace(style.symbol, **values))


def _in_px(parts: int) -> Any:
    """Return the words for a slider whose notches are so many to a pixel."""

    def words(value: int) -> str:
        return tr("as the map chooses") if value == _BY_MAP else tr("{n} px").format(n=f"{value / parts:g}")

    return words


def _shapes() -> dict[str, str]:
    return {
        "circle": tr("disc"), "square": tr("square"), "diamond": tr("diamond"), "drop": tr("triangle on its head"),
        "cross": tr("cross"), "star": tr("star"),
    }  # fmt: skip


def _dashes() -> dict[str, str]:
    return {"": tr("full line"), "dash": tr("dashes"), "dot": tr("dots"), "dash_dot": tr("dashes and dots")}


def _fills() -> dict[str, str]:
    return {
        "filled": tr("filled"), "upright": tr("upright lines"), "leaning": tr("leaning lines"), "grid": tr("grid"),
        "outline": tr("outline alone"),
    }  # fmt: skip


def _named(text: str, picker: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(text, "label"), picker, gap=2))
    return made


def _boxed(*items: QWidget | int) -> QWidget:
    made = QWidget()
    made.setLayout(row(*items, None))
    return made
