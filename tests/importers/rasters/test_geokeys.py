# SPDX-License-Identifier: MIT
"""Where a GeoTIFF lies, from every kind of tag that says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pyproj import Transformer

from hotmap.importers.rasters.geokeys import affine_of, crs_of, fitted

NORTH_UP = {"ModelPixelScale": (30.0, 30.0, 0.0), "ModelTiepoint": (0.0, 0.0, 0.0, 6e5, 1.45e6, 0.0)}


def test_affine_from_scale_and_tie_point() -> None:
    assert affine_of(NORTH_UP) == (30, 0, 6e5, 0, -30, 1.45e6)


def test_affine_of_a_tie_point_inside_the_picture() -> None:
    inside = {**NORTH_UP, "ModelTiepoint": (10.0, 20.0, 0.0, 6e5 + 300, 1.45e6 - 600, 0.0)}
    assert affine_of(inside) == (30, 0, 6e5, 0, -30, 1.45e6)


def test_affine_moves_by_half_a_pixel_where_tags_place_the_middle() -> None:
    assert affine_of({**NORTH_UP, "GTRasterTypeGeoKey": 2}) == (30, 0, 6e5 - 15, 0, -30, 1.45e6 + 15)


def test_affine_from_a_matrix_that_turns() -> None:
    rows = [[20, 7, 0, 6e5], [7, -20, 0, 1.45e6], [0, 0, 0, 0], [0, 0, 0, 1]]
    assert affine_of({"ModelTransformation": rows}) == (20, 7, 6e5, 7, -20, 1.45e6)


def test_affine_from_control_points_that_agree() -> None:
    ties = [[c, r, 0, 6e5 + 30 * c, 1.45e6 - 30 * r, 0] for c in (0, 90) for r in (0, 70)]
    assert affine_of({"ModelTiepoint": ties}) == pytest.approx((30, 0, 6e5, 0, -30, 1.45e6))


def test_fitted_gives_nothing_for_points_that_contradict_each_other_or_lie_in_line() -> None:
    pixels = np.array([[0, 0], [90, 0], [0, 70], [90, 70]], float)
    bent = pixels * [30, -30] + [[0, 0], [0, 0], [0, 0], [900, 0]]
    assert fitted(pixels, bent) is None
    assert fitted(np.array([[0, 0], [1, 1], [2, 2]], float), np.eye(3)[:, :2]) is None


def test_affine_is_none_without_tags() -> None:
    assert affine_of({}) is None


WGS84 = {"GeographicTypeGeoKey": 4326, "GeogSemiMajorAxisGeoKey": 6378137.0, "GeogInvFlatteningGeoKey": 298.257223563}
OWN = {"GTModelTypeGeoKey": 1, "ProjectedCSTypeGeoKey": 32767, "ProjLinearUnitsGeoKey": 9001, **WGS84}


@pytest.mark.parametrize(
    ("keys", "same_as"),
    [
        ({"GTModelTypeGeoKey": 1, "ProjectedCSTypeGeoKey": 32635}, "EPSG:32635"),
        ({"GTModelTypeGeoKey": 2, "GeographicTypeGeoKey": 4210}, "EPSG:4210"),
        (
            {**OWN, "ProjCoordTransGeoKey": 1, "ProjNatOriginLongGeoKey": 27.0, "ProjFalseEastingGeoKey": 500000.0,
             "ProjScaleAtNatOriginGeoKey": 0.9996},
            "EPSG:32635",
        ),
        (
            {**OWN, "ProjCoordTransGeoKey": 11, "ProjStdParallel1GeoKey": 20.0, "ProjStdParallel2GeoKey": -23.0,
             "ProjNatOriginLongGeoKey": 25.0},
            "ESRI:102022",
        ),
        (
            {**OWN, "ProjCoordTransGeoKey": 8, "ProjStdParallel1GeoKey": 20.0, "ProjStdParallel2GeoKey": -23.0,
             "ProjFalseOriginLongGeoKey": 25.0},
            "ESRI:102024",
        ),
    ],
)  # fmt: skip
def test_crs_puts_places_where_its_twin_of_the_registry_does(keys: dict[str, Any], same_as: str) -> None:
    crs = crs_of(keys)
    assert crs is not None
    ours = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(28.3, 12.7)
    theirs = Transformer.from_crs("EPSG:4326", same_as, always_xy=True).transform(28.3, 12.7)
    assert ours == pytest.approx(theirs, abs=0.01)


@pytest.mark.parametrize("keys", [{}, {"GTModelTypeGeoKey": 1}, {**OWN, "ProjCoordTransGeoKey": 16}])
def test_crs_is_left_open_where_tags_say_nothing_that_is_understood(keys: dict[str, Any]) -> None:
    assert crs_of(keys) is None
