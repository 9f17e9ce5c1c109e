# SPDX-License-Identifier: MIT
"""What lies beside a picture and says where it is: world file, .prj, .aux.xml."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from hotmap.analysis.rasters import Affine
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import is_usable

_MOST_BYTES = 2_000_000
_OWN_SUFFIXES = {
    ".jpg": (".jgw", ".jpgw", ".jgwx"),
    ".jpeg": (".jgw", ".jpegw", ".jpgw", ".jgwx"),
    ".png": (".pgw", ".pngw", ".pgwx"),
    ".tif": (".tfw", ".tifw", ".tfwx"),
    ".tiff": (".tfw", ".tiffw", ".tifw", ".tfwx"),
    ".gif": (".gfw", ".gifw", ".gfwx"),
    ".bmp": (".bpw", ".bmpw", ".bpwx"),
    ".webp": (".wpw", ".webpw"),
}
_ANY_SUFFIX = ".wld"
_SYSTEM = re.compile(r"<SRS[^>]*>(.*?)</SRS>", re.DOTALL)
_TRANSFORM = re.compile(r"<GeoTransform>(.*?)</GeoTransform>", re.DOTALL)


@dataclass(frozen=True)
class Placing:
    """Where a picture lies, as far as the files beside it say.

    Attributes
    ----------
    affine : tuple of float or None
    crs : str or None
        WKT of a reference system that says where on the earth it is.
    """

    affine: Affine | None = None
    crs: str | None = None


def placing_of(path: Path) -> Placing:
    """Return what the files beside a picture say, whatever the capitals of their names.

    Raises
    ------
    InputError
        When there is a world file and it is none.
    """
    files = companions(path)
    world = next((files[s] for s in (*_OWN_SUFFIXES.get(path.suffix.lower(), ()), _ANY_SUFFIX) if s in files), None)
    affine = world_affine(world) if world else None
    declared = _text(files.get(".prj"))
    more = _text(files.get(".aux.xml"))
    if affine is None and (found := _TRANSFORM.search(more)):
        affine = _pam_affine(found.group(1))
    if not declared and (found := _SYSTEM.search(more)):
        declared = html.unescape(found.group(1))
    return Placing(affine, declared.strip() if declared.strip() and is_usable(declared) else None)


def companions(path: Path) -> dict[str, Path]:
    """Return the files that belong to a picture by what follows its name, in lower case; itself not among them.

    Those of ``map.jpg`` are ``map.jgw`` (under ``.jgw``) and ``map.jpg.aux.xml`` (under ``.aux.xml``).
    """
    known = {suffix for suffixes in _OWN_SUFFIXES.values() for suffix in suffixes} | {_ANY_SUFFIX, ".prj"}
    found: dict[str, Path] = {}
    try:
        others = sorted(path.parent.iterdir())
    except OSError:
        return found
    stem, whole = path.stem.casefold(), path.name.casefold()
    for other in others:
        name = other.name.casefold()
        for start, suffixes in ((stem, known), (whole, known | {".aux.xml", ".ovr"})):
            suffix = name.removeprefix(start)
            if name.startswith(start) and suffix in suffixes:
                found.setdefault(suffix, other)
    return found


def world_affine(path: Path) -> Affine:
    """Return the transformation of a world file, whose six lines place the middle of the first pixel.

    Raises
    ------
    InputError
        When it has not six numbers, or they make no picture.
    """
    try:
        numbers = [float(line.replace(",", ".")) for line in _text(path).split()[:6]]
        a, d, b, e, c, f = numbers
        if not abs(a * e - b * d) > 0:
            raise ValueError
    except ValueError:
        raise InputError(
            tr("A world file has six lines with a number each, and pixels that are not empty; this one does not."), path
        ) from None
    return a, b, c - (a + b) / 2, d, e, f - (d + e) / 2


def _pam_affine(text: str) -> Affine | None:
    """Return a transformation as GDAL writes it beside pictures, from the corner of the first pixel."""
    try:
        c, a, b, f, d, e = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (a, b, c, d, e, f) if abs(a * e - b * d) > 0 else None


def _text(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""
