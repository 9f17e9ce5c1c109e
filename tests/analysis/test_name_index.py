# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis.folding import fold, fold_lines
from hotmap.analysis.name_index import BEGINNING, EXACT, INSIDE, WORD, NameIndex

NAMES = [["El Fasher", "الفاشر", "SD02170"], ["Fasher Road"], ["Fash"], ["Kfashi"], ["Um Kadada", "أم كدادة"], [""]]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("fash", [(2, EXACT), (1, BEGINNING), (0, WORD), (3, INSIDE)]),
        ("FÂSHER", [(1, BEGINNING), (0, WORD)]),
        ("الفاشر", [(0, EXACT)]),
        ("ام كداده", [(4, EXACT)]),
        ("sd02", [(0, BEGINNING)]),
        ("٠٢١٧", [(0, INSIDE)]),
        ("al fash", [(0, BEGINNING)]),
        ("um  kada", [(4, BEGINNING)]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_search_ranks_whole_names_before_beginnings_before_words_before_parts(
    text: str, entries: list[tuple[int, int]]
) -> None:
    assert [(hit.entry, hit.grade) for hit in NameIndex(NAMES).search(text)] == entries


def test_search_orders_one_grade_by_weight_and_ends_at_its_limit() -> None:
    index = NameIndex([[f"Camp {n}"] for n in range(50)], weights=[-float(n) for n in range(50)])
    assert [hit.entry for hit in index.search("camp", 3)] == [49, 48, 47]


@given(st.lists(st.lists(st.text("abÉéاأ -'\n", max_size=6), max_size=2), max_size=12), st.text("abeé ا", max_size=3))
def test_search_finds_exactly_what_a_plain_look_finds(names: list[list[str]], text: str) -> None:
    wanted = fold(text)
    plain = {i for i, own in enumerate(names) if wanted and any(wanted in fold(name) for name in own)}
    assert {hit.entry for hit in NameIndex(names).search(text, 99)} == plain


@given(st.lists(st.text(max_size=12), max_size=8))
def test_fold_lines_is_fold_of_each(texts: list[str]) -> None:
    assert fold_lines(texts) == [fold(text) for text in texts] or not texts


@pytest.mark.parametrize(
    ("text", "folded"), [("Œil", "oeil"), ("N’Djaména", "ndjamena"), ("Çà-là", "ca la"), ("Straße", "strasse")]
)
def test_fold_takes_off_what_a_keyboard_may_not_have(text: str, folded: str) -> None:
    assert fold(text) == folded
