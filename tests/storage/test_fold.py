# SPDX-License-Identifier: MIT
"""The laws of the fold: what a set of changes means, whoever made them and in whatever order they come."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.storage.fold import Change, RowHistory, fold

ROW = ("hotspot", "h-1")


def change(
    id: str, field: str, value: Any, *parents: str, hlc: int = 0, outside: bool = False, key: tuple[str, str] = ROW
) -> Change:
    """Return a change whose time stamp is the number in its id, unless given."""
    text = None if value is None and field == "_life" else json.dumps(value)
    stamp = hlc or int("".join(filter(str.isdigit, id)))
    return Change(id, "a" + id, *key, field, text, stamp, "JPT", outside=outside, parents=parents)


BORN = change("c1", "_life", {"name": "Market", "code": "H-001", "audiences": ["mission", "unct"]})


def row(*changes: Change) -> Any:
    """Return the folded state of the row, None when it is gone."""
    return fold(changes).get(ROW)


def test_fold_edit_that_saw_another_replaces_it() -> None:
    state = row(BORN, change("c2", "name", "Old market", "c1"), change("c3", "name", "Big market", "c2"))
    assert (state.values["name"], state.values["code"], state.conflicts) == ("Big market", "H-001", ())


def test_fold_two_unseen_edits_show_the_later_and_list_both() -> None:
    state = row(BORN, change("c2", "name", "East", "c1"), change("c3", "name", "West", "c1"))
    (conflict,) = state.conflicts
    assert state.values["name"] == "West"
    assert (conflict.kind, [head.id for head in conflict.heads]) == ("value", ["c3", "c2"])


def test_fold_same_value_twice_is_no_conflict() -> None:
    assert row(BORN, change("c2", "name", "East", "c1"), change("c3", "name", "East", "c1")).conflicts == ()


def test_fold_change_with_all_heads_as_parents_resolves() -> None:
    edits = change("c2", "name", "East", "c1"), change("c3", "name", "West", "c1")
    state = row(BORN, *edits, change("c4", "name", "East", "c2", "c3"))
    assert (state.values["name"], state.conflicts) == ("East", ())


def test_fold_delete_that_saw_everything_removes_the_row() -> None:
    assert row(BORN, change("c2", "name", "East", "c1"), change("c3", "_life", None, "c2")) is None


def test_fold_edit_that_a_delete_had_not_seen_beats_it() -> None:
    state = row(BORN, change("c3", "_life", None, "c1"), change("c2", "name", "East", "c1"))
    assert state.values["name"] == "East"
    assert [conflict.kind for conflict in state.conflicts] == ["life"]


def test_fold_row_brought_back_has_only_its_new_values() -> None:
    state = row(
        BORN,
        change("c2", "name", "East", "c1"),
        change("c3", "_life", None, "c2"),
        change("c4", "_life", {"code": "H-009"}, "c3"),
    )
    assert (state.values, state.conflicts) == ({"code": "H-009"}, ())


def test_fold_unseen_markings_hold_at_their_strictest() -> None:
    state = row(
        BORN,
        change("c2", "audiences", ["mission"], "c1"),
        change("c3", "audiences", ["mission", "unct", "public"], "c1"),
    )
    assert state.values["audiences"] == ["mission"]
    assert [conflict.kind for conflict in state.conflicts] == ["marking"]


def test_fold_unmarked_beats_marked_until_resolved() -> None:
    state = row(BORN, change("c2", "audiences", None, "c1"), change("c3", "audiences", ["public"], "c1"))
    assert "audiences" not in state.values


def test_fold_marking_of_a_field_said_beats_not_said() -> None:
    state = row(BORN, change("c2", "name@audiences", None, "c1"), change("c3", "name@audiences", ["mission"], "c1"))
    assert state.values["name@audiences"] == ["mission"]


@pytest.mark.parametrize(("audiences", "held"), [(["mission"], ["mission"]), (["mission", "public"], ["mission"])])
def test_fold_outside_marking_tightens_but_never_loosens(audiences: list[str], held: list[str]) -> None:
    state = row(BORN, change("c2", "audiences", audiences, "c1", outside=True))
    assert state.values["audiences"] == held
    assert [c.kind for c in state.conflicts] == ([] if audiences == held else ["unconfirmed"])


def test_fold_outside_marking_confirmed_here_takes_effect() -> None:
    wider = ["mission", "unct", "public"]
    state = row(BORN, change("c2", "audiences", wider, "c1", outside=True), change("c3", "audiences", wider, "c2"))
    assert (state.values["audiences"], state.conflicts) == (wider, ())


def test_fold_deleted_row_that_a_live_row_names_stays() -> None:
    deleted = change("c2", "_life", None, "c1")
    threat = change("c3", "_life", {"hotspot": "h-1"}, key=("threat", "t-1"))
    assert row(BORN, deleted) is None
    assert row(BORN, deleted, threat).values["code"] == "H-001"


def test_fold_rows_that_only_name_each_other_go() -> None:
    def pair(one: str, other: str, number: int) -> list[Change]:
        key = ("decision", one)
        return [
            change(f"c{number}", "_life", {"supersedes": [other]}, key=key),
            change(f"c{number + 1}", "_life", None, f"c{number}", key=key),
        ]

    assert fold(pair("d-1", "d-2", 1) + pair("d-2", "d-1", 3)) == {}


def test_fold_erased_row_is_gone_with_edits_that_come_later() -> None:
    assert fold([BORN, change("c2", "name", "East", "c1")], erased={"h-1"}) == {}


def test_fold_fields_of_a_newer_version_pass_through() -> None:
    assert row(BORN, change("c2", "access", {"gates": 2}, "c1")).values["access"] == {"gates": 2}


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Draw what two or three copies did to one row while they passed it to and fro."""
    made = [BORN]
    copies = [{"c1"} for _ in range(draw(st.integers(2, 3)))]
    for number in range(2, draw(st.integers(3, 12))):
        mine = draw(st.sampled_from(copies))
        if draw(st.booleans()):
            mine |= draw(st.sampled_from(copies))
        seen = RowHistory(*ROW, [c for c in made if c.id in mine])
        field = draw(st.sampled_from(["name", "code", "audiences", "_life"]))
        value = {
            "_life": draw(st.sampled_from([None, {"name": f"again {number}"}])),
            "audiences": draw(st.sampled_from([None, [], ["mission"], ["mission", "public"]])),
        }.get(field, f"value {number % 3}")
        parents = seen.ends() if field == "_life" else seen.heads(field)
        made.append(
            change(
                f"c{number}",
                field,
                value,
                *(c.id for c in parents),
                hlc=draw(st.integers(1, 9)),
                outside=draw(st.booleans()),
            )
        )
        mine.add(f"c{number}")
    return made


