# SPDX-License-Identifier: MIT
"""QGIS styles as XML: symbols by rule, labels and forms, as far as plan files and releases need them.

One table of a plan holds points, lines and areas together, which QGIS shows as three layers under
one style. So every rule comes three times, each with the symbol of its geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

Colour = str
"""``#RRGGBB``."""


@dataclass(frozen=True)
class Look:
    """How the features of one rule look.

    Attributes
    ----------
    label : str
        Entry in QGIS's legend.
    condition : str
        QGIS expression; empty for all.
    shape : str
        Name of a QGIS simple marker that QGIS 3.16 knows too.
    fill, outline, letter_colour : Colour
    letter : str
        Written on the marker, empty for none.
    angle_deg : float
        Turns the marker clockwise.
    size_mm : float
        Edge of the marker.
    width_mm : float
        Line and outline width.
    dash : str
        QGIS pen style of lines and outlines: ``solid``, ``dash``, …
    tint : int
        Alpha of the filling of areas, 0–255; by default 16 %.
    hatch : str
        QGIS fill style laid over an area: ``vertical``, ``horizontal``, ``cross``; empty for none.
    """

    label: str
    condition: str
    shape: str
    fill: Colour
    outline: Colour
    letter: str = ""
    letter_colour: Colour = "#FFFFFF"
    angle_deg: float = 0.0
    size_mm: float = 5.0
    width_mm: float = 0.4
    dash: str = "solid"
    tint: int = 41
    hatch: str = ""


@dataclass(frozen=True)
class FormField:
    """How one column appears in QGIS's form and table.

    Attributes
    ----------
    name, alias : str
        Column and its label.
    choices : sequence of (str, str) or None
        Labels and values to choose from.
    editable, hidden : bool
    """

    name: str
    alias: str
    choices: Sequence[tuple[str, str]] | None = None
    editable: bool = True
    hidden: bool = False


@dataclass(frozen=True)
class Rendering:
    """How a whole layer is shown.

    Attributes
    ----------
    opacity : float
        0–1.
    farthest : int
        n of the smallest scale 1:n at which it is drawn; 0 for always.
    """

    opacity: float = 1.0
    farthest: int = 0


def style(
    looks: Sequence[Look], label: str, fields: Sequence[FormField], rendering: Rendering | None = None, family: str = ""
) -> str:
    """Return the QML of one table.

    Parameters
    ----------
    looks : sequence of Look
        In the order of the legend; empty for a table without geometry.
    label : str
        QGIS expression of the map label, empty for none.
    rendering : Rendering, optional
    family : str
        ``Point``, ``Line`` or ``Area`` of a table that holds nothing else, so that the legend says each rule once.
    """
    categories = "Symbology|Labeling|Fields|Forms|AttributeTable"
    root = Element("qgis", version="3.22.0", styleCategories=categories + ("|Rendering" if rendering else ""))
    if rendering is not None:
        root.set("hasScaleBasedVisibilityFlag", str(int(rendering.farthest > 0)))
        root.set("minScale", str(rendering.farthest or 100_000_000))
        root.set("maxScale", "0")
    if looks:
        _renderer(root, looks, family)
    if label:
        _labels(root, label)
    _form(root, fields)
    if rendering is not None:
        SubElement(root, "layerOpacity").text = f"{rendering.opacity:g}"
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")


def _renderer(root: Element, looks: Sequence[Look], family: str) -> None:
    renderer = SubElement(
        root, "renderer-v2", type="RuleRenderer", forceraster="0", symbollevels="0", enableorderby="0"
    )
    rules = SubElement(renderer, "rules", key="hotmap")
    symbols = SubElement(renderer, "symbols")
    number = 0
    symbols_of = {"Point": ("Point", _marker), "Line": ("Line", _line), "Area": ("Polygon", _area)}
    for geometry, add in [symbols_of[family]] if family in symbols_of else symbols_of.values():
        for look in looks:
            condition = f"geometry_type($geometry) = '{geometry}'"
            if look.condition:
                condition = f"{condition} AND ({look.condition})"
            SubElement(rules, "rule", key=f"hotmap-{number}", symbol=str(number), filter=condition, label=look.label)
            add(symbols, str(number), look)
            number += 1


