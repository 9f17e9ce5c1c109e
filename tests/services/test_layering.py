# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.cartography.layer_order import drawing_order, moved
from hotmap.cartography.style import style_of, writes_names
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import Category
from hotmap.domain.records import Layer, PlanInfo
from hotmap.services import editing, layering
from hotmap.services.layering import with_telling_names
from hotmap.services.session import PlanSession


@pytest.fixture
def session(tmp_path: Path) -> Iterator[PlanSession]:
    """A plan with three layers of points."""
    with PlanSession.create(tmp_path / "plan.gpkg", PlanInfo(title="Plan"), "Civil Affairs") as made:
        for number, name in enumerate(("roads", "camps", "wells")):
            table = FeatureTable(np.array([shapely.Point(29, number)], dtype=object), {"kind": ["a"]})
            made.add_layer(Layer(name=name, kind="place"), table, "Add layer")
        yield made


def _layer(session: PlanSession, name: str) -> Layer:
    return next(layer for layer in session.plan.of("layer") if layer.name == name)


def _hide(session: PlanSession, name: str) -> None:
    editing.set_values(session, [_layer(session, name)], {"visible": False})


def _actions(session: PlanSession) -> int:
    return len(session.log())


def test_restyle_is_one_action_that_undo_takes_back(session: PlanSession) -> None:
    camps, before = _layer(session, "camps"), _actions(session)
    style = replace(style_of(camps), mode="kinds", column="kind", categories=(Category("a", "A", "#123456"),))
    layering.restyle(session, camps, style)
    assert style_of(_layer(session, "camps")) == style
    assert _actions(session) == before + 1
    session.undo()
    assert _layer(session, "camps").style is None


def test_default_style_keeps_nothing_in_the_plan(session: PlanSession) -> None:
    camps = _layer(session, "camps")
    usual = style_of(camps)
    layering.restyle(session, camps, replace(usual, opacity=0.5))
    layering.restyle(session, _layer(session, "camps"), usual)
    assert _layer(session, "camps").style is None


def test_renamed_layer_goes_on_looking_as_it_did(session: PlanSession) -> None:
    camps = _layer(session, "camps")
    before = style_of(camps)
    layering.rename(session, camps, "names of rivers")
    renamed = _layer(session, "names of rivers")
    assert style_of(renamed) == before


def test_group_comes_back_with_the_layers_that_were_shown(session: PlanSession) -> None:
    layering.name_group(session, session.plan.of("layer"), "Base")
    _hide(session, "wells")
    layering.show_group(session, session.plan.of("layer"), "Base", shown=False)
    assert all(layer.visible is False for layer in session.plan.of("layer"))
    layering.show_group(session, session.plan.of("layer"), "Base", shown=True)
    assert {layer.name for layer in session.plan.of("layer") if layer.visible is not False} == {"roads", "camps"}


def test_group_of_hidden_layers_is_shown_whole(session: PlanSession) -> None:
    for name in ("roads", "camps", "wells"):
        _hide(session, name)
    layering.show_group(session, session.plan.of("layer"), "Base", shown=True)
    assert all(layer.visible is not False for layer in session.plan.of("layer"))


def test_move_is_one_action_and_taken_back_whole(session: PlanSession) -> None:
    layers = list(session.plan.of("layer"))
    before, count = drawing_order(layers), _actions(session)
    layering.arrange(session, moved(layers, before[0], 0), "Move")
    assert drawing_order(session.plan.of("layer"))[-1].name == before[0].name
    assert _actions(session) == count + 1
    session.undo()
    assert [layer.uuid for layer in drawing_order(session.plan.of("layer"))] == [layer.uuid for layer in before]


def test_taking_a_group_apart_leaves_its_layers(session: PlanSession) -> None:
    layering.name_group(session, session.plan.of("layer"), layering.free_group_name(session.plan.of("layer")))
    assert {layer.group for layer in session.plan.of("layer")} == {"Group"}
    assert layering.free_group_name(session.plan.of("layer")) == "Group 2"
    layering.name_group(session, session.plan.of("layer"), "")
    assert {layer.group for layer in session.plan.of("layer")} == {None}


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ({"STATE": ["Lakes", "Lakes", "Unity"] * 4, "LOCATION": [f"Strip {n}" for n in range(12)]}, "LOCATION"),
        ({"name": [f"Camp {n}" for n in range(12)], "site": ["a"] * 12}, "name"),
        ({"name": [None] * 8 + ["Bor", "Wau", "Yei", "Torit"], "state": ["Lakes"] * 12}, "name"),
        ({"conflict_name": ["one", "other"] * 6}, None),
    ],
)
def test_points_are_named_from_a_column_that_tells_them_apart(columns: dict[str, list[Any]], named: str | None) -> None:
    layer = with_telling_names(Layer(name="points", geometry_type="Point", columns=list(columns)), columns)
    style = style_of(layer)
    assert (style.label_column if writes_names(style) else None) == named


def test_districts_keep_their_names_though_parts_repeat_them() -> None:
    layer = Layer(name="counties", geometry_type="Area", columns=["county"])
    assert with_telling_names(layer, {"county": ["Akobo"] * 9}) == layer
