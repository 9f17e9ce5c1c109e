# SPDX-License-Identifier: MIT
"""What the one-page map says beside its map, from a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hotmap.cartography.sheet_choice import SheetChoice
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
_BY_PAGE = {"A4": False, "A3": True}
"""Whether a page has room for key figures where nobody asked for them: the finding tells them already."""


def sheet_content(release: Release, options: ExportOptions, reading: Reading | None = None) -> SheetContent:
    """Return the texts of a map sheet in the current language.

    Parameters
    ----------
    reading : Reading, optional
        Of the hotspots that table and list are about; by default of all.
    """
    reading = reading or Reading(release)
    choice, frame = options.sheet, frame_of(release, "hotspots", options.page)
    must = reading.at("must") if choice.must else []
    has_figures = _BY_PAGE[options.page] if choice.figures is None else choice.figures
    told = _Told(reading, choice)
    content = SheetContent(
        banner=(frame.classification, frame.audience, frame.title.upper()),
        foot=(frame.classification, frame.audience, frame.running.upper()),
        exercise=frame.exercise,
        is_confidential=frame.confidential,
        kicker=" · ".join(part for part in (frame.forum, frame.period) if part),
        title=choice.title or frame.sector or frame.title,
        subtitle=choice.subtitle or tr("Protection hotspots"),
        status=_status(frame),
        finding=f"{finding_of(reading)}.",
        figures=_figures(reading) if has_figures else (),
        columns=(),
        levels=(),
        total=None,
        table_head="",
        table_note="",
        must_head=tr("Must Protect"),
        must_note=tr("who stands there") if told.cover else tr("as released"),
        rows_note=tr("code, people, who stands there") if told.cover else tr("code, people"),
        must=told.lines(must),
        more=tr("and {n} more in the matrix"),
        withheld=_withheld(reading, frame),
        notes=_notes(reading, frame, choice),
        legend_note=tr("what is drawn on this sheet"),
        right_to_left=frame.direction == "rtl",
    )
    return table_of(content, reading, choice)


def table_of(content: SheetContent, reading: Reading, choice: SheetChoice) -> SheetContent:
    """Return the content with the table of levels of what is read."""
    told = _Told(reading, choice)
    return replace(
        content,
        columns=told.columns(),
        levels=told.levels(),
        total=told.total(),
        table_head=tr("Level and coverage") if told.cover else tr("Hotspots by level"),
        table_note=tr("worst season and hour") if told.cover else tr("as released"),
    )


def _status(frame: Frame) -> str:
    return " · ".join(part for part in (frame.when, frame.version.lower()) if part)


def _figures(reading: Reading) -> tuple[KeyFigure, ...]:
    return tuple(KeyFigure(f.value, f.label.replace(" %", "\u00a0%"), f.strong) for f in figures_of(reading))


class _Told:
    """Table and list of a panel, with or without who stands where.

    Parameters
    ----------
    reading : Reading
    choice : SheetChoice
    """

    def __init__(self, reading: Reading, choice: SheetChoice) -> None:
        self.reading = reading
        self.cover = reading.cover_known and choice.cover

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the level table."""
        if not self.cover:
            return (Column(tr("all")), Column(tr("people, est.")))
        balls = {"held": tr("held"), "ears": tr("ears only"), "open": tr("nobody")}
        return (
            Column(tr("all")),
            *(Column(balls[status], f"cover-{status}") for status in COVER_ORDER),
            *((Column(tr("not told")),) if self._is_partly_told else ()),
            Column(tr("force, no civilians")),
        )

    def levels(self) -> tuple[LevelLine, ...]:
        """Return the lines of the level table; none where the audience may not know levels."""
        reading = self.reading
        if not reading.levels_known:
            return ()
        lines = []
        for level in (*LEVELS, UNDECIDED):
            found = reading.at(level)
            if found or level != UNDECIDED:
                lines.append(self._line(level or "undecided", reading.level_name(level), found, level == "must"))
        return tuple(lines)

    def total(self) -> LevelLine | None:
        """Return the last line of the level table."""
        reading = self.reading
        return self._line("", tr("All hotspots"), list(reading.hotspots)) if reading.levels_known else None

    def lines(self, found: Iterable[HotspotSummary]) -> tuple[MustLine, ...]:
        """Return hotspots as lines of a list."""
        return tuple(must_line(self.reading, summary, cover=self.cover) for summary in found)

    def _line(self, symbol: str, label: str, found: list[HotspotSummary], marks_gaps: bool = False) -> LevelLine:
        reading = self.reading
        if not self.cover:
            persons = sum(s.persons or 0 for s in found)
            return LevelLine(symbol, label, (_figure(len(found)), _figure(persons)))
        by = Counter(reading.cover_status(s) for s in found)
        unseen = sum(1 for s in found if s.cover is not None and s.cover.status == "held" and s.cover.civilian is False)
        statuses = (*COVER_ORDER, "") if self._is_partly_told else COVER_ORDER
        cells = (_figure(len(found)), *(_figure(by[status]) for status in statuses), _figure(unseen))
        strong = (False, *(marks_gaps and status in ALONE and bool(by[status]) for status in statuses), False)
        return LevelLine(symbol, label, cells, strong)

    @property
    def _is_partly_told(self) -> bool:
        """Whether who stands there is told of some hotspots and not of others."""
        return any(not self.reading.cover_status(summary) for summary in self.reading.hotspots)


