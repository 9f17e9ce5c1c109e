# SPDX-License-Identifier: MIT
"""Commands about signs on the map: circles of distance, kinds of place, the direction of a route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hotmap.domain.records import Presence
from hotmap.gui.commands import Command
from hotmap.i18n import tr
from hotmap.services import editing

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def symbol_commands(window: MainWindow) -> Iterator[Command]:
    """Yield what changes the signs that are drawn."""
    workspace = window.workspace

    def is_open() -> bool:
        return workspace.is_open

    yield Command(
        "rings",
        tr("Circles of distance …"),
        lambda: window.show_side(window.rings),
        ("Ctrl+R",),
        "view",
        "rings",
        is_open,
    )
    yield Command(
        "rings_selected", tr("Circles of distance around the selected"), lambda: window.rings.show_about("selected"),
        (), "", "rings", lambda: any(workspace.plan.get(uuid, "presence") for uuid in workspace.selection),
    )  # fmt: skip
    yield Command(
        "rings_all", tr("Circles of distance around all troops and police"), lambda: window.rings.show_about("all"),
        (), "", "rings", is_open,
    )  # fmt: skip
    yield Command(
        "types", tr("Signs for the kind of place"), lambda: workspace.toggle("types"), (), "view", "tag", is_open
    )
    yield Command(
        "reverse", tr("Reverse its direction"), lambda: _reverse(window), (), "shape", "reverse",
        lambda: _route(window) is not None,
    )  # fmt: skip


def _route(window: MainWindow) -> Presence | None:
    """Return the one selected route that may be changed."""
    session, selection = window.workspace.session, window.workspace.selection
    if session is None or session.read_only or len(selection) != 1:
        return None
    record = window.workspace.plan.get(selection[0], "presence")
    if record is None or record.geometry is None or "Line" not in record.geometry.geom_type:
        return None
    return record


def _reverse(window: MainWindow) -> None:
    session, route = window.workspace.session, _route(window)
    if session is None or route is None or route.geometry is None:
        return
    turned = route.geometry.reverse()
    note = tr("Reverse {name}").format(name=route.caption)
    window.workspace.did(lambda: editing.set_geometry(session, route, turned, note))
