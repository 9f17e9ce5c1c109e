# SPDX-License-Identifier: MIT
"""Reference systems: what a file declares, what the user gives, and the way to WGS 84."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from hotmap.errors import MissingCrsError, UsageError
from hotmap.i18n import tr
from hotmap.importers.source import WGS84

if TYPE_CHECKING:
    from pyproj import CRS

_DEGREES_END = 180.5
"""Beyond it no number is a degree; latitudes too, since the two are often exchanged."""
_WGS84_NAMES = frozenset({"EPSG:4326", "OGC:CRS84", "WGS84", "WGS 84", "CRS84"})


@cache
def crs_name(text: str) -> str:
    """Return the short name of a reference system: its code such as ``EPSG:32635``, else its title.

    A title is for people; to go to WGS 84 the whole definition is needed.

    Parameters
    ----------
    text : str
        Code, URN, WKT or PROJ text.

    Raises
    ------
    UsageError
        When nobody knows such a system.
    """
    if text.strip().upper() in _WGS84_NAMES:
        return WGS84
    system = _system(text)
    code = system.to_epsg(min_confidence=70)
    if code == 4326 or system.to_authority() == ("OGC", "CRS84"):
        return WGS84
    if code:
        return f"EPSG:{code}"
    authority = system.to_authority(min_confidence=70)
    return ":".join(authority) if authority else str(system.name)


def _system(text: str) -> CRS:
    from pyproj import CRS  # imported only where it is needed: it reads a database
    from pyproj.exceptions import CRSError

    cleaned = text.strip()
    try:
        return CRS.from_user_input(f"EPSG:{cleaned}" if cleaned.isdigit() else cleaned)
    except CRSError:
        raise UsageError(
            tr("“{crs}” is not a reference system; write it as EPSG:n, such as EPSG:32635.").format(crs=cleaned[:60])
        ) from None


def is_usable(text: str) -> bool:
    """Return whether a declared system says where on the earth it lies; a local grid does not."""
    try:
        system = _system(text)
    except UsageError:
        return False
    if str(system.name).startswith("Undefined"):  # of GeoPackages that say nothing
        return False
    return bool(system.is_geographic or system.is_projected or system.is_compound or system.is_bound)


def is_in_metres(crs: str) -> bool:
    """Return whether a system counts in metres or feet instead of degrees; False where none is known."""
    return bool(crs) and not _system(crs).is_geographic


def missing_crs(path: Path | None) -> MissingCrsError:
    """Return the refusal of a file that does not say in which reference system it is."""
    return MissingCrsError(
        tr(
            "The file does not say in which reference system its coordinates are. Name it, "
            "such as EPSG:4326 for degrees or EPSG:32635 for UTM zone 35 north."
        ),
        path,
        option="--crs EPSG:n",
    )


def to_wgs84(geometries: np.ndarray, crs: str) -> np.ndarray:
    """Return geometries in WGS 84 degrees.

    Parameters
    ----------
    geometries : ndarray of shapely geometry or None, shape (n,)
        In the system `crs`, east before north whatever its definition says.
    crs : str
        As for `crs_name`.

    Notes
    -----
    Places that the system cannot have become infinite; `hotmap.importers.checking` skips them.
    """
    if crs_name(crs) == WGS84:
        return geometries
    from pyproj import Transformer, network

    network.set_network_enabled(False)  # grids are never fetched
    transformer = Transformer.from_crs(_system(crs), WGS84, always_xy=True)

    def transform(coordinates: np.ndarray) -> np.ndarray:
        return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))

    return np.asarray(shapely.transform(geometries, transform), dtype=object)


def looks_like_degrees(geometries: np.ndarray) -> bool:
    """Return whether nearly all coordinates can be degrees; True for no coordinates at all."""
    bounds = shapely.bounds(geometries)
    known = np.isfinite(bounds).all(axis=1)
    if not known.any():
        return True
    within = (np.abs(bounds[known]) <= _DEGREES_END).all(axis=1)
    return bool(within.mean() >= 0.5)