def _figure(value: int) -> str:
    return format_number(value) if value else _NOTHING


def must_line(reading: Reading, summary: HotspotSummary, *, cover: bool = True) -> MustLine:
    """Return a hotspot as a line of a list: code, people and threats, and who stands there.

    Where that may not be told, or nobody asked (`cover`), what is done stands in its place.
    """
    hotspot = summary.hotspot
    people, sign = reading.people(summary), reading.sign(summary)
    brief = " · ".join(part for part in (reading.code_beside(summary), people) if part)
    moved = {1: "raised", -1: "lowered"}.get(sign.raised, "")
    said = (
        reading.code_beside(summary),
        reading.precision(hotspot),
        tr("{n} people").format(n=people) if people else "",
    )
    threats = dict.fromkeys(reading.threat(threat) for threat in summary.threats)
    second = "; ".join([t for t in threats if t][:THREATS_LISTED])
    lines = tuple(line for line in (" · ".join(part for part in said if part), second) if line)
    name, status = reading.name(summary), reading.cover_status(summary)
    if not status or not cover:
        word = reading.cover_word(status) if reading.cover_known and cover else ""
        told = (*lines, *_doing(reading, summary))
        return MustLine(sign.symbol, name, told, status=word, brief=brief, moved=moved)
    eyes = {True: tr("civilian eyes"), False: tr("no civilian eyes"), None: ""}[reading.eyes(summary)]
    return MustLine(
        symbol=sign.symbol,
        name=name,
        lines=lines,
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


def _notes(reading: Reading, frame: Frame, choice: SheetChoice) -> tuple[Note, ...]:
    from hotmap.cartography.basemap import DISCLAIMER

    precision = frame.precision
    if reading.cover_known:
        precision += " " + tr("Travel times are not worked out: where nobody stands, help may still arrive.")
    precision += " " + tr("Nothing drawn does not mean nobody at risk.")
    contact = tr("{contact}. File {file}").format(contact=frame.contact or tr("not said"), file=frame.file_id)
    own = (Note(tr("Note."), choice.notes),) if choice.notes else ()
    return (
        *own,
        Note(tr("Sources."), frame.sources),
        Note(tr("Precision."), precision),
        Note(tr("Disclaimer."), tr(DISCLAIMER)),
        Note(tr("Contact"), contact),
    )
