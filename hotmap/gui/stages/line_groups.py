# SPDX-License-Identifier: MIT
"""Response lines in groups: by hotspot, by entity, by date. Pure, so that table and strip agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hotmap.domain.codelists import LEVELS
from hotmap.domain.fields import MONTH_NAMES
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Response
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import mark_for_translation, tr

VIEWS = {
    "hotspot": mark_for_translation("By hotspot"),
    "entity": mark_for_translation("By entity"),
    "date": mark_for_translation("By date"),
}


@dataclass(frozen=True)
class LineGroup:
    """Some response lines under one head.

    Attributes
    ----------
    title, below : str
    lines : tuple of Response
    summary : HotspotSummary or None
        Where the group is a hotspot.
    """

    title: str
    below: str
    lines: tuple[Response, ...]
    summary: HotspotSummary | None = None


def groups_of(
    view: str, records: RecordSet, summaries: Mapping[str, HotspotSummary], level: str | None = None
) -> list[LineGroup]:
    """Return the response lines in groups.

    Parameters
    ----------
    view : str
        A key of `VIEWS`.
    level : str, optional
        Only lines of hotspots of this level; by hotspot also those without any line.
    """
    lines = [
        line
        for line in records.of("response")
        if level is None or (line.hotspot in summaries and summaries[line.hotspot].level == level)
    ]
    if view == "entity":
        return _by_entity(lines, records)
    if view == "date":
        return _by_date(lines)
    return _by_hotspot(lines, records, summaries, level)


def _by_hotspot(
    lines: Iterable[Response], records: RecordSet, summaries: Mapping[str, HotspotSummary], level: str | None
) -> list[LineGroup]:
    own: dict[str | None, list[Response]] = {}
    for line in lines:
        own.setdefault(line.hotspot if line.hotspot in summaries else None, []).append(line)
    shown = [s for s in summaries.values() if s.hotspot.uuid in own or (s.level == "must" and level in (None, "must"))]
    shown.sort(
        key=lambda s: (LEVELS.index(s.level) if s.level else len(LEVELS), s.hotspot.code or "", s.hotspot.caption)
    )
    groups = []
    for summary in shown:
        threat = summary.main_threat
        below = " · ".join(
            filter(None, (summary.hotspot.code, records.lists.text("threat_type", threat.type) if threat else ""))
        )
        groups.append(LineGroup(summary.hotspot.caption, below, _in_order(own.get(summary.hotspot.uuid, ())), summary))
    if None in own:
        groups.append(LineGroup(tr("Without a hotspot"), "", _in_order(own[None])))
    return groups


def _by_entity(lines: Iterable[Response], records: RecordSet) -> list[LineGroup]:
    own: dict[str | None, list[Response]] = {}
    for line in lines:
        own.setdefault(line.lead, []).append(line)
    groups = [LineGroup(tr("No lead yet"), "", _in_order(own.pop(None)))] if None in own else []
    names = sorted(own, key=lambda code: records.lists.text("entity", code).casefold())
    return groups + [LineGroup(records.lists.text("entity", name), "", _in_order(own[name])) for name in names]


def _by_date(lines: Iterable[Response]) -> list[LineGroup]:
    own: dict[str, list[Response]] = {}
    for line in lines:
        own.setdefault((line.due or "")[:7], []).append(line)
    undated = own.pop("", None)
    groups = [LineGroup(tr("No date yet"), "", _in_order(undated))] if undated else []
    for month in sorted(own):
        year, number = month.split("-")
        groups.append(LineGroup(f"{tr(MONTH_NAMES[int(number) - 1])} {year}", tr("due"), _in_order(own[month])))
    return groups


def _in_order(lines: Iterable[Response]) -> tuple[Response, ...]:
    return tuple(sorted(lines, key=lambda line: (line.start or line.due or "9999", line.code or "")))


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date, None where it is missing or no full date."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
