# SPDX-License-Identifier: MIT
"""What bar, status line and title say of the plan: brought up to date after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotmap.gui.forms.wording import show_date
from hotmap.gui.shell.sketch_commands import undo_note
from hotmap.gui.widgets.segmented import Segment
from hotmap.i18n import tr, tr_count

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def follow_layers(window: MainWindow) -> None:
    """Offer the layers on the map itself whenever their panel is put away there."""

    def offer() -> None:
        is_there = window.workspace.is_open and window.stage.id == "map"
        window.map.offer_layers(is_there and window.frame.is_hidden("left"))

    window.frame.arranged.connect(offer)
    window.frame.toggled.connect(offer)
    window.map.layers_wanted.connect(lambda: window.commands.run("layers"))


def show_state(window: MainWindow) -> None:
    """Show plan, stages with their open questions, undo, role and that all is saved."""
    workspace, info = window.workspace, window.workspace.plan.info
    is_open = workspace.is_open
    title = info.title or (tr("Plan without a name") if is_open else "hotmap")
    subtitle = " · ".join(part for part in (info.mission, info.sector, info.forum) if part)
    exercise = tr("EXERCISE") if info.exercise else None
    window.bar.show_plan(title, subtitle if is_open else tr("Protection of civilians, planned together"), exercise)
    segments = []
    for number, entry in enumerate(window.stages.entries, 1):
        if workspace.in_room and not entry.in_room:
            continue
        stage = window.stages.made(entry.id)  # the others count once they are there, soon after the first map
        count, tone = stage.open_questions() if is_open and stage is not None else (0, "")
        segments.append(Segment(entry.id, tr(entry.label), count=count, key=str(number), tone=tone))
    window.bar.show_stages(segments, window.stage.id if is_open else None)
    window.bar.show_undo(undo_note(window))
    hidden = workspace.hidden_in_room
    told = tr_count("{n} record is hidden in this room", "{n} records are hidden in this room", hidden)
    role = told if hidden else workspace.actor
    window.status.show_role(role, is_role=not hidden)
    window.status.show_as_of(tr("As of {date}").format(date=show_date(info.as_of[:10])) if info.as_of else "")
    session = workspace.session
    window.status.show_saved(is_open=is_open, read_only=bool(session and session.read_only), at=workspace.saved_at)
    window.setWindowTitle(f"{title} – hotmap" if is_open else "hotmap")
