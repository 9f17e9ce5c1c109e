# SPDX-License-Identifier: MIT
"""Who does what by when, and where nothing answers a gap yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hotmap.domain.fields import MONTH_NAMES, show_date
from hotmap.domain.records import Response
from hotmap.domain.summary import OPEN_STATUSES, HotspotSummary
from hotmap.exporters.plan_model import ActionGroup, ActionRow, Actions, GapRow, Gaps, ResponseRow
from hotmap.exporters.plan_summary import codes_of, cover_note
from hotmap.exporters.reading import ALONE, Reading
from hotmap.i18n import tr, tr_count

FIRM = frozenset({"agreed", "funded", "started", "done"})
AXIS_MONTHS = 12
MISSION_GROUPS = ("uniformed", "mission")


def response_row(reading: Reading, line: Response) -> ResponseRow:
    """Return one response line in words."""
    status, mark = status_of(reading, line)
    return ResponseRow(
        tier=reading.lists.text("tier", line.tier),
        phase=reading.lists.text("phase", line.phase),
        activity=what_of(reading, line),
        lead=reading.entity(line.lead) or ("" if reading.is_phrase(line) else tr("no lead")),
        support=", ".join(reading.entity(code) for code in line.support or ()),
        due=show_date(line.due, short=True),
        indicator=line.indicator or "",
        status=status,
        mark=mark,
    )


def what_of(reading: Reading, line: Response) -> str:
    """Return what is done: the title, else the kind of activity, with its HRDDP status."""
    text = line.title or reading.lists.text("activity", line.activity) or line.objective or tr("Response line")
    if line.hrddp and line.hrddp != "not_needed":
        status = reading.lists.text("hrddp", line.hrddp).lower()
        text += " · " + tr("HRDDP: {status}").format(status=status)
    return text


def status_of(reading: Reading, line: Response) -> tuple[str, bool]:
    """Return the status in words and whether it is printed white on black."""
    if reading.is_phrase(line):
        return "", False
    is_open = line.status in OPEN_STATUSES
    if is_open and line.lead is None:
        return tr("no lead"), True
    if is_open and line.due and line.due[:10] < reading.today.isoformat():
        return tr("late"), True
    return reading.lists.text("response_status", line.status).lower(), False


def actions_of(reading: Reading) -> Actions | None:
    """Return the open and done lines by community and entity, each in the order of its due date."""
    lines = [line for line in reading.release.of("response") if line.status != "cancelled"]
    lines = [line for line in lines if line.hotspot in reading.by_uuid and not reading.is_phrase(line)]
    if not lines:
        return None
    axis = _Axis(lines)
    groups = []
    for title, members in _communities(reading, lines):
        rows = [_action_row(reading, line, axis) for line in members]
        groups.append(ActionGroup(title, tuple(rows)))
    subtitle = tr_count("{n} response line", "{n} response lines", len(lines))
    if axis.months:
        subtitle += " · " + tr("bars run from start to due date")
    note = tr(
        "Filled bar: agreed, funded, started or done. Open bar: proposed, planned or on hold. "
        "Partners appear only with their consent and are never tasked by this plan."
    )
    return Actions(subtitle, axis.months, tuple(groups), note)


def _communities(reading: Reading, lines: Sequence[Response]) -> list[tuple[str, list[Response]]]:
    entities = list(reading.lists["entity"])
    order = {entity.code: index for index, entity in enumerate(entities)}
    group_of = {entity.code: entity.group for entity in entities}

    def members(*groups: str) -> list[Response]:
        found = [line for line in lines if line.lead and group_of.get(line.lead, "partner") in groups]
        return sorted(found, key=lambda line: (order.get(line.lead or "", 999), line.due or "9999", line.code or ""))

    without = sorted((line for line in lines if not line.lead), key=lambda line: line.due or "9999")
    communities = [
        (tr("Mission"), members(*MISSION_GROUPS)),
        (tr("UN country team"), members("unct")),
        (tr("Partners, with their consent"), members("partner", "observer")),
        (tr("Host authorities"), members("authority")),
        (tr("Nobody yet"), without),
    ]
    return [(title, found) for title, found in communities if found]


def _action_row(reading: Reading, line: Response, axis: _Axis) -> ActionRow:
    status, mark = status_of(reading, line)
    summary = reading.by_uuid[line.hotspot or ""]
    return ActionRow(
        entity=reading.entity(line.lead) or tr("no lead"),
        sign=reading.sign(summary),
        code=summary.hotspot.code or "",
        action=what_of(reading, line) + ("" if summary.hotspot.code else f" · {reading.name(summary)}"),
        due=show_date(line.due, short=True),
        bar=axis.bar(line),
        firm=line.status in FIRM and not mark,
        status=status,
        mark=mark,
    )


class _Axis:
    """The months that the bars run over: from the first start or due date, a year at most."""

    def __init__(self, lines: Sequence[Response]) -> None:
        days = sorted(day for line in lines for day in (_day(line.start), _day(line.due)) if day)
        self.first = days[0].year * 12 + days[0].month - 1 if days else 0
        last = days[-1].year * 12 + days[-1].month - 1 if days else -1
        self.count = min(last - self.first + 1, AXIS_MONTHS)
        self.months = tuple(tr(MONTH_NAMES[(self.first + i) % 12]) for i in range(self.count))

    def bar(self, line: Response) -> tuple[float, float] | None:
        """Return start and end as shares of the axis."""
        due = _day(line.due)
        if due is None or not self.count:
            return None
        end = self._share(due, 1.0)
        start = _day(line.start)
        return (min(self._share(start, 0.0), end) if start else max(end - 0.25 / self.count, 0.0)), end

    def _share(self, day: date, after: float) -> float:
        months = day.year * 12 + day.month - 1 - self.first + (day.day - 1 + after) / 31
        return round(min(max(months / self.count, 0.0), 1.0), 4)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def gaps_of(reading: Reading) -> Gaps | None:
    """Return the Must and Should places where nobody stands or nothing has a lead."""
    if not reading.levels_known:
        return None
    rows = []
    for summary in (*reading.at("must"), *reading.at("should")):
        gap = _gap(reading, summary)
        if gap:
            rows.append(_gap_row(reading, summary, gap))
    if not rows:
        return None
    subtitle = tr("Must and Should · gravest first")
    return Gaps(subtitle, tuple(rows), " ".join([*_without_eyes(reading), cover_note(reading)]))


def _gap(reading: Reading, summary: HotspotSummary) -> str:
    parts = []
    status = reading.cover_status(summary)
    if status in ALONE:
        parts.append(tr("Ears, no force") if status == "ears" else tr("Nobody stands there"))
        if status == "open" and reading.eyes(summary) is False:
            parts.append(tr("no civilian eyes"))
    if summary.lead is None and reading.leads_known:
        parts.append(tr("no lead"))
    return ", ".join(parts)


def _gap_row(reading: Reading, summary: HotspotSummary, gap: str) -> GapRow:
    """Return a gap with the first open line that answers it: physical protection first for Must."""
    lines = [line for line in summary.responses if line.status in OPEN_STATUSES]
    if summary.level == "must":
        lines.sort(key=lambda line: (line.tier != "ii", line.due or "9999"))
    first = lines[0] if lines else None
    nothing = tr("nothing planned") if reading.leads_known else tr("nothing released")
    nobody = "" if first and reading.is_phrase(first) else tr("no lead") if reading.leads_known else ""
    return GapRow(
        sign=reading.sign(summary),
        place=reading.telling_name(summary),
        gap=gap[:1].upper() + gap[1:],
        planned=what_of(reading, first) if first else nothing,
        who=reading.entity(first.lead) if first and first.lead else nobody,
        by=show_date(first.due, short=True) if first else "",
        open=reading.leads_known and first is None,
    )


def _without_eyes(reading: Reading) -> list[str]:
    if not reading.cover_known:
        return []
    blind = [s for s in reading.hotspots if reading.cover_status(s) == "held" and reading.eyes(s) is False]
    if not blind:
        return []
    return [tr("Force without civilian eyes: {codes}.").format(codes=codes_of(blind))]
