# SPDX-License-Identifier: MIT
"""Office files packed the same way each time: no clock, no leftovers of the library's own template."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from hotmap.exporters.writing import write_bytes


def repack(content: bytes, path: Path, moment: datetime, leave_out: Sequence[str] = ()) -> None:
    """Write a ZIP-based document with every time set to `moment`.

    Parameters
    ----------
    content : bytes
        The document as its library made it.
    path : Path
    moment : datetime
        In UTC; also becomes the document's *created* and *modified*.
    leave_out : sequence of str
        Parts of the library's own template that say nothing of the content.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, 0)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            if name in leave_out:
                continue
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _timed(part, moment)
            elif name.endswith(".rels") or name == "[Content_Types].xml":
                part = _without(part, leave_out)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every platform
            target.writestr(info, part, compresslevel=9)
    write_bytes(path, packed.getvalue())


def _timed(xml: bytes, moment: datetime) -> bytes:
    text = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + text, xml)


def _without(xml: bytes, parts: Sequence[str]) -> bytes:
    """Return a list of relations or types without those of the parts that are left out."""
    for part in parts:
        name = re.escape(part.rpartition("/")[2].encode())
        xml = re.sub(rb'<(?:Relationship|Override) [^>]*(?:Target|PartName)="[^"]*' + name + rb'"[^>]*/>', b"", xml)
    return xml
