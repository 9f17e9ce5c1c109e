# SPDX-License-Identifier: MIT
"""Records in a few words: the line and the line below it, as cards and lists show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hotmap.domain.codelists import CodeLists
from hotmap.domain.fields import MONTH_NAMES, show_months
from hotmap.domain.records import Decision, Population, Record, Response, Threat
from hotmap.domain.rubric import risk_of
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import tr
from hotmap.units import format_number

Words = tuple[str, str, str]
"""Title, what stands at its end, and the line below."""


_LTR, _END = "\u2066", "\u2069"  # keep figures in their order within text from right to left


def span(ends: tuple[int, int]) -> str:
    """Return a span of scores as ``3`` or ``9–12``, in that order in every language."""
    return str(ends[0]) if ends[0] == ends[1] else f"{_LTR}{ends[0]}–{ends[1]}{_END}"


def show_date(text: str | None) -> str:
    """Return an ISO date as ``12 Sep 2026``; what is no full date stays as it stands.

    >>> show_date("2026-09-12"), show_date("2026-09"), show_date(None)
    ('12 Sep 2026', '2026-09', '')
    """
    if not text:
        return ""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.day} {tr(MONTH_NAMES[day.month - 1])} {day.year}"


def show_day(text: str | None, year: int) -> str:
    """Return a date as `show_date`, without the year where it is `year`."""
    return show_date(text).removesuffix(f" {year}")


def threat_words(threat: Threat, lists: CodeLists) -> Words:
    """Return a threat line in words, with the sum that its risk comes from."""
    risk = risk_of(threat)
    known_none = len(risk.unknown) == 7
    likelihood = span(risk.likelihood) if risk.likelihood[0] == risk.likelihood[1] else "?"
    impact = span(risk.impact) if risk.impact[0] == risk.impact[1] else "?"
    end = (
        tr("not scored")
        if known_none
        else tr("L {likelihood} × I {impact} = {risk}").format(
            likelihood=likelihood, impact=impact, risk=span((risk.low, risk.high))
        )
    )
    unknown = [Threat.specs()[code].text.lower() for code in risk.unknown]
    parts = [
        lists.text("actor_category", threat.actor_category),
        show_months(threat.months) if threat.months else "",
        ", ".join(lists.text("time_of_day", t).lower() for t in threat.time_of_day or ()),
        tr("{factors} not known").format(factors=", ".join(unknown)) if unknown and len(unknown) <= 2 else "",
    ]
    title = lists.text("threat_type", threat.type) or tr("Threat not named yet")
    return title, end, " · ".join(part for part in parts if part)


def population_words(count: Population, lists: CodeLists) -> Words:
    """Return a count of people in words."""
    title = lists.text("civilians", count.group) or tr("All people at risk")
    number = tr("not counted") if count.persons is None else format_number(count.persons)
    if count.persons is not None and count.unit == "households":
        number = tr("1 household") if count.persons == 1 else tr("{n} households").format(n=number)
    parts = [
        tr("as of {date}").format(date=show_date(count.as_of)) if count.as_of else tr("no date"),
        tr("estimate") if count.estimated else "",
        count.source or "",
    ]
    return title, number, " · ".join(part for part in parts if part)


def response_words(line: Response, lists: CodeLists) -> Words:
    """Return a response line in words."""
    lead = lists.text("entity", line.lead) or tr("No lead yet")
    when = " – ".join(show_date(text) for text in (line.start, line.due) if text)
    return (
        response_title(line, lists),
        lists.text("response_status", line.status),
        " · ".join(filter(None, (lead, when))),
    )


def response_title(line: Response, lists: CodeLists) -> str:
    """Return what a response line does."""
    return line.title or lists.text("activity", line.activity) or line.code or tr("Line not named yet")


def decision_words(decision: Decision, lists: CodeLists) -> Words:
    """Return a decision in words."""
    by = " · ".join(part for part in (decision.forum, decision.role) if part)
    reason = decision.reason or ""
    return lists.text("level", decision.level), show_date(decision.date), " — ".join(filter(None, (by, reason)))


WORDS: Mapping[str, Callable[[Any, CodeLists], Words]] = {
    "threat": threat_words,
    "population": population_words,
    "response": response_words,
    "decision": decision_words,
}


def people_text(summary: HotspotSummary) -> str:
    """Return the people at a hotspot as a figure, or nothing when nobody has counted."""
    return "" if summary.persons is None else format_number(summary.persons)


def place_line(summary: HotspotSummary, lists: CodeLists) -> str:
    """Return type and people of a hotspot: ``IDP camp, 14 200 people``."""
    kind = lists.text("hotspot_type", summary.hotspot.type)
    people = tr("{n} people").format(n=people_text(summary)) if summary.persons is not None else ""
    return ", ".join(part for part in (kind, people) if part) or tr("type not said")


def cover_words(summary: HotspotSummary, by: Record | None) -> str:
    """Return who stands at a hotspot, in words that never promise a travel time."""
    if summary.cover is None:
        return tr("No place yet") if summary.hotspot.geometry is None else tr("Not told here")
    if summary.cover.status == "held":
        return tr("Held: {who}").format(who=by.caption) if by and by.caption else tr("Held")
    if summary.cover.status == "ears":
        return tr("Ears only: {who}").format(who=by.caption) if by and by.caption else tr("Ears only")
    return tr("Nobody stands there")
