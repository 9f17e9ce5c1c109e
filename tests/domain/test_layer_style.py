# SPDX-License-Identifier: MIT
from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.layer_style import DASHES, HATCHES, METHODS, MODES, SHAPES, Category, Classes, LayerStyle, Symbol
from hotmap.domain.style_data import style_as_data, style_from_data

DEFAULT = LayerStyle("roads", "name", "highway")

colours = st.sampled_from(["", "#12AB9F", "#000000"])
widths = st.floats(0, 40)
symbols = st.builds(
    Symbol,
    st.sampled_from(SHAPES),
    widths,
    widths,
    st.sampled_from(DASHES),
    st.sampled_from(HATCHES),
    st.booleans(),
    colours,
)
categories = st.lists(
    st.builds(
        Category, st.one_of(st.text(max_size=5), st.integers(-3, 3)), st.text(max_size=5), colours, st.booleans()
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda category: category.value,
).map(tuple)
classes = st.builds(
    Classes,
    st.sampled_from(METHODS),
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8).map(lambda found: tuple(sorted(found))),
    st.booleans(),
    st.sampled_from(["moss", "plum"]),
    st.lists(colours, max_size=3).map(tuple),
    st.booleans(),
)
styles = st.builds(
    LayerStyle,
    theme=st.sampled_from(["roads", "plain"]),
    label_column=st.sampled_from([None, "name", "other"]),
    colour=st.sampled_from([None, "#FF0000"]),
    opacity=st.floats(0, 1),
    visible_from=st.floats(0, 100),
    labels=st.sampled_from([None, True, False]),
    mode=st.sampled_from(MODES),
    symbol=symbols,
    column=st.just("place"),
    categories=categories,
    varied=st.booleans(),
    other_colour=colours,
    other_shown=st.booleans(),
    classes=classes,
)


@given(styles)
def test_style_comes_back_from_a_file_as_it_was(style: LayerStyle) -> None:
    kept = json.loads(json.dumps(style_as_data(style, DEFAULT)))
    assert style_from_data(kept, DEFAULT) == style


def test_default_style_keeps_nothing() -> None:
    assert style_as_data(DEFAULT, DEFAULT) is None
    assert style_from_data(None, DEFAULT) == DEFAULT


json_like = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(LayerStyle.__dataclass_fields__)), json_like))
def test_style_of_another_program_is_read_as_far_as_it_makes_sense(data: dict[str, Any]) -> None:
    style = style_from_data(data, DEFAULT)
    assert style.mode in MODES
    assert 0 <= style.opacity <= 1
    assert style_from_data(style_as_data(style, DEFAULT), DEFAULT) == style


@pytest.mark.parametrize(
    "data", [{"mode": "kinds"}, {"mode": "numbers", "column": "x"}, {"mode": "kinds", "column": "x"}]
)
def test_style_without_its_classes_draws_all_alike(data: dict[str, Any]) -> None:
    assert style_from_data(data, DEFAULT).mode == "single"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"opacity": 7}, 1.0),
        ({"opacity": "much"}, 1.0),
        ({"opacity": True}, 1.0),
        ({"opacity": 0.25}, 0.25),
        ({"opacity": float("nan")}, 1.0),
    ],
)
def test_opacity_stays_between_nothing_and_all(data: dict[str, Any], expected: float) -> None:
    assert style_from_data(data, DEFAULT).opacity == expected


def test_kind_told_twice_is_one() -> None:
    data = {"mode": "kinds", "column": "place", "categories": [{"value": "a", "label": "A"}, {"value": "a"}, {"x": 1}]}
    assert style_from_data(data, DEFAULT).categories == (Category("a", "A"),)
