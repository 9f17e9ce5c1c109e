# SPDX-License-Identifier: MIT
"""What holds for every format: how it is chosen, and what is said when the disk is full."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hotmap.errors import OutputError, UsageError
from hotmap.exporters import EXPORTERS, Entry, ExportOptions, exporter_for
from hotmap.release import Release


def test_exporter_for_no_suffix_asks_for_one() -> None:
    with pytest.raises(UsageError, match=r"^Give the file a suffix that says its format: \.html, \.pdf, \.docx"):
        exporter_for("")
    with pytest.raises(UsageError, match=r": \.xlsx\.$"):
        exporter_for("", "matrix")


def test_exporter_for_unknown_suffix_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no export to \.zip for plan.*plan: \.pdf"):
        exporter_for(".zip", "plan")


@pytest.mark.parametrize("entry", EXPORTERS, ids=lambda entry: entry.id)
def test_exporter_full_disk_says_so(
    entry: Entry, released: Callable[..., Release], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"file{entry.suffix}"
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path == out:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=os.strerror(errno.ENOSPC)):
        entry.write(released(), out, ExportOptions())
