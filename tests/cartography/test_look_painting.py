# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from shapely.geometry import LineString, Point, box

from hotmap.analysis.layer_looks import look_classes
from hotmap.cartography.context import ContextLayer
from hotmap.cartography.layer_legend import class_entries
from hotmap.cartography.palette import DARK, LIGHT, Palette
from hotmap.cartography.projection import View
from hotmap.cartography.renderer import Renderer
from hotmap.cartography.scene import Scene
from hotmap.cartography.swatch_painting import paint_look
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category, Classes, LayerStyle, Symbol
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_as_data

VIEW = View.of((24.5, 12.5, 25.5, 13.5), 400, 400)
CENTRES = (24.6, 24.8, 25.0, 25.2)
KINDS = LayerStyle(
    mode="kinds", column="kind", categories=(Category("camp"), Category("farm")), symbol=Symbol(size_px=16, width_px=8)
)
NUMBERS = LayerStyle(mode="numbers", column="people", classes=Classes(edges=(0, 10, 50), whole=True))
VALUES = {"kind": ["camp", "farm", "else", None], "people": [5, 20, None, 50]}


def _layer(style: LayerStyle, geometry: str = "Area") -> tuple[Layer, FeatureTable]:
    shapes = {
        "Area": [box(x - 0.05, 12.9, x + 0.05, 13.1) for x in CENTRES],
        "Line": [LineString([(x, 12.8), (x, 13.2)]) for x in CENTRES],
        "Point": [Point(x, 13.0) for x in CENTRES],
    }[geometry]
    layer = Layer(uuid="x", name="sites", kind="layer", table="x", geometry_type=geometry, columns=list(VALUES))
    layer = layer.with_values({"style": style_as_data(style, LayerStyle())})
    return layer, FeatureTable(np.array(shapes, dtype=object), VALUES)


def _drawn(style: LayerStyle, geometry: str = "Area", palette: Palette = LIGHT) -> list[str]:
    layer, table = _layer(style, geometry)
    image = Renderer(Scene(Plan([layer]), features=lambda _: table), VIEW, palette=palette).render()
    places = [VIEW.to_px(x, 13.0) for x in CENTRES]
    return [QColor(image.pixel(round(float(x)), round(float(y)))).name() for x, y in places]


def _swatches(style: LayerStyle, geometry: str, palette: Palette) -> list[str]:
    found = []
    for made in look_classes(style, palette.name):
        image = QImage(41, 21, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(palette.colour("land")))
        with QPainter(image) as painter:
            paint_look(painter, made.look, geometry, QRectF(0, 0, 41, 21), palette)
        found.append(QColor(image.pixel(20, 10)).name())
    return found


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize("geometry", ["Area", "Line", "Point"])
def test_kinds_are_drawn_in_the_colours_of_their_swatches(geometry: str, palette: Palette) -> None:
    style = replace(KINDS, varied=False)
    drawn, swatches = _drawn(style, geometry, palette), _swatches(style, geometry, palette)
    assert drawn[:3] == swatches[:3]
    assert len(set(drawn)) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_numbers_are_drawn_in_the_colours_of_their_swatches(palette: Palette) -> None:
    low, high, nothing = _swatches(NUMBERS, "Area", palette)
    assert _drawn(NUMBERS, "Area", palette) == [low, high, nothing, high]
    assert nothing == palette.colour("land").lower()  # an outline without a fill


def test_all_alike_takes_the_colour_that_was_chosen() -> None:
    drawn = _drawn(LayerStyle(mode="single", colour="#123456", symbol=Symbol(size_px=14)), "Point")
    assert drawn == ["#123456"] * 4


def test_class_that_is_switched_off_is_not_drawn() -> None:
    hidden = replace(KINDS, categories=(Category("camp", shown=False), Category("farm")), other_shown=False)
    drawn = _drawn(hidden, "Point")
    assert drawn[0] == drawn[2] == drawn[3] == LIGHT.colour("land").lower()
    assert drawn[1] != drawn[0]


def test_own_colour_of_a_kind_goes_before_that_of_the_map() -> None:
    own = replace(KINDS, categories=(Category("camp", colour="#00AA00"), Category("farm")))
    assert _drawn(own, "Line")[0] == "#00aa00"


def test_column_that_is_gone_leaves_all_rows_untold() -> None:
    layer, table = _layer(replace(KINDS, column="gone"))
    assert ContextLayer.of(layer, table).row_classes().tolist() == [3, 3, 3, 3]


def test_colours_alone_do_not_class_the_rows_anew() -> None:
    layer, table = _layer(KINDS)
    context = ContextLayer.of(layer, table)
    rows = context.row_classes()
    recoloured = replace(KINDS, categories=(Category("camp", colour="#00AA00"), Category("farm")), opacity=0.5)
    other = context.restyled(layer.with_values({"style": style_as_data(recoloured, LayerStyle())}))
    assert other.row_classes() is rows
    fewer = context.restyled(layer.with_values({"style": style_as_data(NUMBERS, LayerStyle())}))
    assert fewer.row_classes().tolist() == [0, 1, 2, 1]


def test_layer_with_hatch_and_dash_is_drawn_on_every_palette() -> None:
    for hatch in ("upright", "leaning", "grid"):
        style = LayerStyle(mode="single", colour="#88AA88", symbol=Symbol(hatch=hatch, dash="dash_dot", filled=False))
        layer, table = _layer(style)
        image = Renderer(Scene(Plan([layer]), features=lambda _, t=table: t), VIEW).render()
        x, y = (round(float(v)) for v in VIEW.to_px(24.6, 13.0))
        inside = {QColor(image.pixel(x + dx, y + dy)).name() for dx in range(-8, 8) for dy in range(-8, 8)}
        assert len(inside) > 1, hatch


def test_legend_counts_every_row_once() -> None:
    for style in (KINDS, NUMBERS):
        entries = class_entries(ContextLayer.of(*_layer(style)), "light")
        assert sum(entry.count for entry in entries) == 4
        some = class_entries(ContextLayer.of(*_layer(style)), "light", np.array([0, 3]))
        assert sum(entry.count for entry in some) == 2
