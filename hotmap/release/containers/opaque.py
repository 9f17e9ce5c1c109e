# SPDX-License-Identifier: MIT
"""Anything else: text if it reads as text, otherwise the runs of characters in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hotmap.release.containers.piece import HIDDEN, Opener, Piece

_RUN = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{5,}")
_FONTS = (b"wOF2", b"wOFF", b"\x00\x01\x00\x00", b"OTTO", b"true")


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield the text of a plain file, or what reads like text in a binary one."""
    if data.startswith(_FONTS):
        return
    try:
        yield Piece(where, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        yield Piece(where, "unknown kind of data", HIDDEN)
        for run in _RUN.findall(data):
            yield Piece(where, run.decode("utf-8", "ignore"))
