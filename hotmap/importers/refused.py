# SPDX-License-Identifier: MIT
"""Files that people try to import and cannot, each with the advice that helps."""

from __future__ import annotations

from pathlib import Path

from hotmap.errors import InputError
from hotmap.i18n import mark_for_translation, tr

_PICTURE = mark_for_translation(
    "This is a picture, not a list of places. It comes in as a base map, where its name ends in "
    ".mbtiles, .tif, .jpg, .png, .gif, .bmp or .webp."
)
_OTHER_PICTURE = mark_for_translation(
    "hotmap does not read this kind of picture; save it as GeoTIFF (.tif) with a GIS first."
)
_WORLD_FILE = mark_for_translation("This says where a picture lies; choose the picture that lies beside it.")
_OLD_WORKBOOK = mark_for_translation("This is an old or other kind of workbook; open it and save it as .xlsx.")
_SHAPEFILE_PART = mark_for_translation("This is one part of a Shapefile; choose the .shp beside it.")
_CONVERT = mark_for_translation("hotmap does not read this format; convert it to GeoPackage (.gpkg) with a GIS first.")
_DOCUMENT = mark_for_translation(
    "This is a document. Copy its table into a spreadsheet (.xlsx), or paste its coordinates into the map."
)
_PACKED = mark_for_translation("hotmap opens .zip archives only; unpack this one first.")

ADVICE: dict[str, str] = {
    **dict.fromkeys((".mbtiles", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"), _PICTURE),
    **dict.fromkeys((".pmtiles", ".jp2", ".ecw", ".sid", ".img", ".vrt", ".asc", ".hgt", ".bil"), _OTHER_PICTURE),
    **dict.fromkeys((".tfw", ".jgw", ".pgw", ".gfw", ".bpw", ".wld", ".jgwx", ".jpgw", ".tifw", ".ovr"), _WORLD_FILE),
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".numbers"), _OLD_WORKBOOK),
    **dict.fromkeys((".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"), _SHAPEFILE_PART),
    **dict.fromkeys((".gml", ".tab", ".mif", ".dxf", ".dwg", ".fgb", ".parquet", ".topojson", ".gdb", ".sqlite",
                     ".osm", ".pbf", ".qgz", ".qgs", ".lyr"), _CONVERT),
    **dict.fromkeys((".doc", ".docx", ".pdf", ".rtf", ".odt", ".pptx", ".html", ".htm"), _DOCUMENT),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"), _PACKED),
}  # fmt: skip

# First bytes that tell a kind of file whatever its name says.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\xd0\xcf\x11\xe0", _OLD_WORKBOOK),
    (b"%PDF", _DOCUMENT),
    (b"{\\rtf", _DOCUMENT),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
)


def refuse_with_advice(path: Path, head: bytes) -> None:
    """Refuse a file that is known not to be importable.

    Raises
    ------
    InputError
        With the advice for its kind.
    """
    for magic, advice in _MAGIC:
        if head.startswith(magic):
            raise InputError(tr(advice), path)
    if path.suffix.lower() in ADVICE:
        raise InputError(tr(ADVICE[path.suffix.lower()]), path)
