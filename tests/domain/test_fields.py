# SPDX-License-Identifier: MIT
"""Values as people type them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.codelists import DEFAULT, CodeLists, code_of
from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse, show, show_months
from hotmap.domain.records import KINDS, Hotspot

MONTHS = FieldSpec("Months", Kind.MONTHS)
TYPE = Hotspot.specs()["type"]


@pytest.mark.parametrize(
    ("text", "months"),
    [("3,4,5", (3, 4, 5)), ("Mar-May", (3, 4, 5)), ("nov–feb", (1, 2, 11, 12)), ("all year", tuple(range(1, 13)))],
)
def test_parse_months_takes_numbers_names_and_spans(text: str, months: tuple[int, ...]) -> None:
    assert parse(MONTHS, text) == months


@given(st.sets(st.integers(1, 12), min_size=1))
def test_months_survive_showing_and_parsing(months: set[int]) -> None:
    chosen = tuple(sorted(months))
    assert parse(MONTHS, show_months(chosen)) == chosen


@pytest.mark.parametrize("text", ["idp_camp_or_settlement", "IDP camp or settlement", "idp CAMP or Settlement"])
def test_parse_choice_takes_code_or_label_in_any_case(text: str) -> None:
    assert parse(TYPE, text) == "idp_camp_or_settlement"


def test_parse_choice_unknown_names_what_there_is() -> None:
    with pytest.raises(ValueProblem, match="farming_area"):
        parse(TYPE, "castle")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("18 400", 18400),
        ("18,400", 18400),
        ("18.400,5", 18400.5),
        ("0,25", 0.25),
        ("1,234,567", 1234567),
        ("-1.67", -1.67),
    ],
)
def test_parse_number_reads_thousands_and_decimal_comma(text: str, number: float) -> None:
    assert parse(FieldSpec("N", Kind.NUMBER), text) == number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-23", "2026-11-23"),
        ("23/11/2026", "2026-11-23"),
        ("23.11.2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"),
    ],
)
def test_parse_date_reads_common_forms(text: str, iso: str) -> None:
    assert parse(FieldSpec("D", Kind.DATE), text) == iso


@pytest.mark.parametrize("text", ["", "  ", "?", None, float("nan")])
@pytest.mark.parametrize("kind", list(Kind))
def test_parse_nothing_is_not_known(kind: Kind, text: object) -> None:
    assert parse(FieldSpec("X", kind, codes="level"), text) is None


@pytest.mark.parametrize("text", ["0", "6", "2.5", "high"])
def test_parse_factor_refuses_what_is_not_one_to_five(text: str) -> None:
    with pytest.raises(ValueProblem):
        parse(FieldSpec("F", Kind.FACTOR), text)


def test_parse_factor_takes_unknown_as_not_known() -> None:
    assert parse(FieldSpec("F", Kind.FACTOR), "unknown") is None


def test_every_label_leads_back_to_its_code() -> None:
    for codes in DEFAULT.values():
        for entry in codes:
            assert codes.match(entry.code) == entry.code
            assert codes.match(entry.label) == entry.code


def test_plan_lists_replace_the_default_and_keep_their_labels() -> None:
    lists = CodeLists({"tier": [{"code": "one", "label": "First", "labels": {"fr": "Premier"}}]})
    assert lists["tier"].match("premier") == "one"
    assert [c.code for c in lists["tier"]] == ["one"]
    assert len(lists["level"].codes) == 4


def test_every_described_choice_names_a_list_and_every_link_a_kind() -> None:
    for record in KINDS.values():
        for spec in record.all_specs().values():
            if spec.kind in (Kind.CHOICE, Kind.CHOICES):
                assert spec.codes in DEFAULT, spec.code
            if spec.kind in (Kind.LINK, Kind.LINKS):
                assert spec.links_to in KINDS, spec.code


def test_show_is_empty_for_nothing_and_readable_for_the_rest() -> None:
    assert show(TYPE, None) == ""
    assert show(TYPE, "poc_site") == "POC site"
    assert show(FieldSpec("Y", Kind.FLAG), True) == "yes"


def test_code_of_is_the_lower_case_label() -> None:
    assert code_of("Company operating base") == "company_operating_base"
    assert code_of("pre-emption") == "pre_emption"
