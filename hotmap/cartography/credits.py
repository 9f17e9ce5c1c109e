# SPDX-License-Identifier: MIT
"""Whom the map is owed to: one line for screen and paper."""

from __future__ import annotations

from collections.abc import Iterable

from hotmap.cartography.basemap import ATTRIBUTION
from hotmap.cartography.scene import Scene
from hotmap.cartography.style import style_of
from hotmap.domain.fields import show_date
from hotmap.domain.records import Layer
from hotmap.i18n import tr


def layer_credits(layers: Iterable[Layer]) -> list[str]:
    """Return what is said of the sources of layers, each once, with the day for which they hold."""
    told = []
    for layer in layers:
        if layer.attribution:
            when = tr("as of {when}").format(when=show_date(layer.as_of)) if layer.as_of else ""
            told.append(f"{layer.attribution} ({when})" if when else layer.attribution)
    return list(dict.fromkeys(told))


def credit_line(layers: Iterable[Layer]) -> str:
    """Return whom layers and base map are owed to."""
    return "; ".join(dict.fromkeys([*layer_credits(layers), tr(ATTRIBUTION)]))


def scene_credit(scene: Scene, detail: float) -> str:
    """Return whom the layers that a scene draws at a scale, and the base map, are owed to.

    Parameters
    ----------
    scene : Scene
    detail : float
        CSS pixels in a kilometre.
    """
    drawn = (layer for layer in scene.records.of("layer") if scene.shows(layer.uuid))
    return credit_line(layer for layer in drawn if style_of(layer).visible_from <= detail)
