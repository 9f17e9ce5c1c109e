# SPDX-License-Identifier: MIT
"""The half page that says the essentials: one finding, four figures, what needs a decision."""

from __future__ import annotations

from collections import Counter

from hotmap.domain.codelists import LEVELS
from hotmap.domain.summary import HotspotSummary
from hotmap.exporters.plan_model import Figure, LevelRow, Question, Summary, Titled
from hotmap.exporters.reading import UNDECIDED, Reading, Sign, sign_of
from hotmap.i18n import tr, tr_count
from hotmap.units import format_number

QUESTIONS = 5
COVER_ORDER = ("held", "ears", "open")
NOT_TOLD = ""


def summary_of(reading: Reading) -> Summary:
    """Return the summary of a release."""
    return Summary(
        finding=finding_of(reading),
        figures=figures_of(reading),
        levels=tuple(_level_rows(reading)),
        cover_heads=tuple((status, reading.cover_word(status)) for status in _columns(reading)),
        cover_note=cover_note(reading),
        questions=tuple(_questions(reading)),
        signs=tuple(sign_words(reading)),
        balls=tuple(cover_words(reading)),
        unknown=tuple(_unknown(reading)),
    )


def _columns(reading: Reading) -> tuple[str, ...]:
    """Return the statuses of cover that are told, `NOT_TOLD` among them where of some places nothing is."""
    if not reading.cover_known:
        return ()
    some_not = any(not reading.cover_status(s) for s in reading.hotspots)
    return (*COVER_ORDER, NOT_TOLD) if some_not else COVER_ORDER


def finding_of(reading: Reading) -> str:
    """Return the one sentence to remember."""
    count, must = len(reading.hotspots), len(reading.at("must"))
    if not count:
        return tr("No hotspot is part of this release")
    if not must:
        listed = tr_count("{n} hotspot is listed", "{n} hotspots are listed", count)
        return f"{listed}, {tr('none of them Must')}" if reading.levels_known else listed
    if not reading.cover_known:
        share = tr_count("{n} hotspot is listed", "{n} hotspots are listed", count)
        return tr("{listed}, {must} of them Must").format(listed=share, must=must)
    alone = len(reading.alone)
    held = sum(1 for s in reading.at("must") if reading.cover_status(s) == "held")
    if not alone and held < must:
        return tr("{held} of the {must} Must places are held, of the others nothing is told").format(
            held=held, must=must
        )
    if not alone:
        return tr_count("The one Must place is held", "All {n} Must places are held", must)
    if must == 1:
        return tr("No force stands at the one Must place")
    if alone == must:
        return tr("No force stands at any of the {must} Must places").format(must=must)
    return tr("No force stands at {alone} of the {must} Must places").format(alone=alone, must=must)


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """Return the key figures: hotspots, people, Must, and Must where nobody stands."""
    count = len(reading.hotspots)
    figures = [Figure(format_number(count), tr("hotspot") if count == 1 else tr("hotspots"))]
    counted = [s for s in reading.hotspots if s.persons is not None]
    if counted:
        estimate = any(s.people.estimated for s in counted)
        label = tr("people at risk, estimate") if estimate else tr("people at risk")
        figures.append(Figure(format_number(_persons(counted)), label))
    if reading.levels_known:
        must = len(reading.at("must"))
        label = tr("Must Protect, {share} %").format(share=round(100 * must / count)) if count else tr("Must Protect")
        figures.append(Figure(format_number(must), label))
    if reading.cover_known and reading.levels_known:
        label = tr("Must, no force there")
        if _persons(reading.alone):
            label += " · " + tr("{people} people").format(people=format_number(_persons(reading.alone)))
        figures.append(Figure(format_number(len(reading.alone)), label, strong=bool(reading.alone)))
    return tuple(figures)


def _persons(summaries: list[HotspotSummary]) -> int:
    return sum(s.persons or 0 for s in summaries)


def _level_rows(reading: Reading) -> list[LevelRow]:
    rows = []
    for level in (*LEVELS, UNDECIDED):
        found = reading.at(level)
        if not found and (level == UNDECIDED or not reading.levels_known):
            continue
        by = Counter(reading.cover_status(s) for s in found)
        label = reading.level_name(level).split()[0] if level else tr("No level")
        columns = tuple(by[status] for status in _columns(reading))
        rows.append(LevelRow(sign_of(level), label, len(found), columns))
    return rows


def cover_note(reading: Reading) -> str:
    """Return what the words on cover mean, and what they do not."""
    if not reading.cover_known and reading.release.cover:
        return tr("No presence is entered, so nothing is said of who stands where.")
    if not reading.cover_known:
        return tr("Who stands where is not part of this release.")
    return tr(
        "Worst season and hour. How long help takes to arrive is not worked out yet: "
        "a place without a force may still be reached."
    )


