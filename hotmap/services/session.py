# SPDX-License-Identifier: MIT
"""An open plan: the file, the plan in memory and those who watch it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from hotmap.analysis.rasters import Raster
from hotmap.domain.changes import ChangeSet, ChangeTimes
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer, PlanInfo
from hotmap.errors import HotmapError, RuleError
from hotmap.i18n import tr
from hotmap.services.raster_files import opener
from hotmap.storage.planfile import Action, PlanFile
from hotmap.storage.soundness import SoundCheck

Observer = Callable[[ChangeSet], None]


class PlanSession(AbstractContextManager["PlanSession"]):
    """A plan that is open for reading and, unless it is read-only, for writing.

    Every `apply` is one user action: durable on disk when it returns, undoable, and told to the
    observers after the plan in memory has changed.

    Parameters
    ----------
    file : PlanFile
        The open plan file.
    """

    def __init__(self, file: PlanFile) -> None:
        self._file = file
        self._plan = file.load()
        self._observers: list[Observer] = []

    @classmethod
    def open(cls, path: Path | str, actor: str, *, write: bool = True, at_leisure: bool = False) -> Self:
        """Open a plan file.

        Parameters
        ----------
        at_leisure : bool
            Look through a large file beside the work, see `sound`; the first write waits for it.

        Raises
        ------
        PlanFileError
            When it is missing, damaged, foreign or of a newer version.
        LockedError
            When somebody else writes to it.
        """
        return cls(PlanFile.open(Path(path), actor=actor, write=write, at_leisure=at_leisure))

    @classmethod
    def create(cls, path: Path | str, info: PlanInfo, actor: str) -> Self:
        """Make a new plan file, with the key of its released identities; no file is overwritten."""
        keyed = info.with_values({"release_key": info.release_key or secrets.token_hex(32)})
        return cls(PlanFile.create(Path(path), keyed, actor=actor))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def plan(self) -> Plan:
        """The plan as it stands; a value that never changes, so it may be kept and compared."""
        return self._plan

    @property
    def path(self) -> Path:
        """Where the plan file is."""
        return self._file.path

    @property
    def actor(self) -> str:
        """The role or team that edits; undo takes back what this one did."""
        return self._file.actor

    @actor.setter
    def actor(self, actor: str) -> None:
        self._file.actor = actor

    @property
    def read_only(self) -> bool:
        """True when nothing can be written."""
        return self._file.read_only

    @property
    def sound(self) -> SoundCheck | None:
        """The look at every page of a large file, while it is under way beside the work."""
        return self._file.sound

    def today(self) -> date:
        """Return the day by which reviews, alerts and permissions are judged; see `PlanInfo.day`."""
        return self._plan.info.day()

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Call `observer` after each change; return the function that ends this."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def apply(self, changes: ChangeSet) -> Action | None:
        """Write one action; without any delta nothing happens and None comes back.

        Raises
        ------
        RuleError
            When the plan is open for reading only.
        """
        if not changes:
            return None
        self._must_write()
        action = self._file.commit(changes)
        self._took(changes)
        return action

    def add_layer(self, layer: Layer, features: FeatureTable, note: str) -> Layer:
        """Store a context layer as one action and return its record."""
        self._must_write()
        stored, changes = self._file.add_layer(layer, features, note)
        self._took(changes)
        return stored

    def features(self, layer: Layer) -> FeatureTable:
        """Return all features of a context layer, in WGS 84 degrees; a picture has none."""
        return self._file.features(layer)

    def features_in_parts(self, layer: Layer) -> Iterator[FeatureTable]:
        """Yield the features of a context layer part by part, for a map; see `PlanFile.features_in_parts`.

        What leaves goes through `features`, which has all of them or raises.
        """
        return self._file.features_in_parts(layer)

    def raster(self, layer: Layer) -> Raster:
        """Open the picture of a base map, in any thread; see `hotmap.services.raster_files.opener` for errors."""
        return opener(self.path)(layer)

    def undo(self) -> tuple[Action, list[str]] | None:
        """Take back the last action of this copy and actor.

        Returns
        -------
        tuple of Action and list of str, or None
            The action and the fields that others changed since, which stay; None when there is
            nothing to undo.
        """
        return self._turned(self._file.undo())

    def redo(self) -> tuple[Action, list[str]] | None:
        """Do again what was undone last; returns as `undo` does."""
        return self._turned(self._file.redo())

    def undoable(self) -> Action | None:
        """Return the action that `undo` would take back."""
        return self._file.undoable()

    def redoable(self) -> Action | None:
        """Return the action that `redo` would do again."""
        return self._file.redoable()

    def log(self, uuid: str | None = None) -> list[Action]:
        """Return the actions, oldest first: all, or those that touched one record."""
        return self._file.log(uuid)

    def refresh(self) -> bool:
        """Read the plan again if another program has written to it; return whether it had."""
        if not self._file.changed_elsewhere():
            return False
        self._plan = self._file.load()
        self._tell(ChangeSet(""))
        return True

    def copy_to(self, path: Path | str) -> None:
        """Write a whole copy of the plan file, for a colleague's laptop; never for a recipient."""
        self._file.copy_to(Path(path))

    def changed_times(self) -> ChangeTimes:
        """Return when each field last changed.

        Empty for an exercise that states its day: when it was typed tells nothing.
        """
        return ChangeTimes() if self._exercise_day() else self._file.changed_times()

    def sketches(self) -> list[dict[str, object]]:
        """Return the sketches that were set aside, oldest first."""
        return self._file.sketches()

    def save_sketch(self, sketch: dict[str, object]) -> None:
        """Keep a sketch that was set aside, so that it survives Esc, a crash and a restart."""
        self._file.save_sketch(sketch)

    def drop_sketch(self, sketch_id: str) -> None:
        """Forget a sketch that was finished or thrown away."""
        self._file.drop_sketch(sketch_id)

    def record_release(self, entry: dict[str, object]) -> None:
        """Note what went to whom, when, with its hash.

        A plan open for reading is opened for this one line: what was sent must be known when
        something has to be erased. Where that is not possible, a plan on a full or read-only disk or at
        work on another machine, sending comes first.
        """
        if not self.read_only:
            self._file.record_release(entry)
            return
        with suppress(HotmapError), closing(PlanFile.open(self.path, actor=self.actor, write=True)) as file:
            file.record_release(entry)

    def releases(self) -> list[dict[str, object]]:
        """Return what went to whom, oldest first."""
        return self._file.releases()

    def close(self) -> None:
        """Release the file and its lock."""
        self._file.close()

    def _exercise_day(self) -> str | None:
        info = self._plan.info
        return info.as_of if info.exercise else None

    def _must_write(self) -> None:
        if self.read_only:
            raise RuleError(
                tr("The plan is open for reading only: copy it to a place where you may write, and open the copy."),
                self.path,
            )

    def _turned(self, turned: tuple[Action, ChangeSet, list[str]] | None) -> tuple[Action, list[str]] | None:
        if turned is None:
            return None
        action, changes, skipped = turned
        self._took(changes)
        return action, skipped

    def _took(self, changes: ChangeSet) -> None:
        self._plan = self._plan.applied(changes)
        self._tell(changes)

    def _tell(self, changes: ChangeSet) -> None:
        for observer in tuple(self._observers):
            observer(changes)
