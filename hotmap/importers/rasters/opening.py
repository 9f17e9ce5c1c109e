# SPDX-License-Identifier: MIT
"""The one way to a picture of the ground: told from its name and first bytes, placed, opened once for all."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from hotmap.analysis.rasters import Affine, Georeference
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import crs_name, is_usable, missing_crs
from hotmap.importers.files import read_head
from hotmap.importers.rasters.base import BlockRaster
from hotmap.importers.rasters.geokeys import affine_of, crs_of
from hotmap.importers.rasters.geotiff import GeoTiffRaster, main_page, opened
from hotmap.importers.rasters.images import ImageRaster
from hotmap.importers.rasters.mbtiles import MbtilesRaster
from hotmap.importers.rasters.names import TIFF_SUFFIXES
from hotmap.importers.rasters.world_files import companions, placing_of

_TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_IMAGE_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF")
_SQLITE = b"SQLite format 3\0"
_MOST_TURN_DEG = 360.5


def open_raster(path: Path, crs: str | None = None) -> BlockRaster:
    """Open a picture, each once for as long as somebody holds it.

    So what was read through for one window serves all, and what is printed. A file that changed
    meanwhile, or the files beside it, is opened anew. Any thread may call.

    Parameters
    ----------
    path : Path
    crs : str, optional
        Reference system such as ``EPSG:32635``; wins over the one the file declares.

    Raises
    ------
    InputError
        When it is missing, damaged, or nothing says where it lies; as `MissingCrsError` when only the
        reference system is missing.
    """
    head = read_head(path)
    try:
        states = [(other.name, other.stat().st_mtime_ns) for other in (path, *companions(path).values())]
        key = (path.resolve(), crs, path.stat().st_size, *states)
        with _opening:
            raster = _open.get(key)
            if raster is None:
                raster = _open[key] = _opened(path, head, crs)
    except OSError as error:
        raise InputError(tr("It cannot be read: {reason}.").format(reason=error.strerror or error), path) from None
    return raster


_open: WeakValueDictionary[tuple[object, ...], BlockRaster] = WeakValueDictionary()
_opening = Lock()


def _opened(path: Path, head: bytes, crs: str | None) -> BlockRaster:
    raster: BlockRaster
    if head.startswith(_SQLITE):
        raster = MbtilesRaster(path)
    elif head.startswith(_TIFF_HEADS):
        with opened(path) as file:
            keys = main_page(file, path).geotiff_tags or {}
        raster = GeoTiffRaster(path, _placed(path, affine_of(keys), crs_of(keys), crs))
    elif head.startswith(_IMAGE_HEADS):
        raster = ImageRaster(path, _placed(path, None, None, crs))
    else:
        raise InputError(
            tr("Its name says {suffix}, but its content is not {kind}; it may be damaged or renamed.").format(
                suffix=path.suffix, kind=tr("a picture")
            ),
            path,
        )
    box = raster.georeference.bbox(raster.extent_px)
    if box is None or not (box[0] < box[2] and box[1] < box[3] and box[2] - box[0] <= _MOST_TURN_DEG):
        raise InputError(
            tr(
                "By its numbers this picture lies nowhere on the earth in the reference system {crs}. "
                "Check its world file, or name another reference system."
            ).format(crs=crs_name(raster.georeference.crs)),
            path,
        )
    return raster


def _placed(path: Path, affine: Affine | None, declared: str | None, given: str | None) -> Georeference:
    """Return where a picture lies: what it says itself goes before what lies beside it."""
    if affine is None or declared is None:
        beside = placing_of(path)
        affine, declared = affine or beside.affine, declared or beside.crs
    if affine is None:
        raise InputError(
            tr(
                "Nothing says where this picture lies. Put its world file beside it (such as {name}), "
                "or georeference it in a GIS first."
            ).format(name=f"{path.stem}.{'tfw' if path.suffix.lower() in TIFF_SUFFIXES else 'jgw'}"),
            path,
        )
    wanted = given or (declared if declared and is_usable(declared) else None)
    if wanted is None:
        raise missing_crs(path)
    name = crs_name(wanted)
    return Georeference(affine, name if name.startswith("EPSG:") else wanted)
