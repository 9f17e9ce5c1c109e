# SPDX-License-Identifier: MIT
"""Pictures: their text chunks, EXIF, XMP, time stamps, thumbnails and what follows their end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from hotmap.release.containers.piece import HIDDEN, METADATA, Opener, Piece, inside

_DRAWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"cICP",
}  # fmt: skip
"""Chunks that say how pixels look and nothing else."""
_PNG_START = 8
_JPEG_DRAWN = {0xC4, 0xDB, 0xDD, 0xEE, *range(0xC0, 0xC4), *range(0xC5, 0xD0)}
_JFIF = 0xE0
_SCAN = 0xDA


def png_pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what a PNG says beside its pixels."""
    position = _PNG_START
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + length]
        position += 12 + length
        place = inside(where, name.decode("latin-1"))
        if name in (b"tEXt", b"zTXt", b"iTXt"):
            yield Piece(place, _chunk_text(name, body), METADATA)
        elif name == b"iCCP":
            yield Piece(place, body.split(b"\x00", 1)[0].decode("latin-1"), METADATA)
        elif name not in _DRAWN:
            yield Piece(place, f"{name.decode('latin-1')}: {_runs(body)}", HIDDEN)
        if name == b"IEND":
            break
    if position < len(data):
        yield Piece(inside(where, "after the end"), _runs(data[position:]) or "data", HIDDEN)


def _chunk_text(name: bytes, body: bytes) -> str:
    keyword, _, rest = body.partition(b"\x00")
    if name == b"zTXt":
        rest = _inflated(rest[1:])
    elif name == b"iTXt":
        packed, rest = rest[:1] == b"\x01", rest[2:]
        _language, _, rest = rest.partition(b"\x00")
        _translated, _, rest = rest.partition(b"\x00")
        rest = _inflated(rest) if packed else rest
        return f"{keyword.decode('latin-1')}: {rest.decode('utf-8', 'replace')}"
    return f"{keyword.decode('latin-1')}: {rest.decode('latin-1')}"


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def jpeg_pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what a JPEG says beside its pixels: EXIF, XMP, comments, what follows its end."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        (length,) = struct.unpack_from(">H", data, position + 2)
        body = data[position + 4 : position + 2 + length]
        position += 2 + length
        if marker == _SCAN:
            break
        if marker == _JFIF and body.startswith(b"JFIF"):
            continue
        if marker not in _JPEG_DRAWN:
            yield Piece(inside(where, f"segment {marker:X}"), _runs(body) or "data", HIDDEN)
    end = data.rfind(b"\xff\xd9")
    if end >= 0 and data[end + 2 :].strip(b"\x00"):
        yield Piece(inside(where, "after the end"), _runs(data[end + 2 :]) or "data", HIDDEN)


def gif_pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield the comments and applications' data of a GIF."""
    for label, name in ((b"\x21\xfe", "comment"), (b"\x21\xff", "application data")):
        at = data.find(label)
        if at >= 0:
            yield Piece(inside(where, name), _runs(data[at + 2 :]) or "data", HIDDEN)


def _runs(data: bytes) -> str:
    """Return the readable characters of binary data, so that a report can show what it was."""
    text = "".join(chr(byte) if 32 <= byte < 127 else " " for byte in data[:2000])
    return " ".join(text.split())
