# SPDX-License-Identifier: MIT
"""Counts of people on their way out: suppressed under 10, rounded or in bands, totals consistent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hotmap.domain.codelists import DEFAULT
from hotmap.domain.marking import strictest
from hotmap.domain.records import Population
from hotmap.domain.summary import people_at_risk
from hotmap.i18n import tr
from hotmap.units import format_number

SMALLEST = 10
"""A count below this never leaves: so few people can be known by name."""
ROUND_TO = 100
STATUS_GROUPS = frozenset(c.code for c in DEFAULT["civilians"].group("status"))
"""Groups that add up to the whole; the others overlap."""
_EDGES = (100, 1_000, 10_000, 100_000)


def rounded(persons: int) -> int:
    """Return a count rounded to hundreds; a small one is told as 100, never as nobody.

    >>> rounded(12), rounded(149), rounded(150), rounded(18432)
    (100, 100, 200, 18400)
    """
    return max((persons + ROUND_TO // 2) // ROUND_TO, 1) * ROUND_TO


def band(persons: int) -> str:
    """Return the code of the band that holds a count.

    >>> band(12), band(1000), band(123456)
    ('under_100', '1000_to_9999', 'from_100000')
    """
    if persons < _EDGES[0]:
        return f"under_{_EDGES[0]}"
    for low, high in pairwise(_EDGES):
        if persons < high:
            return f"{low}_to_{high - 1}"
    return f"from_{_EDGES[-1]}"


def band_text(code: str) -> str:
    """Return a band in words: ``1 000–9 999``."""
    numbers = [int(part) for part in code.split("_") if part.isdigit()]
    if code.startswith("under"):
        return tr("under {n}").format(n=format_number(numbers[0]))
    if code.startswith("from"):
        return tr("{n} and more").format(n=format_number(numbers[0]))
    return "–".join(format_number(n) for n in numbers)


def suppressed(counts: Sequence[Population]) -> dict[str, int]:
    """Return the figures of one hotspot's counts that may be told, by uuid.

    A count under 10 is left out, and a whole that includes it is lowered by it: subtracting what
    is told from the whole then finds nothing. A whole that falls under 10 is left out too.

    Parameters
    ----------
    counts : sequence of Population
        All counts of one hotspot that may leave at all; without a group it is the whole.
    """
    figures = {c.uuid: c.persons for c in counts if c.persons is not None}
    small = {c.uuid for c in counts if c.persons is not None and c.persons < SMALLEST}
    for whole in counts:
        if whole.group is None and whole.uuid in figures:
            parts = (c for c in counts if c.uuid in small and c.group in STATUS_GROUPS and c.unit == whole.unit)
            figures[whole.uuid] -= sum(figures[c.uuid] for c in parts)
    return {uuid: persons for uuid, persons in figures.items() if uuid not in small and persons >= SMALLEST}


def whole_of(counts: Sequence[Population], figures: Mapping[str, int], household_size: float) -> Population | None:
    """Return one count without group for a reader who may not have the groups, or None.

    Parameters
    ----------
    counts : sequence of Population
        Of one hotspot.
    figures : mapping
        What `suppressed` lets leave.
    household_size : float
        Persons in a household.
    """
    told = [c.with_values({"persons": figures[c.uuid]}) for c in counts if c.uuid in figures]
    people = people_at_risk(told, household_size)
    if people.persons is None:
        return None
    return replace(
        told[0],
        group=None,
        persons=people.persons,
        unit="persons",
        estimated=people.estimated,
        as_of=people.as_of,
        marking=strictest(*(count.marking for count in told)),
    )
