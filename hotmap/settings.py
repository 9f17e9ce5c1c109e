# SPDX-License-Identifier: MIT
"""What one person on one computer prefers; nothing of a plan is ever kept here.

A small JSON file in the user's configuration folder. A damaged or unwritable file means
defaults, never an error: preferences must not stand between people and their plan.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

UNNAMED_ACTOR = "unnamed role"

_LISTS = {"recent", "ring_distances", "favourite_types", "recent_types"}


@dataclass(frozen=True)
class Settings:
    """Preferences.

    Attributes
    ----------
    role : str
        Role or team that edits, never a person; `HOTMAP_ACTOR` wins over it.
    language : str
        ``en``, ``fr`` or ``ar``.
    theme : str
        ``light`` or ``dark``.
    coordinates : str
        Notation in which places are shown: one of `hotmap.analysis.coordinates.NOTATIONS`.
    grid : str
        On the map: ``mgrs``, ``degrees`` or nothing.
    overview : bool
        Whether the small map of the surroundings is unfolded.
    recent : tuple of str
        Plans opened last, newest first.
    ring_distances : tuple of str
        Radii of the circles of distance, kilometres.
    favourite_types, recent_types : tuple of str
        Types at hand when drawing, as ``presence:team_site``: pinned, and used last, newest first.
    sheet : mapping
        How map sheets are composed: paper, grid, parts of the panel.
    table_columns : mapping
        By kind of record the columns of its table, as `hotmap.gui.tables.column_choice` writes them.
    """

    role: str = ""
    language: str = "en"
    theme: str = "light"
    coordinates: str = "mgrs"
    grid: str = ""
    overview: bool = False
    recent: tuple[str, ...] = ()
    ring_distances: tuple[str, ...] = ("5", "10", "20")
    favourite_types: tuple[str, ...] = ()
    recent_types: tuple[str, ...] = ()
    sheet: Mapping[str, Any] = field(default_factory=dict)
    table_columns: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """Return the saved preferences, or the defaults."""
        try:
            data = json.loads(settings_file().read_text(encoding="utf-8"))
            known = {key: value for key, value in data.items() if key in cls.__dataclass_fields__}
            for key in _LISTS & set(known):
                known[key] = tuple(str(item) for item in known[key])
            known["sheet"] = dict(known.get("sheet", {}))
            if not isinstance(known.get("table_columns", {}), dict):
                del known["table_columns"]
            return cls(**known)
        except (OSError, ValueError, TypeError, AttributeError):
            return cls()

    def save(self) -> None:
        """Write the preferences; where that is not possible they last until the program ends."""
        target = settings_file()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            os.replace(part, target)
        except OSError:
            return

    def with_values(self, **values: Any) -> Self:
        """Return the preferences with some changed."""
        return replace(self, **values)

    def opened(self, path: Path) -> Self:
        """Return the preferences with `path` as the plan opened last."""
        newest = str(path.resolve())
        return replace(self, recent=(newest, *(p for p in self.recent if p != newest))[:8])


def settings_file() -> Path:
    """Return where preferences are kept on this system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "hotmap" / "settings.json"


def actor() -> str:
    """Return the role or team that edits now: ``HOTMAP_ACTOR``, else the one chosen in the window."""
    return chosen_role() or UNNAMED_ACTOR


def chosen_role() -> str:
    """Return the role or team that somebody has named, or an empty text."""
    return os.environ.get("HOTMAP_ACTOR", "").strip() or Settings.load().role


def is_role_fixed() -> bool:
    """Return whether ``HOTMAP_ACTOR`` names the role, so that the window cannot."""
    return bool(os.environ.get("HOTMAP_ACTOR", "").strip())
