# SPDX-License-Identifier: MIT
"""Arrays of points as Qt's polygons."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import memmove
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtGui import QPolygonF

_POINT_BYTES = 16


def qpolygon(points: np.ndarray) -> QPolygonF:
    """Return points, shape (n, 2), as a polygon; the values are copied in one go."""
    made = QPolygonF()
    made.resize(len(points))
    if len(points):
        memory: Any = shiboken6.VoidPtr(made.data(), len(points) * _POINT_BYTES, True)  # type: ignore[call-arg, arg-type]
        np.frombuffer(memory, np.float64)[:] = points.ravel()
    return made


def qpolygons(points: np.ndarray, starts: np.ndarray, counts: np.ndarray) -> Iterator[QPolygonF]:
    """Yield polygons of runs of points, shape (n, 2): from one block of memory, straight into Qt's."""
    block = np.ascontiguousarray(points, np.float64)
    first = block.ctypes.data
    for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
        made = QPolygonF()
        made.resizeForOverwrite(count)
        memmove(shiboken6.getCppPointer(made.data())[0], first + start * _POINT_BYTES, count * _POINT_BYTES)
        yield made
