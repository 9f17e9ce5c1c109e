# SPDX-License-Identifier: MIT
"""What the tables show of each kind of record: a column is its heading, its text and how it is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hotmap.cartography.symbols import level_name
from hotmap.domain.codelists import LEVELS
from hotmap.domain.fields import FieldSpec, Kind, show
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import KINDS
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.forms.record_form import LEADING
from hotmap.gui.forms.wording import cover_words, people_text, show_date, show_day
from hotmap.i18n import mark_for_translation, tr

KEPT_COLUMNS = 3  # of derived columns, beside the first, that stay however narrow the table is


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
        Takes the record and the view, returns what is read.
    sort : callable
        Takes the same, returns what is sorted by; by default the text.
    paint : str
        ``text``, ``level``, ``months`` or ``cover``; what a delegate is chosen by.
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
    """

    id: str
    label: str
    text: Callable[[Any, TableView], str]
    sort: Callable[[Any, TableView], Any] | None = None
    paint: str = "text"
    mark: Callable[[Any, TableView], Any] | None = None
    width_px: int = 110
    numeric: bool = False
    tone: Callable[[Any, TableView], str] = field(default=lambda record, view: "ink")
    strong: bool = False
    spare: int = 0

    def key(self, record: Any, view: TableView) -> Any:
        """Return what the row is sorted by."""
        return (self.sort or (lambda r, v: self.text(r, v).casefold()))(record, view)


def _summary(record: Any, view: TableView) -> HotspotSummary | None:
    return view.summaries.get(record.uuid)


def _level(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return level_name(summary, gap=False) if summary else "undecided"


def _level_text(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return view.records.lists.text("level", summary.level) if summary and summary.level else tr("Undecided")


def _level_rank(record: Any, view: TableView) -> Any:
    summary = _summary(record, view)
    level = summary.level if summary else None
    return (LEVELS.index(level) if level else len(LEVELS), record.value("code") or "")


def _people(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return people_text(summary) if summary else ""


def _people_count(record: Any, view: TableView) -> int:
    summary = _summary(record, view)
    return -1 if summary is None or summary.persons is None else summary.persons


def _people_date(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return show_day(summary.people.as_of, view.today.year) if summary else ""


def _threat(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    threat = summary.main_threat if summary else None
    return view.records.lists.text("threat_type", threat.type) if threat else ""


def _months(record: Any, view: TableView) -> tuple[int, ...]:
    summary = _summary(record, view)
    return summary.months if summary else tuple(record.value("months") or ())


def _cover_text(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    if summary is None:
        return ""
    by = view.records.get(summary.cover.by, "presence") if summary.cover else None
    return cover_words(summary, by)


def _cover_mark(record: Any, view: TableView) -> str | None:
    summary = _summary(record, view)
    return f"cover-{summary.cover.status}" if summary and summary.cover else None


def _cover_tone(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    is_gap = summary and summary.level == "must" and summary.cover and summary.cover.status != "held"
    return "gap" if is_gap else "ink"


def _lead(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    lead = summary.lead if summary else None
    if lead:
        return view.records.lists.text("entity", lead)
    is_missed = view.tells_leads and summary and summary.level in ("must", "should")
    return tr("No lead") if is_missed else ""


def _lead_tone(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return "gap" if summary and summary.lead is None and summary.level == "must" else "ink"


def _choice(list_id: str, code: str) -> Callable[[Any, TableView], str]:
    return lambda record, view: view.records.lists.text(list_id, record.value(code))


def _plain(code: str) -> Callable[[Any, TableView], str]:
    return lambda record, view: record.value(code) or ""


def _second(record: Any, view: TableView) -> str:
    return "ink2"


LEVEL = Column("level", mark_for_translation("Level"), _level_text, _level_rank, "level", _level, 52)
CODE = Column("code", mark_for_translation("Code"), _plain("code"), width_px=66, tone=_second)
NAME = Column("name", mark_for_translation("Hotspot"), lambda r, v: r.caption, width_px=0, strong=True)
TYPE = Column("type", mark_for_translation("Type"), _choice("hotspot_type", "type"), width_px=126, spare=1)
DISTRICT = Column("pcode", mark_for_translation("P-code"), _plain("pcode"), width_px=76, tone=_second)
PEOPLE = Column("people", mark_for_translation("People"), _people, _people_count, width_px=70, numeric=True)
AS_OF = Column("as_of", mark_for_translation("As of"), _people_date, width_px=88, tone=_second, spare=4)
THREAT = Column("threat", mark_for_translation("Main threat"), _threat, width_px=130, spare=2)
MONTHS = Column(
    "months",
    mark_for_translation("Jan – Dec"),
    lambda r, v: "",
    lambda r, v: _months(r, v),
    "months",
    _months,
    110,
    spare=3,
)
COVER = Column(
    "cover", mark_for_translation("Who stands there"), _cover_text, None, "cover", _cover_mark, 168, tone=_cover_tone
)
LEAD = Column("lead", mark_for_translation("Lead"), _lead, width_px=106, tone=_lead_tone)

HOTSPOT_COLUMNS = (LEVEL, CODE, NAME, TYPE, PEOPLE, AS_OF, THREAT, MONTHS, COVER, LEAD)


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind: made by hand for hotspots, derived from the fields for all others."""
    if kind == "hotspot":
        return HOTSPOT_COLUMNS
    specs = KINDS[kind].specs()
    codes = [c for c in dict.fromkeys(("code", *LEADING.get(kind, ()), *specs)) if c in specs]
    shown = [specs[c] for c in codes if specs[c].kind not in (Kind.LONG_TEXT, Kind.DATA)]
    return tuple(replace(_derived(spec), spare=max(at - KEPT_COLUMNS, 0)) for at, spec in enumerate(shown[:11]))


def _derived(spec: FieldSpec) -> Column:
    if spec.kind is Kind.MONTHS:
        return Column(
            spec.code, spec.label, lambda r, v: "", lambda r, v: r.value(spec.code) or (), "months",
            lambda r, v: r.value(spec.code) or (), 110,
        )  # fmt: skip
    widths = {"code": 70, "name": 0, "type": 150, "title": 0, "hotspot": 150}
    width_px = widths.get(spec.code, 130 if spec.kind in (Kind.CHOICE, Kind.CHOICES, Kind.LINKS) else 100)
    return Column(
        spec.code,
        spec.label,
        lambda record, view: _text(spec, record, view),
        lambda record, view: _sort_key(spec, record, view),
        width_px=width_px,
        numeric=spec.kind in (Kind.INTEGER, Kind.NUMBER),
        strong=spec.code in ("name", "title"),
        tone=_second if spec.code == "code" else (lambda record, view: "ink"),
    )


def _text(spec: FieldSpec, record: Any, view: TableView) -> str:
    value = record.value(spec.code)
    if value is None:
        return ""
    if spec.kind in (Kind.DATE, Kind.MOMENT):
        return show_date(value)
    if spec.kind is Kind.LINK:
        found = view.records.get(value, spec.links_to)
        return found.caption if found else ""
    if spec.kind is Kind.LINKS:
        found_all = (view.records.get(uuid, spec.links_to) for uuid in value)
        return ", ".join(found.caption for found in found_all if found)
    return show(spec, value, view.records.lists)


def _sort_key(spec: FieldSpec, record: Any, view: TableView) -> Any:
    value = record.value(spec.code)
    if spec.kind in (Kind.INTEGER, Kind.NUMBER, Kind.FACTOR):
        return float("-inf") if value is None else value
    if spec.kind in (Kind.DATE, Kind.MOMENT):
        return value or ""
    return _text(spec, record, view).casefold()
