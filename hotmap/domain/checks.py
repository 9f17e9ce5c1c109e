# SPDX-License-Identifier: MIT
"""The plan checker: one function a rule, with an id, a severity and a sentence that says how to mend it.

Add a rule by writing one function with `@rule`; stage bar, checker, documents and command line
show it by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hotmap.domain.checking import RULES, SEVERITIES, Checked, Finding, check, rule
from hotmap.domain.fields import Kind
from hotmap.domain.records import CONTENT_KINDS, Record
from hotmap.i18n import tr

__all__ = ["RULES", "SEVERITIES", "Finding", "check", "holds_contact"]

HOST_SUPPORT = frozenset({"police_training", "courts"})
HRDDP_SETTLED = frozenset({"not_needed", "cleared", "cleared_with_measures"})


def _name(record: Record) -> str:
    code, name = record.value("code"), record.value("name") or record.value("title")
    return f"{code} {name}" if code and name else str(code or name or tr(record.LABEL))


@rule("must-without-lead", "error")
def _must_without_lead(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.level == "must" and summary.lead is None:
            yield (
                summary.hotspot.uuid,
                tr("{name} is Must and no response line has a lead: name one in Respond.").format(
                    name=_name(summary.hotspot)
                ),
            )


@rule("override-without-reason", "error")
def _override_without_reason(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        decision = summary.decision
        if decision and decision.suggested and decision.level != decision.suggested and not decision.reason:
            yield (
                decision.uuid,
                tr(
                    "{name} was set to {level}, not {suggested} as suggested, without a reason: decide again with one."
                ).format(
                    name=_name(summary.hotspot),
                    level=checked.records.lists.text("level", decision.level),
                    suggested=checked.records.lists.text("level", decision.suggested),
                ),
            )


@rule("disputed-level", "error")
def _disputed(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.disputed:
            yield (
                summary.hotspot.uuid,
                tr(
                    "{name} has two decisions that do not know of each other; it counts as the higher until the group "
                    "decides."
                ).format(name=_name(summary.hotspot)),
            )


@rule("observer-tasked", "error")
def _observer_tasked(checked: Checked) -> Iterator[tuple[str, str]]:
    observers = {c.code for c in checked.records.lists["entity"].group("observer")}
    for line in checked.open_lines:
        if observers & {line.lead, *(line.support or ())}:
            yield (
                line.uuid,
                tr("{name} gives a task to an observer: observers coordinate and are never tasked.").format(
                    name=_name(line)
                ),
            )


@rule("support-without-hrddp", "error")
def _support_without_hrddp(checked: Checked) -> Iterator[tuple[str, str]]:
    authorities = {c.code for c in checked.records.lists["entity"].group("authority")}
    for line in checked.open_lines:
        supports = line.activity in HOST_SUPPORT or authorities & {line.lead, *(line.support or ())}
        if supports and line.hrddp not in HRDDP_SETTLED:
            yield (
                line.uuid,
                tr(
                    "{name} supports forces outside the UN and has no settled HRDDP status: it cannot be confirmed."
                ).format(name=_name(line)),
            )


@rule("due-before-start", "error")
def _due_before_start(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.records.of("response"):
        if line.start and line.due and line.due < line.start:
            yield (
                line.uuid,
                tr("{name} is due on {due}, before it starts on {start}.").format(
                    name=_name(line), due=line.due, start=line.start
                ),
            )


@rule("broken-link", "error")
def _broken_links(checked: Checked) -> Iterator[tuple[str, str]]:
    for record in checked.records.content():
        for code, spec in record.specs().items():
            if spec.kind not in (Kind.LINK, Kind.LINKS):
                continue
            value = record.value(code)
            targets = value if spec.is_many else (value,)
            if any(t and checked.records.get(t, spec.links_to) is None for t in targets or ()):
                yield (
                    record.uuid,
                    tr("{name}: “{field}” points to a record that is not there.").format(
                        name=_name(record), field=spec.text
                    ),
                )


@rule("tasked-without-consent", "warning")
def _partner_tasked(checked: Checked) -> Iterator[tuple[str, str]]:
    partners = {c.code for c in checked.records.lists["entity"].group("partner")}
    for line in checked.open_lines:
        if line.lead in partners:
            yield (
                line.uuid,
                tr("{name} is led from outside the UN: being listed needs consent, and is no tasking.").format(
                    name=_name(line)
                ),
            )


@rule("line-without-lead", "warning")
def _line_without_lead(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.open_lines:
        if not line.lead:
            yield line.uuid, tr("{name} has no lead.").format(name=_name(line))


@rule("line-without-date", "warning")
def _line_without_date(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.open_lines:
        if not line.due:
            yield line.uuid, tr("{name} has no date by which it is done.").format(name=_name(line))


@rule("line-overdue", "warning")
def _line_overdue(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.open_lines:
        if line.due and line.due < checked.today.isoformat():
            yield line.uuid, tr("{name} was due on {due}: is it done, or when?").format(name=_name(line), due=line.due)


@rule("line-without-hotspot", "warning")
def _line_without_hotspot(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.open_lines:
        if not line.hotspot:
            yield line.uuid, tr("{name} belongs to no hotspot.").format(name=_name(line))


@rule("too-many-must", "warning")
def _too_many_must(checked: Checked) -> Iterator[tuple[str, str]]:
    decided = [summary for summary in checked.hotspots if summary.level]
    musts = sum(summary.level == "must" for summary in decided)
    limit = checked.rubric.must_share_warning
    if decided and musts / len(decided) > limit:
        yield (
            checked.records.info.uuid,
            tr(
                "{n} of {all} decided hotspots are Must, more than {limit} %: when everything is first, nothing is."
            ).format(n=musts, all=len(decided), limit=round(limit * 100)),
        )


@rule("review-overdue", "warning")
def _review_overdue(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.overdue:
            yield (
                summary.hotspot.uuid,
                tr("{name} was to be reviewed by {due}.").format(name=_name(summary.hotspot), due=summary.review_due),
            )


@rule("decision-expired", "warning")
def _decision_expired(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        until = summary.decision.valid_until if summary.decision else None
        if until and until < checked.today.isoformat():
            yield (
                summary.hotspot.uuid,
                tr("{name}: the decision was valid until {until}. It stays until the group decides again.").format(
                    name=_name(summary.hotspot), until=until
                ),
            )


@rule("must-not-held", "warning")
def _must_not_held(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.level == "must" and summary.cover and summary.cover.status != "held":
            yield (
                summary.hotspot.uuid,
                tr("{name} is Must, and no force stands there.").format(name=_name(summary.hotspot)),
            )


@rule("force-without-civilian-eyes", "warning")
def _force_without_eyes(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.cover and summary.cover.status == "held" and not summary.cover.civilian:
            yield (
                summary.hotspot.uuid,
                tr(
                    "{name} has force and no civilian eyes: a liaison assistant or alert network would hear more."
                ).format(name=_name(summary.hotspot)),
            )


@rule("place-missing", "warning")
def _place_missing(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        geometry = summary.hotspot.geometry
        if geometry is None or geometry.is_empty:
            yield summary.hotspot.uuid, tr("{name} has no place on the map yet.").format(name=_name(summary.hotspot))


@rule("code-twice", "warning")
def _code_twice(checked: Checked) -> Iterator[tuple[str, str]]:
    for kind in CONTENT_KINDS:
        records = [r for r in checked.records.of(kind) if r.value("code")]
        times = Counter(r.value("code").casefold() for r in records)
        for record in records:
            if times[record.value("code").casefold()] > 1:
                yield (
                    record.uuid,
                    tr("The code {code} is used {n} times: give one of them another.").format(
                        code=record.value("code"), n=times[record.value("code").casefold()]
                    ),
                )


@rule("count-without-date", "warning")
def _count_without_date(checked: Checked) -> Iterator[tuple[str, str]]:
    for count in checked.records.of("population"):
        hotspot = checked.records.get(count.hotspot, "hotspot")
        if count.persons is not None and not count.as_of:
            yield (
                count.uuid,
                tr("{name}: a count of people has no date; say as of when it is.").format(name=_name(hotspot or count)),
            )


_DATE = re.compile(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
# Years, page and document numbers abound in sources, so a phone number is one that says so: +249…, 00249…, 0912….
_PHONE = re.compile(r"(?<![\w/.,:-])(?:\+|00?)\d(?:[\s().-]?\d){6,13}(?![\w/])")


def holds_contact(text: str) -> bool:
    """Return whether a text holds what looks like a phone number or an e-mail address; dates do not count."""
    return bool(_EMAIL.search(text) or _PHONE.search(_DATE.sub("x", text)))


@rule("contact-in-text", "warning")
def _contact_in_text(checked: Checked) -> Iterator[tuple[str, str]]:
    for record in checked.records.content():
        for code, spec in record.specs().items():
            if spec.kind in (Kind.TEXT, Kind.LONG_TEXT) and holds_contact(record.value(code) or ""):
                yield (
                    record.uuid,
                    tr(
                        "{name}: “{field}” seems to hold a phone number or e-mail address. Write a role instead."
                    ).format(name=_name(record), field=spec.text),
                )


@rule("line-without-indicator", "info")
def _line_without_indicator(checked: Checked) -> Iterator[tuple[str, str]]:
    for line in checked.open_lines:
        if not line.indicator:
            yield line.uuid, tr("{name} has no sign by which one sees that it works.").format(name=_name(line))


@rule("not-decided", "info")
def _not_decided(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if summary.level is None:
            yield summary.hotspot.uuid, tr("{name} has no agreed level yet.").format(name=_name(summary.hotspot))


@rule("without-threat", "info")
def _without_threat(checked: Checked) -> Iterator[tuple[str, str]]:
    for summary in checked.hotspots:
        if not summary.threats:
            yield (
                summary.hotspot.uuid,
                tr("{name} has no threat line, so no level can be suggested.").format(name=_name(summary.hotspot)),
            )


@rule("unmarked", "info")
def _unmarked(checked: Checked) -> Iterator[tuple[str, str]]:
    records = checked.records.content()
    unmarked = [record for record in records if record.marking.is_unmarked]
    if unmarked:
        yield (
            checked.records.info.uuid,
            tr("{n} of {all} records are not marked, so nobody will receive them: mark them in Share.").format(
                n=len(unmarked), all=len(records)
            ),
        )
