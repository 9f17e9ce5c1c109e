# SPDX-License-Identifier: MIT
"""A corner dragged over another side: what the shape could become, as a question. Nothing is repaired unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import shapely
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.mending import mended, together
from hotmap.gui.tools.asking import Choice, Question
from hotmap.i18n import tr

Shapes = Mapping[str, BaseGeometry]


def reshape_question(shapes: Shapes, deliver: Callable[[Shapes], None]) -> Question | None:
    """Return what to ask about shapes of which some cross themselves; None when one would have no extent.

    Parameters
    ----------
    shapes : mapping of str to shapely geometry
        As the hand left them, by uuid.
    deliver : callable
        Takes them repaired.
    """
    parts = {uuid: mended(shape) for uuid, shape in shapes.items() if not shape.is_valid}
    if not parts or not all(parts.values()):
        return None
    whole = {**shapes, **{uuid: together(areas) for uuid, areas in parts.items()}}
    largest = {**shapes, **{uuid: areas[0] for uuid, areas in parts.items()}}
    count = max(len(areas) for areas in parts.values())
    if count == 1:
        choices = [_choice(tr("Keep what is enclosed"), whole, parts, deliver)]
    else:
        both = tr("Keep both parts") if count == 2 else tr("Keep all {n} parts").format(n=count)
        choices = [
            _choice(tr("Keep the largest part"), largest, parts, deliver),
            _choice(both, whole, parts, deliver),
        ]
    text = tr("The outline would cross itself. What shall it become?")
    return Question(text, tuple(choices), tr("Put the corner back"))


def _choice(label: str, shapes: Shapes, changed: Mapping[str, object], deliver: Callable[[Shapes], None]) -> Choice:
    shown = shapely.union_all([shapes[uuid] for uuid in changed])
    return Choice(label, partial(deliver, shapes), shown)
