# SPDX-License-Identifier: MIT
"""The island as context layers of the plan: name, kind, features, style."""

from __future__ import annotations

from typing import Any

import numpy as np

from hotmap.domain.features import FeatureTable
from sample_data.exercise.island import Island

Layer = tuple[str, str, FeatureTable, dict[str, Any]]

# File, name, kind of layer, theme, further style; the lowest in the drawing first.
_LAYERS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("coast", "Tessara Island", "layer", "land", {}),
    ("woodland", "Woodland", "layer", "woodland", {}),
    ("farmland", "Farmland", "layer", "farmland", {}),
    ("built_up", "Built-up areas", "layer", "built_up", {}),
    ("admin1", "Provinces (admin 1)", "area", "provinces", {"label_column": "adm1_name"}),
    ("admin2", "Districts (admin 2)", "area", "districts", {"label_column": "adm2_name"}),
    ("rivers", "Rivers", "layer", "rivers", {"label_column": "name"}),
    ("names", "Names of waters and hills", "layer", "names", {"label_column": "name", "class_column": "kind"}),
    ("roads", "Roads", "road", "roads", {"class_column": "class"}),
    ("towns", "Towns and villages", "place", "places", {"label_column": "name", "class_column": "place"}),
)


def load(island: Island) -> list[Layer]:
    """Return the layers of the island in drawing order."""
    return [(name, kind, _table(island, file), {"theme": theme, **style}) for file, name, kind, theme, style in _LAYERS]


def _table(island: Island, file: str) -> FeatureTable:
    features = island.layer(file)
    geometry = np.empty(len(features), dtype=object)
    geometry[:] = [place for place, _ in features]
    columns = dict.fromkeys(code for _, properties in features for code in properties)
    return FeatureTable(geometry, {code: [properties.get(code) for _, properties in features] for code in columns})
