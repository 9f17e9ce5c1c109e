# SPDX-License-Identifier: MIT
"""What an exporter is: one module a format, with its id, label, suffix and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

from hotmap.cartography.sheet_choice import SheetChoice
from hotmap.i18n import tr
from hotmap.release import Release

WHATS = ("map", "plan", "matrix", "data")
"""What a file can show: a map, the plan as a document, the table, or data to work on."""

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1; raises `CancelledError` when the user has had enough."""


def no_progress(share: float) -> None:
    """Take note of nothing."""


@dataclass(frozen=True)
class ExportOptions:
    """How a release is written.

    Attributes
    ----------
    language : str
        ``en``, ``fr`` or ``ar``; whoever calls has already made it the current one.
    page : str
        ``A4`` or ``A3``.
    grid : str
        ``mgrs``, ``degrees`` or ``none``: the grid on a map sheet.
    bbox_wgs84 : tuple of float, optional
        West, south, east, north in degrees to draw; by default what was released.
    sheet : SheetChoice
        How a map sheet is composed; other formats do not ask.
    """

    language: str = "en"
    page: str = "A4"
    grid: str = "mgrs"
    bbox_wgs84: tuple[float, float, float, float] | None = None
    sheet: SheetChoice = field(default_factory=SheetChoice)


@runtime_checkable
class Exporter(Protocol):
    """Writes one format. A module of this package exposes one such object as ``EXPORTER``."""

    @property
    def id(self) -> str:
        """Short name, such as ``map_pdf``."""

    @property
    def label(self) -> str:
        """English label and translation key."""

    @property
    def suffix(self) -> str:
        """Suffix with its dot, lower case."""

    @property
    def what(self) -> str:
        """What it shows, one of `WHATS`."""

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`, the same bytes each time; raise `OutputError` when it cannot be written."""

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts that this format brings: headings, scripts, style sheets, templates.

        Translated texts need no entry, the program's own are known; see
        `hotmap.release.vocabulary`. A long text that is embedded whole is compared as a whole.
        """


@dataclass(frozen=True)
class Entry:
    """An exporter by its particulars, so that menus can list it before its libraries are loaded.

    Attributes
    ----------
    module : str
        Module of this package that exposes ``EXPORTER``.
    """

    id: str
    label: str
    suffix: str
    what: str
    module: str

    @property
    def text(self) -> str:
        """The label in the current language."""
        return tr(self.label)

    def load(self) -> Exporter:
        """Return the exporter itself."""
        exporter: Exporter = import_module(f"hotmap.exporters.{self.module}").EXPORTER
        return exporter

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; see `Exporter.write`."""
        self.load().write(release, path, options, progress)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts of the format; see `Exporter.vocabulary`."""
        return self.load().vocabulary()
