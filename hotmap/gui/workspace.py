# SPDX-License-Identifier: MIT
"""What the window looks at: the open plan, what follows from it, and what is selected.

Panels and stages know this object and each other not at all. It reads the plan, has
`hotmap.services` change it, and tells in signals what has become different.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Signal

from hotmap.domain.changes import ChangeSet
from hotmap.domain.checks import Finding
from hotmap.domain.plan import Plan
from hotmap.domain.records import PlanInfo, Record
from hotmap.domain.summary import HotspotSummary, summarise, summarise_again
from hotmap.errors import HotmapError, LockedError
from hotmap.gui.checker import Checker
from hotmap.gui.notation import Notation
from hotmap.gui.room import Room, for_the_room
from hotmap.gui.wishes import Wishes
from hotmap.gui.workers import Jobs
from hotmap.i18n import tr
from hotmap.services import editing, reshaping
from hotmap.services.reshaping import MapEdit
from hotmap.services.session import PlanSession

Result = TypeVar("Result")
MANY_INCIDENTS = 60


class Workspace(Wishes):
    """The open plan with its selection.

    Parameters
    ----------
    actor : str
        The role or team that edits, never a person.

    Attributes
    ----------
    jobs : Jobs
        Work that takes longer than a blink.
    notation : Notation
        In which places are shown and copied.
    """

    opened = Signal()
    """Another plan, or none, is open."""
    closing = Signal()
    """The open plan is about to be closed; what is under way can still be kept in it."""
    changed = Signal(object)
    """The plan has changed; carries the `ChangeSet`."""
    findings_changed = Signal()
    """The plan checker has worked out what it says of the plan as it stands."""
    selection_changed = Signal(object)
    """Carries the selected uuids as a tuple."""
    failed = Signal(str)
    """Something was refused; carries the sentence."""
    locked = Signal(object, str)
    """A plan is being written to by somebody else; carries its path and the sentence."""
    told = Signal(str)
    """Something worth a line was done; carries the sentence."""
    acted = Signal(str)
    """Something was done that one may want to take back at once; carries the sentence."""
    hidden_changed = Signal(object)
    """What the map leaves out by hand has changed; carries the keys as a frozenset."""
    wall_changed = Signal()
    """Other records than before stay off the projector window; see `off_wall`."""
    previewed = Signal(object)
    """The plan as it would be, while the hand still tries, or as it stands again."""

    def __init__(self, actor: str) -> None:
        super().__init__()
        self.session: PlanSession | None = None
        self.jobs = Jobs(self)
        self.notation = Notation()
        self._checker = Checker(self.jobs)
        self._checker.found.connect(self.findings_changed)
        self._actor = actor
        self._empty = Plan()
        self._selection: tuple[str, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._in_room = False
        self._room: tuple[Plan, Room] | None = None
        self._off_wall: frozenset[str] = frozenset()
        self._saved_at: datetime | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._summaries: dict[str, HotspotSummary] | None = None
        self._day: date | None = None  # for which the summaries were made

    # ---- the plan ------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """True when a plan is open."""
        return self.session is not None

    @property
    def plan(self) -> Plan:
        """The plan as it stands, in room mode without what is restricted; empty when none is open."""
        if self.session is None:
            return self._empty
        return self.room.plan if self._in_room else self.session.plan

    @property
    def room(self) -> Room:
        """What of the open plan a room with a projector may see."""
        plan = self.session.plan if self.session else self._empty
        if self._room is None or self._room[0] is not plan:
            self._room = (plan, for_the_room(plan, self._room[1] if self._room else None))
        return self._room[1]

    @property
    def hidden_in_room(self) -> int:
        """How many records room mode hides now."""
        return len(self.room.hidden) if self._in_room else 0

    @property
    def in_room(self) -> bool:
        """True while a room sees this window: nothing restricted is shown."""
        return self._in_room

    @property
    def off_wall(self) -> frozenset[str]:
        """uuids of the records that a projector window, where one is open, does not show."""
        return self._off_wall

    def set_off_wall(self, uuids: frozenset[str]) -> None:
        """Take note of what the projector window leaves out; nothing when none is open."""
        if uuids != self._off_wall:
            self._off_wall = uuids
            self.wall_changed.emit()

    def tells_all(self, kind: str) -> bool:
        """Return whether no record of a kind is hidden in the room.

        Where some are, nothing may be said of what is not there: that nobody stands at a place, say,
        or that nobody leads its response.
        """
        return self.session is None or self.plan.count(kind) == self.session.plan.count(kind)

    def set_room(self, on: bool) -> None:
        """Hide restricted records, as for a room with a projector, or show them again."""
        if on != self._in_room:
            self._in_room = on
            self._forget()
            self.select(uuid for uuid in self._selection if self.plan.get(uuid) is not None)
            self.changed.emit(ChangeSet(""))

    @property
    def actor(self) -> str:
        """The role or team that edits."""
        return self.session.actor if self.session else self._actor

    def set_actor(self, actor: str) -> None:
        """Write as another role or team from now on."""
        self._actor = actor
        if self.session:
            self.session.actor = actor
        self.changed.emit(ChangeSet(""))

    @property
    def saved_at(self) -> datetime | None:
        """When the last action was written to disk in this window."""
        return self._saved_at

    @property
    def summaries(self) -> dict[str, HotspotSummary]:
        """The summary of each hotspot by uuid."""
        if self._summaries is None:
            self._day = self.today()
            self._summaries = summarise(self.plan, self._day, None if self.tells_all("presence") else {})
        return self._summaries

    @property
    def findings(self) -> list[Finding]:
        """What the plan checker says, errors first; `findings_changed` tells when it has more to say."""
        if self.session is None:
            return []
        # Of the whole plan: what a room may not see is there all the same, and no link to it is broken.
        known = None if self._in_room else self.summaries
        found, plan = self._checker.findings(self.session.plan, self.today(), known), self.plan
        if not self._in_room:
            return found
        return [finding for finding in found if plan.get(finding.uuid) is not None]

    def today(self) -> date:
        """Return the day by which reviews and permissions are judged."""
        return self.session.today() if self.session else date.today()

    def open(self, path: Path) -> bool:
        """Open a plan file; say why when it cannot be. Return whether it is open."""
        try:
            return self._opened(lambda: PlanSession.open(path, self._actor, at_leisure=True))
        except LockedError as error:
            self.locked.emit(path, str(error))
            return False

    def open_to_read(self, path: Path) -> bool:
        """Open a plan file for reading only, such as while somebody else writes to it."""
        return self._opened(lambda: PlanSession.open(path, self._actor, write=False, at_leisure=True))

    def create(self, path: Path, info: PlanInfo) -> bool:
        """Make a new plan file and open it."""
        return self._opened(lambda: PlanSession.create(path, info, self._actor))

    def close(self) -> None:
        """Close the plan; every action was on disk before."""
        if self.session:
            self.closing.emit()
            if self._unsubscribe:
                self._unsubscribe()
            self.session.close()
            self.session = None
            self._checker.forget()
            self._forget()

    # ---- what the map leaves out ---------------------------------------------------------------

    @property
    def hidden(self) -> frozenset[str]:
        """Keys that are switched off by hand, as `hotmap.cartography.scene.Scene.hidden` names them."""
        layers = {layer.uuid for layer in self.plan.of("layer") if layer.visible is False}
        return self._hidden | layers

    def toggle(self, key: str) -> None:
        """Hide or show levels, domains or kinds by their key; a layer keeps it in the plan."""
        layer = self.plan.get(key, "layer")
        if layer is not None:
            self.set_values(layer, {"visible": layer.visible is False})
        else:
            self._hidden ^= {key}
        self.hidden_changed.emit(self.hidden)

    # ---- selection -----------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[str, ...]:
        """uuids of the selected records."""
        return self._selection

    @property
    def selected(self) -> Any:
        """The one selected record, or None when there is none or several."""
        return self.plan.get(self._selection[0]) if len(self._selection) == 1 else None

    def select(self, uuids: Iterable[str]) -> None:
        """Select records by uuid, everywhere in the window."""
        selection = tuple(uuids)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    def show(self, record: Record) -> None:
        """Select a record and bring its place into view; a line of a hotspot shows its hotspot."""
        target = record
        if record.geometry is None and record.value("hotspot"):
            target = self.plan.get(record.value("hotspot"), "hotspot") or record
        self.select((target.uuid,))
        if target.geometry is not None:
            self.zoom_wanted.emit(target.geometry.bounds)

    # ---- doing ---------------------------------------------------------------------------------

    def attempt(self, do: Callable[[], Result]) -> Result | None:
        """Do something that may be refused; the refusal becomes a strip and None comes back."""
        try:
            return do()
        except HotmapError as error:
            self.failed.emit(str(error))
            return None

    def did(self, do: Callable[[], object]) -> bool:
        """Do something that may be refused; the refusal becomes a strip. Return whether it was done."""
        try:
            do()
        except HotmapError as error:
            self.failed.emit(str(error))
            return False
        return True

    def add(self, kind: str, values: dict[str, Any], geometry: Any = None) -> Any:
        """Add a record with the marking that the plan names for new ones, and return it."""
        if self.session is None:
            return None
        session = self.session
        return self.attempt(lambda: editing.add_record(session, kind, values, geometry, mark_as_plan=True))

    def set_values(self, record: Record, values: dict[str, Any]) -> bool:
        """Change fields of one record as one action; return whether it was accepted."""
        if self.session is None:
            return False
        session = self.session
        current = session.plan.get(record.uuid, record.KIND)  # not the one a room may see, with blanks
        if current is None:
            return False
        return self.did(lambda: editing.set_values(session, [current], values))

    def delete(self, records: list[Record]) -> None:
        """Delete records at once; undo brings them back."""
        if self.session is None or not records:
            return
        session = self.session
        records = [session.plan.get(r.uuid, r.KIND) or r for r in records]  # not what a room sees of them
        gone = {record.uuid for record in records}
        if self.did(lambda: editing.delete(session, records)):
            self.select(uuid for uuid in self._selection if uuid not in gone)
            name = records[0].caption or tr(records[0].LABEL)
            what = name if len(records) == 1 else tr("{n} records").format(n=len(records))
            self.acted.emit(tr("Deleted: {what}").format(what=what))

    def carry_out(self, edit: MapEdit) -> bool:
        """Do what a gesture asks for as one action and say so; return whether it was accepted."""
        if self.session is None:
            return False
        session = self.session
        done = self.attempt(lambda: reshaping.carry_out(session, edit))
        if done is None:
            return False
        if done.added:
            self.select((*edit.reshaped, *done.added))
        if edit.is_told:
            # What hangs on records may be hidden from a room: there the name of the action is enough.
            self.acted.emit(done.note if self._in_room else done.said)
        return True

    def undo(self) -> None:
        """Take back the last action of this copy."""
        self._turn("undo")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn("redo")

    def undo_note(self) -> str | None:
        """Return the name of the action that undo would take back, or None."""
        action = self.session.undoable() if self.session else None
        return action.note if action else None

    def redo_note(self) -> str | None:
        """Return the name of the action that redo would do again, or None."""
        action = self.session.redoable() if self.session else None
        return action.note if action else None

    # ---- inside --------------------------------------------------------------------------------

    def _turn(self, way: str) -> None:
        if self.session is None:
            return
        turned = self.attempt(getattr(self.session, way))
        if turned is None:
            return
        action, skipped = turned
        words = tr("Undone: {note}") if way == "undo" else tr("Done again: {note}")
        # What was done may have been done to something that the room does not see.
        text = words.format(note=action.note if not self._in_room else tr("the last action"))
        if skipped:
            text += " " + tr("Changed by others since, and left: {fields}").format(fields=", ".join(skipped))
        self.told.emit(text)

    def _opened(self, make: Callable[[], PlanSession]) -> bool:
        try:
            session = make()
        except LockedError:
            raise
        except HotmapError as error:
            self.failed.emit(str(error))
            return False
        self.close()
        self.session = session
        self._unsubscribe = session.subscribe(self._on_changed)
        self._forget()
        self._selection = ()
        # A long list of incidents would bury the hotspots; one click shows it.
        self._hidden = frozenset({"incidents"} if self.plan.count("incident") > MANY_INCIDENTS else ())
        self._saved_at = None
        self.opened.emit()
        self.selection_changed.emit(())
        return True

    def _on_changed(self, changes: ChangeSet) -> None:
        before = self._summaries
        self._forget()
        if before is not None and changes and not self._in_room and self._day == self.today():
            self._summaries = summarise_again(before, self.plan, changes, self.today())
        self._saved_at = datetime.now()
        kept = tuple(uuid for uuid in self._selection if self.plan.get(uuid) is not None)
        self.changed.emit(changes)
        self.select(kept)

    def _forget(self) -> None:
        self._summaries = None