@given(histories(), st.randoms(use_true_random=False))
def test_fold_any_order_and_repetition_give_one_state(made: list[Change], shuffle: random.Random) -> None:
    again = [*made, *shuffle.sample(made, len(made) // 2)]
    shuffle.shuffle(again)
    assert fold(again) == fold(made)


@given(histories())
def test_fold_every_edit_is_an_ancestor_of_the_state_or_shown(made: list[Change]) -> None:
    whole = RowHistory(*ROW, made)
    state = whole.state(True)
    listed = {head.id for conflict in state.conflicts for head in conflict.heads}
    for code in ("name", "code", "audiences"):
        heads = whole.heads(code)
        followed = whole.ancestors(heads)
        for edit in (c for c in made if c.field == code):
            agrees = whole.value(edit, code) == state.values.get(code)
            assert edit.id in followed or edit in heads
            assert edit.id in followed or edit.id in listed or agrees


@given(histories())
def test_fold_no_head_allows_less_than_the_marking_in_force(made: list[Change]) -> None:
    whole = RowHistory(*ROW, made)
    held = set(whole.state(True).values.get("audiences") or ())
    for head in whole.heads("audiences"):
        assert held <= set(whole.value(head, "audiences") or ())


def test_fold_of_nothing_is_nothing() -> None:
    none: Iterable[Change] = ()
    assert fold(none) == {}
