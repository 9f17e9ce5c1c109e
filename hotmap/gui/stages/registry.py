# SPDX-License-Identifier: MIT
"""The stages in the order of the workshop: stage bar, Ctrl+1…5 and menu derive from here.

A stage's module is imported when the stage is first asked for: only the first one is needed for the
first map on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hotmap.gui.stages.stage import Stage
from hotmap.i18n import mark_for_translation as _


def _map() -> type[Stage]:
    from hotmap.gui.stages.map import MapStage

    return MapStage


def _prioritise() -> type[Stage]:
    from hotmap.gui.stages.prioritise import PrioritiseStage

    return PrioritiseStage


def _cover() -> type[Stage]:
    from hotmap.gui.stages.cover import CoverStage

    return CoverStage


def _respond() -> type[Stage]:
    from hotmap.gui.stages.respond import RespondStage

    return RespondStage


def _share() -> type[Stage]:
    from hotmap.gui.stages.share import ShareStage

    return ShareStage


@dataclass(frozen=True)
class StageEntry:
    """What bar and menu know of a stage.

    Attributes
    ----------
    id : str
    label : str
        Its name, a translation key.
    load : callable
        Imports and returns its class.
    in_room : bool
        False for a stage that shows more than a room with a projector may see.
    """

    id: str
    label: str
    load: Callable[[], type[Stage]]
    in_room: bool = True


STAGES = (
    StageEntry("map", _("Map"), _map),
    StageEntry("prioritise", _("Prioritise"), _prioritise),
    StageEntry("cover", _("Cover"), _cover),
    StageEntry("respond", _("Respond"), _respond),
    StageEntry("share", _("Share"), _share, in_room=False),  # what a recipient gets is not what a room sees
)


class Stages(Mapping[str, Stage]):
    """The stages of a window by id, each made when it is first asked for.

    Parameters
    ----------
    make : callable
        Makes a stage of a class.

    Attributes
    ----------
    entries : tuple of StageEntry
        What is known of them before they are made.
    """

    entries = STAGES

    def __init__(self, make: Callable[[type[Stage]], Stage]) -> None:
        self._make = make
        self._loads = {entry.id: entry.load for entry in self.entries}
        self._made: dict[str, Stage] = {}

    def __getitem__(self, stage_id: str) -> Stage:
        if stage_id not in self._made:
            self._made[stage_id] = self._make(self._loads[stage_id]())
        return self._made[stage_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loads)

    def __len__(self) -> int:
        return len(self._loads)

    def made(self, stage_id: str) -> Stage | None:
        """Return a stage if it has been asked for before."""
        return self._made.get(stage_id)


def is_for_room(stage_id: str) -> bool:
    """Return whether a room with a projector may see a stage."""
    return next(entry.in_room for entry in STAGES if entry.id == stage_id)
