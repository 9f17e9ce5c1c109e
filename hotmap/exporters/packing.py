# SPDX-License-Identifier: MIT
"""Office files packed the same way each time: no clock, no leftovers of the library's own template."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from hotmap.errors import OutputError
from hotmap.i18n import tr

Rewrite = Callable[[bytes], bytes]


def repack(content: bytes, path: Path, moment: datetime, rewrite: Mapping[str, Rewrite] | None = None) -> None:
    """Write a ZIP-based document with every time set to `moment`.

    Parameters
    ----------
    content : bytes
        The document as its library made it.
    path : Path
    moment : datetime
        In UTC; also becomes the document's *created* and *modified*.
    rewrite : mapping, optional
        By name of a part, what becomes of its bytes.
    """
    rewrite = {"docProps/core.xml": lambda xml: _timed(xml, moment), **(rewrite or {})}
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, 0)
    try:
        with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                part = rewrite.get(name, bytes)(source.read(name))
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0  # the same on every platform
                target.writestr(info, part, compresslevel=9)
    except OSError as error:
        raise OutputError(tr("The file cannot be written: {reason}").format(reason=error.strerror), path) from error


def _timed(xml: bytes, moment: datetime) -> bytes:
    text = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + text, xml)
