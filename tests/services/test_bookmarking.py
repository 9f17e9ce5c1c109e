# SPDX-License-Identifier: MIT
"""Each change of the bookmarks is one named step that undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmap.domain.bookmarks import bookmarks_from
from hotmap.errors import UsageError
from hotmap.services.bookmarking import keep_view, move_view, remove_view, rename_view
from hotmap.services.session import PlanSession

BOX = (57.0, -4.6, 57.2, -4.4)


def _names(session: PlanSession) -> list[str]:
    return [bookmark.name for bookmark in bookmarks_from(session.plan.info.bookmarks)]


def test_keep_view_twice_keeps_two_names(session: PlanSession) -> None:
    assert [keep_view(session, " Tiva ", BOX).name, keep_view(session, "Tiva", BOX).name] == ["Tiva", "Tiva 2"]
    assert bookmarks_from(session.plan.info.bookmarks)[0].bbox == BOX


def test_bookmarks_are_there_after_opening_again(session: PlanSession) -> None:
    keep_view(session, "Tiva", BOX)
    session.close()
    with PlanSession.open(Path(session.path), "Civil Affairs") as again:
        assert _names(again) == ["Tiva"]


def test_every_change_is_one_step_that_undo_takes_back(session: PlanSession) -> None:
    for name in ("Tiva", "Oruk", "Cape"):
        keep_view(session, name, BOX)
    rename_view(session, "Oruk", "Oruk mine")
    move_view(session, "Cape", 0)
    remove_view(session, "Tiva")
    assert _names(session) == ["Cape", "Oruk mine"]
    steps = []
    for _ in range(4):
        action, _skipped = session.undo() or pytest.fail("nothing to undo")
        steps.append((action.note, _names(session)))
    assert steps == [
        ("Remove view: Tiva", ["Cape", "Tiva", "Oruk mine"]),
        ("Reorder views: Cape", ["Tiva", "Oruk mine", "Cape"]),
        ("Rename view: Oruk mine", ["Tiva", "Oruk", "Cape"]),
        ("Keep view: Cape", ["Tiva", "Oruk"]),
    ]


@pytest.mark.parametrize("new", ["", "  ", "Oruk"])
def test_rename_view_to_nothing_or_to_a_taken_name_is_refused(session: PlanSession, new: str) -> None:
    keep_view(session, "Tiva", BOX)
    keep_view(session, "Oruk", BOX)
    with pytest.raises(UsageError):
        rename_view(session, "Tiva", new)
    assert _names(session) == ["Tiva", "Oruk"]


def test_move_view_beyond_the_ends_stops_there_and_writes_nothing_twice(session: PlanSession) -> None:
    keep_view(session, "Tiva", BOX)
    keep_view(session, "Oruk", BOX)
    move_view(session, "Tiva", 9)
    assert _names(session) == ["Oruk", "Tiva"]
    before = len(session.log())
    move_view(session, "Tiva", 5)
    assert len(session.log()) == before
