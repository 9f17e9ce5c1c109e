# SPDX-License-Identifier: MIT
"""What the tables show of each kind of record: a column is its heading, its text and how it is painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hotmap.cartography.symbols import level_name, presence_name, type_name
from hotmap.domain.codelists import LEVELS
from hotmap.domain.fields import MONTH_NAMES, FieldSpec, Kind, show, show_months
from hotmap.domain.records import KINDS
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.forms.record_form import LEADING
from hotmap.gui.forms.wording import cover_words, people_text, show_date, show_day
from hotmap.gui.tables.column import Column, TableView
from hotmap.i18n import mark_for_translation, tr

SHOWN_COLUMNS = 11  # of derived columns that are there without being asked for
KEPT_COLUMNS = 3  # of derived columns, beside the first, that stay however narrow the table is


def _summary(record: Any, view: TableView) -> HotspotSummary | None:
    return view.summaries.get(record.uuid)


def _level(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return level_name(summary, gap=False) if summary else "undecided"


def _level_text(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return view.records.lists.text("level", summary.level) if summary and summary.level else tr("Undecided")


def _level_rank(record: Any, view: TableView) -> int | None:
    summary = _summary(record, view)
    return LEVELS.index(summary.level) if summary and summary.level else None


def _people(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return people_text(summary) if summary else ""


def _people_count(record: Any, view: TableView) -> int | None:
    summary = _summary(record, view)
    return summary.persons if summary else None


def _people_date(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    return show_day(summary.people.as_of, view.today.year) if summary else ""


def _people_day(record: Any, view: TableView) -> str | None:
    summary = _summary(record, view)
    return summary.people.as_of if summary else None


def _threat(record: Any, view: TableView) -> str:
    summary = _summary(record, view)
    threat = summary.main_threat if summary else None
    return view.records.lists.text("threat_type", threat.type) if threat else ""


def _months(record: Any, view: TableView) -> tuple[int, ...]:
    summary = _summary(record, view)
    return summary.months if summary else tuple(record.value("months") or ())


def _months_text(months: tuple[int, ...]) -> str:
    return show_months(months) if months else ""


def _season(months: tuple[int, ...]) -> float | None:
    """Return what months are ordered by: the first of them, then how many there are."""
    return min(months) + len(months) / 100 if months else None


def _month_names(months: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(tr(MONTH_NAMES[month - 1]) for month in sorted(months))


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


def _sign(list_id: str) -> Callable[[Any, TableView], str]:
    """Return what names the sign of a record's type; that of a presence is dashed where it is on the map."""
    if list_id == "presence_type":
        return lambda record, view: presence_name(record, view.today.isoformat()) if record.type else ""
    return lambda record, view: type_name(list_id, record.value("type"))


def _plain(code: str) -> Callable[[Any, TableView], str]:
    return lambda record, view: record.value(code) or ""


def _second(record: Any, view: TableView) -> str:
    return "ink2"


LEVEL = Column(
    "level", mark_for_translation("Level"), _level_text, _level_rank, "level", _level, 52, form="choice"
)  # fmt: skip
CODE = Column("code", mark_for_translation("Code"), _plain("code"), width_px=66, tone=_second, field="code")
NAME = Column("name", mark_for_translation("Hotspot"), lambda r, v: r.caption, width_px=0, strong=True, field="name")
TYPE = Column("type", mark_for_translation("Type"), _choice("hotspot_type", "type"), paint="sign",
              mark=_sign("hotspot_type"), width_px=146, spare=1, form="choice", field="type")  # fmt: skip
DISTRICT = Column("pcode", mark_for_translation("P-code"), _plain("pcode"), width_px=76, tone=_second)
PEOPLE = Column("people", mark_for_translation("People"), _people, _people_count, width_px=70, numeric=True,
                form="number")  # fmt: skip
AS_OF = Column("as_of", mark_for_translation("As of"), _people_date, _people_day, width_px=88, tone=_second, spare=4,
               form="date")  # fmt: skip
THREAT = Column("threat", mark_for_translation("Main threat"), _threat, width_px=130, spare=2, form="choice")
MONTHS = Column(
    "months",
    mark_for_translation("Jan – Dec"),
    lambda r, v: _months_text(_months(r, v)),
    lambda r, v: _season(_months(r, v)),
    "months",
    _months,
    110,
    spare=3,
    form="choice",
    several=lambda r, v: _month_names(_months(r, v)),
    field="months",
)
COVER = Column(
    "cover", mark_for_translation("Who stands there"), _cover_text, None, "cover", _cover_mark, 168, tone=_cover_tone,
    form="choice",
)  # fmt: skip
LEAD = Column("lead", mark_for_translation("Lead"), _lead, width_px=106, tone=_lead_tone, form="choice")

