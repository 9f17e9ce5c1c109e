# SPDX-License-Identifier: MIT
"""Shapefiles with all that goes missing or wrong around them: capitals, encodings, absent parts."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.importers.crs import is_usable
from hotmap.importers.ogr import read_layer
from hotmap.importers.source import ImportWarning, Progress, ReadOptions, Recognised, SourceTable
from hotmap.importers.tables import chosen_table

_MAGIC = b"\x00\x00\x27\x0a"
_HEADER_BYTES = 100
_MAX_PRJ_CHARS = 20_000
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".cst")

# Language driver byte of a .dbf → encoding, those met in practice.
_DBF_LANGUAGES = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252",
                  0x64: "cp852", 0x65: "cp866", 0x7E: "cp1256", 0xC8: "cp1250", 0xC9: "cp1251"}  # fmt: skip


class ShapefileImporter:
    """Reads a Shapefile through a tidy copy of its names, so that any spelling of them will do."""

    id = "shapefile"
    label = "Shapefile"
    suffixes = (".shp",)

    def recognises(self, path: Path, head: bytes) -> Recognised:
        """Return whether the file starts with the magic number of a .shp."""
        return Recognised.YES if head.startswith(_MAGIC) else Recognised.NO

    def tables(self, path: Path) -> list[str]:
        """Return the one table a Shapefile is."""
        return [path.stem]

    def read(self, path: Path, options: ReadOptions, progress: Progress) -> SourceTable:
        """Read all features; see `hotmap.importers.source.Importer`."""
        chosen_table(self.tables(path), options.sheet, path)
        parts = _parts(path)
        _check_length(path)
        if ".prj" in parts and not is_usable(parts[".prj"].read_text("utf-8", errors="replace")[:_MAX_PRJ_CHARS]):
            del parts[".prj"]  # as good as none: the user is asked, and can say
        encoding = options.encoding or _encoding(parts)
        with _tidy(parts) as shp:
            table = read_layer(shp, None, options, progress, shown=path, encoding=encoding)
        return replace(table, name=path.stem, notes=table.notes + _missing_notes(parts))


def _parts(path: Path) -> dict[str, Path]:
    """Return the files of a Shapefile by suffix, whatever the capitals of stem and suffix."""
    found: dict[str, Path] = {}
    for other in sorted(path.parent.iterdir()):
        suffix = other.suffix.lower()
        if suffix in _PARTS and other.stem.casefold() == path.stem.casefold():
            exact = other.stem == path.stem
            if suffix not in found or exact:
                found[suffix] = other
    found[".shp"] = path
    return found


def _check_length(path: Path) -> None:
    """Refuse a .shp that is shorter than its header says: GDAL would read what is left in silence."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    promised = 2 * int.from_bytes(header[24:28], "big") if len(header) == _HEADER_BYTES else _HEADER_BYTES
    actual = path.stat().st_size
    if actual < promised:
        raise InputError(
            tr("The file is cut short: {actual} of {promised} bytes are there; get it again.").format(
                actual=actual, promised=promised
            ),
            path,
        )


def _encoding(parts: dict[str, Path]) -> str | None:
    """Return the encoding of the .dbf: what the .cpg names, else its language byte, else what fits."""
    if ".dbf" not in parts:
        return None
    if ".cpg" in parts:
        named = _codec(parts[".cpg"].read_bytes()[:200].decode("ascii", "replace"))
        if named:
            return named
    with parts[".dbf"].open("rb") as file:
        data = file.read(2_000_000)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data[int.from_bytes(data[8:10], "little") :])
    except UnicodeDecodeError:
        return _DBF_LANGUAGES.get(data[29] if len(data) > 29 else 0, "cp1252")
    return "utf-8"


def _codec(text: str) -> str | None:
    """Return the codec that a .cpg names, such as ``UTF-8``, ``1252``, ``ANSI 1256`` or ``88591``.

    Some programs append options after a comma.
    """
    name = text.strip().strip("\ufeff").split(",")[0].strip().lower()
    number = re.sub(r"^(ansi|cp|oem|windows|win)?[\s_-]*(?=\d+$)", "", name)
    candidates = [name, f"cp{number}"]
    if number.startswith("8859"):
        candidates.insert(0, "iso8859-" + number.removeprefix("8859").strip("-_"))
    if number == "65001":
        candidates.insert(0, "utf-8")
    for candidate in candidates:
        try:
            return codecs.lookup(candidate).name
        except LookupError:
            continue
    return None


@contextmanager
def _tidy(parts: dict[str, Path]) -> Iterator[Path]:
    """Yield a .shp whose parts all have one lower-case name; the originals where they already do.

    GDAL also needs a .shx: it makes one from the .shp, but only beside a file it may write to.
    """
    stems = {part.stem for part in parts.values()}
    tidy = ".prj" in parts and len(stems) == 1 and all(part.suffix == suffix for suffix, part in parts.items())
    if tidy and ".shx" in parts and ".cpg" not in parts:
        yield parts[".shp"]
        return
    with tempfile.TemporaryDirectory(prefix="hotmap-") as folder:
        for suffix, part in parts.items():
            if suffix == ".cpg":
                continue  # its encoding is given to GDAL in plain words
            _link_or_copy(part, Path(folder, f"layer{suffix}"), writable=".shx" not in parts)
        shp = Path(folder, "layer.shp")
        if ".shx" not in parts:
            _restore_index(shp)
        yield shp


def _link_or_copy(part: Path, target: Path, *, writable: bool) -> None:
    if not writable:
        try:
            os.symlink(part.resolve(), target)
            return
        except OSError:
            pass  # not allowed on every system
    shutil.copyfile(part, target)


def _restore_index(shp: Path) -> None:
    """Write the .shx that is missing: offset and length of each record, in 16-bit words."""
    data = shp.read_bytes()
    index, place = bytearray(), _HEADER_BYTES
    while place + 8 <= len(data):
        words = int.from_bytes(data[place + 4 : place + 8], "big")
        index += (place // 2).to_bytes(4, "big") + words.to_bytes(4, "big")
        place += 8 + 2 * words
    length = (_HEADER_BYTES + len(index)) // 2
    header = data[:24] + length.to_bytes(4, "big") + data[28:_HEADER_BYTES]
    shp.with_suffix(".shx").write_bytes(header + bytes(index))


def _missing_notes(parts: dict[str, Path]) -> tuple[ImportWarning, ...]:
    notes = []
    if ".dbf" not in parts:
        notes.append(
            ImportWarning("no-attributes", None, tr("The .dbf is missing: the features have no names or other fields."))
        )
    if ".shx" not in parts:
        notes.append(
            ImportWarning("no-index", None, tr("The .shx is missing; the features were read one after the other."))
        )
    return tuple(notes)
