# SPDX-License-Identifier: MIT
"""Geometry blobs hold what went in, with the envelope that spatial indexes read."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hotmap.analysis import blobs

degrees = st.floats(-180, 180, allow_nan=False)
points = st.builds(shapely.Point, degrees, degrees)
lines = st.lists(st.tuples(degrees, degrees), min_size=2, max_size=6).map(shapely.LineString)
areas = st.builds(shapely.box, degrees, degrees, degrees, degrees)
geometries = st.one_of(
    st.none(),
    points,
    lines,
    areas,
    st.lists(points, min_size=1, max_size=3).map(shapely.MultiPoint),
    st.builds(shapely.Point, degrees, degrees, degrees),
)


@given(st.lists(geometries, max_size=8))
def test_encode_any_geometries_decode_to_the_same(wanted: list[shapely.Geometry | None]) -> None:
    found = blobs.decode(blobs.encode(wanted))
    assert [None if g is None else g.wkb for g in found] == [None if g is None else g.wkb for g in wanted]


@given(geometries)
def test_bounds_of_blob_equal_those_of_geometry(geometry: shapely.Geometry | None) -> None:
    (blob,) = blobs.encode([geometry])
    if geometry is None:
        assert blobs.bounds_of(blob) is None
    else:
        west, south, east, north = geometry.bounds
        assert blobs.bounds_of(blob) == (west, east, south, north)


def test_encode_empty_geometry_is_flagged_and_has_no_bounds() -> None:
    (blob,) = blobs.encode([shapely.Polygon()])
    assert blob is not None
    assert blob[3] & 0b10000
    assert blobs.bounds_of(blob) is None


@pytest.mark.parametrize("junk", [b"", b"GP", b"not a geometry"])
def test_decode_junk_gives_nothing(junk: bytes) -> None:
    assert blobs.decode([junk]).tolist() == [None]


def test_decode_blob_with_z_envelope_finds_the_body() -> None:
    body = shapely.to_wkb(shapely.Point(1, 2), byte_order=1)
    blob = b"GP\x00\x05" + (4326).to_bytes(4, "little") + np.zeros(6).tobytes() + body
    assert blobs.decode([blob])[0] == shapely.Point(1, 2)
