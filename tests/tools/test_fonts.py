# SPDX-License-Identifier: MIT
from __future__ import annotations

import struct
import zlib

import fonts
import pytest
from hypothesis import given
from hypothesis import strategies as st

TABLES = st.dictionaries(st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=200), min_size=1, max_size=8)


def pack_woff(tables: dict[bytes, bytes]) -> bytes:
    """Write a WOFF 1.0 file by the letter of its specification."""
    directory, data, start = b"", b"", 44 + 20 * len(tables)
    for tag, table in sorted(tables.items()):
        squeezed = zlib.compress(table)
        stored = squeezed if len(squeezed) < len(table) else table
        directory += struct.pack(">4sIIII", tag, start + len(data), len(stored), len(table), 0)
        data += stored + b"\0" * (-len(stored) % 4)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 0, len(tables), 0, 0, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + data


def read_sfnt(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">4xH", font)
    entries = [struct.unpack_from(">4s4xII", font, 12 + 16 * i) for i in range(count)]
    return {tag: font[offset : offset + length] for tag, offset, length in entries}


@given(TABLES)
def test_woff_to_sfnt_any_tables_come_back_unchanged(tables: dict[bytes, bytes]) -> None:
    assert read_sfnt(fonts.woff_to_sfnt(pack_woff(tables))) == tables


@given(TABLES)
def test_woff_to_sfnt_tables_start_at_whole_words(tables: dict[bytes, bytes]) -> None:
    font = fonts.woff_to_sfnt(pack_woff(tables))
    assert all(struct.unpack_from(">8xI", font, 12 + 16 * i)[0] % 4 == 0 for i in range(len(tables)))


def test_woff_to_sfnt_of_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="WOFF"):
        fonts.woff_to_sfnt(b"wOF2" + b"\0" * 60)


def test_ensure_fonts_without_npm_says_so_and_goes_on(
    tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "fonts")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.ensure_fonts() is False
    assert "fonts of this system" in capsys.readouterr().out
