# SPDX-License-Identifier: MIT
"""The joint response plan as content: one model, laid out as PDF by typst and as DOCX.

Only what the release holds is said. A part without data (endorsements that nobody recorded, a
change log that is not released) is left out or says that it is not recorded.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import shapely

from hotmap.domain.fields import show_date
from hotmap.domain.summary import HotspotSummary
from hotmap.exporters.frame import frame_of
from hotmap.exporters.plan_actions import actions_of, gaps_of
from hotmap.exporters.plan_annex import annex_of, principles, warning_note, warning_steps
from hotmap.exporters.plan_labels import labels
from hotmap.exporters.plan_model import Cover, Matrix, MatrixRow, Picture, PlanContent, Titled
from hotmap.exporters.plan_sheets import sheet_of
from hotmap.exporters.plan_summary import cover_note, finding_of, summary_of
from hotmap.exporters.reading import Reading
from hotmap.i18n import tr, tr_count

if TYPE_CHECKING:
    from hotmap.release import Release

SMALLEST_MAP_DEG = 0.4


def plan_content(release: Release, page: str = "A4") -> PlanContent:
    """Return what the plan of a release says, in the current language.

    Parameters
    ----------
    release : Release
    page : str
        Paper size, for the file id.
    """
    reading = Reading(release)
    frame = frame_of(release, "plan", page)
    return PlanContent(
        frame=frame,
        cover=_cover(reading, frame.version, frame.as_of, frame.precision, frame.withheld),
        summary=summary_of(reading),
        map=_map(reading),
        map_title=_map_title(reading),
        matrix=_matrix(reading),
        sheets=tuple(sheet_of(reading, summary) for summary in reading.hotspots),
        actions=actions_of(reading),
        gaps=gaps_of(reading),
        warning_steps=warning_steps(),
        warning_note=warning_note(reading),
        principles=principles(),
        annex=annex_of(reading),
        labels=labels(),
    )


def as_data(content: PlanContent) -> dict[str, Any]:
    """Return the content as values that JSON knows, column sets in a fixed order."""
    data = asdict(content)
    data["matrix"]["columns"] = sorted(content.matrix.columns)
    data["frame"]["running"] = content.frame.running
    return data


def _cover(reading: Reading, version: str, as_of: str, precision: str, withheld: str) -> Cover:
    info = reading.release.info
    audience = reading.lists.text("audience", reading.release.audience)
    if reading.release.internal:
        told = tr("The holder's own print of all records. It goes to nobody.")
    else:
        told = tr("Released to: {audience}. Nobody else.").format(audience=audience)
    not_recorded = tr("Not recorded in this plan. Neither endorsement implies the other.")
    facts = [
        Titled(tr("Forum"), ". ".join(part for part in (info.forum, info.contact) if part)),
        Titled(tr("Status"), f"{tr('{version}, draft').format(version=version)}{f'; {as_of}' if as_of else ''}."),
        Titled(tr("Distribution"), told),
        Titled(tr("Precision"), f"{precision} {withheld}"),
    ]
    motto = tr("Who is at risk, what we protect first, and who does what by when")
    return Cover(
        kicker=" · ".join(part for part in (tr("Joint response plan"), info.period) if part),
        title=info.sector or info.title or tr("Joint response plan"),
        subtitle=info.title if info.title and info.sector not in (None, info.title) else motto,
        endorsements=(
            (tr("Endorsement, mission"), tr("Pending"), not_recorded),
            (tr("Endorsement, humanitarian and UN country team"), tr("Pending"), not_recorded),
        ),
        facts=tuple(fact for fact in facts if fact.text),
    )


def _map(reading: Reading) -> Picture | None:
    shapes = [s.hotspot.geometry for s in reading.hotspots if s.hotspot.geometry is not None]
    shapes = [shape for shape in shapes if not shape.is_empty]
    if not shapes:
        return None
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
    x, y = (west + east) / 2, (south + north) / 2
    half_x, half_y = max(east - west, SMALLEST_MAP_DEG) / 2, max(north - south, SMALLEST_MAP_DEG) / 2
    box = (x - half_x, y - half_y, x + half_x, y + half_y)
    return Picture("map", box, "", tr("Map of the hotspots of this release"), finding_of(reading))


def _map_title(reading: Reading) -> str:
    listed = tr_count("{n} hotspot", "{n} hotspots", len(reading.hotspots))
    if not reading.levels_known:
        return tr("Where: {listed}").format(listed=listed)
    return tr("Where: {listed}, {must} of them Must").format(listed=listed, must=len(reading.at("must")))


def _matrix(reading: Reading) -> Matrix:
    rows = tuple(_matrix_row(reading, summary) for summary in reading.hotspots)
    columns = {
        name for name in ("code", "people", "threat", "season", "lead", "review") if any(getattr(r, name) for r in rows)
    }
    if reading.cover_known:
        columns.add("cover")
    if reading.levels_known:
        columns.add("level")
    if not reading.release.count("response"):
        columns.discard("lead")
    parts = [tr_count("{n} hotspot", "{n} hotspots", len(rows))]
    counted = sorted({s.people.as_of for s in reading.hotspots if s.people.as_of})
    if counted:
        when = show_date(counted[0])
        if counted[-1] != counted[0]:
            when = f"{when} – {show_date(counted[-1])}"
        parts.append(tr("people as of {when}").format(when=when))
    if reading.cover_known:
        parts.append(tr("worst season and hour"))
    return Matrix(
        title=tr("The matrix: what we protect first, and who stands there")
        if reading.cover_known
        else tr("The matrix: what we protect first"),
        subtitle=" · ".join(parts),
        columns=frozenset(columns),
        rows=rows,
        note=_matrix_note(reading),
    )


def _matrix_row(reading: Reading, summary: HotspotSummary) -> MatrixRow:
    status = reading.cover_status(summary)
    civilian = {None: "", True: tr("yes"), False: tr("no")}[reading.eyes(summary)]
    return MatrixRow(
        uuid=summary.hotspot.uuid,
        sign=reading.sign(summary),
        code=summary.hotspot.code or "",
        name=reading.name(summary),
        below=reading.place_line(summary.hotspot),
        people=reading.people(summary),
        threat=reading.threat(summary.main_threat),
        months=summary.months,
        season=reading.months(summary),
        cover=status,
        cover_word=reading.cover_word(status) if reading.cover_known else "",
        civilian=civilian,
        lead=reading.lead(summary),
        review=show_date(summary.review_due, short=True),
        overdue=summary.overdue,
    )


def _matrix_note(reading: Reading) -> str:
    notes = []
    if reading.cover_known:
        notes.append(tr("Black cell: Must, and no force stands there."))
        notes.append(cover_note(reading))
    if reading.factors_known:
        notes.append(
            tr(
                "Triangle: level set by the group over or under the suggestion, reason in the sheet. "
                "Hatched: not known well enough."
            )
        )
    return " ".join(notes)
