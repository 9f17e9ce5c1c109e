# SPDX-License-Identifier: MIT
"""Changing how layers look, where they lie and with which others: each function is one undoable action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hotmap.cartography.layer_order import group_of
from hotmap.cartography.style import default_style_of, style_of
from hotmap.domain.changes import ChangeSet, edited
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.records import Layer
from hotmap.domain.style_data import style_as_data
from hotmap.i18n import tr
from hotmap.importers.header_words import HEADER_WORDS
from hotmap.importers.words import words as words_of
from hotmap.services.session import PlanSession

_TELLING = 0.5
"""Of the names that are there: a column with fewer different names tells groups, not places."""


def style_values(layer: Layer, style: LayerStyle) -> dict[str, Any]:
    """Return what has to be written so that a layer has a style."""
    return {"style": style_as_data(style, default_style_of(layer))}


def with_telling_names(layer: Layer, columns: Mapping[str, Sequence[Any]]) -> Layer:
    """Return a layer of points that writes names only from a column that tells its features apart.

    The state of each airfield is a name, but not the airfield's: where what seems to be the column of names says
    the same again and again, another column of names that does not takes its place; without one none are written.

    Parameters
    ----------
    columns : mapping of str to sequence
        The values of its features.
    """
    usual = default_style_of(layer)
    if layer.geometry_type != "Point" or layer.style or usual.label_column is None:
        return layer
    shares = {name: _share_told_once(columns[name]) for name in columns if name == usual.label_column or _is_name(name)}
    best = max(shares, key=lambda name: shares[name])
    if shares[usual.label_column] >= _TELLING:
        return layer
    telling = replace(usual, label_column=best) if shares[best] >= _TELLING else replace(usual, labels=False)
    return layer.with_values(style_values(layer, telling))


def _is_name(header: str) -> bool:
    return words_of(header) in HEADER_WORDS["name"]


def _share_told_once(values: Sequence[Any]) -> float:
    """Return the share of different texts among those that are there; numbers and dates are no names."""
    filled = [value for value in values if value is not None and value != ""]
    texts = {value for value in filled if isinstance(value, str)}
    return len(texts) / len(filled) if filled else 0.0


def restyle(session: PlanSession, layer: Layer, style: LayerStyle, note: str = "") -> None:
    """Give a layer another look."""
    words = note or tr("Change the look of {name}")
    _write(session, {layer.uuid: style_values(layer, style)}, words.format(name=named(layer)))


def rename(session: PlanSession, layer: Layer, name: str) -> None:
    """Give a layer another name; it goes on looking as it did, whatever the new name suggests."""
    values = {"name": name, **style_values(layer.with_values({"name": name}), style_of(layer))}
    _write(session, {layer.uuid: values}, tr("Rename {name}").format(name=named(layer)))


def arrange(session: PlanSession, values: Mapping[str, Mapping[str, Any]], note: str) -> None:
    """Write the order and the groups that `hotmap.cartography.layer_order.moved` found."""
    _write(session, values, note)


def show_group(session: PlanSession, layers: Sequence[Layer], name: str, *, shown: bool) -> None:
    """Hide the layers of a group together, or show those again that were shown before."""
    values: dict[str, dict[str, Any]] = {}
    if not shown:
        for layer in layers:
            style = replace(style_of(layer), hides_with_group=layer.visible is not False)
            values[layer.uuid] = {"visible": False, **style_values(layer, style)}
        _write(session, values, tr("Hide {name}").format(name=name))
        return
    back = [layer for layer in layers if style_of(layer).hides_with_group] or layers
    for layer in back:
        style = replace(style_of(layer), hides_with_group=False)
        values[layer.uuid] = {"visible": True, **style_values(layer, style)}
    _write(session, values, tr("Show {name}").format(name=name))


def name_group(session: PlanSession, layers: Iterable[Layer], name: str) -> None:
    """Give the layers of a group another name for it, such as a new group's first; nothing takes them out."""
    name = name.strip()
    words = tr("Group {name}") if name else tr("Take the group apart")
    _write(session, {layer.uuid: {"group": name or None} for layer in layers}, words.format(name=name))


def free_group_name(layers: Iterable[Layer]) -> str:
    """Return a name that no group has yet."""
    taken = {group_of(layer) for layer in layers}
    names = (tr("Group") if number == 1 else f"{tr('Group')} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def named(layer: Layer) -> str:
    """Return what a layer is called in a sentence."""
    return layer.name or tr("layer")


def _write(session: PlanSession, values: Mapping[str, Mapping[str, Any]], note: str) -> None:
    plan = session.plan
    current = {uuid: record for uuid in values if (record := plan.get(uuid, "layer")) is not None}
    deltas = [delta for uuid, record in current.items() for delta in edited(record, values[uuid])]
    session.apply(ChangeSet(note, tuple(deltas)))
