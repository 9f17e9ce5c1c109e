# SPDX-License-Identifier: MIT
"""The end of the plan: early warning, principles, the rubric, what was withheld, and words."""

from __future__ import annotations

from datetime import datetime
from statistics import median

from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import KINDS, Decision, Incident
from hotmap.domain.summary import HotspotSummary
from hotmap.exporters.plan_model import Annex, OverrideRow, Titled, WithheldRow
from hotmap.exporters.reading import Reading
from hotmap.i18n import tr, tr_count

HIGHEST_RISK = 25


def warning_steps() -> tuple[Titled, ...]:
    """Return how a warning becomes an answer: roles, never phone numbers."""
    return (
        Titled(tr("1 Hear"), tr("Focal point or liaison assistant. Grade and time are noted.")),
        Titled(tr("2 Pass on"), tr("Alert desk of the joint operations centre, day and night.")),
        Titled(tr("3 Check"), tr("A second source: liaison assistant, patrol, or partner by consent.")),
        Titled(tr("4 Decide"), tr("Duty officer together with Civil Affairs.")),
        Titled(tr("5 Answer"), tr("Arrive, note the time, tell the focal point.")),
    )


def warning_note(reading: Reading) -> str:
    """Return how alerts were answered, as far as they were released."""
    alerts = [i for i in reading.release.of("incident") if i.received]
    parts = []
    if alerts:
        minutes = [m for m in (_answer_min(alert) for alert in alerts) if m is not None]
        parts.append(tr_count("{n} alert on record", "{n} alerts on record", len(alerts)))
        parts.append(tr("{n} answered").format(n=len(minutes)))
        if minutes:
            parts.append(tr("median {n} minutes from received to arrived").format(n=round(median(minutes))))
    told = f"{', '.join(parts)}. " if parts else ""
    return told + tr("A notification is not a permission, and risk to staff is handled elsewhere.")


def _answer_min(alert: Incident) -> float | None:
    try:
        received, arrived = datetime.fromisoformat(alert.received or ""), datetime.fromisoformat(alert.arrived or "")
        minutes = (arrived - received).total_seconds() / 60
    except (ValueError, TypeError):
        return None
    return minutes if minutes >= 0 else None


def principles() -> tuple[Titled, ...]:
    """Return what binds everybody who uses the plan."""
    return (
        Titled(tr("The host state is responsible first."), tr("This plan supports that duty and never replaces it.")),
        Titled(
            tr("Humanitarian action stays distinct."),
            tr("Neutral, impartial, independent. Humanitarians endorse for themselves."),
        ),
        Titled(
            tr("Being listed is not being tasked."),
            tr("Observers and partners coordinate; nobody here gives them orders."),
        ),
        Titled(
            tr("Due diligence before support."),
            tr("No line that supports forces outside the UN is confirmed without an HRDDP status."),
        ),
        Titled(
            tr("Do no harm with this paper."),
            tr("Share it within its audience; do not copy its maps into other papers."),
        ),
        Titled(tr("Lines on the map are lines on a map."), tr("Boundaries and names imply no endorsement.")),
        Titled(tr("A score is not a prediction."), tr("People decide levels; silence is not safety.")),
        Titled(tr("What is withheld belongs to its originator."), tr("Ask them; do not guess.")),
    )


def annex_of(reading: Reading) -> Annex:
    """Return the annex."""
    return Annex(
        rubric=_rubric_words() if reading.factors_known else (),
        bands=tuple(_bands(reading)) if reading.factors_known else (),
        rubric_note=_rubric_note(reading) if reading.levels_known else "",
        withheld=tuple(withheld_rows(reading)),
        withheld_note=tr("In bands only: never how many, where or by whom. They are in no total of this document."),
        overrides=tuple(_overrides(reading)),
        words=tuple(_words(reading)),
    )


