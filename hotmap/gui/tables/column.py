# SPDX-License-Identifier: MIT
"""What a column of a table is: its heading, its text, and how it is painted, ordered and filtered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hotmap.domain.plan import RecordSet
from hotmap.domain.summary import HotspotSummary


@dataclass(frozen=True)
class TableView:
    """What the rows are looked up in: the records, their summaries and the day.

    Works on a plan and on a release alike. Where response lines are hidden, `tells_leads` is false
    and nothing is said of hotspots that seem to have none.
    """

    records: RecordSet
    summaries: Mapping[str, HotspotSummary]
    today: date
    tells_leads: bool = True


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    id, label : str
        Label in English, the translation key.
    text : callable
        Takes the row's item (a record, or the number of a feature) and the view, returns what is read.
    sort : callable
        Takes the same, returns the number or text that is sorted by, None where nothing is known; by
        default the text.
    paint : str
        ``text``, ``level``, ``months``, ``cover`` or ``sign``; what a delegate is chosen by.
    mark : callable
        For painted columns: the symbol's name or the months.
    width_px : int
        At the ordinary type size; 0 takes what is left.
    numeric : bool
        Figures stand at the end of their column.
    tone : callable
        Colour token of the text.
    strong : bool
    spare : int
        Where there is no room, columns with a higher number stay away first; those with 0 never.
    form : str
        What it is filtered by: ``text``, ``number``, ``date`` or ``choice``.
    several : callable
        For choices: all the texts that a row has, where it can have more than one.
    field : str
        Code of the field that is changed here; empty where nothing can be.
    extra : bool
        Shown only when somebody asks for it.
    whole : callable
        Takes the view and returns the values of all rows at once, where that is quicker than one by one.
    reads : callable
        Turns one of these values into its text.
    """

    id: str
    label: str
    text: Callable[[Any, Any], str]
    sort: Callable[[Any, Any], Any] | None = None
    paint: str = "text"
    mark: Callable[[Any, Any], Any] | None = None
    width_px: int = 110
    numeric: bool = False
    tone: Callable[[Any, Any], str] = field(default=lambda record, view: "ink")
    strong: bool = False
    spare: int = 0
    form: str = "text"
    several: Callable[[Any, Any], tuple[str, ...]] | None = None
    field: str = ""
    extra: bool = False
    whole: Callable[[Any], Sequence[Any]] | None = None
    reads: Callable[[Any], str] | None = None

    def key(self, record: Any, view: Any) -> Any:
        """Return what the row is sorted by, None for nothing."""
        return (self.sort or self.text)(record, view)

    def keys(self, items: Sequence[Any], view: Any) -> Sequence[Any]:
        """Return what all rows are sorted by."""
        if self.whole is not None:
            return self.whole(view)
        key = self.sort or self.text
        return [key(item, view) for item in items]

    def texts(self, items: Sequence[Any], view: Any, rows: slice) -> list[str]:
        """Return what is read in some rows."""
        if self.whole is not None and self.reads is not None:
            return [self.reads(value) for value in self.whole(view)[rows]]
        return [self.text(item, view) for item in items[rows]]

    def choices(self, record: Any, view: Any) -> tuple[str, ...]:
        """Return the texts by which a row is found among choices."""
        if self.several is not None:
            return self.several(record, view)
        text = self.text(record, view)
        return (text,) if text else ()
