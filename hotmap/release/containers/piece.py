# SPDX-License-Identifier: MIT
"""What a container is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

TEXT = "text"
"""What a reader sees, or a program reads as data."""
METADATA = "metadata"
"""What a file says of itself and its making."""
HIDDEN = "hidden"
"""What should not be there at all: old revisions, free pages, hidden sheets, scripts in a PDF."""
CODE = "code"
"""Scripts and style sheets."""


@dataclass(frozen=True)
class Piece:
    """One text or geometry found in a file.

    Attributes
    ----------
    where : str
        Such as ``page 2``, ``hotspot[3].name`` or ``docProps/core.xml``.
    text : str
    role : str
        ``text``, ``metadata``, ``hidden`` or ``code``.
    places : ndarray of float, shape (n, 2), or None
        Longitude and latitude in degrees of a geometry.
    record : str
        Identity of the record it belongs to, where the container says so.
    field : str
        Code of the field it is the value of, where the container says so.
    broken : bool
        Words may be cut by line breaks, as in a laid out page.
    """

    where: str
    text: str = ""
    role: str = TEXT
    places: np.ndarray | None = None
    record: str = ""
    field: str = ""
    broken: bool = False


Opener = Callable[[bytes, str], Iterator[Piece]]
"""Takes apart what lies inside: `hotmap.release.containers.pieces_of`."""


def inside(where: str, part: str) -> str:
    """Return the place of a part of a part: ``attachment map.png > tEXt``."""
    return f"{where} > {part}" if where else part
