# SPDX-License-Identifier: MIT
"""Data as GeoJSON (RFC 7946): one feature a record, properties by field code.

Longitude before latitude on WGS 84, outer rings counter-clockwise, no bounding box. The foreign
member ``hotmap`` says for whom the file is and as of when. Context layers are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from hotmap.domain.records import Record
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.properties import GENERATOR, Properties, about, content_of
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.release import Release


class GeoJson:
    """Writes data as GeoJSON; see `hotmap.exporters.base.Exporter`."""

    id = "geojson"
    label = _("GeoJSON")
    suffix = ".geojson"
    what = "data"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`, the same bytes each time."""
        properties = Properties(release)
        # One line a feature: small, and still read and compared line by line.
        features = ",\n".join(_json(_feature(record, properties)) for record in content_of(release))
        progress(0.7)
        head = f'{{"type":"FeatureCollection","hotmap":{_json(about(release))},"features":['
        write_bytes(path, f"{head}\n{features}\n]}}\n".encode())
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the words of the format itself."""
        return ("type", "FeatureCollection", "Feature", "hotmap", "features", "id", "geometry", "coordinates",
                "properties", "kind", GENERATOR)  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _feature(record: Record, properties: Properties) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": record.uuid,
        "geometry": geometry_object(record.geometry),
        "properties": {"kind": record.KIND, **properties.native(record)},
    }


def geometry_object(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """Return a geometry as GeoJSON has it, outer rings counter-clockwise.

    >>> from shapely.geometry import Point
    >>> geometry_object(Point(24.05, 12.91))
    {'type': 'Point', 'coordinates': (24.05, 12.91)}
    """
    if geometry is None or geometry.is_empty:
        return None
    oriented: dict[str, Any] = mapping(shapely.orient_polygons(shapely.force_2d(geometry), exterior_cw=False))
    return oriented


EXPORTER = GeoJson()
