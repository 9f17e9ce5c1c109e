# SPDX-License-Identifier: MIT
"""Where the pictures of base maps are: named from the plan's folder, looked for beside the plan, copied there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from hotmap.analysis.rasters import Raster
from hotmap.domain.records import Layer
from hotmap.errors import MissingFileError, OutputError
from hotmap.i18n import tr

Progress = Callable[[float, str], None]
"""Called with the share done and the name of the file; may raise `CancelledError`."""
_CHUNK_BYTES = 4_000_000


def no_progress(share: float, what: str) -> None:
    """Take note of nothing."""


@dataclass(frozen=True)
class Whereabouts:
    """Where the picture of a base map is.

    Attributes
    ----------
    path : Path or None
        None when it is missing.
    is_beside : bool
        It lies in the plan's own folder, and goes where the folder goes.
    """

    path: Path | None
    is_beside: bool = False


def source_of(plan: Path, picture: Path) -> str:
    """Return how a plan names a picture: from its own folder, with slashes; whole where no such way leads there."""
    folder, target = plan.resolve().parent, picture.resolve()
    try:
        return Path(os.path.relpath(target, folder)).as_posix()
    except ValueError:  # another drive
        return target.as_posix()


def whereabouts(plan: Path, layer: Layer) -> Whereabouts:
    """Return where the picture of a layer is: where the plan says, else beside the plan under the same name."""
    if not layer.source:
        return Whereabouts(None)
    folder = plan.resolve().parent
    named = folder / layer.source
    name = PureWindowsPath(layer.source).name if "\\" in layer.source else PurePosixPath(layer.source).name
    for path in (named, folder / name):
        if path.is_file():
            return Whereabouts(path, path.resolve().parent == folder)
    return Whereabouts(None)


def opener(plan: Path) -> Callable[[Layer], Raster]:
    """Return a function that opens the picture of a layer of a plan file, in any thread.

    It raises `MissingFileError` when there is none, `InputError` when it cannot be read.
    """

    def opened(layer: Layer) -> Raster:
        from hotmap.importers.rasters.opening import open_raster

        found = whereabouts(plan, layer).path
        if found is None:
            raise MissingFileError(
                tr("The picture of the base map “{name}” is not where it was. Find it, or bring it in again.").format(
                    name=layer.name or layer.source or ""
                )
            )
        return open_raster(found, layer.crs)

    return opened


def copied(picture: Path, folder: Path, progress: Progress = no_progress) -> Path:
    """Copy a picture, with the files that say where it lies, into a folder; return the copy.

    A file that is there already is taken when it is the same, else the copy gets another name.
    """
    from hotmap.importers.rasters.world_files import companions

    if picture.resolve().parent == folder.resolve():
        return picture
    target = _free_name(picture, folder)
    if target.exists():
        return target
    beside = companions(picture)
    try:
        for other in beside.values():
            start = picture.name if other.name.casefold().startswith(picture.name.casefold()) else picture.stem
            new = target.name if start == picture.name else target.stem
            shutil.copyfile(other, folder / (new + other.name[len(start) :]))
        _copy(picture, target, progress)
    except OSError as error:
        raise OutputError(
            tr("The picture cannot be copied: {reason}.").format(reason=error.strerror or error), target
        ) from None
    return target


def _copy(source: Path, target: Path, progress: Progress) -> None:
    """Copy a large file piece by piece; what was begun is gone when it is not finished."""
    part = target.with_name(f".{target.name}.part")
    size = max(source.stat().st_size, 1)
    try:
        with source.open("rb") as read, part.open("wb") as write:
            done = 0
            while chunk := read.read(_CHUNK_BYTES):
                write.write(chunk)
                done += len(chunk)
                progress(done / size, target.name)
            write.flush()
            os.fsync(write.fileno())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _free_name(picture: Path, folder: Path) -> Path:
    target = folder / picture.name
    number = 2
    while target.exists() and not _is_same_file(picture, target):
        target = folder / f"{picture.stem}_{number}{picture.suffix}"
        number += 1
    return target


def _is_same_file(one: Path, other: Path) -> bool:
    """Return whether two files are copies of each other, by their size and their ends."""
    size = one.stat().st_size
    if size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        for offset in (0, max(size - _CHUNK_BYTES, 0)):
            a.seek(offset)
            b.seek(offset)
            if a.read(_CHUNK_BYTES) != b.read(_CHUNK_BYTES):
                return False
    return True
