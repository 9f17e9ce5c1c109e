# SPDX-License-Identifier: MIT
"""JSON and GeoJSON: every key, text and coordinate, with the record it belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from hotmap.release.containers.piece import HIDDEN, Opener, Piece, inside


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield the pieces of a JSON text; one that cannot be read is hidden from the inspection."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        text = data.decode("utf-8", "replace")
        yield Piece(where, "JSON that cannot be read", HIDDEN)
        yield Piece(where, text)
        return
    yield from value_pieces(found, where)


def value_pieces(value: Any, where: str, record: str = "", field: str = "") -> Iterator[Piece]:
    """Yield the pieces of a JSON value."""
    if isinstance(value, dict):
        is_feature = value.get("type") == "Feature"
        record = str(value.get("id", "")) if is_feature else record
        for key, inner in value.items():
            place = inside(where, str(key))
            yield Piece(inside(where, "key"), str(key), record=record)
            coordinates = _coordinates(inner) if key == "coordinates" else None
            if coordinates is not None:
                yield Piece(place, places=coordinates, record=record)
            else:
                yield from value_pieces(inner, place, record, str(key) if where.endswith("properties") else field)
    elif isinstance(value, list):
        pairs = _coordinates(value)
        if pairs is not None and not field:
            yield Piece(where, places=pairs, record=record)
            return
        for index, inner in enumerate(value):
            yield from value_pieces(inner, f"{where}[{index}]", record, field)
    elif isinstance(value, str):
        yield Piece(where, value, record=record, field=field)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Piece(where, repr(value), record=record, field=field)


def _coordinates(value: Any) -> np.ndarray | None:
    """Return nested arrays of numbers as pairs, None when it is anything else."""
    pairs: list[tuple[float, float]] = []
    if not _collect(value, pairs):
        return None
    return np.array(pairs)


def _collect(value: Any, pairs: list[tuple[float, float]]) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        if len(value) not in (2, 3) or not any(isinstance(v, float) for v in value):
            return False
        pairs.append((float(value[0]), float(value[1])))
        return True
    return all(_collect(inner, pairs) for inner in value)
