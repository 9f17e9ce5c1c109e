# SPDX-License-Identifier: MIT
"""The policy: how much of which field of which records each audience may have at most.

The default is a table, ``resources/policy/release.csv``: kind; case (which records of the kind,
see `hotmap.release.cases`; empty for all of them, and of all rows that apply the strictest wins);
field codes; one rule for each audience. A field without a row does not leave. The rules:

``yes``, ``no``
``exact``, ``cell_1km``, ``cell_10km``, ``cell_100km``
    For places.
``to_100``, ``band``
    For counts of people.
``released``
    Only where the field's own marking names the audience.
``cell``
    Told of the cell and not of the place that lies in it.
``phrase``
    A fixed phrase instead of the text.
``count``
    Only in a total.
``own``
    The reader's own share of a marking.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.marking import MARKING_FIELDS
from hotmap.domain.records import KINDS
from hotmap.errors import RuleError
from hotmap.i18n import tr
from hotmap.paths import resource

INTERNAL = "internal"
"""The holder's own print of all records: no audience, and never released."""

Key = tuple[str, str, str]
"""Kind, case (empty for all of the kind) and field code."""

STRICTNESS = {
    "yes": 0,
    "exact": 0,
    "own": 0,
    "cell_1km": 1,
    "cell_10km": 2,
    "cell_100km": 3,
    "to_100": 1,
    "band": 2,
    "cell": 1,
    "phrase": 1,
    "released": 4,
    "count": 5,
    "no": 6,
}
"""Rules from the mildest to the strictest, as far as they can meet at one field."""

KEEP_CODES = frozenset({"mission", "uniformed", "unct"})
"""Who talks to the others in the hotspots' codes; everybody else gets them numbered anew."""


class Policy:
    """An upper bound per audience; a record's or field's own marking can only be stricter.

    Parameters
    ----------
    rows : mapping
        By kind, case and field the rule of each audience.
    keep_codes : iterable of str
        Audiences that get the codes as they are.
    """

    def __init__(self, rows: Mapping[Key, Mapping[str, str]], keep_codes: Iterable[str] = KEEP_CODES) -> None:
        self.rows = {key: dict(rules) for key, rules in rows.items()}
        self._keep_codes = frozenset(keep_codes)
        self._answers: dict[tuple[str, tuple[str, ...], str, str], str] = {}

    @classmethod
    def from_data(cls, data: Any) -> Policy:
        """Return the default policy with a plan's own entries laid over it.

        Parameters
        ----------
        data : mapping or None
            ``{"rules": {"presence.base.geometry": {"partners": "cell_100km"}, …}, "keep_codes": [audience, …]}``,
            the case left out for rows without one. A row for a new case or field may be added.

        Raises
        ------
        RuleError
            When something in it is not understood: a policy that is read wrongly releases wrongly.
        """
        rows = {key: dict(rules) for key, rules in default_rows().items()}
        if data is None:
            return cls(rows)
        if not isinstance(data, Mapping) or not isinstance(data.get("rules", {}), Mapping):
            raise RuleError(tr("The plan's release policy cannot be read. Remove it or import it again."))
        for text, rules in data.get("rules", {}).items():
            rows.setdefault(_key(str(text)), dict.fromkeys(AUDIENCES, "no")).update(_checked(str(text), rules))
        return cls(rows, data.get("keep_codes", KEEP_CODES))

    def rule(self, kind: str, cases: Iterable[str], field: str, audience: str) -> str:
        """Return the rule for a field: the strictest of all rows that apply, ``no`` without any.

        Parameters
        ----------
        cases : iterable of str
            Cases of the record, see `hotmap.release.cases.cases_of`.
        """
        if field in MARKING_FIELDS:
            kind, cases = "marking", ()
        asked = (kind, tuple(cases), field, audience)
        if asked not in self._answers:  # thousands of records ask the same
            keys = [(kind, case, field) for case in ("", *asked[1])]
            found = [self.rows[key].get(audience, "no") for key in keys if key in self.rows]
            self._answers[asked] = max(found, key=STRICTNESS.__getitem__, default="no")
        return self._answers[asked]

    def keeps_codes(self, audience: str) -> bool:
        """Return whether an audience gets the codes as they are, not numbered anew."""
        return audience in self._keep_codes

    def fields(self, kind: str, audience: str) -> frozenset[str]:
        """Return the codes of the fields that could reach an audience in some record of a kind."""
        codes = {code for of, _, code in self.rows if of == kind}
        cases: set[str] = {case for of, case, _ in self.rows if of == kind}
        return frozenset(
            code
            for code in codes
            if any(self.rule(kind, (case,), code, audience) not in ("no", "count") for case in cases)
        )


@cache
def default_rows() -> Mapping[Key, Mapping[str, str]]:
    """Return the default table by kind, case and field."""
    with resource("policy", "release.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["kind"], row["case"], code): {audience: row[audience] for audience in AUDIENCES}
            for row in csv.DictReader(file)
            for code in row["fields"].split()
        }


def _key(text: str) -> Key:
    parts = text.split(".")
    if len(parts) == 2:
        parts.insert(1, "")
    if len(parts) != 3 or parts[0] not in (*KINDS, "marking", "coverage"):
        raise RuleError(
            tr("The release policy has a row “{row}” that is not KIND.FIELD or KIND.CASE.FIELD.").format(row=text)
        )
    return parts[0], parts[1], parts[2]


def _checked(row: str, rules: Any) -> dict[str, str]:
    if not isinstance(rules, Mapping):
        raise RuleError(tr("The release policy's row “{row}” does not say who.").format(row=row))
    for audience, rule in rules.items():
        if audience not in AUDIENCES or rule not in STRICTNESS:
            raise RuleError(
                tr("The release policy's row “{row}” says “{rule}” for “{audience}”; rules are: {known}.").format(
                    row=row, rule=rule, audience=audience, known=", ".join(STRICTNESS)
                )
            )
    return {str(audience): str(rule) for audience, rule in rules.items()}
