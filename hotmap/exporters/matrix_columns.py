# SPDX-License-Identifier: MIT
"""The columns of the matrix and of the 5W: head, HXL tag, value and the list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hotmap.domain.fields import MONTH_NAMES, Kind, show
from hotmap.domain.records import Hotspot, Response
from hotmap.domain.summary import HotspotSummary
from hotmap.exporters.reading import Reading
from hotmap.i18n import tr

DATE_FORMAT = "yyyy-mm-dd"
NUMBER_FORMAT = "#,##0"
CODE_CHARACTERS = (8, 14)
"""Narrowest and widest column of codes."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    head, hxl : str
    width : float
        In characters.
    value : callable
        From what a row is about to a text, number, date or None.
    codes : str
        Code list whose labels may be chosen, if any.
    style : str
        ``level``, ``month``, ``cover`` or nothing.
    printed : bool
        Whether it is on paper too; those that are come first.
    """

    head: str
    hxl: str
    width: float
    value: Callable[[Any], Any]
    codes: str = ""
    style: str = ""
    printed: bool = True


def matrix_columns(reading: Reading) -> list[Column]:
    """Return the columns of the matrix that this audience may have; rows are `HotspotSummary`."""
    columns = [*_what(reading), *_at_risk(reading), *_answers(reading)]
    return columns + [replace(column, printed=False) for column in (*_beside(reading), *_where(reading))]


def _what(reading: Reading) -> list[Column]:
    shown = (("code", _code_width(reading)), ("name", 26), ("type", 22))
    columns = [_hotspot(code, reading, width) for code, width in shown if reading.release.releases("hotspot", code)]
    if reading.levels_known:
        columns.append(Column(tr("Level"), "#severity", 15, lambda s: _level(reading, s.level), "level", "level"))
    return columns


def _code_width(reading: Reading) -> float:
    """Return the width for the longest code, so that none is broken in two."""
    narrowest, widest = CODE_CHARACTERS
    longest = max((len(s.hotspot.code or "") for s in reading.hotspots), default=0)
    return float(min(max(longest + 2, narrowest), widest))


def _beside(reading: Reading) -> list[Column]:
    columns = []
    if reading.factors_known:
        columns.append(
            Column(tr("Suggested"), "#x_level+suggested", 15, lambda s: _level(reading, s.suggested), "level")
        )
        columns.append(Column(tr("Risk"), "#x_risk", 8, _risk))
    if _seasons_known(reading):
        columns.append(Column(tr("Season"), "#x_months", 18, lambda s: reading.months(s) or None))
    columns.append(Column(tr("People as of"), "#date+population", 12, lambda s: as_date(s.people.as_of)))
    if reading.release.releases("hotspot", "status"):
        columns.append(_hotspot("status", reading, 12))
    return columns


def _seasons_known(reading: Reading) -> bool:
    return reading.release.releases("hotspot", "months") or reading.release.releases("threat", "months")


def _hotspot(code: str, reading: Reading, width: float) -> Column:
    spec = Hotspot.specs()[code]

    def value(summary: HotspotSummary) -> Any:
        return typed(spec.kind, summary.hotspot.value(code), show(spec, summary.hotspot.value(code), reading.lists))

    return Column(spec.text, spec.hxl, width, value, spec.codes)


def _level(reading: Reading, level: str | None) -> str | None:
    return reading.level_name(level) if level else None


def _risk(summary: HotspotSummary) -> int | str | None:
    risk = summary.suggestion.risk
    return None if risk is None else risk.score or summary.score_text


def _where(reading: Reading) -> list[Column]:
    columns = [_hotspot("pcode", reading, 12)]
    columns.append(Column(tr("Place shown as"), "#loc+precision", 15, lambda s: _precision(reading, s)))
    exact = [s for s in reading.hotspots if _precision_code(reading, s) == "exact"]
    if exact:
        columns.append(Column(tr("Latitude"), "#geo+lat", 11, lambda s: _point(reading, s, "y")))
        columns.append(Column(tr("Longitude"), "#geo+lon", 11, lambda s: _point(reading, s, "x")))
    if len(exact) < len(reading.hotspots):
        columns.append(Column(tr("Cell: west, south, east, north"), "#geo+bounds", 24, lambda s: _cell(reading, s)))
    return columns


def _precision_code(reading: Reading, summary: HotspotSummary) -> str | None:
    return reading.release.precision_of(summary.hotspot.uuid)


def _precision(reading: Reading, summary: HotspotSummary) -> str | None:
    code = _precision_code(reading, summary)
    return reading.lists.text("precision", code) if code else None


def _point(reading: Reading, summary: HotspotSummary, axis: str) -> float | None:
    geometry = summary.hotspot.geometry
    if geometry is None or geometry.is_empty or _precision_code(reading, summary) != "exact":
        return None
    point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    return round(float(getattr(point, axis)), 6)


def _cell(reading: Reading, summary: HotspotSummary) -> str | None:
    geometry = summary.hotspot.geometry
    if geometry is None or geometry.is_empty or _precision_code(reading, summary) == "exact":
        return None
    return ", ".join(f"{round(edge, 6):g}" for edge in geometry.bounds)


def _at_risk(reading: Reading) -> list[Column]:
    columns = [Column(tr("People at risk"), "#population", 11, lambda s: _people(reading, s))]
    if reading.release.releases("threat", "type"):
        columns.append(
            Column(tr("Main threat"), "#event+type", 22, lambda s: reading.threat(s.main_threat) or None, "threat_type")
        )
    if _seasons_known(reading):
        columns += [_month(number) for number in range(1, 13)]
    return columns


def _people(reading: Reading, summary: HotspotSummary) -> int | str | None:
    return summary.persons if summary.persons is not None else reading.people(summary) or None


def _month(number: int) -> Column:
    name = MONTH_NAMES[number - 1]
    return Column(
        tr(name)[:1], f"#x_month+{name.lower()}", 2.6, lambda s: "×" if number in s.months else None, style="month"
    )


def _answers(reading: Reading) -> list[Column]:
    columns = []
    if reading.cover_known:
        columns.append(
            Column(
                tr("Cover"),
                "#x_cover",
                12,
                lambda s: reading.cover_word(reading.cover_status(s)) or None,
                style="cover",
            )
        )
        columns.append(Column(tr("Civilian eyes"), "#x_cover+civilian", 10, lambda s: _yes(reading, s)))
    if reading.release.count("response"):
        columns.append(Column(tr("Lead"), "#org+lead", 20, lambda s: reading.entity(s.lead) or None, "entity"))
    if reading.release.releases("hotspot", "review_due") or reading.release.releases("decision", "date"):
        columns.append(Column(tr("Review"), "#date+review", 12, lambda s: as_date(s.review_due)))
    return columns


def _yes(reading: Reading, summary: HotspotSummary) -> str | None:
    return {None: None, True: tr("yes"), False: tr("no")}[reading.eyes(summary)]


RESPONSE_FIELDS = (
    ("title", 36), ("lead", 18), ("support", 20), ("start", 11), ("due", 11), ("status", 12), ("tier", 6),
    ("phase", 14),
)  # fmt: skip
RESPONSE_MORE = (
    ("activity", 22), ("indicator", 30), ("objective", 26), ("resources", 24), ("hrddp", 18), ("hands_over_to", 18),
    ("code", 10),
)  # fmt: skip


def response_columns(reading: Reading) -> list[Column]:
    """Return the columns of the 5W that this audience may have; rows are `Response` records."""
    width = max(_code_width(reading), 10.0)
    printed = [
        Column(tr("Hotspot code"), "#loc+code", width, lambda r: _of(reading, r).hotspot.code),
        Column(tr("Hotspot"), "#loc+name", 26, lambda r: reading.name(_of(reading, r))),
        *_own(reading, RESPONSE_FIELDS),
    ]
    beside = [
        Column(tr("For whom"), "#beneficiary+type", 24, lambda r: _for_whom(reading, r)),
        *_own(reading, RESPONSE_MORE),
        Column(tr("P-code"), "#adm2+code", 11, lambda r: _of(reading, r).hotspot.pcode),
    ]
    return printed + [replace(column, printed=False) for column in beside]


def _own(reading: Reading, fields: Sequence[tuple[str, float]]) -> list[Column]:
    specs = Response.specs()
    return [
        Column(
            specs[code].text, specs[code].hxl, width, _response_value(reading, code),
            specs[code].codes if specs[code].kind is Kind.CHOICE else "",
        )
        for code, width in fields
        if reading.release.releases("response", code)
    ]  # fmt: skip


def _response_value(reading: Reading, code: str) -> Callable[[Response], Any]:
    spec = Response.specs()[code]
    return lambda line: typed(spec.kind, line.value(code), show(spec, line.value(code), reading.lists))


def _of(reading: Reading, line: Response) -> HotspotSummary:
    return reading.by_uuid[line.hotspot or ""]


def _for_whom(reading: Reading, line: Response) -> str | None:
    counts = reading.release.children("population", line.hotspot or "")
    groups = dict.fromkeys(reading.lists.text("civilians", count.group) for count in counts if count.group)
    return ", ".join(groups) or None


def typed(kind: Kind, value: Any, text: str) -> Any:
    """Return a value as a spreadsheet keeps it: dates and numbers as such, all else as text."""
    if value is None or text == "":
        return None
    if kind is Kind.DATE:
        return as_date(value)
    return value if kind in (Kind.INTEGER, Kind.NUMBER, Kind.FACTOR) else text


def as_date(iso: str | None) -> date | str | None:
    """Return an ISO text as a date; what is no full date stays text."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return iso


def rows_of_responses(reading: Reading) -> Sequence[Response]:
    """Return the response lines of released hotspots: by hotspot in the order of the matrix."""
    return [line for summary in reading.hotspots for line in summary.responses]
