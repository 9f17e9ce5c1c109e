# SPDX-License-Identifier: MIT
"""Base maps from pictures that stay outside the plan: found again, copied beside it; each one action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.domain.changes import ChangeSet, Delta, edited
from hotmap.domain.records import Layer
from hotmap.errors import InputError, MissingFileError
from hotmap.i18n import tr
from hotmap.services.raster_files import Progress, copied, no_progress, source_of, whereabouts
from hotmap.services.session import PlanSession

if TYPE_CHECKING:
    from hotmap.importers.rasters.base import BlockRaster

_NEAR_SHARE = 0.01


def find_again(session: PlanSession, layer: Layer, path: Path) -> None:
    """Let a base map take its picture from another place, as one action.

    Raises
    ------
    InputError
        When the file cannot be read, or shows another part of the earth.
    """
    from hotmap.importers.rasters.opening import open_raster

    found = open_raster(path, layer.crs)
    if not _is_same_place(found, layer):
        raise InputError(
            tr("This picture shows another place than “{name}”. Bring it in as a base map of its own.").format(
                name=layer.name or ""
            ),
            path,
        )
    note = tr("Find the picture of {name}").format(name=layer.name or tr("base map"))
    session.apply(ChangeSet(note, edited(layer, {"source": source_of(session.path, path), "bbox": list(found.bbox)})))


def missing(session: PlanSession) -> list[Layer]:
    """Return the base maps whose picture is nowhere."""
    return [layer for layer in _base_maps(session) if whereabouts(session.path, layer).path is None]


def elsewhere(session: PlanSession) -> list[Layer]:
    """Return the base maps whose picture is there, but not in the plan's own folder."""
    found = ((layer, whereabouts(session.path, layer)) for layer in _base_maps(session))
    return [layer for layer, where in found if where.path is not None and not where.is_beside]


def copies_beside(session: PlanSession, layers: Sequence[Layer], progress: Progress = no_progress) -> dict[str, Path]:
    """Copy pictures into the plan's folder and return the copies by the uuid of their base map; any thread may call.

    Raises
    ------
    MissingFileError
        When one is missing.
    OutputError
        When there is no room, or no right to write there.
    """
    folder = session.path.resolve().parent
    copies = {}
    for layer in layers:
        path = whereabouts(session.path, layer).path
        if path is None:
            raise MissingFileError(tr("The picture of {name} is missing; find it first.").format(name=layer.name or ""))
        copies[layer.uuid] = copied(path, folder, progress)
    return copies


def use_copies(session: PlanSession, copies: Mapping[str, Path]) -> None:
    """Let base maps take their pictures from other files with the same content, as one action."""
    deltas: list[Delta] = []
    for uuid, path in copies.items():
        layer = session.plan.get(uuid, "layer")
        if layer is not None:
            deltas += edited(layer, {"source": source_of(session.path, path)})
    session.apply(ChangeSet(tr("Copy base maps beside the plan"), tuple(deltas)))


def _base_maps(session: PlanSession) -> list[Layer]:
    return [layer for layer in session.plan.of("layer") if layer.kind == "raster"]


def _is_same_place(found: BlockRaster, layer: Layer) -> bool:
    """Return whether a picture covers what the plan keeps as the extent of a layer, near enough."""
    kept = layer.bbox
    if not isinstance(kept, (list, tuple)) or len(kept) != 4:
        return True
    reach = max(kept[2] - kept[0], kept[3] - kept[1], 1e-9) * _NEAR_SHARE
    return all(abs(float(a) - float(b)) <= reach for a, b in zip(kept, found.bbox, strict=True))
