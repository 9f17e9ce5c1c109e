# SPDX-License-Identifier: MIT
"""Guards at the door: what is empty, too large, a bomb or not what its name says is refused here."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.units import format_bytes

HEAD_BYTES = 4096
MAX_TEXT_BYTES = 600_000_000
"""A text file is read into memory; beyond this a GeoPackage is the better way."""
MAX_UNPACKED_BYTES = 2_000_000_000
MAX_MEMBERS = 20_000
# Repetitive data packs to a few hundredths; only bombs reach a thousandth.
MAX_RATIO = 400
RATIO_MATTERS_FROM_BYTES = 20_000_000
MAX_FEATURES = 5_000_000
MAX_CELLS = 60_000_000


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file that exists and is not empty.

    Raises
    ------
    InputError
        When there is no such file, it is a folder, empty or cannot be opened.
    """
    try:
        if path.is_dir():
            raise InputError(tr("This is a folder; choose a file in it."), path)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise InputError(tr("There is no such file."), path) from None
    except OSError as error:
        raise InputError(tr("It cannot be opened: {reason}.").format(reason=error.strerror or error), path) from None
    if not head:
        raise InputError(tr("The file is empty (0 bytes); get it again from where it came."), path)
    return head


def read_bytes(path: Path) -> bytes:
    """Return a whole text file of bounded size."""
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise InputError(
            tr("{size} is too much for a text file; convert it to a GeoPackage (.gpkg) first.").format(
                size=format_bytes(size)
            ),
            path,
        )
    return path.read_bytes()


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a ZIP archive after judging from its directory that it is no bomb.

    The sizes in the directory can be trusted: the standard library reads no member beyond them.

    Raises
    ------
    InputError
        When it is no ZIP, damaged, encrypted, or unpacks to far too much.
    """
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(
            tr("The archive is damaged or cut short ({reason}); get it again.").format(reason=error), path
        ) from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise InputError(
            tr("The archive unpacks to {size} in {n} files, which is refused as too much.").format(
                size=format_bytes(unpacked), n=len(members)
            ),
            path,
        )
    for member in members:
        if member.file_size > RATIO_MATTERS_FROM_BYTES and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise InputError(
                tr("“{member}” unpacks to {size} from almost nothing: refused as a bomb.").format(
                    member=member.filename, size=format_bytes(member.file_size)
                ),
                path,
            )
        if member.flag_bits & 0x1:
            raise InputError(tr("The archive is locked with a password; unpack it first."), path)
    return archive


def read_member(archive: zipfile.ZipFile, member: str, path: Path) -> bytes:
    """Return the content of one member of bounded size, its checksum verified."""
    info = archive.getinfo(member)
    if info.file_size > MAX_TEXT_BYTES:
        raise InputError(tr("“{member}” in the archive is too large.").format(member=member), path)
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise InputError(
            tr("“{member}” in the archive is damaged ({reason}); get the file again.").format(
                member=member, reason=error
            ),
            path,
        ) from None
