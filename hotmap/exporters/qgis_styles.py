# SPDX-License-Identifier: MIT
"""Styles that QGIS reads from a GeoPackage (QML), in the colours of the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from hotmap.analysis.layer_qml import layer_qml
from hotmap.cartography.palette import LIGHT
from hotmap.cartography.style import THEMES
from hotmap.domain.codelists import LEVELS
from hotmap.domain.layer_style import DASHES, HATCHES, SHAPES
from hotmap.domain.records import Layer
from hotmap.i18n import tr

QML_VERSION = "3.22"
AREA_ALPHA = 44
POINT_MM, LINE_MM, OUTLINE_MM = "3.2", "0.5", "0.4"


def level_style(geometry_type: str, labels: Mapping[str, str]) -> str:
    """Return a style with one class a level.

    Parameters
    ----------
    geometry_type : str
        ``Point``, ``Line`` or ``Area``.
    labels : mapping
        Label by level code.
    """
    qml = _qml()
    renderer = SubElement(qml, "renderer-v2", type="categorizedSymbol", attr="level", enableorderby="0")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for index, level in enumerate((*LEVELS, None)):
        label = labels.get(level, level) if level else tr("No level")
        SubElement(categories, "category", render="true", symbol=str(index), value=level or "", label=str(label))
        colours = LIGHT.level(level)
        _symbol(symbols, str(index), geometry_type, colours.fill, colours.outline)
    return _text(qml)


def plain_style(geometry_type: str, fill: str, outline: str, *, filled: bool = True) -> str:
    """Return a style with one symbol.

    Parameters
    ----------
    geometry_type : str
        ``Point``, ``Line`` or ``Area``.
    fill, outline : str
        Colours as ``#RRGGBB``.
    filled : bool
        False for areas that lie on each other in numbers, such as the cells of incidents.
    """
    qml = _qml()
    renderer = SubElement(qml, "renderer-v2", type="singleSymbol")
    _symbol(SubElement(renderer, "symbols"), "0", geometry_type, fill, outline, AREA_ALPHA if filled else 0)
    return _text(qml)


def layer_styles() -> Iterator[str]:
    """Yield styles of layers in every look, with the words that QGIS wants in them and none of a plan."""
    whole = {"column": "name", "opacity": 0.5, "visible_from": 1.0}
    classes = {"mode": "numbers", "classes": {"edges": [0.0, 1.0, 2.0]}}
    for hatch, shape, dash in zip_longest(HATCHES, SHAPES, DASHES, fillvalue=""):
        symbol = {"hatch": hatch, "shape": shape or SHAPES[0], "dash": dash}
        kinds = {
            "mode": "kinds",
            "categories": [{"value": True, "label": '&<>"\r\n\t'}, {"value": False}],
            "symbol": symbol,
        }
        for form in ("Point", "Line", "Area"):
            for mode in (kinds, classes):
                yield layer_qml(Layer(columns=("name",), geometry_type=form, style=whole | mode))
    for theme in THEMES:
        yield layer_qml(Layer(style={"theme": theme, "label_column": "name"}, columns=("name",)))


def _qml() -> Element:
    return Element("qgis", version=QML_VERSION, styleCategories="Symbology")


def _symbol(parent: Element, name: str, geometry_type: str, fill: str, outline: str, alpha: int = AREA_ALPHA) -> None:
    kinds = {"Point": ("marker", "SimpleMarker"), "Line": ("line", "SimpleLine"), "Area": ("fill", "SimpleFill")}
    kind, class_name = kinds.get(geometry_type, kinds["Area"])
    symbol = SubElement(parent, "symbol", type=kind, name=name, alpha="1", clip_to_extent="1")
    layer = SubElement(symbol, "layer", {"class": class_name, "enabled": "1", "locked": "0", "pass": "0"})
    options = {
        "marker": {"name": "circle", "color": _rgba(fill), "outline_color": _rgba(outline), "size": POINT_MM},
        "line": {"line_color": _rgba(outline), "line_width": LINE_MM},
        "fill": {"color": _rgba(fill, alpha), "outline_color": _rgba(outline), "outline_width": OUTLINE_MM},
    }[kind]
    listed = SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        SubElement(listed, "Option", type="QString", name=key, value=value)
        SubElement(layer, "prop", k=key, v=value)  # what QGIS before 3.26 reads


def _rgba(colour: str, alpha: int = 255) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _text(qml: Element) -> str:
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(qml, encoding="unicode")
