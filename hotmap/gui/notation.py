# SPDX-License-Identifier: MIT
"""The notation in which this user reads and copies places: one choice for the whole window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hotmap.analysis.coordinates import NOTATIONS, format_point
from hotmap.i18n import RIGHT_TO_LEFT, current_language, mark_for_translation, tr
from hotmap.settings import Settings

NAMES = {
    "mgrs": mark_for_translation("MGRS"),
    "decimal": mark_for_translation("Decimal degrees"),
    "decimal_comma": mark_for_translation("Decimal degrees, with a comma"),
    "dms": mark_for_translation("Degrees, minutes, seconds"),
    "dm": mark_for_translation("Degrees and minutes, as a GPS shows"),
    "utm": mark_for_translation("UTM, metres"),
}
"""The notations that are offered, in their order, with their names (translate with `tr`)."""

_LTR, _END = "\u2066", "\u2069"  # keep a reference in its order within text from right to left


class Notation(QObject):
    """The notation in force."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        chosen = Settings.load().coordinates
        self._value = chosen if chosen in NOTATIONS else "mgrs"

    @property
    def value(self) -> str:
        """One of `NOTATIONS`."""
        return self._value

    def choose(self, value: str) -> None:
        """Use another notation from now on, also after the next start."""
        if value != self._value:
            self._value = value
            Settings.load().with_values(coordinates=value).save()
            self.changed.emit(value)

    def choose_next(self) -> None:
        """Use the next notation of `NAMES`."""
        known = list(NAMES)
        self.choose(known[(known.index(self._value) + 1) % len(known)] if self._value in known else known[0])

    def text(self, lon: float, lat: float, size_m: float = 1.0) -> str:
        """Return a place in this notation, as it is copied; parameters as in `format_point`."""
        return format_point(lon, lat, self._value, size_m)

    def shown(self, lon: float, lat: float, size_m: float = 1.0) -> str:
        """Return a place in this notation, to be shown in text of either direction."""
        return isolated(self.text(lon, lat, size_m))


def isolated(text: str) -> str:
    """Return a reference that keeps its order where the window reads from right to left."""
    return f"{_LTR}{text}{_END}" if current_language() in RIGHT_TO_LEFT else text


def name_of(notation: str) -> str:
    """Return what a notation is called."""
    return tr(NAMES[notation])
