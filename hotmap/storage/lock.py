# SPDX-License-Identifier: MIT
"""Who is writing: a small file beside the plan that names roles and machines, never people.

Windows and commands on one machine work side by side, because SQLite keeps their transactions
apart. Between machines, on a shared folder or a passed-round stick, its locks cannot be relied
on, so the first machine that writes keeps the others to reading until it closes or falls silent.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from hotmap.errors import LockedError
from hotmap.i18n import mark_for_translation, tr

STALE_S = 900
"""Seconds of silence after which a lock is taken over."""
_UNNAMED = mark_for_translation("computer {code}")


@dataclass(frozen=True)
class Holder:
    """Somebody who has the plan open for writing.

    Attributes
    ----------
    token : str
        One opening of one program.
    actor : str
        Role or team.
    machine : str
        Label of the computer.
    key : str
        What tells it from others with the same label.
    seen : float
        Seconds since 1970 when it last gave a sign.
    """

    token: str
    actor: str
    machine: str
    key: str
    seen: float


@cache
def machine_fingerprint() -> str:
    """Return what tells this computer from others, without its name: 16 digits of a hash."""
    known = [platform.node(), platform.machine(), f"{uuid.getnode():x}" if not uuid.getnode() >> 40 & 1 else ""]
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            known.append(Path(name).read_text(encoding="ascii").strip())
            break
        except OSError:
            continue
    return hashlib.sha256("|".join(["hotmap", *known]).encode()).hexdigest()[:16]


def machine_label() -> str:
    """Return what others read: ``HOTMAP_MACHINE``, else ``computer 7F3C``, never a host or login name.

    English, as lock files hold it; `in_words` translates it for those who read.
    """
    return os.environ.get("HOTMAP_MACHINE") or _UNNAMED.format(code=machine_fingerprint()[:4].upper())


def in_words(label: str) -> str:
    """Return the label of a machine in the current language; a name that people gave stays."""
    head = _UNNAMED.format(code="")
    return tr(_UNNAMED).format(code=label.removeprefix(head)) if label.startswith(head) else label


def _machine_key() -> str:
    return hashlib.sha256(f"{machine_fingerprint()}|{machine_label()}".encode()).hexdigest()[:12]


class PlanLock:
    """The lock of one opening of a plan.

    Parameters
    ----------
    path : Path
        The plan file.
    actor : str
        Role or team that writes.
    """

    def __init__(self, path: Path, actor: str, *, now: Callable[[], float] = time.time) -> None:
        self.file = path.with_name(path.name + ".lock")
        self._plan = path
        self._actor = actor
        self._now = now
        self._token = os.urandom(8).hex()
        self._last_sign = 0.0

    def take(self) -> None:
        """Join the holders of this machine, taking over what others left behind.

        Raises
        ------
        LockedError
            When somebody on another machine is at work.
        """
        now = self._now()
        live = [h for h in self._holders() if now - h.seen < STALE_S and h.token != self._token]
        other = next((h for h in live if h.key != _machine_key()), None)
        if other:
            machine = in_words(other.machine)
            raise LockedError(
                tr(
                    "{actor} is writing to this plan on {machine}. Open it for reading, or wait until it is closed"
                    " there; after {minutes} minutes of silence it is free again."
                ).format(actor=other.actor, machine=machine, minutes=STALE_S // 60),
                self._plan,
                holder=f"{other.actor}, {machine}",
            )
        self._write([*live, Holder(self._token, self._actor, machine_label(), _machine_key(), now)])
        self._last_sign = now

    def renew(self) -> None:
        """Give a sign of life, at most every minute; refuse when another machine has taken over."""
        if self._now() - self._last_sign > 60:
            self.take()

    def release(self) -> None:
        """Leave; the last one takes the file away."""
        left = [h for h in self._holders() if h.token != self._token and self._now() - h.seen < STALE_S]
        self._write(left)

    def _holders(self) -> list[Holder]:
        try:
            data = json.loads(self.file.read_text(encoding="utf-8"))
            return [Holder(**entry) for entry in data]
        except (OSError, ValueError, TypeError):
            return []  # no lock, or one torn by a crash: nobody is named, so nobody holds it

    def _write(self, holders: list[Holder]) -> None:
        part = self.file.with_name(f"{self.file.name}.{self._token}")
        try:
            if not holders:
                self.file.unlink(missing_ok=True)
                return
            part.write_text(json.dumps([asdict(holder) for holder in holders]), encoding="utf-8")
            os.replace(part, self.file)
        except OSError:  # no room, or a folder where only the plan may be written: SQLite's own locks remain
            with suppress(OSError):
                part.unlink(missing_ok=True)
