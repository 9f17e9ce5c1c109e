# SPDX-License-Identifier: MIT
"""When records are, and whether a filter by dates or months lets them through."""

from __future__ import annotations

from typing import Any

import pytest

from hotmap.domain.records import Decision, Hotspot, Incident, Presence, Visit
from hotmap.domain.timing import TimeFilter, months_of, span_of

AUTUMN = TimeFilter("2026-09-01", "2026-11-30")
DRY = TimeFilter(months=frozenset({12, 1, 2}))


@pytest.mark.parametrize(
    ("record", "span"),
    [
        (Incident(uuid="i", date="2026-09-12T14:30+03:00"), ("2026-09-12", "2026-09-12")),
        (Incident(uuid="i", date="2026-02"), ("2026-02-01", "2026-02-28")),
        (Incident(uuid="i", date="2026"), ("2026-01-01", "2026-12-31")),
        (Incident(uuid="i"), None),
        (Visit(uuid="v", from_date="2026-03-04"), ("2026-03-04", "2026-03-04")),
        (Presence(uuid="p", from_date="2026-03-04"), ("2026-03-04", None)),
        (Presence(uuid="p", to_date="2026-03"), (None, "2026-03-31")),
    ],
)
def test_span_of_a_record_knows_coarse_dates_and_open_ends(record: Any, span: Any) -> None:
    assert span_of(record) == span


def test_months_of_a_span_go_over_the_new_year_and_once_round() -> None:
    assert months_of(("2025-11-20", "2026-02-03")) == {11, 12, 1, 2}
    assert months_of(("2020-01-01", "2026-02-03")) == frozenset(range(1, 13))
    assert months_of(("2026-01-01", None)) == frozenset(range(1, 13))


@pytest.mark.parametrize(
    ("chosen", "record", "passes"),
    [
        (AUTUMN, Incident(uuid="i", date="2026-11-30T23:59"), True),
        (AUTUMN, Incident(uuid="i", date="2026-12-01"), False),
        (AUTUMN, Incident(uuid="i", date="2026"), True),
        (AUTUMN, Incident(uuid="i"), None),
        (AUTUMN, Presence(uuid="p", from_date="2025-01-01"), True),
        (AUTUMN, Presence(uuid="p", from_date="2025-01-01", to_date="2026-08"), False),
        (AUTUMN, Decision(uuid="d", date="2026-10-01"), True),
        (AUTUMN, Hotspot(uuid="h"), True),
        (DRY, Incident(uuid="i", date="2024-01-15"), True),
        (DRY, Visit(uuid="v", from_date="2026-05-01", to_date="2026-05-09"), False),
        (DRY, Hotspot(uuid="h"), None),
    ],
)
def test_time_filter_passes_what_was_then_and_tells_what_nobody_dated(
    chosen: TimeFilter, record: Any, passes: bool | None
) -> None:
    assert chosen.passes(record) is passes


def test_time_filter_by_month_takes_hotspots_that_matter_then() -> None:
    assert DRY.passes(Hotspot(uuid="h"), (1, 5)) is True
    assert DRY.passes(Hotspot(uuid="h"), (5, 6)) is False