def _marker(symbols: Element, name: str, look: Look) -> None:
    symbol = SubElement(symbols, "symbol", type="marker", name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    _layer(
        symbol,
        "SimpleMarker",
        name=look.shape,
        angle=str(look.angle_deg),
        color=_rgba(look.fill),
        outline_color=_rgba(look.outline),
        outline_style=look.dash,
        outline_width=str(look.width_mm),
        outline_width_unit="MM",
        size=str(look.size_mm),
        size_unit="MM",
    )
    if look.letter:
        _layer(
            symbol,
            "FontMarker",
            chr=look.letter,
            color=_rgba(look.letter_colour),
            outline_color=_rgba(look.letter_colour),
            outline_width="0",
            font_style="Bold",
            size=str(round(look.size_mm * 0.6, 2)),
            size_unit="MM",
        )


def _line(symbols: Element, name: str, look: Look) -> None:
    symbol = SubElement(symbols, "symbol", type="line", name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    _layer(
        symbol,
        "SimpleLine",
        line_color=_rgba(look.outline),
        line_style=look.dash,
        line_width=str(look.width_mm * 2),
        line_width_unit="MM",
        joinstyle="round",
        capstyle="round",
    )


def _area(symbols: Element, name: str, look: Look) -> None:
    symbol = SubElement(symbols, "symbol", type="fill", name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    _layer(
        symbol,
        "SimpleFill",
        color=_rgba(look.fill, look.tint),
        style="solid",
        outline_color=_rgba(look.outline),
        outline_style=look.dash,
        outline_width=str(look.width_mm),
        outline_width_unit="MM",
        joinstyle="round",
    )
    if look.hatch:
        _layer(symbol, "SimpleFill", color=_rgba(look.outline), style=look.hatch, outline_style="no")


def _layer(symbol: Element, kind: str, **properties: str) -> None:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    _map(layer, properties)


def _labels(root: Element, expression: str) -> None:
    labeling = SubElement(root, "labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    text = SubElement(
        settings,
        "text-style",
        fieldName=expression,
        isExpression="1",
        fontSize="9",
        fontSizeUnit="Point",
        fontWeight="63",
        textColor=_rgba("#1F2A30"),
        textOpacity="1",
    )
    SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_rgba("#FBFAF5"),
        bufferOpacity="1",
    )
    SubElement(
        settings,
        "placement",
        placement="6",
        offsetType="1",
        dist="1",
        distUnits="MM",
        predefinedPositionOrder="R,L,TR,BR,TL,BL",
    )
    SubElement(settings, "rendering", obstacle="1", drawLabels="1", scaleVisibility="0", upsidedownLabels="0")


def _form(root: Element, fields: Sequence[FormField]) -> None:
    configuration = SubElement(root, "fieldConfiguration")
    aliases, editable = SubElement(root, "aliases"), SubElement(root, "editable")
    table = SubElement(SubElement(root, "attributetableconfig"), "columns")
    for index, field in enumerate(fields):
        widget = SubElement(SubElement(configuration, "field", name=field.name), "editWidget")
        config = SubElement(widget, "config")
        if field.hidden:
            widget.set("type", "Hidden")
        elif field.choices is not None:
            widget.set("type", "ValueMap")
            _choices(config, field.choices)
        else:
            widget.set("type", "")  # QGIS chooses by the column's type
        SubElement(aliases, "alias", field=field.name, index=str(index), name=field.alias)
        SubElement(editable, "field", name=field.name, editable=str(int(field.editable)))
        SubElement(table, "column", type="field", name=field.name, width="-1", hidden=str(int(field.hidden)))


def _choices(config: Element, choices: Iterable[tuple[str, str]]) -> None:
    options = SubElement(config, "Option", type="Map")
    entries = SubElement(options, "Option", type="List", name="map")
    for label, value in choices:
        _map(entries, {label: value})


def _map(parent: Element, properties: Mapping[str, str]) -> None:
    options = SubElement(parent, "Option", type="Map")
    for key, value in properties.items():
        SubElement(options, "Option", type="QString", name=key, value=value)


def _rgba(colour: Colour, alpha: int = 255) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"
