# SPDX-License-Identifier: MIT
"""What a map sheet says beside its map: plain values in one language, made by the exporter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyFigure:
    """A large number and what it counts; a `strong` one is printed white on black."""

    value: str
    label: str
    strong: bool = False


@dataclass(frozen=True)
class Column:
    """Head of a column of the level table, maybe with the symbol that it stands for."""

    label: str
    symbol: str = ""


@dataclass(frozen=True)
class LevelLine:
    """One level of the table: `cells` are texts, a dash for nothing; `strong` cells are black."""

    symbol: str
    label: str
    cells: tuple[str, ...]
    strong: tuple[bool, ...] = ()


@dataclass(frozen=True)
class MustLine:
    """One hotspot of the Must list.

    Attributes
    ----------
    symbol, name : str
    lines : tuple of str
        Below the name: code, district, people; threats.
    ball, status, detail : str
        Coverage symbol, its word, and civilian eyes; empty where not released.
        A word without a symbol says that it is not told of this one.
    is_gap : bool
        Whether nobody stands there.
    brief : str
        Code and people, for a list in rows.
    moved : str
        ``raised`` or ``lowered`` where the group set another level than the suggested one.
    """

    symbol: str
    name: str
    lines: tuple[str, ...]
    ball: str = ""
    status: str = ""
    detail: str = ""
    is_gap: bool = False
    brief: str = ""
    moved: str = ""


@dataclass(frozen=True)
class Note:
    """A note under the map with its head in bold; the scale is put in by the sheet."""

    head: str
    text: str


@dataclass(frozen=True)
class SheetContent:
    """Everything that is said on a sheet.

    Attributes
    ----------
    banner : tuple of str
        Parts of the banner: classification, audience, title.
    foot : tuple of str
        Parts of the banner at the foot.
    exercise : str
        Mark at the hatched ends, empty for a real plan.
    is_confidential : bool
        White on ink, else ink on white.
    kicker, title, subtitle, status, finding : str
    columns, levels, total : the level table
    table_note, must_note, rows_note : str
        What the figures are, at the right of a section's head; the last for a Must list in rows.
    more : str
        Said when the Must list does not hold all, with ``{n}``.
    withheld : str
        That items were withheld, as a band.
    notes : tuple of Note
        Sources, precision, disclaimer, contact and file.
    legend_note : str
        Of what the legend is.
    number : str
        Of the page, where there are several.
    right_to_left : bool
    """

    banner: tuple[str, ...]
    foot: tuple[str, ...]
    exercise: str
    is_confidential: bool
    kicker: str
    title: str
    subtitle: str
    status: str
    finding: str
    figures: tuple[KeyFigure, ...]
    columns: tuple[Column, ...]
    levels: tuple[LevelLine, ...]
    total: LevelLine | None
    table_head: str
    table_note: str
    must_head: str
    must_note: str
    rows_note: str
    must: tuple[MustLine, ...]
    more: str
    withheld: str
    notes: tuple[Note, ...]
    legend_note: str = ""
    number: str = ""
    right_to_left: bool = False
