# SPDX-License-Identifier: MIT
"""The gate: which fields of one record one audience may have, and how precise its place may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotmap.domain.codelists import PRECISIONS, CodeLists
from hotmap.domain.fields import Kind
from hotmap.domain.marking import UNMARKED, Marking, coarsest, field_marking
from hotmap.domain.records import GEOMETRY_KINDS, Layer, Record
from hotmap.release.cases import cases_of
from hotmap.release.policy import Policy

UNMARKED_REASON = "unmarked"
MARKING_REASON = "marking"
EXPIRED_REASON = "expired"
POLICY_REASON = "policy"
SMALL_REASON = "small"
PARENT_REASON = "parent"


@dataclass(frozen=True)
class Passed:
    """What of a record may leave.

    Attributes
    ----------
    record : Record
        The original.
    rules : mapping of str to str
        The policy's rule by the code of each field that may leave.
    precision : str or None
        Of its place: a code, ``withheld`` included; None for kinds without a place.
    """

    record: Record
    rules: Mapping[str, str]
    precision: str | None


class Gate:
    """Decides for one audience on one day; the strictest of marking, field marking and policy wins.

    Parameters
    ----------
    policy : Policy
    lists : CodeLists
        Those of the plan, for the groups that types belong to.
    audience : str
    today : str
        ISO date, for permissions that have ended.
    """

    def __init__(self, policy: Policy, lists: CodeLists, audience: str, today: str) -> None:
        self.policy = policy
        self.lists = lists
        self.audience = audience
        self.today = today

    def objection(self, marking: Marking) -> str | None:
        """Return why a marking keeps a record in, or None where it lets it leave."""
        if marking.is_unmarked:
            return UNMARKED_REASON
        if marking.allows(self.audience, self.today):
            return None
        ended = self.audience in (marking.audiences or ())
        return EXPIRED_REASON if ended else MARKING_REASON

    def passed(self, record: Record) -> Passed | str:
        """Return what of a record may leave, or the reason why nothing does."""
        objection = self.objection(record.marking)
        if objection:
            return objection
        cases = cases_of(record, self.lists)
        codes = (*type(record).all_specs(), "geometry")
        rules = {code: rule for code in codes if (rule := self.rule(record, cases, code))}
        precision = self.precision(record, rules)
        if isinstance(record, Layer):
            # A table of features cannot be coarsened without knowing what its columns tell.
            return Passed(record, rules, None) if precision == "exact" else MARKING_REASON
        if not _tells_something(record, rules, precision):
            return POLICY_REASON
        return Passed(record, rules, precision if record.KIND in GEOMETRY_KINDS else None)

    def rule(self, record: Record, cases: tuple[str, ...], code: str) -> str | None:
        """Return the rule under which a field may leave, or None."""
        rule = self.policy.rule(record.KIND, cases, code, self.audience)
        if rule in ("no", "count"):
            return None
        own = record.field_markings.get(code)
        if rule == "released" and self.audience not in ((own or UNMARKED).audiences or ()):
            return None
        return rule if field_marking(record.marking, own).allows(self.audience, self.today) else None

    def precision(self, record: Record, rules: Mapping[str, str]) -> str:
        """Return how precise the place of a record may be."""
        if isinstance(record, Layer):
            asked = record.marking.precision
        elif "geometry" not in rules:
            return "withheld"
        else:
            own = record.field_markings.get("geometry", UNMARKED).precision
            asked = coarsest(_known(code) for code in (rules["geometry"], record.marking.precision, own))
        return _known(asked) or "exact"


def _known(precision: str | None) -> str | None:
    """Return a precision, an unknown one as withheld: what is not understood does not leave."""
    if precision == "yes":
        return "exact"
    return precision if precision is None or precision in PRECISIONS else "withheld"


def _tells_something(record: Record, rules: Mapping[str, str], precision: str) -> bool:
    """Return whether anything leaves beside links and the marking."""
    if record.geometry is not None and precision != "withheld":
        return True
    return any(
        code in rules and record.value(code) is not None and spec.kind not in (Kind.LINK, Kind.LINKS)
        for code, spec in type(record).specs().items()
    )
