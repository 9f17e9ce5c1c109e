# SPDX-License-Identifier: MIT
"""Bringing in a picture as a base map: looked at first, then one action; the picture stays where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path

import numpy as np
import shapely

from hotmap.analysis.rasters import BBox
from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import GEOMETRY_KINDS, Layer
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.importers.layers import settled
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.opening import open_raster
from hotmap.importers.source import ImportWarning
from hotmap.services.raster_files import Progress, copied, no_progress, source_of
from hotmap.services.session import PlanSession
from hotmap.units import format_number

_FAR_KM = 5.0
_KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class PictureRequest:
    """What the user wants of a picture.

    Attributes
    ----------
    path : Path
    crs : str or None
        Reference system, where the file does not say or says it wrong.
    values : mapping of str to str
        Fields of the layer such as ``name`` and ``attribution``, where what the file says is not wanted.
    audiences : tuple of str or None
        Who may see it; None leaves it unmarked.
    """

    path: Path
    crs: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    audiences: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that was looked at and is not yet part of the plan."""

    request: PictureRequest
    raster: BlockRaster
    layer: Layer
    warnings: tuple[ImportWarning, ...]


def prepare(plan: Plan, request: PictureRequest, actor: str) -> PreparedPicture:
    """Look at a picture and say what it becomes; nothing is written, and any thread may call.

    Raises
    ------
    InputError
        When it cannot be read or nothing says where it lies, as `MissingCrsError` when only its
        reference system is missing.
    UsageError
        When a value does not fit its field.
    """
    raster = open_raster(request.path, request.crs)
    layer = Layer(
        uuid=new_uuid(),
        name=_free_name(plan, raster.name),
        kind="raster",
        bbox=list(raster.bbox),
        visible=True,
        attribution=raster.attribution or None,
        crs=request.crs,
        marking=Marking(originator=actor, audiences=request.audiences),
    )
    layer = layer.with_values(settled(request.values))
    return PreparedPicture(request, raster, layer, tuple(_warnings(plan, raster, layer)))


def copied_beside(session: PlanSession, prepared: PreparedPicture, progress: Progress = no_progress) -> Path:
    """Copy a picture into the plan's folder and return the copy, for `commit`; any thread may call."""
    return copied(prepared.request.path, session.path.resolve().parent, progress)


def commit(session: PlanSession, prepared: PreparedPicture, path: Path | None = None) -> Layer:
    """Make a picture that was looked at a base map of the plan, as one action.

    Parameters
    ----------
    path : Path, optional
        Of a copy that is used instead.
    """
    layer = prepared.layer.with_values({"source": source_of(session.path, path or prepared.request.path)})
    session.apply(ChangeSet(tr("Add the base map {name}").format(name=layer.name), (inserted(layer),)))
    return layer


def likely_systems(plan: Plan) -> list[tuple[str, str]]:
    """Return the reference systems that a picture of the plan's area likely has: code and words for people."""
    found = [("EPSG:4326", tr("Degrees (WGS 84)"))]
    box = _box_of(plan)
    if box is not None:
        lon, lat = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        zone = int((lon + 180.0) // 6.0) % 60 + 1
        code = f"EPSG:{32600 + zone if lat >= 0 else 32700 + zone}"
        found.append((code, tr("UTM zone {zone}").format(zone=f"{zone}{'N' if lat >= 0 else 'S'}")))
    return [*found, ("EPSG:3857", tr("Web Mercator"))]


def lies_under(plan: Plan, bbox: BBox) -> bool:
    """Return whether a box of degrees holds something of a plan, so that the map need not move to show it."""
    box = _box_of(plan)
    return box is not None and box[0] < bbox[2] and box[2] > bbox[0] and box[1] < bbox[3] and box[3] > bbox[1]


def refuse_as_records(as_: str) -> None:
    """Raise `UsageError` where a picture is to become records."""
    if as_ != "layer":
        raise UsageError(tr("a picture can become a base map only"), option="--as layer")


def _warnings(plan: Plan, raster: BlockRaster, layer: Layer) -> Iterator[ImportWarning]:
    away_km = _away_km(plan, raster.bbox)
    if away_km > _FAR_KM:
        message = tr("It lies {km} km away from what is in the plan. Is its reference system right?")
        yield ImportWarning("far-away", None, message.format(km=format_number(away_km)))
    if not layer.attribution:
        message = tr("The file does not say whom it is owed to. Name the source: it is printed with the map.")
        yield ImportWarning("no-attribution", None, message)
    if not raster.is_prepared:
        message = tr("It brings no coarse version of itself, so it is read through once each time the plan is opened.")
        yield ImportWarning("no-coarse-levels", None, message)
    elif not raster.is_complete:
        message = tr("It brings no coarse version of itself and is very large: it appears when you zoom in.")
        yield ImportWarning("too-large", None, message)


def _away_km(plan: Plan, bbox: BBox) -> float:
    """Return how far a box is from what is in a plan or its layers, near enough; 0 where nothing is."""
    boxes = [tuple(layer.bbox) for layer in plan.of("layer") if layer.bbox and layer.kind != "raster"]
    if (box := _box_of(plan)) is not None:
        boxes.append(box)
    return min((_apart_km(one, bbox) for one in boxes), default=0.0)


def _apart_km(box: BBox, other: BBox) -> float:
    """Return how far two boxes are from each other as the crow flies, near enough; 0 where they meet."""
    beside_deg = max(other[0] - box[2], box[0] - other[2], 0.0) * cos(radians((box[1] + box[3]) / 2))
    above_deg = max(other[1] - box[3], box[1] - other[3], 0.0)
    return hypot(beside_deg, above_deg) * _KM_PER_DEGREE


def _box_of(plan: Plan) -> BBox | None:
    """Return the box of degrees around what is in a plan, else around its area; None where neither is known."""
    shapes = [record.geometry for kind in GEOMETRY_KINDS for record in plan.of(kind) if record.geometry is not None]
    shapes = shapes or ([plan.info.geometry] if plan.info.geometry is not None else [])
    if not shapes:
        return None
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return west, south, east, north


def _free_name(plan: Plan, wanted: str) -> str:
    names = {layer.name for layer in plan.of("layer")}
    if wanted not in names:
        return wanted
    return next(name for number in range(2, len(names) + 3) if (name := f"{wanted} ({number})") not in names)
