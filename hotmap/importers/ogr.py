# SPDX-License-Identifier: MIT
"""Reading through GDAL (pyogrio) in batches, so that it can be watched and cancelled."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from hotmap.domain.features import FeatureTable
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import crs_name, is_usable, looks_like_degrees, missing_crs, to_wgs84
from hotmap.importers.files import MAX_FEATURES
from hotmap.importers.source import (
    WGS84,
    ImportWarning,
    Progress,
    ReadOptions,
    SourceTable,
    fields_of,
    no_progress,
)

BATCH = 50_000


def layer_types(path: Path, shown: Path | None = None) -> dict[str, str | None]:
    """Return all layers in a file by name, each with its geometry type or None.

    Parameters
    ----------
    path : Path
        What GDAL opens.
    shown : Path, optional
        What the user knows it by, when `path` is a copy.
    """
    import pyogrio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            return {str(name): geometry_type for name, geometry_type in pyogrio.list_layers(path)}
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise unreadable(error, shown or path) from None


def read_layer(
    path: Path,
    layer: str | None,
    options: ReadOptions,
    progress: Progress = no_progress,
    *,
    shown: Path | None = None,
    encoding: str | None = None,
) -> SourceTable:
    """Read one layer with its geometries in WGS 84.

    Parameters
    ----------
    path, shown : Path
        As in `layer_types`.
    layer : str or None
        Its name; None for the only one.
    encoding : str, optional
        Of the texts, where the format does not say.

    Raises
    ------
    InputError
        When GDAL cannot read it; `hotmap.errors.MissingCrsError` when it has geometries and no
        reference system was declared or given.
    """
    import pyogrio

    shown = shown or path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        try:
            info = pyogrio.read_info(path, layer=layer, encoding=encoding, force_feature_count=True)
            total = int(info["features"])
            if total > MAX_FEATURES:
                raise InputError(tr("{n} features are too many; cut it to your area first.").format(n=total), shown)
            meta, blobs, values = _batches(path, layer, encoding, total, progress)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
            raise unreadable(error, shown) from None
        except UnboundLocalError:  # what pyogrio stumbles into over a reference system that it cannot write
            raise missing_crs(shown) from None
        except UnicodeDecodeError as error:
            raise InputError(
                tr("Its texts are not {encoding}; give the right one.").format(encoding=error.encoding), shown
            ) from None
    shapes, broken = _shapes(blobs)
    definition, notes = _crs(meta.get("crs"), shapes, options, shown)
    columns = {str(name): plain_values(column) for name, column in zip(meta["fields"], values, strict=True)}
    return SourceTable(
        name=layer or shown.stem,
        features=FeatureTable(to_wgs84(shapes, definition) if definition else shapes, columns),
        rows=np.arange(1, len(shapes) + 1),
        crs=crs_name(definition) if definition else "",
        fields=fields_of(columns),
        notes=notes,
        unreadable=broken,
    )


def unreadable(error: Exception, shown: Path) -> InputError:
    """Return the refusal of a file that GDAL cannot read, without the paths in GDAL's own sentence."""
    reason = str(error).replace(str(shown), shown.name).split("; ")[0].split(". It might")[0]
    if "/" in reason or "\\" in reason:
        reason = tr("its content is damaged or not what its name says")
    return InputError(tr("It cannot be read: {reason}.").format(reason=reason.rstrip(".")), shown)


def _batches(
    path: Path, layer: str | None, encoding: str | None, total: int, progress: Progress
) -> tuple[Mapping[str, Any], np.ndarray, list[np.ndarray]]:
    from pyogrio import raw

    meta: Mapping[str, Any] = {}
    geometries: list[np.ndarray] = []
    columns: list[Sequence[np.ndarray]] = []
    done = 0
    while True:
        progress(done, total, tr("Reading features"))
        meta, _, found, values = raw.read(
            path, layer=layer, encoding=encoding, force_2d=True, skip_features=done, max_features=BATCH
        )
        count = len(found) if found is not None else len(values[0]) if len(values) else 0
        geometries.append(found if found is not None else np.full(count, None, dtype=object))
        columns.append(values)
        done += count
        if count < BATCH or done >= total:
            break
    progress(done, total, tr("Reading features"))
    joined = [np.concatenate([batch[i] for batch in columns]) for i in range(len(columns[0]))]
    return meta, np.concatenate(geometries), joined


def _shapes(blobs: np.ndarray) -> tuple[np.ndarray, dict[int, str]]:
    shapes = np.asarray(shapely.from_wkb(blobs, on_invalid="ignore"), dtype=object)
    present = np.array([blob is not None for blob in blobs], dtype=bool)
    lost = np.flatnonzero(present & (shapely.is_missing(shapes)))
    return shapes, {int(i): tr("Its geometry is of a kind that cannot be read.") for i in lost}


def _crs(
    declared: str | None, shapes: np.ndarray, options: ReadOptions, shown: Path
) -> tuple[str, tuple[ImportWarning, ...]]:
    usable = declared if declared and is_usable(declared) else None
    if options.crs:
        given, said = crs_name(options.crs), crs_name(usable) if usable else None
        if said is None or said == given:
            return options.crs, ()
        message = tr("The file says {said}; read as {crs} as you asked.").format(said=said, crs=given)
        return options.crs, (ImportWarning("crs-overridden", None, message),)
    if usable:
        if crs_name(usable) == WGS84 and not looks_like_degrees(shapes):
            raise missing_crs(shown)  # it says degrees, but the numbers cannot be
        return usable, ()
    if shapely.is_missing(shapes).all():
        return "", ()
    raise missing_crs(shown)


def plain_values(column: np.ndarray) -> list[Any]:
    """Return a column as texts, numbers, truth values or None: times as ISO texts, no NumPy scalars."""
    if column.dtype.kind == "M":
        texts = np.datetime_as_string(column, unit="s") if column.dtype != "datetime64[D]" else column.astype(str)
        return [None if text == "NaT" else str(text).removesuffix("T00:00:00") for text in texts]
    if column.dtype.kind == "f":
        return [None if np.isnan(value) else value for value in column.tolist()]
    if column.dtype.kind in "iub":
        return list(column.tolist())
    return [_plain_value(value) for value in column]


def _plain_value(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, np.ndarray):
        return ", ".join(str(item) for item in value)
    if isinstance(value, bytes):
        return None  # a picture inside the table
    return value.item() if isinstance(value, np.generic) else str(value)
