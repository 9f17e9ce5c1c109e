# SPDX-License-Identifier: MIT
"""Where a GeoTIFF lies: its affine transformation and its reference system, from the tags of OGC GeoTIFF 1.1."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from hotmap.analysis.rasters import Affine

_USER_DEFINED = 32767
_UNDEFINED = 0
_PROJECTED, _GEOGRAPHIC = 1, 2
_POINT = 2
_METRE = 9001
_LARGEST_MISFIT_PX = 2.0

# Projection methods of GeoTIFF (ProjCoordTransGeoKey) and how PROJ calls them with their parameters.
_METHODS: Mapping[int, str] = {
    1: "+proj=tmerc +lat_0={lat_0} +lon_0={lon_0} +k={k} +x_0={x_0} +y_0={y_0}",
    7: "+proj=merc +lon_0={lon_0} +k={k} +x_0={x_0} +y_0={y_0}",
    8: "+proj=lcc +lat_1={lat_1} +lat_2={lat_2} +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    9: "+proj=lcc +lat_1={lat_0} +lat_0={lat_0} +lon_0={lon_0} +k_0={k} +x_0={x_0} +y_0={y_0}",
    10: "+proj=laea +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    11: "+proj=aea +lat_1={lat_1} +lat_2={lat_2} +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    12: "+proj=aeqd +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    13: "+proj=eqdc +lat_1={lat_1} +lat_2={lat_2} +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    14: "+proj=stere +lat_0={lat_0} +lon_0={lon_0} +k={k} +x_0={x_0} +y_0={y_0}",
    17: "+proj=eqc +lat_ts={lat_1} +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    18: "+proj=cass +lat_0={lat_0} +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
    24: "+proj=sinu +lon_0={lon_0} +x_0={x_0} +y_0={y_0}",
}
_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "lat_1": ("ProjStdParallel1GeoKey",),
    "lat_2": ("ProjStdParallel2GeoKey",),
    "lat_0": ("ProjNatOriginLatGeoKey", "ProjFalseOriginLatGeoKey", "ProjCenterLatGeoKey"),
    "lon_0": ("ProjNatOriginLongGeoKey", "ProjFalseOriginLongGeoKey", "ProjCenterLongGeoKey"),
    "k": ("ProjScaleAtNatOriginGeoKey", "ProjScaleAtCenterGeoKey"),
    "x_0": ("ProjFalseEastingGeoKey", "ProjFalseOriginEastingGeoKey", "ProjCenterEastingGeoKey"),
    "y_0": ("ProjFalseNorthingGeoKey", "ProjFalseOriginNorthingGeoKey", "ProjCenterNorthingGeoKey"),
}
_FEET = {9002: 0.3048, 9003: 1200 / 3937}


def affine_of(keys: Mapping[str, Any]) -> Affine | None:
    """Return the transformation that the tags give, from the corner of the first pixel; None when they give none.

    Parameters
    ----------
    keys : mapping
        As `tifffile.TiffPage.geotiff_tags` names them.
    """
    found = _affine(keys)
    if found is None or int(keys.get("GTRasterTypeGeoKey", 0)) != _POINT:
        return found
    a, b, c, d, e, f = found  # the tags place the middles of pixels
    return a, b, c - (a + b) / 2, d, e, f - (d + e) / 2


def _affine(keys: Mapping[str, Any]) -> Affine | None:
    matrix = keys.get("ModelTransformation")
    if matrix is not None:
        (a, b, _, c), (d, e, _, f) = np.asarray(matrix, float).reshape(4, 4)[:2].tolist()
        return a, b, c, d, e, f
    ties = keys.get("ModelTiepoint")
    if ties is None:
        return None
    points = np.asarray(ties, float).reshape(-1, 6)
    scale = keys.get("ModelPixelScale")
    if scale is not None:
        step_x, step_y = float(scale[0]), float(scale[1])
        column, row, _, x, y, _ = points[0].tolist()
        return step_x, 0.0, x - column * step_x, 0.0, -step_y, y + row * step_y
    return fitted(points[:, :2], points[:, 3:5])


def fitted(pixels: np.ndarray, places: np.ndarray) -> Affine | None:
    """Return the affine transformation through control points, shape (n, 2) each.

    None for fewer than three, for points in one line, and where they miss it by more than two pixels.
    """
    if len(pixels) < 3:
        return None
    known = np.column_stack([pixels, np.ones(len(pixels))])
    solved, _, rank, _ = np.linalg.lstsq(known, places, rcond=None)
    if rank < 3:
        return None
    (a, d), (b, e), (c, f) = solved.tolist()
    pixel_size = abs(a * e - b * d) ** 0.5
    if np.abs(known @ solved - places).max() > _LARGEST_MISFIT_PX * pixel_size:
        return None
    return a, b, c, d, e, f


def crs_of(keys: Mapping[str, Any]) -> str | None:
    """Return the reference system as a code or PROJ text; None where the tags leave it open."""
    model = int(keys.get("GTModelTypeGeoKey", 0))
    code = int(keys.get("ProjectedCSTypeGeoKey", 0))
    if code not in (_UNDEFINED, _USER_DEFINED):
        return f"EPSG:{code}"
    if model == _PROJECTED:
        return _own_projection(keys)
    code = int(keys.get("GeographicTypeGeoKey", 0))
    if code not in (_UNDEFINED, _USER_DEFINED):
        return f"EPSG:{code}"
    return f"+proj=longlat {_figure_of_the_earth(keys)} +no_defs" if model == _GEOGRAPHIC else None


def _own_projection(keys: Mapping[str, Any]) -> str | None:
    method = _METHODS.get(int(keys.get("ProjCoordTransGeoKey", 0)))
    earth = _figure_of_the_earth(keys)
    if method is None or not earth:
        return None
    unit_m = _unit_m(keys)
    values: dict[str, float] = {}
    for name, codes in _PARAMETERS.items():
        default = 1.0 if name == "k" else 0.0
        value = next((float(keys[code]) for code in codes if keys.get(code) is not None), default)
        values[name] = value * unit_m if name in ("x_0", "y_0") else value
    return f"{method.format(**values)} {earth} +to_meter={unit_m} +no_defs"


def _unit_m(keys: Mapping[str, Any]) -> float:
    unit = int(keys.get("ProjLinearUnitsGeoKey", _METRE))
    return float(keys.get("ProjLinearUnitSizeGeoKey", _FEET.get(unit, 1.0)))


def _figure_of_the_earth(keys: Mapping[str, Any]) -> str:
    """Return the datum or, where none is named, the ellipsoid, in PROJ's words; nothing where neither is known."""
    code = int(keys.get("GeographicTypeGeoKey", 0))
    if code in (4326, _UNDEFINED, _USER_DEFINED) and "GeogSemiMajorAxisGeoKey" not in keys:
        return "+datum=WGS84" if code == 4326 else ""
    if code not in (_UNDEFINED, _USER_DEFINED):
        from pyproj import CRS
        from pyproj.exceptions import CRSError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a datum in PROJ's words is all that is wanted here
                known = CRS.from_epsg(code).to_proj4()
        except CRSError:
            return ""
        wanted = ("+datum", "+ellps", "+a=", "+b=", "+rf=", "+towgs84")
        return " ".join(part for part in known.split() if part.startswith(wanted))
    flattening = float(keys.get("GeogInvFlatteningGeoKey", 0.0))
    shape = f"+rf={flattening}" if flattening else f"+b={keys['GeogSemiMajorAxisGeoKey']}"
    return f"+a={keys['GeogSemiMajorAxisGeoKey']} {shape}"
