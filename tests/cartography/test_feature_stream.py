# SPDX-License-Identifier: MIT
"""Features that come in part by part: no more is read than was asked for, and nothing is lost or told twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.cartography.context import PAGE_ROWS, ContextLayer
from hotmap.cartography.feature_stream import FeatureStream
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.errors import PlanFileError


def places(first: int, last: int) -> FeatureTable:
    """Places in a row, each with its number."""
    numbers = np.arange(first, last)
    return FeatureTable(shapely.points(numbers / 1000, numbers * 0.0), {"number": numbers.tolist()})


class Parts(Iterator[FeatureTable]):
    """Parts of some lengths, and how many of them were asked for; after the last one an error, if it is given."""

    def __init__(self, lengths: list[int], error: str = "") -> None:
        self.read, self._error = 0, error
        self._ends = list(pairwise(accumulate([0, *lengths])))

    def __next__(self) -> FeatureTable:
        if self.read == len(self._ends):
            if self._error:
                raise PlanFileError(self._error)
            raise StopIteration
        self.read += 1
        return places(*self._ends[self.read - 1])


@given(st.lists(st.integers(0, 9), max_size=8), st.integers(0, 80), st.integers(0, 80))
def test_stream_gives_every_feature_once_in_order_whatever_is_asked_first(
    lengths: list[int], first: int, last: int
) -> None:
    stream = FeatureStream(Parts(lengths), sum(lengths))
    asked = stream.shapes(first, last)
    whole = places(0, sum(lengths))
    assert [one.wkt for one in asked] == [one.wkt for one in whole.geometry[first:last]]
    assert [one.wkt for one in stream.table.geometry] == [one.wkt for one in whole.geometry]
    assert list(stream.table.columns.get("number", [])) == whole.columns["number"]
    assert stream.is_complete
    assert stream.reason == ""


def test_stream_reads_no_further_than_asked() -> None:
    parts = Parts([4, 4, 4])
    stream = FeatureStream(parts)
    stream.shapes(0, 3)
    assert parts.read == 1
    stream.shapes(2, 5)
    assert parts.read == 2
    assert not stream.is_complete


def test_stream_that_breaks_keeps_what_was_read_and_says_why() -> None:
    stream = FeatureStream(Parts([4, 4], error="The stick is gone."), 12)
    assert len(stream.table) == 8
    assert stream.reason == "The stick is gone."
    assert len(stream.table) == 8  # it does not ask again


def test_stream_with_fewer_features_than_recorded_says_so_when_all_is_read() -> None:
    stream = FeatureStream(Parts([4]), 9)
    assert stream.reason == ""
    assert len(stream.table) == 4
    assert "4 of 9" in stream.reason


def test_stream_read_by_two_threads_is_read_once() -> None:
    stream = FeatureStream(Parts([5] * 200), 1000)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: stream.table, range(2))
    assert one is other
    assert one.columns["number"] == list(range(1000))


def layer_of(parts: Parts, count: int, bbox: object = None) -> ContextLayer:
    """A layer whose features come in part by part."""
    return ContextLayer.read(Layer(uuid="l", name="Places", table="layer_x", count=count, bbox=bbox), lambda _: parts)


def test_layer_makes_its_first_page_before_the_rest_is_read() -> None:
    parts = Parts([PAGE_ROWS] * 4)
    layer = layer_of(parts, 4 * PAGE_ROWS, [0.0, 0.0, 10.0, 0.0])
    page = next(layer.pages())
    assert (len(page.points), parts.read) == (PAGE_ROWS, 1)
    assert (layer.count, layer.bbox) == (4 * PAGE_ROWS, (0.0, 0.0, 10.0, 0.0))
    assert parts.read == 1
    assert [page.first for page in layer.pages()] == [n * PAGE_ROWS for n in range(4)]


def test_layer_without_a_recorded_extent_takes_that_of_its_features() -> None:
    for bbox in (None, [0.0, 0.0, 500.0, 0.0], ["a", "b", "c", "d"], [3.0]):
        assert layer_of(Parts([1000, 1001]), 2001, bbox).bbox == (0.0, 0.0, 2.0, 0.0)


def test_layer_drawn_in_another_style_goes_on_where_the_first_left_off() -> None:
    parts = Parts([PAGE_ROWS] * 2)
    layer = layer_of(parts, 2 * PAGE_ROWS, [0.0, 0.0, 5.0, 0.0])
    next(layer.pages())
    other = layer.restyled(Layer(uuid="l", name="Renamed", table="layer_x", count=2 * PAGE_ROWS))
    assert len(other.table) == 2 * PAGE_ROWS
    assert layer.stream.is_complete
    assert len(list(layer.pages())) == 2
