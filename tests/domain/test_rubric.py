# SPDX-License-Identifier: MIT
"""Laws of the rubric: transparent, monotone, honest about what is not known."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.codelists import FACTORS, LEVELS
from hotmap.domain.records import Incident, Threat
from hotmap.domain.rubric import Rubric, half_up, highest, impact_of, likelihood_of, risk_of, suggest

known = st.fixed_dictionaries({code: st.integers(1, 5) for code in FACTORS})
maybe = st.fixed_dictionaries({code: st.none() | st.integers(1, 5) for code in FACTORS})


def threat(values: dict[str, int | None]) -> Threat:
    return Threat(uuid="t", type="killing", **values)


@pytest.mark.parametrize(("values", "mean"), [([4, 3], 4), ([1, 2, 1], 1), ([1, 1, 1, 3], 2), ([2, 2, 3], 2), ([5], 5)])
def test_half_up_rounds_halves_up(values: list[int], mean: int) -> None:
    assert half_up(values) == mean


def test_likelihood_is_capped_when_intent_or_capability_is_lowest() -> None:
    assert likelihood_of(1, 5, 5, 5) == 2
    assert likelihood_of(5, 1, 5, 5) == 2
    assert likelihood_of(5, 5, 1, 5) == 4


def test_impact_has_a_floor_when_severity_is_highest() -> None:
    assert impact_of(5, 1, 1) == 4
    assert impact_of(4, 1, 1) == 2


@given(known, st.sampled_from(FACTORS))
def test_risk_never_falls_when_a_factor_rises(values: dict[str, int], factor: str) -> None:
    higher = {**values, factor: min(5, values[factor] + 1)}
    assert risk_of(threat(higher)).low >= risk_of(threat(values)).low


@given(maybe.filter(lambda v: 1 <= sum(x is None for x in v.values()) <= 3))
def test_range_is_exactly_the_span_of_all_completions(values: dict[str, int | None]) -> None:
    unknown = [code for code, value in values.items() if value is None]
    scores = [
        risk_of(threat({**values, **dict(zip(unknown, filled, strict=True))})).score
        for filled in product(range(1, 6), repeat=len(unknown))
    ]
    risk = risk_of(threat(values))
    assert (risk.low, risk.high) == (min(scores), max(scores))


@given(st.lists(maybe, min_size=1, max_size=4))
def test_hotspot_takes_the_maximum_of_its_threats(lines: list[dict[str, int | None]]) -> None:
    risks = [risk_of(threat(values)) for values in lines]
    together = highest(risks)
    assert together is not None
    assert together.low == max(r.low for r in risks)
    assert together.high == max(r.high for r in risks)


@given(maybe)
def test_no_level_is_suggested_when_the_range_spans_two(values: dict[str, int | None]) -> None:
    suggestion = suggest([threat(values)])
    assert suggestion.risk is not None
    levels = {Rubric().level_for(score) for score in (suggestion.risk.low, suggestion.risk.high)}
    assert suggestion.level == (levels.pop() if len(levels) == 1 else None)


@pytest.mark.parametrize(("risk", "level"), [(25, 0), (15, 0), (14, 1), (8, 1), (7, 2), (4, 2), (3, 3), (1, 3)])
def test_thresholds_are_those_of_the_field(risk: int, level: int) -> None:
    assert Rubric().level_for(risk) == LEVELS[level]


def test_suggest_without_threat_line_says_so() -> None:
    suggestion = suggest([])
    assert suggestion.risk is None
    assert suggestion.level is None
    assert "no threat line" in suggestion.sentence


@pytest.mark.parametrize(
    ("grade", "imminent", "day", "suggested"),
    [
        ("B2", True, "2026-11-10", "must"),
        ("C3", True, "2026-11-02", "must"),
        ("B2", True, "2026-11-01", None),
        ("D2", True, "2026-11-10", None),
        ("B4", True, "2026-11-10", None),
        ("B2", False, "2026-11-10", None),
        ("B2", True, "2026-11-17", None),
    ],
)
def test_credible_imminent_alert_suggests_must_for_fourteen_days(
    grade: str, imminent: bool, day: str, suggested: str | None
) -> None:
    alert = Incident(uuid="i", type="alert", grade=grade, imminent=imminent, date=day)
    assert suggest([], [alert], today=date(2026, 11, 16)).level == suggested


def test_sentence_names_each_factor_and_what_is_unknown() -> None:
    sentence = suggest([threat(dict.fromkeys(FACTORS, 4) | {"history": None})]).sentence
    assert all(word in sentence for word in ("intent 4", "history unknown", "vulnerability 4", "of 25"))


def test_sentence_adds_up_when_another_threat_holds_the_risk_high() -> None:
    open_line = threat(dict.fromkeys(FACTORS, 3) | {"intent": None, "severity": 5})
    known_line = threat(dict.fromkeys(FACTORS, 3))
    suggestion = suggest([open_line, known_line])
    assert suggestion.risk is not None
    own = risk_of(open_line)
    assert suggestion.risk.low > own.low
    assert f"= {own.score_text} of 25" in suggestion.sentence
    assert f"{suggestion.risk.low} at least" in suggestion.sentence
