# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hotmap.cartography.layer_order import LayerGroup, drawing_order, listed, moved
from hotmap.domain.records import Layer

THEMES = ("land", "farmland", "districts", "roads", "places", "plain")


def _stack(*rows: tuple[str, str | None]) -> list[Layer]:
    """Return layers with their groups, the highest first."""
    return [_layer(uuid, order=float(len(rows) - at), group=group) for at, (uuid, group) in enumerate(rows)]


def _layer(uuid: str, theme: str = "plain", order: float | None = None, group: str | None = None) -> Layer:
    return Layer(uuid=uuid, name=uuid, kind="layer", style={"theme": theme}, order=order, group=group)


def _flat(layers: list[Layer]) -> list[str]:
    """Return the list as a person reads it."""
    return [layer.uuid for layer in reversed(drawing_order(layers))]


def _after(layers: list[Layer], values: dict[str, dict[str, Any]]) -> list[Layer]:
    return [layer.with_values(values.get(layer.uuid, {})) for layer in layers]


def test_layers_lie_in_the_order_of_their_themes_until_one_is_moved() -> None:
    layers = [
        _layer("towns", "places"),
        _layer("island", "land"),
        _layer("roads", "roads"),
        _layer("fields", "farmland"),
    ]
    assert _flat(layers) == ["towns", "roads", "fields", "island"]


def test_picture_lies_above_the_land_and_below_all_else() -> None:
    picture = Layer(uuid="picture", name="relief", kind="raster")
    assert _flat([picture, _layer("island", "land"), _layer("fields", "farmland")]) == ["fields", "picture", "island"]


def test_moved_layer_lies_where_it_was_put_whatever_its_theme() -> None:
    layers = [_layer("towns", "places"), _layer("roads", "roads"), _layer("fields", "farmland")]
    layers = _after(layers, moved(layers, layers[2], 0))
    assert _flat(layers) == ["fields", "towns", "roads"]


def test_layer_that_comes_later_goes_where_its_theme_belongs() -> None:
    layers = [_layer("towns", "places", 3), _layer("roads", "roads", 2), _layer("fields", "farmland", 1)]
    assert _flat([*layers, _layer("rivers", "rivers")]) == ["towns", "roads", "rivers", "fields"]
    assert _flat([*layers, _layer("paths", "roads")]) == ["towns", "paths", "roads", "fields"]


def test_group_lies_where_its_highest_layer_lies_and_stays_together() -> None:
    layers = [
        _layer("a", order=4),
        _layer("b", order=3, group="G"),
        _layer("c", order=2),
        _layer("d", order=1, group="G"),
    ]
    assert _flat(layers) == ["a", "b", "d", "c"]
    assert [e.name if isinstance(e, LayerGroup) else e.uuid for e in listed(layers)] == ["a", "G", "c"]


def test_layer_is_dragged_into_a_group_and_out_again() -> None:
    layers = _stack(("a", None), ("b", "G"), ("c", "G"))
    inside = _after(layers, moved(layers, layers[0], 1, "G"))
    assert _flat(inside) == ["b", "a", "c"]
    assert inside[0].group == "G"
    outside = _after(inside, moved(inside, inside[0], 2))
    assert _flat(outside) == ["b", "c", "a"]
    assert outside[0].group is None


def test_layer_joins_a_group_beside_it_without_any_number_being_written() -> None:
    layers = _stack(("a", None), ("b", "G"))
    assert moved(layers, layers[0], 0, "G") == {"a": {"group": "G"}}


def test_group_moves_as_a_whole_and_never_into_another() -> None:
    layers = _stack(("a", "G"), ("b", "G"), ("c", "H"), ("d", "H"))
    group = listed(layers)[0]
    assert _flat(_after(layers, moved(layers, group, 1))) == ["c", "d", "a", "b"]


def test_nothing_goes_below_the_land() -> None:
    layers = [_layer("roads", "roads"), _layer("fields", "farmland"), _layer("island", "land")]
    assert _flat(_after(layers, moved(layers, layers[0], 9))) == ["fields", "roads", "island"]


def test_move_among_numbered_layers_writes_that_layer_alone() -> None:
    layers = _stack(("a", None), ("b", None), ("c", None), ("d", None))
    assert moved(layers, layers[3], 1) == {"d": {"order": 3.5}}
    assert moved(layers, layers[3], 0) == {"d": {"order": 5.0}}
    assert moved(layers, layers[0], 3) == {"a": {"order": 0.0}}


layer_lists = st.lists(
    st.tuples(st.sampled_from(THEMES), st.one_of(st.none(), st.integers(0, 5)), st.sampled_from([None, "", "G", "H"])),
    min_size=1,
    max_size=8,
).map(lambda rows: [_layer(f"l{i}", *row) for i, row in enumerate(rows)])


@given(layer_lists, st.data())
def test_move_keeps_every_layer_and_puts_the_taken_one_in_its_place(layers: list[Layer], data: st.DataObject) -> None:
    entries = listed(layers)
    assert sorted(_flat(layers)) == sorted(layer.uuid for layer in layers)
    taken = data.draw(st.sampled_from(entries))
    place = data.draw(st.integers(0, len(layers)))
    before = _flat(layers)
    after = _flat(_after(layers, moved(layers, taken, place)))
    own = [layer.uuid for layer in taken.layers] if isinstance(taken, LayerGroup) else [taken.uuid]
    assert sorted(after) == sorted(before)
    assert [uuid for uuid in after if uuid not in own] == [uuid for uuid in before if uuid not in own]
    assert [uuid for uuid in after if uuid in own] == own
