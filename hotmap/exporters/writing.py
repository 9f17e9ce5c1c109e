# SPDX-License-Identifier: MIT
"""Writing files: what the disk refuses becomes a sentence."""

from __future__ import annotations

from pathlib import Path

from hotmap.errors import OutputError
from hotmap.i18n import tr


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file.

    Raises
    ------
    OutputError
        When there is no such folder, no room or no right.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputError(
            tr("The file cannot be written: {reason}. Choose another place.").format(reason=error.strerror), path
        ) from error
