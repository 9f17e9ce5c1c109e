# SPDX-License-Identifier: MIT
"""Keeping named views in the plan: each function is one named, durable, undoable action."""

from __future__ import annotations

from collections.abc import Iterable

from hotmap.domain.bookmarks import BBox, Bookmark, bookmarks_from, bookmarks_to, free_name, moved
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.services import editing
from hotmap.services.session import PlanSession


def keep_view(session: PlanSession, name: str, bbox: BBox) -> Bookmark:
    """Keep a view after those that are there.

    Parameters
    ----------
    name : str
        A number is added where the name is taken.
    bbox : tuple of float
        West, south, east, north in WGS 84 degrees.
    """
    there = bookmarks_from(session.plan.info.bookmarks)
    made = Bookmark(free_name(there, name.strip() or tr("View")), bbox)
    _write(session, (*there, made), tr("Keep view: {name}").format(name=made.name))
    return made


def rename_view(session: PlanSession, name: str, new_name: str) -> None:
    """Give a bookmark another name.

    Raises
    ------
    UsageError
        When the new name is empty or taken.
    """
    there, new_name = bookmarks_from(session.plan.info.bookmarks), new_name.strip()
    if not new_name:
        raise UsageError(tr("a bookmark needs a name"))
    if new_name != name and any(bookmark.name == new_name for bookmark in there):
        raise UsageError(tr("there is a bookmark “{name}” already: choose another name").format(name=new_name))
    renamed = (Bookmark(new_name, b.bbox) if b.name == name else b for b in there)
    _write(session, renamed, tr("Rename view: {name}").format(name=new_name))


def remove_view(session: PlanSession, name: str) -> None:
    """Take a bookmark out."""
    there = bookmarks_from(session.plan.info.bookmarks)
    _write(session, (b for b in there if b.name != name), tr("Remove view: {name}").format(name=name))


def move_view(session: PlanSession, name: str, to: int) -> None:
    """Move a bookmark to another place in the order; places count from 0."""
    there = bookmarks_from(session.plan.info.bookmarks)
    at = next((place for place, bookmark in enumerate(there) if bookmark.name == name), None)
    to = min(max(to, 0), len(there) - 1)
    if at is not None and at != to:
        _write(session, moved(there, at, to), tr("Reorder views: {name}").format(name=name))


def _write(session: PlanSession, bookmarks: Iterable[Bookmark], note: str) -> None:
    editing.set_values(session, [session.plan.info], {"bookmarks": bookmarks_to(bookmarks)}, note)
