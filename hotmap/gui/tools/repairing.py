# SPDX-License-Identifier: MIT
"""An outline that crosses itself: what it could become, as a question. Nothing is repaired unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from shapely.geometry.base import BaseGeometry

from hotmap.analysis.crossings import Repair, repairs
from hotmap.gui.tools.asking import Choice, Question
from hotmap.i18n import tr

LonLat = tuple[float, float]


def crossing_question(
    corners: Sequence[LonLat], deliver: Callable[[BaseGeometry], None], go_on: Callable[[], None]
) -> Question | None:
    """Return what to ask about an outline that crosses itself; None when it has no extent at all.

    Parameters
    ----------
    corners : sequence of (lon, lat)
        WGS 84 degrees.
    deliver : callable
        Takes the repaired area that was chosen.
    go_on : callable
        Called when nothing is to be repaired.
    """
    found = repairs(corners)
    if not found:
        return None
    choices = tuple(Choice(_label(repair), partial(deliver, repair.area), repair.area) for repair in found)
    return Question(tr("The outline crosses itself. What shall it become?"), choices, tr("Go on drawing"), go_on)


def _label(repair: Repair) -> str:
    if repair.kind == "outline":
        return tr("Keep the outer outline")
    if repair.kind == "largest":
        return tr("Keep the largest part")
    if repair.parts == 2:
        return tr("Keep both parts")
    return tr("Keep all {n} parts").format(n=repair.parts)