HOTSPOT_COLUMNS = (LEVEL, CODE, NAME, TYPE, PEOPLE, AS_OF, THREAT, MONTHS, COVER, LEAD)

_FORMS = {
    Kind.INTEGER: "number", Kind.NUMBER: "number", Kind.FACTOR: "number", Kind.DATE: "date", Kind.MOMENT: "date",
    Kind.CHOICE: "choice", Kind.CHOICES: "choice", Kind.FLAG: "choice", Kind.MONTHS: "choice", Kind.LINK: "choice",
    Kind.LINKS: "choice",
}  # fmt: skip
_NEVER_CHANGED = ("decision",)  # kinds that stay as they were written


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind: made by hand for hotspots, derived from the fields for all others.

    Fields beyond the first stay away until somebody asks for them.
    """
    specs = KINDS[kind].specs()
    codes = [c for c in dict.fromkeys(("code", *LEADING.get(kind, ()), *specs)) if c in specs]
    told = [specs[c] for c in codes if specs[c].kind is not Kind.DATA]
    shown = [spec for spec in told if spec.kind is not Kind.LONG_TEXT][:SHOWN_COLUMNS]
    if kind == "hotspot":
        known = {column.field for column in HOTSPOT_COLUMNS}
        return (*HOTSPOT_COLUMNS, *(replace(_derived(s), extra=True) for s in told if s.code not in known))
    columns = [replace(_derived(spec), spare=max(at - KEPT_COLUMNS, 0)) for at, spec in enumerate(shown)]
    columns += [replace(_derived(spec), extra=True) for spec in told if spec not in shown]
    return tuple(columns if kind not in _NEVER_CHANGED else (replace(c, field="") for c in columns))


def _derived(spec: FieldSpec) -> Column:
    if spec.kind is Kind.MONTHS:
        return Column(
            spec.code, spec.label, lambda r, v: _months_text(r.value(spec.code) or ()),
            lambda r, v: _season(r.value(spec.code) or ()), "months", lambda r, v: r.value(spec.code) or (), 110,
            form="choice", several=lambda r, v: _month_names(r.value(spec.code) or ()), field=spec.code,
        )  # fmt: skip
    widths = {"code": 70, "name": 0, "type": 170, "title": 0, "hotspot": 150}
    width_px = widths.get(spec.code, 130 if spec.kind in (Kind.CHOICE, Kind.CHOICES, Kind.LINKS) else 100)
    has_sign = spec.code == "type" and bool(type_name(spec.codes, "any"))
    several = {Kind.CHOICES: _several_choices, Kind.LINKS: _several_links}.get(spec.kind)
    return Column(
        spec.code,
        spec.label,
        lambda record, view: _text(spec, record, view),
        lambda record, view: _sort_key(spec, record, view),
        paint="sign" if has_sign else "text",
        mark=_sign(spec.codes) if has_sign else None,
        width_px=width_px,
        numeric=spec.kind in (Kind.INTEGER, Kind.NUMBER),
        strong=spec.code in ("name", "title"),
        tone=_second if spec.code == "code" else (lambda record, view: "ink"),
        form=_FORMS.get(spec.kind, "text"),
        several=(lambda record, view: several(spec, record, view)) if several else None,
        field="" if spec.read_only else spec.code,
    )


def _several_choices(spec: FieldSpec, record: Any, view: TableView) -> tuple[str, ...]:
    return tuple(view.records.lists.text(spec.codes, code) for code in record.value(spec.code) or ())


def _several_links(spec: FieldSpec, record: Any, view: TableView) -> tuple[str, ...]:
    found = (view.records.get(uuid, spec.links_to) for uuid in record.value(spec.code) or ())
    return tuple(linked.caption for linked in found if linked)


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
        return ", ".join(_several_links(spec, record, view))
    return show(spec, value, view.records.lists)


def _sort_key(spec: FieldSpec, record: Any, view: TableView) -> Any:
    plain = spec.kind in (Kind.INTEGER, Kind.NUMBER, Kind.FACTOR, Kind.DATE, Kind.MOMENT)
    return record.value(spec.code) if plain else _text(spec, record, view)
