# SPDX-License-Identifier: MIT
"""What every importer gives: one table of features with the numbers of their rows in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from hotmap.domain.features import FeatureTable

WGS84 = "EPSG:4326"

Progress = Callable[[int, int | None, str], None]
"""``progress(done, total or None, text)``; may raise `hotmap.errors.CancelledError`."""

SAMPLES = 3


def no_progress(done: int, total: int | None, text: str) -> None:
    """Take note of nothing: for callers who do not wait."""


class Recognised(Enum):
    """Whether an importer can read a file, told from its name and first bytes."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


@dataclass(frozen=True)
class ReadOptions:
    """What the user said about a file.

    Attributes
    ----------
    sheet : str or None
        Sheet, layer or member to read; by default the one with the most rows.
    crs : str or None
        Reference system such as ``EPSG:32635``; wins over the one the file declares.
    encoding : str or None
        Encoding of texts; by default found out.
    """

    sheet: str | None = None
    crs: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class ImportWarning:
    """Something about a file or one of its rows that the user should know.

    Attributes
    ----------
    kind : str
        Stable code such as ``swapped-lat-lon``.
    row : int or None
        Sheet row or feature number as the user sees it, from 1; None when it is about the whole.
    message : str
        Translated sentence.
    """

    kind: str
    row: int | None
    message: str


@dataclass(frozen=True)
class Skipped:
    """A row that is not imported, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class SourceField:
    """One column of a file.

    Attributes
    ----------
    name : str
        Unique in its table, the key of `FeatureTable.columns`.
    header : str
        As it stands in the file; may repeat.
    hxl : str
        Hashtag with attributes, or empty.
    samples : tuple of str
        The first values that are there.
    position : int
        Column of the sheet in which it stands, from 0; also where other columns are empty.
    """

    name: str
    header: str = ""
    hxl: str = ""
    samples: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True)
class SourceTable:
    """What was read from a file, before anybody decides what it means.

    Attributes
    ----------
    name : str
        Of the layer or sheet, else of the file.
    features : FeatureTable
        Geometries in WGS 84 degrees, None for rows without; columns as the file has them.
    rows : ndarray of int, shape (n,)
        Sheet row or feature number of each, from 1.
    crs : str
        The file's reference system, such as ``EPSG:4326``. Empty where a table's coordinates lie in
        columns and nobody has said in which system.
    fields : tuple of SourceField
        The columns in their order.
    notes : tuple of ImportWarning
        What was noticed while reading.
    unreadable : mapping of int to str
        Why a row's geometry could not be read, by index.
    path : Path or None
        The file, as the user knows it.
    """

    name: str
    features: FeatureTable
    rows: np.ndarray
    crs: str
    fields: tuple[SourceField, ...]
    notes: tuple[ImportWarning, ...] = ()
    unreadable: Mapping[int, str] = field(default_factory=dict)
    path: Path | None = None

    def __len__(self) -> int:
        return len(self.features)

    @property
    def has_geometry(self) -> bool:
        """True where at least one row has a geometry of its own."""
        return any(geometry is not None for geometry in self.features.geometry)

    def column(self, name: str) -> SourceField:
        """Return the column of this name."""
        return next(f for f in self.fields if f.name == name)


class Importer(Protocol):
    """One family of formats; add one by a module and a line in `registry.IMPORTERS`."""

    @property
    def id(self) -> str:
        """Short name, such as ``geojson``."""

    @property
    def label(self) -> str:
        """English name for dialogs, translated where shown."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Lower-case suffixes with their dot."""

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the first bytes of a file look like this family."""

    def tables(self, path: Path) -> list[str]:
        """Return the names of the sheets or layers in a file."""

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read one table; raise `hotmap.errors.InputError` when the file cannot be read."""


def fields_of(
    columns: Mapping[str, Sequence[Any]],
    headers: Mapping[str, str] | None = None,
    hxl: Mapping[str, str] | None = None,
    positions: Mapping[str, int] | None = None,
) -> tuple[SourceField, ...]:
    """Return the description of columns with their first samples."""
    return tuple(
        SourceField(
            name,
            (headers or {}).get(name, name),
            (hxl or {}).get(name, ""),
            _samples(values),
            (positions or {}).get(name, index),
        )
        for index, (name, values) in enumerate(columns.items())
    )


def _samples(values: Sequence[Any]) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        if value is not None and str(value).strip():
            found.append(str(value)[:80])
            if len(found) == SAMPLES:
                break
    return tuple(found)
