# SPDX-License-Identifier: MIT
"""Bring IBM Plex (OFL) into ``.fonts``: a flat folder of .ttf files that Qt and typst can read.

The fonts come from npm, when npm is there; without them hotmap falls back to the system's. The
packages hold complete fonts only as WOFF, which is a TrueType file whose tables are squeezed one
by one with zlib: unpacking needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT
from report import SetupError, run_quietly, say

FOLDER = ROOT / ".fonts"

_WEIGHTS = ("Light", "Regular", "Medium", "SemiBold", "Bold")


@dataclass(frozen=True)
class _Family:
    """One npm package at one version, and the faces of it that hotmap draws with."""

    package: str
    version: str
    sha256: str
    name: str
    faces: tuple[str, ...]

    def files(self) -> list[str]:
        return [f"{self.name}-{face}" for face in self.faces]


_FAMILIES = (
    _Family(
        "plex-sans",
        "1.1.0",
        "c3818979c2a2c82927ea3e7c485e389a18de0b7462887dd4f7acc9a525568962",
        "IBMPlexSans",
        (*_WEIGHTS, "Italic", "SemiBoldItalic"),
    ),
    _Family(
        "plex-sans-condensed",
        "2.0.0",
        "1daf6d3e89def24b38e86bc859335cb89b02a395e5f93e3a2371f82a54a27338",
        "IBMPlexSansCondensed",
        (*_WEIGHTS, "Italic", "SemiBoldItalic"),
    ),
    _Family(
        "plex-sans-arabic",
        "1.1.0",
        "71ad7bc2d0cacebb1dfa7065603dfa0287b2b90c7c56023344e1da82b1766ddb",
        "IBMPlexSansArabic",
        _WEIGHTS,
    ),
)


def ensure_fonts() -> bool:
    """Fetch the fonts unless they are there; never an error.

    Returns
    -------
    bool
        True when all fonts are in `FOLDER`.
    """
    if all((FOLDER / f"{name}.ttf").exists() for family in _FAMILIES for name in family.files()):
        return True
    npm = shutil.which("npm")
    if npm is None:
        say("No npm here, so no IBM Plex: hotmap will use the fonts of this system")
        return False
    say("Fetching the fonts (IBM Plex, 9 MB)")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            for family in _FAMILIES:
                _fetch(npm, Path(scratch), family)
    except (SetupError, OSError, ValueError, KeyError, tarfile.TarError, zlib.error) as error:
        say(f"The fonts could not be had; hotmap will use the fonts of this system. {error}")
        return False
    return True


def woff_to_sfnt(woff: bytes) -> bytes:
    """Unpack a WOFF 1.0 font into the TrueType or OpenType file that it wraps.

    Parameters
    ----------
    woff
        The bytes of the .woff file (https://www.w3.org/TR/WOFF/).

    Returns
    -------
    bytes
        The same tables in the same order, unsqueezed.

    Raises
    ------
    ValueError
        When the bytes are not a WOFF 1.0 font.
    """
    signature, flavor, _length, count = struct.unpack_from(">4sIIH", woff)
    if signature != b"wOFF":
        raise ValueError("not a WOFF 1.0 font")
    power = count.bit_length() - 1
    search_range = 16 << power
    header = struct.pack(">IHHHH", flavor, count, search_range, power, 16 * count - search_range)
    directory, tables = b"", b""
    for index in range(count):
        tag, offset, packed, length, checksum = struct.unpack_from(">4sIIII", woff, 44 + 20 * index)
        table = woff[offset : offset + packed]
        if packed < length:
            table = zlib.decompress(table)
        directory += struct.pack(">4sIII", tag, checksum, 12 + 16 * count + len(tables), length)
        tables += table + b"\0" * (-length % 4)
    return header + directory + tables


def _fetch(npm: str, scratch: Path, family: _Family) -> None:
    source = f"@ibm/{family.package}@{family.version}"
    run_quietly([npm, "pack", "--silent", "--pack-destination", scratch, source])
    archive = scratch / f"ibm-{family.package}-{family.version}.tgz"
    if hashlib.sha256(archive.read_bytes()).hexdigest() != family.sha256:
        raise ValueError(f"{source} is not the file that was reviewed")
    FOLDER.mkdir(exist_ok=True)
    with tarfile.open(archive) as tar:
        for name in family.files():
            woff = _read(tar, f"package/fonts/complete/woff/{name}.woff")
            (FOLDER / f"{name}.ttf").write_bytes(woff_to_sfnt(woff))
        (FOLDER / "OFL.txt").write_bytes(_read(tar, "package/LICENSE.txt"))


def _read(tar: tarfile.TarFile, member: str) -> bytes:
    file = tar.extractfile(member)
    if file is None:
        raise ValueError(f"{member} is not a file")
    return file.read()
