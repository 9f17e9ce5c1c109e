# SPDX-License-Identifier: MIT
"""What the one-page map says beside its map, from a release."""

from __future__ import annotations

from collections import Counter

from hotmap.cartography.sheet_content import Column, KeyFigure, LevelLine, MustLine, Note, SheetContent
from hotmap.domain.codelists import LEVELS
from hotmap.domain.summary import HotspotSummary
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.frame import Frame, frame_of
from hotmap.exporters.plan_summary import COVER_ORDER, figures_of, finding_of
from hotmap.exporters.reading import ALONE, UNDECIDED, Reading
from hotmap.i18n import tr
from hotmap.release import Release
from hotmap.units import format_number

THREATS_LISTED = 2
_NOTHING = "–"


def sheet_content(release: Release, options: ExportOptions) -> SheetContent:
    """Return the texts of a map sheet in the current language."""
    reading = Reading(release)
    frame = frame_of(release, "hotspots", options.page)
    must = reading.at("must")
    return SheetContent(
        banner=(frame.classification, frame.audience, frame.title.upper()),
        foot=(frame.classification, frame.audience, frame.running.upper()),
        exercise=frame.exercise,
        is_confidential=frame.confidential,
        kicker=" · ".join(part for part in (frame.forum, frame.period) if part),
        title=frame.sector or frame.title,
        subtitle=tr("Protection hotspots"),
        status=_status(frame),
        finding=f"{finding_of(reading)}.",
        # An A4 panel has room for the list or for the figures, and the finding tells them already.
        figures=()
        if options.page == "A4"
        else tuple(KeyFigure(f.value, f.label.replace(" %", "\u00a0%"), f.strong) for f in figures_of(reading)),
        columns=_columns(reading),
        levels=_levels(reading),
        total=_total(reading),
        table_head=tr("Level and coverage") if reading.cover_known else tr("Hotspots by level"),
        table_note=tr("worst season and hour") if reading.cover_known else tr("as released"),
        must_head=tr("Must Protect"),
        must_note=tr("who stands there") if reading.cover_known else tr("as released"),
        rows_note=tr("code, people, who stands there") if reading.cover_known else tr("code, people"),
        must=tuple(_must_line(reading, summary) for summary in must),
        more=tr("and {n} more in the matrix"),
        withheld=_withheld(reading, frame),
        notes=_notes(reading, frame),
        right_to_left=frame.direction == "rtl",
    )


def _status(frame: Frame) -> str:
    as_of = f"{frame.as_of[:1].upper()}{frame.as_of[1:]}"
    return " · ".join(part for part in (as_of, frame.version.lower()) if part)


def _columns(reading: Reading) -> tuple[Column, ...]:
    if reading.cover_known:
        balls = {"held": tr("held"), "ears": tr("ears only"), "open": tr("nobody")}
        return (
            Column(tr("all")),
            *(Column(balls[status], f"cover-{status}") for status in COVER_ORDER),
            *((Column(tr("not told")),) if _is_partly_told(reading) else ()),
            Column(tr("force, no civilians")),
        )
    return (Column(tr("all")), Column(tr("people, est.")))


def _levels(reading: Reading) -> tuple[LevelLine, ...]:
    if not reading.levels_known:
        return ()
    lines = []
    for level in (*LEVELS, UNDECIDED):
        found = reading.at(level)
        if found or level != UNDECIDED:
            lines.append(_line(reading, level or "undecided", reading.level_name(level), found, level == "must"))
    return tuple(lines)


def _total(reading: Reading) -> LevelLine | None:
    return _line(reading, "", tr("All hotspots"), list(reading.hotspots)) if reading.levels_known else None


def _line(
    reading: Reading, symbol: str, label: str, found: list[HotspotSummary], marks_gaps: bool = False
) -> LevelLine:
    if not reading.cover_known:
        persons = sum(s.persons or 0 for s in found)
        return LevelLine(symbol, label, (_figure(len(found)), _figure(persons)))
    by = Counter(reading.cover_status(s) for s in found)
    unseen = sum(1 for s in found if s.cover is not None and s.cover.status == "held" and s.cover.civilian is False)
    statuses = (*COVER_ORDER, "") if _is_partly_told(reading) else COVER_ORDER
    cells = (_figure(len(found)), *(_figure(by[status]) for status in statuses), _figure(unseen))
    strong = (False, *(marks_gaps and status in ALONE and bool(by[status]) for status in statuses), False)
    return LevelLine(symbol, label, cells, strong)


def _is_partly_told(reading: Reading) -> bool:
    """Return whether who stands there is told of some hotspots and not of others."""
    return any(not reading.cover_status(summary) for summary in reading.hotspots)


def _figure(value: int) -> str:
    return format_number(value) if value else _NOTHING


def _must_line(reading: Reading, summary: HotspotSummary) -> MustLine:
    """Code, people and threats of a Must; beside it who stands there, or what is done where that may not be told."""
    hotspot = summary.hotspot
    people, sign = reading.people(summary), reading.sign(summary)
    brief = " · ".join(part for part in (hotspot.code or "", people) if part)
    moved = {1: "raised", -1: "lowered"}.get(sign.raised, "")
    first = " · ".join(
        part
        for part in (
            hotspot.code or "",
            reading.precision(hotspot),
            tr("{n} people").format(n=people) if people else "",
        )
        if part
    )
    threats = dict.fromkeys(reading.threat(threat) for threat in summary.threats)
    second = "; ".join([t for t in threats if t][:THREATS_LISTED])
    lines = [line for line in (first, second) if line]
    status = reading.cover_status(summary)
    if not status:
        told = (*lines, *_doing(reading, summary))
        word = reading.cover_word(status) if reading.cover_known else ""
        return MustLine(sign.symbol, reading.name(summary), told, status=word, brief=brief, moved=moved)
    eyes = {True: tr("civilian eyes"), False: tr("no civilian eyes"), None: ""}[reading.eyes(summary)]
    return MustLine(
        symbol=sign.symbol,
        name=reading.name(summary),
        lines=tuple(lines),
        ball=f"cover-{status}",
        status=reading.cover_word(status),
        detail=eyes,
        is_gap=reading.is_alone(summary),
        brief=brief,
        moved=moved,
    )


def _doing(reading: Reading, summary: HotspotSummary) -> tuple[str, ...]:
    """Return the first released response line of a hotspot in words."""
    for response in summary.responses:
        what = response.title or reading.lists.text("activity", response.activity)
        if what:
            return (" · ".join(part for part in (what, reading.entity(response.lead)) if part),)
    return ()


def _withheld(reading: Reading, frame: Frame) -> str:
    parts = [] if reading.release.withheld_band == "none" else [frame.withheld]
    if not reading.cover_known and not reading.release.internal:
        parts.append(tr("Who stands where is not part of this release."))
    return " ".join(parts)


def _notes(reading: Reading, frame: Frame) -> tuple[Note, ...]:
    from hotmap.cartography.basemap import DISCLAIMER

    precision = frame.precision
    if reading.cover_known:
        precision += " " + tr("Travel times are not worked out: where nobody stands, help may still arrive.")
    precision += " " + tr("Nothing drawn does not mean nobody at risk.")
    contact = tr("{contact}. File {file}").format(contact=frame.contact or tr("not said"), file=frame.file_id)
    return (
        Note(tr("Sources."), frame.sources),
        Note(tr("Precision."), precision),
        Note(tr("Disclaimer."), tr(DISCLAIMER)),
        Note(tr("Contact"), contact),
    )