def _rubric_words() -> tuple[Titled, ...]:
    return (
        Titled(
            tr("Likelihood"),
            tr(
                "is the rounded mean of intent, capability, opportunity and history, 1 to 5. "
                "With intent or capability at 1 it is at most 2."
            ),
        ),
        Titled(
            tr("Impact"),
            tr(
                "is the rounded mean of severity, exposure and vulnerability. "
                "With severity at 5 it is at least 4. Halves round up."
            ),
        ),
        Titled(
            tr("Risk"),
            tr(
                "is likelihood × impact, and a hotspot takes the maximum of its threats. "
                "Unknown is shown as a range, never as low."
            ),
        ),
    )


def _bands(reading: Reading) -> list[tuple[str, str, int]]:
    thresholds = reading.rubric.thresholds
    bands, top = [], HIGHEST_RISK
    for level in LEVELS:
        low = thresholds.get(level, 1)
        bands.append((level, f"{low}–{top} {reading.level_name(level).split()[0]}", top - low + 1))
        top = low - 1
    return bands


def _rubric_note(reading: Reading) -> str:
    days, limit = reading.rubric.review_days, round(100 * reading.rubric.must_share_warning)
    note = tr(
        "A credible alert of imminent danger suggests Must for {alert} days. "
        "Reviews: Must after {must}, Should {should}, Could {could} and Watch {watch} days. "
        "More than {limit} % Must is questioned. Default lists, editable by each mission; not an official standard."
    ).format(alert=reading.rubric.alert_days, limit=limit, **days)
    share = round(100 * len(reading.at("must")) / max(len(reading.hotspots), 1))
    return note + " " + tr("In this release it is {share} %.").format(share=share)


def withheld_rows(reading: Reading) -> list[WithheldRow]:
    """Return what was withheld, by kind, in bands; kinds of which nothing was withheld are left out."""
    words = {"some": tr("some"), "many": tr("many")}
    rows = []
    for kind, band in reading.release.withheld.items():
        if band in words and kind in KINDS:
            rows.append(WithheldRow(tr(KINDS[kind].PLURAL), words[band]))
    return rows


def _overrides(reading: Reading) -> list[OverrideRow]:
    rows = []
    for summary in reading.hotspots:
        decision = summary.decision
        if decision is None or not decision.level:
            continue
        changed = decision.suggested is not None and decision.suggested != decision.level
        if changed or decision.dissent or summary.disputed:
            rows.append(_override(reading, summary, decision))
    return rows


def _override(reading: Reading, summary: HotspotSummary, decision: Decision) -> OverrideRow:
    short = {level: reading.level_name(level).split()[0] for level in LEVELS}
    levels = short.get(decision.level or "", "")
    if decision.suggested == decision.level:
        levels = tr("{agreed}, as suggested").format(agreed=levels)
    elif decision.suggested:
        levels = tr("{suggested} suggested, {agreed} agreed").format(
            suggested=short.get(decision.suggested, decision.suggested), agreed=levels
        )
    return OverrideRow(
        sign=reading.sign(summary),
        code=summary.hotspot.code or reading.name(summary),
        levels=levels,
        forum=", ".join(part for part in (decision.forum, decision.role) if part),
        reason=decision.reason or (tr("disputed") if summary.disputed else ""),
        dissent=decision.dissent or "",
    )


def _words(reading: Reading) -> list[Titled]:
    """Return the code lists that this document uses, as they stand in the plan."""
    release = reading.release
    used: dict[str, dict[str, None]] = {"actor_category": {}, "threat_type": {}, "phase": {}}
    for threat in release.of("threat"):
        used["actor_category"][threat.actor_category or ""] = None
        used["threat_type"][threat.type or ""] = None
    for line in release.of("response"):
        used["phase"][line.phase or ""] = None
    heads = {
        "actor_category": tr("Actor categories:"),
        "threat_type": tr("Threats:"),
        "phase": tr("Phases:"),
    }
    words = []
    if release.count("response"):
        words.append(
            Titled(tr("Tiers:"), tr("I dialogue and engagement; II physical protection; III protective environment."))
        )
    for list_id, codes in used.items():
        known = [c.text.lower() for c in reading.lists[list_id] if c.code in codes]
        if known:
            words.append(Titled(heads[list_id], "; ".join(known) + "."))
    words.append(
        Titled(
            tr("Grades:"),
            tr("source A–F, information 1–6. Counts are as of a date; groups under 10 are never printed."),
        )
    )
    return words
