# SPDX-License-Identifier: MIT
"""Geometries as the blobs of a GeoPackage, and back.

After OGC 12-128r18 (GeoPackage 1.3.1). Coordinates are WGS 84 degrees, longitude first.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

SRS_WGS84 = 4326
"""Number of the reference system in the header of every blob."""

# Bytes of the envelope by the indicator in the header's flags.
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
# Where the geometry begins, by the byte of flags.
_BODY_AT = {flags: 8 + _ENVELOPE_BYTES[(flags >> 1) & 0b111] for flags in range(256) if (flags >> 1) & 0b111 < 5}
_NO_ENVELOPE = struct.pack("<2sBBi", b"GP", 0, 0b0000_0001, SRS_WGS84)
_EMPTY = struct.pack("<2sBBi", b"GP", 0, 0b0001_0001, SRS_WGS84)
_WITH_ENVELOPE = struct.Struct("<2sBBi4d")
_POINT_TYPE_ID = 0


def encode(geometries: Sequence[BaseGeometry | None] | np.ndarray) -> list[bytes | None]:
    """Return GeoPackage blobs of geometries in WGS 84 degrees.

    Points go without an envelope, as is the custom; all others carry theirs.
    """
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    bodies = shapely.to_wkb(array, byte_order=1, flavor="iso")
    bounds = shapely.bounds(array).tolist() if len(array) else []
    points = (shapely.get_type_id(array) == _POINT_TYPE_ID).tolist()
    blobs: list[bytes | None] = []
    for body, (west, south, east, north), is_point in zip(bodies, bounds, points, strict=True):
        if body is None:
            blobs.append(None)
        elif west != west:  # NaN: an empty geometry
            blobs.append(_EMPTY + body)
        elif is_point:
            blobs.append(_NO_ENVELOPE + body)
        else:
            blobs.append(_WITH_ENVELOPE.pack(b"GP", 0, 0b0000_0011, SRS_WGS84, west, east, south, north) + body)
    return blobs


def body_of(blob: object) -> bytes | None:
    """Return the WKB inside a GeoPackage blob, None for anything else."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = (blob[3] >> 1) & 0b111
    return blob[8 + _ENVELOPE_BYTES[envelope] :] if envelope < len(_ENVELOPE_BYTES) else None


def decode(blobs: Sequence[bytes | None]) -> np.ndarray:
    """Return the geometries of GeoPackage blobs, None where there is none or it is no geometry."""
    bodies = np.empty(len(blobs), dtype=object)
    try:
        bodies[:] = [blob[_BODY_AT[blob[3]] :] for blob in blobs]  # type: ignore[index]
        is_plain = all(blob[:2] == b"GP" for blob in blobs)  # type: ignore[index]
    except (TypeError, LookupError):
        is_plain = False  # something among them is no blob: look at each
    if not is_plain:
        bodies[:] = [body_of(blob) for blob in blobs]
    return np.asarray(shapely.from_wkb(bodies, on_invalid="ignore"))


def bounds_of(blob: bytes | None) -> tuple[float, float, float, float] | None:
    """Return west, east, south, north of a GeoPackage blob, None for nothing or an empty geometry."""
    body = body_of(blob)
    if blob is None or body is None or blob[3] & 0b0001_0000:
        return None
    order = "<" if blob[3] & 1 else ">"
    envelope = (blob[3] >> 1) & 0b111
    if envelope and len(blob) >= 40:
        west, east, south, north = struct.unpack_from(order + "4d", blob, 8)
        return west, east, south, north
    if len(body) == 21 and body[0] == 1:  # a little-endian 2D point, by far the most common
        x, y = struct.unpack_from("<2d", body, 5)
        return None if x != x else (x, x, y, y)
    west, south, east, north = shapely.bounds(shapely.from_wkb(body, on_invalid="ignore")).tolist()
    return None if west != west else (west, east, south, north)
