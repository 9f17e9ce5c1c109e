# SPDX-License-Identifier: MIT
"""One page about one hotspot: who is at risk, from what, what is done, and what is missing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hotmap.domain.fields import show_date, show_months
from hotmap.domain.records import Population, Threat
from hotmap.domain.rubric import IMPACT, LIKELIHOOD, risk_of, span_text
from hotmap.domain.summary import OPEN_STATUSES, HotspotSummary
from hotmap.exporters.plan_actions import response_row
from hotmap.exporters.plan_model import Factor, Group, Picture, Risk, Sheet, ThreatRow, Titled
from hotmap.exporters.reading import Reading
from hotmap.i18n import tr, tr_count
from hotmap.release.population import band_text
from hotmap.units import format_number

PAST_DAYS = 365
LOCATOR_SPAN_DEG = 0.15
"""Smallest width of a locator: about 17 km."""
CELL_SPAN_DEG = 0.05
"""The same around a cell, which has to be seen beside its sign."""


def sheet_of(reading: Reading, summary: HotspotSummary) -> Sheet:
    """Return the sheet of one hotspot."""
    hotspot = summary.hotspot
    first = hotspot.first_identified
    meta = [reading.code_beside(summary), reading.place_line(hotspot)]
    if first:
        meta.append(tr("first listed {date}").format(date=show_date(first)))
    return Sheet(
        uuid=hotspot.uuid,
        sign=reading.sign(summary),
        code=reading.code_beside(summary),
        name=reading.name(summary),
        meta=" · ".join(part for part in meta if part),
        state=_state(reading, summary),
        picture=_locator(reading, summary),
        groups=tuple(_groups(reading, summary)),
        people_note=_people_note(reading, summary),
        season=summary.months,
        season_text=_season(reading, summary),
        description=tuple(text for text in (hotspot.description, hotspot.notes) if text),
        protection=tuple(_protection(reading, summary)),
        threats=tuple(_threat_row(reading, threat) for threat in summary.threats),
        risk=_risk(reading, summary),
        why=tuple(_why(reading, summary)),
        responses=tuple(response_row(reading, line) for line in summary.responses),
        notes=tuple(_notes(reading, summary)),
    )


def _state(reading: Reading, summary: HotspotSummary) -> Titled:
    head = reading.level_name(summary.level)
    if not reading.levels_known:
        head = reading.kind(summary.hotspot)
    if reading.is_alone(summary):
        head = tr("Must, and no force stands there")
    parts = []
    if summary.disputed:
        parts.append(tr("Disputed: two decisions stand, the higher counts."))
    status = reading.cover_status(summary)
    if status and not reading.is_alone(summary):
        parts.append(reading.cover_word(status) + ".")
    if summary.review_due:
        text = tr("Review was due on {date}.") if summary.overdue else tr("Review by {date}.")
        parts.append(text.format(date=show_date(summary.review_due)))
    return Titled(head, " ".join(parts))


def _locator(reading: Reading, summary: HotspotSummary) -> Picture | None:
    geometry = summary.hotspot.geometry
    if geometry is None or geometry.is_empty:
        return None
    west, south, east, north = geometry.bounds
    x, y = (west + east) / 2, (south + north) / 2
    precision = reading.precision(summary.hotspot)
    smallest = CELL_SPAN_DEG if precision else LOCATOR_SPAN_DEG
    half = max(smallest, 1.8 * (east - west), 1.8 * (north - south)) / 2
    name = reading.name(summary)
    if precision:
        caption = tr("{cell}: somewhere inside the dashed square. Reduced in precision, not anonymous.").format(
            cell=precision
        )
    else:
        certainty = reading.lists.text("certainty", summary.hotspot.certainty).lower()
        caption = tr("Place: {certainty}.").format(certainty=certainty) if certainty else tr("Place as released.")
    return Picture(
        name=f"locator-{summary.hotspot.uuid}",
        bbox=(x - half, y - half, x + half, y + half),
        hotspot=summary.hotspot.uuid,
        alt=tr("Map of the surroundings of {name}").format(name=name),
        caption=caption,
    )


def _groups(reading: Reading, summary: HotspotSummary) -> list[Group]:
    counts = _latest(reading, summary)
    most = max((count.persons or 0 for count in counts), default=0)
    found = []
    for count in counts:
        label = reading.lists.text("civilians", count.group) or tr("All people")
        if count.unit == "households":
            label += f" ({reading.lists.text('unit', 'households').lower()})"
        persons = count.persons
        if persons is None:
            found.append(Group(label, band_text(reading.release.band_of(count.uuid) or ""), 0.0))
        else:
            found.append(Group(label, format_number(persons), persons / most if most else 0.0))
    return found


def _latest(reading: Reading, summary: HotspotSummary) -> list[Population]:
    """Return the newest count of each group of which a figure or a band is told, the largest first."""
    newest: dict[str | None, Population] = {}
    for count in reading.release.children("population", summary.hotspot.uuid):
        before = newest.get(count.group)
        told = count.persons is not None or reading.release.band_of(count.uuid)
        if told and (before is None or (count.as_of or "") >= (before.as_of or "")):
            newest[count.group] = count
    return sorted(newest.values(), key=lambda count: (count.group is not None, -(count.persons or 0)))


def _people_note(reading: Reading, summary: HotspotSummary) -> str:
    if not reading.people(summary):
        return tr("Nobody has counted yet, or no count was released.")
    parts = [tr("{people} people in all").format(people=reading.people(summary))]
    if summary.people.as_of:
        parts.append(tr("as of {when}").format(when=show_date(summary.people.as_of)))
    if summary.people.estimated:
        parts.append(tr("estimate"))
    text = ", ".join(parts) + "."
    sources = {c.source for c in reading.release.children("population", summary.hotspot.uuid) if c.source}
    if sources:
        text += " " + tr("Source: {source}.").format(source="; ".join(sorted(sources)))
    if len(_latest(reading, summary)) > 1:
        text += " " + tr("Groups overlap.")
    return text


def _season(reading: Reading, summary: HotspotSummary) -> str:
    times = {code: None for threat in summary.threats for code in threat.time_of_day or ()}
    hours = ", ".join(reading.lists.text("time_of_day", code).lower() for code in times)
    return "; ".join(part for part in (reading.months(summary), hours) if part)


def _protection(reading: Reading, summary: HotspotSummary) -> list[str]:
    cover = summary.cover
    if cover is None or not reading.cover_known:
        return []
    by = reading.release.get(cover.by, "presence")
    who = ""
    if by is not None:
        kind = reading.lists.text("presence_type", by.type)
        who = ", ".join(part for part in (by.name, kind, reading.entity(by.entity)) if part)
    texts = {
        "held": tr("Held: {who}.").format(who=who) if who else tr("A force stands here."),
        "ears": (tr("Ears only: {who}.").format(who=who) if who else tr("Ears only."))
        + " "
        + tr("No force stands here."),
        "open": tr("Nobody stands here. Travel times are not worked out."),
    }
    eyes = {True: tr("Civilian presence: yes."), False: tr("Civilian presence: none."), None: ""}[cover.civilian]
    return [text for text in (texts[cover.status], eyes) if text]


def _threat_row(reading: Reading, threat: Threat) -> ThreatRow:
    return ThreatRow(
        threat=reading.threat(threat) or tr("Not said"),
        actor=reading.lists.text("actor_category", threat.actor_category),
        months=threat.months or (),
        season=show_months(threat.months) if threat.months else "",
        risk=risk_of(threat).score_text if reading.factors_known else "",
        grade=threat.grade or "",
    )


def _risk(reading: Reading, summary: HotspotSummary) -> Risk | None:
    threat, risk = summary.main_threat, summary.suggestion.risk
    if not reading.factors_known or threat is None or risk is None:
        return None
    specs = Threat.specs()

    def factors(codes: tuple[str, ...]) -> tuple[Factor, ...]:
        return tuple(Factor(specs[code].text, threat.value(code)) for code in codes)

    likelihood, impact = risk.likelihood, risk.impact
    known = likelihood[0] == likelihood[1] and impact[0] == impact[1]
    return Risk(
        likelihood=span_text(likelihood),
        impact=span_text(impact),
        score=summary.score_text,
        likelihood_factors=factors(LIKELIHOOD),
        impact_factors=factors(IMPACT),
        at=(likelihood[0], impact[0]) if known and risk.score is not None else None,
    )


def _why(reading: Reading, summary: HotspotSummary) -> list[Titled]:
    found = []
    if reading.factors_known:
        found.append(Titled("", summary.sentence))
    decision = summary.decision
    if decision and decision.level:
        by = ", ".join(part for part in (decision.forum, decision.role, show_date(decision.date)) if part)
        head = tr("Agreed {level}.").format(level=reading.level_name(decision.level))
        reason = tr("Reason: {reason}").format(reason=decision.reason) if decision.reason else ""
        text = " ".join(part for part in (f"{by}." if by else "", reason) if part)
        if text:
            found.append(Titled(head, text))
        if decision.dissent:
            found.append(Titled(tr("Dissent kept:"), decision.dissent))
    return found


def _notes(reading: Reading, summary: HotspotSummary) -> list[Titled]:
    """Return what is missing, what was reported and who takes over."""
    notes = [Titled(tr("Gaps"), text) for text in (_missing(reading, summary),) if text]
    reported = _reported(reading, summary)
    if reported:
        notes.append(Titled(tr("Reported in twelve months"), reported))
    handover = [
        tr("{what}: to {who}.").format(
            what=line.title or line.code or tr("Response line"), who=reading.entity(line.hands_over_to)
        )
        for line in summary.responses
        if line.hands_over_to
    ]
    if handover:
        notes.append(Titled(tr("Handover"), " ".join(handover)))
    return notes


def _missing(reading: Reading, summary: HotspotSummary) -> str:
    gaps = []
    lines = [line for line in summary.responses if line.status in OPEN_STATUSES]
    if reading.leads_known:
        if not lines:
            gaps.append(tr("Nothing is planned."))
        elif summary.lead is None:
            gaps.append(tr("No response line has a lead."))
        undated = sum(1 for line in lines if not line.due)
        if undated:
            gaps.append(tr_count("{n} line without a date.", "{n} lines without a date.", undated))
    if reading.is_alone(summary):
        gaps.append(tr("No force stands here."))
    if reading.eyes(summary) is False:
        gaps.append(tr("No civilian eyes."))
    if reading.factors_known and summary.suggestion.risk and summary.suggestion.risk.unknown:
        specs = Threat.specs()
        names = ", ".join(specs[code].text.lower() for code in summary.suggestion.risk.unknown)
        gaps.append(tr("Not known: {factors}.").format(factors=names))
    return " ".join(gaps)


def _reported(reading: Reading, summary: HotspotSummary) -> str:
    since = (reading.today - timedelta(days=PAST_DAYS)).isoformat()
    found = [
        i
        for i in reading.release.children("incident", summary.hotspot.uuid)
        if i.date and since <= i.date[:10] <= reading.today.isoformat()
    ]
    if not found:
        return ""
    kinds = Counter(reading.lists.text("incident_type", i.type) or tr("Not said") for i in found)
    listed = ", ".join(
        f"{count} × {kind.lower()}" for kind, count in sorted(kinds.items(), key=lambda e: (-e[1], e[0]))
    )
    last = max(i.date for i in found)
    return tr("{listed}; last on {date}. Silence is not safety.").format(listed=listed, date=show_date(last))
