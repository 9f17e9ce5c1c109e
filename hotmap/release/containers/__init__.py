# SPDX-License-Identifier: MIT
"""Taking a written file apart: one module a family of containers, one explicit look-up.

A container yields `Piece` after piece: every text, place and hidden part that a reader with tools
could get out of it. What may be in there is judged elsewhere, see `hotmap.release.inspect`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hotmap.release.containers import html, image, json_data, opaque, pdf, sqlite, zipped
from hotmap.release.containers.piece import Opener, Piece

VOCABULARY = (*pdf.VOCABULARY, *zipped.VOCABULARY, *html.VOCABULARY)
"""Fixed words that formats and the libraries that write them bring into every file."""

_Reader = Callable[[bytes, str, Opener], Iterator[Piece]]

_SIGNATURES: tuple[tuple[bytes, _Reader], ...] = (
    (b"%PDF-", pdf.pieces),
    (b"SQLite format 3\x00", sqlite.pieces),
    (b"PK\x03\x04", zipped.pieces),
    (b"PK\x05\x06", zipped.pieces),
    (b"\x89PNG\r\n\x1a\n", image.png_pieces),
    (b"\xff\xd8\xff", image.jpeg_pieces),
    (b"GIF8", image.gif_pieces),
)


def pieces_of(data: bytes, where: str) -> Iterator[Piece]:
    """Yield everything that is in a file.

    Parameters
    ----------
    data : bytes
        Its content; what it is, its first bytes say, not its name.
    where : str
        Place that the pieces name: empty for the file itself.
    """
    yield from _reader_for(data)(data, where, pieces_of)


def _reader_for(data: bytes) -> _Reader:
    for signature, reader in _SIGNATURES:
        if data.startswith(signature):
            return reader
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{", b"[")):
        return json_data.pieces
    if start.startswith((b"<!doctype html", b"<html")):
        return html.pieces
    if start.startswith(b"<"):
        return zipped.xml_pieces
    return opaque.pieces
