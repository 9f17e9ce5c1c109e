# SPDX-License-Identifier: MIT
"""From bytes to text: the encodings in which lists and tables really arrive."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hotmap.errors import InputError, UsageError
from hotmap.i18n import tr
from hotmap.importers.source import ImportWarning

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 200_000


def decode(data: bytes, path: Path, encoding: str | None = None) -> tuple[str, tuple[ImportWarning, ...]]:
    """Return the text of a file and, where its encoding was guessed, a note that says so.

    Raises
    ------
    InputError
        When the bytes are no text in the encoding given, or no text at all.
    """
    if encoding:
        return _decode_as(data, encoding, path), ()
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, path), ()
    wide = wide_encoding(data)
    if wide:
        return _decode_as(data, wide, path), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            place = data.count(b"\n") + 1
            raise InputError(
                tr("The file is cut short in line {line}; get it again.").format(line=place), path
            ) from None
    if b"\0" in data[:_SAMPLE_BYTES]:
        raise InputError(tr("This is not a text file; its name has the wrong suffix."), path)
    name = _eight_bit(data)
    note = tr("The texts are not UTF-8; read as {encoding}. Look at the accents.").format(encoding=name)
    return data.decode(name, errors="replace"), (ImportWarning("guessed-encoding", None, note),)


# No document, workbook or page can hold these; tabs and line ends stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(column: Sequence[Any]) -> Sequence[Any]:
    """Return a column without control characters and halves of characters in its texts."""
    if not _UNPRINTABLE.search("".join(value for value in column if isinstance(value, str))):
        return column
    return [_UNPRINTABLE.sub("", value) if isinstance(value, str) else value for value in column]


def _decode_as(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UsageError(tr("There is no encoding “{name}”.").format(name=encoding), path) from None
    except UnicodeDecodeError as error:
        raise InputError(
            tr("Byte {place} is no text in {encoding}; the file is damaged or in another encoding.").format(
                place=error.start + 1, encoding=encoding
            ),
            path,
        ) from None


def wide_encoding(data: bytes) -> str | None:
    """Return the byte order of UTF-16 text without a mark, None for other bytes.

    Every second byte of Latin or Arabic text is 0 or 6.
    """
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4 or b"\0" not in sample:
        return None
    even, odd = (sum(byte in (0, 6) for byte in sample[start : 2 * half : 2]) for start in (0, 1))
    if odd > 0.9 * half and even < 0.3 * half:
        return "utf-16-le"
    if even > 0.9 * half and odd < 0.3 * half:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    """Return the likeliest eight-bit encoding.

    In Western texts accents are few; where half of the letters lie above 127 and fall into runs,
    the text is Arabic.
    """
    sample = data[:_SAMPLE_BYTES]
    high = sum(byte > 127 for byte in sample)
    letters = high + sum(chr(byte).isalpha() for byte in sample if byte < 128)
    runs = re.findall(rb"[\x80-\xff]{3,}", sample)
    if letters and high > 0.3 * letters and sum(map(len, runs)) > 0.6 * high:
        return "cp1256"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