def _questions(reading: Reading) -> list[Question]:
    """Return the hotspots with the most open questions of Must and Should, the gravest first."""
    found = []
    for summary in reading.hotspots:
        facts = _open_facts(reading, summary)
        if facts:
            weight = {"must": 100, "should": 10}.get(summary.level or "", 0) + len(facts)
            found.append((weight + 1000 * summary.disputed, summary, facts))
    found.sort(key=lambda entry: -entry[0])  # stable: the order of the matrix holds within one weight
    return [
        Question(reading.sign(summary), reading.telling_name(summary), sentence(facts))
        for _, summary, facts in found[:QUESTIONS]
    ]


def _open_facts(reading: Reading, summary: HotspotSummary) -> list[str]:
    level = summary.level
    facts = []
    if summary.disputed:
        facts.append(tr("two decisions stand, the higher counts"))
    if level == "must" and reading.is_alone(summary):
        facts.append(tr("Must, and no force stands there"))
    if level in ("must", "should") and summary.lead is None and reading.leads_known:
        facts.append(tr("no response line has a lead"))
    if reading.factors_known and summary.raised:
        word = (
            tr("set higher than the rubric suggests")
            if summary.raised > 0
            else tr("set lower than the rubric suggests")
        )
        facts.append(word)
    if summary.overdue and summary.review_due:
        facts.append(tr("review overdue"))
    return facts


def sentence(facts: list[str]) -> str:
    """Return facts as one sentence: ``First; second.``"""
    text = "; ".join(facts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def sign_words(reading: Reading) -> list[tuple[Sign, Titled]]:
    """Return what each level means, for the levels that were released."""
    if not reading.levels_known:
        return []
    days = reading.rubric.review_days
    meaning = {
        "must": tr("Presence expected: a base or a standing deployment."),
        "should": tr("Regular patrols, or a reachable reaction force."),
        "could": tr("Community liaison and alert networks, unarmed measures, patrols when possible."),
        "watch": tr("Kept on the list, looked at again within {days} days.").format(days=days["watch"]),
    }
    words = [(sign_of(level), Titled(f"{reading.level_name(level)}.", meaning[level])) for level in LEVELS]
    if reading.cover_known:
        alone = Titled(tr("Double outline."), tr("Must, and no force stands there."))
        words.append((sign_of("must", alone=True), alone))
    return words


def cover_words(reading: Reading) -> list[tuple[str, Titled]]:
    """Return what each mark means, for those that this release can show."""
    words = []
    if reading.cover_known:
        words += [
            ("held", Titled(tr("Held."), tr("Armed presence inside the place or within 200 m of it."))),
            ("ears", Titled(tr("Ears only."), tr("A liaison assistant or alert network, and no force there."))),
            ("open", Titled(tr("Nobody."), tr("Travel times are not worked out. Priority and cover are never mixed."))),
        ]
    if reading.factors_known:
        words += [
            (
                "raised",
                Titled(
                    tr("Raised, lowered."),
                    tr("The group set another level than the rubric; its reason is in the sheet."),
                ),
            ),
            ("hatch", Titled(tr("Hatched."), tr("Not known well enough. Unknown is not low."))),
        ]
    return words


def _unknown(reading: Reading) -> list[Titled]:
    """Return what is not known, and what was withheld: unknown is not low."""
    found = []
    if reading.factors_known:
        low = [s for s in reading.hotspots if s.low_confidence]
        if low:
            head = tr_count("{n} hotspot", "{n} hotspots", len(low))
            found.append(Titled(head, tr("not known well enough, and hatched: {codes}.").format(codes=codes_of(low))))
        bare = [s for s in reading.hotspots if not s.threats]
        if bare:
            head = tr_count("{n} hotspot", "{n} hotspots", len(bare))
            found.append(
                Titled(
                    head, tr("without a threat line, so without a suggestion: {codes}.").format(codes=codes_of(bare))
                )
            )
    uncounted = [s for s in reading.hotspots if not reading.people(s)]
    if uncounted and len(uncounted) < len(reading.hotspots):
        head = tr_count("{n} hotspot", "{n} hotspots", len(uncounted))
        found.append(
            Titled(
                head, tr("where nobody has counted: {codes}. They are in no total.").format(codes=codes_of(uncounted))
            )
        )
    return found


def codes_of(summaries: list[HotspotSummary], limit: int = 8) -> str:
    """Return the codes of hotspots, the first few and how many more."""
    codes = [s.hotspot.code or s.hotspot.caption for s in summaries]
    more = len(codes) - limit
    listed = ", ".join(codes[:limit])
    return f"{listed} {tr('and {n} more').format(n=more)}" if more > 0 else listed
