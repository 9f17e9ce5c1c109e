# SPDX-License-Identifier: MIT
"""GeoPackage, with one or several layers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.ogr import layer_types, read_layer
from hotmap.importers.source import Progress, ReadOptions, Recognised, SourceTable
from hotmap.importers.tables import chosen_table, other_tables_note

_SQLITE = b"SQLite format 3\0"
_BOOKS_OF_A_PLAN = frozenset({"action", "change", "copy"})
_STYLES = "layer_styles"  # where QGIS keeps how layers look


class GeoPackageImporter:
    """Reads a layer of a GeoPackage; by default the one with the most features."""

    id = "geopackage"
    label = "GeoPackage"
    suffixes = (".gpkg",)

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file is an SQLite database, which other formats are too."""
        return Recognised.MAYBE if head.startswith(_SQLITE) else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the names of all layers; of another plan only what lies on a map, not its books."""
        types = layer_types(path)
        if types.keys() >= _BOOKS_OF_A_PLAN:
            return [name for name, geometry_type in types.items() if geometry_type is not None]
        return [name for name in types if name != _STYLES] or list(types)

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read one layer; see `hotmap.importers.source.Importer`."""
        names = self.tables(path)
        if not names:
            raise InputError(tr("This GeoPackage has no layers."), path)
        layer = chosen_table(names, options.sheet, path)
        if layer is not None:
            return read_layer(path, layer, options, progress)
        layer = _largest(path, names)
        table = read_layer(path, layer, options, progress)
        return replace(table, notes=table.notes + other_tables_note(names, layer))


def _largest(path: Path, names: list[str]) -> str:
    """Return the layer with the most features; one with geometries goes before any without."""
    import pyogrio

    if len(names) == 1:
        return names[0]

    def size(name: str) -> tuple[bool, int]:
        info = pyogrio.read_info(path, layer=name, force_feature_count=True)
        return info["geometry_type"] is not None, int(info["features"])

    return max(names, key=size)
