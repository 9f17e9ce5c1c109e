# SPDX-License-Identifier: MIT
"""ZIP archives: what is inside is read by the importer of its own family."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from hotmap.errors import HotmapError, InputError
from hotmap.i18n import tr
from hotmap.importers.files import open_zip
from hotmap.importers.source import Importer, Progress, ReadOptions, Recognised, SourceTable
from hotmap.importers.tables import chosen_table, other_tables_note

_NEVER = (".txt", ".tsv")  # in an archive these are read-me files


class ZippedImporter:
    """Finds the data in an archive.

    Parameters
    ----------
    inner : sequence of Importer
        Those that may read a member.
    """

    id = "zip"
    label = "ZIP"
    suffixes = (".zip",)

    def __init__(self, inner: Sequence[Importer]) -> None:
        self._by_suffix = {suffix: importer for importer in inner for suffix in importer.suffixes}

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file is an archive."""
        return Recognised.MAYBE if head.startswith(b"PK") else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the names of the data sets in the archive, or the tables of the only one."""
        with open_zip(path) as archive:
            members = self._members(archive, path)
            if len(members) > 1:
                return [member.filename for member in members]
            importer = self._importer(members[0])
            with _unpacked(archive, members[0], path) as file:
                return importer.tables(file)

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read the largest data set, or the one named; see `hotmap.importers.source.Importer`."""
        with open_zip(path) as archive:
            members = self._members(archive, path)
            names = [member.filename for member in members]
            chosen = members[0]
            inner_options = options
            if len(members) > 1 or options.sheet in names:
                wanted = chosen_table(names, _full_name(names, options.sheet), path)
                chosen = next((m for m in members if m.filename == wanted), members[0])
                inner_options = replace(options, sheet=None)
            with _unpacked(archive, chosen, path) as file:
                try:
                    table = self._importer(chosen).read(file, inner_options, progress)
                except HotmapError as error:
                    if error.file is not None:
                        error.file = f"{path} ({chosen.filename})"
                    raise
        notes = other_tables_note(names, chosen.filename) if options.sheet is None else ()
        return replace(table, notes=table.notes + notes)

    def _members(self, archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
        """Return the members that can be read, the largest first."""
        found = [
            member
            for member in archive.infolist()
            if _suffix(member) in self._by_suffix
            and _suffix(member) not in _NEVER
            and not member.is_dir()
            and not member.filename.startswith("__MACOSX/")
            and not PurePosixPath(member.filename).name.startswith(".")
        ]
        if not found:
            shown = ", ".join(archive.namelist()[:5])
            raise InputError(
                tr("There is nothing to import in this archive; it holds: {names}.").format(names=shown), path
            )
        return sorted(found, key=lambda member: (-member.file_size, member.filename))

    def _importer(self, member: zipfile.ZipInfo) -> Importer:
        return self._by_suffix[_suffix(member)]


def _suffix(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def _full_name(names: Sequence[str], wanted: str | None) -> str | None:
    """Return the member that a short name without folder or suffix means."""
    if wanted is None:
        return None
    return next((n for n in names if PurePosixPath(n).stem.casefold() == wanted.casefold()), wanted)


@contextmanager
def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Iterator[Path]:
    """Yield a copy of a member in an empty folder, with the parts of a Shapefile that lie beside it."""
    place = PurePosixPath(member.filename)
    with tempfile.TemporaryDirectory(prefix="hotmap-") as folder:
        for other in archive.infolist():
            beside = PurePosixPath(other.filename)
            is_part = beside.parent == place.parent and beside.stem.casefold() == place.stem.casefold()
            if other.is_dir() or not (other is member or (_suffix(member) == ".shp" and is_part)):
                continue
            # only the last part of the name is used, so that no member lands outside the folder
            try:
                with archive.open(other) as source, Path(folder, beside.name).open("wb") as target:
                    shutil.copyfileobj(source, target)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                raise InputError(
                    tr("“{member}” in the archive is damaged ({reason}); get the file again.").format(
                        member=other.filename, reason=error
                    ),
                    path,
                ) from None
        yield Path(folder, place.name)
