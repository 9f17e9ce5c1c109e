# SPDX-License-Identifier: MIT
"""What is known beside the file when its rows become records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import Box
from hotmap.domain.codelists import DEFAULT, CodeLists
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import UNMARKED, Marking


@dataclass(frozen=True)
class BuildOptions:
    """What is known beside the file.

    Attributes
    ----------
    set_values : mapping of str to object
        One value for all rows, by field code; texts as typed. Fills what a column leaves open.
    lists : CodeLists
        The plan's.
    area : box or geometry, optional
        The plan's area in WGS 84: tells exchanged and misplaced rows.
    boundaries : sequence of FeatureTable
        Area layers to join rows without coordinates to.
    swap : bool
        Exchange latitude and longitude where they seem wrong, or everywhere.
    marking : Marking
        Of all new records, or of the layer.
    find_link : callable, optional
        ``(kind, text) → uuid or None`` for columns that link to records by code.
    """

    set_values: Mapping[str, Any] = field(default_factory=dict)
    lists: CodeLists = field(default_factory=lambda: DEFAULT)
    area: Box | BaseGeometry | None = None
    boundaries: Sequence[FeatureTable] = ()
    swap: bool = False
    marking: Marking = UNMARKED
    find_link: Callable[[str, str], str | None] | None = None
