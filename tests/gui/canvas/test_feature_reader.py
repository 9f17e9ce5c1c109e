# SPDX-License-Identifier: MIT
"""What no picture has asked for is read when nobody waits, and the window hears of what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from pytestqt.qtbot import QtBot

from hotmap.cartography.context import PAGE_ROWS
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Layer
from hotmap.errors import PlanFileError
from hotmap.gui.canvas.map_view import MapView

PARTS = 4
LAYER = Layer(
    uuid="l", name="Places", kind="layer", table="layer_x", count=PARTS * PAGE_ROWS, bbox=[20.0, 0.0, 30.0, 10.0]
)


def parts(breaks_after: int | None = None) -> Iterator[FeatureTable]:
    """Some pages of places; the file may break."""
    random = np.random.default_rng(1)
    for number in range(PARTS):
        if number == breaks_after:
            raise PlanFileError("The stick is gone.")
        yield FeatureTable(shapely.points(random.uniform((20, 0), (30, 10), (PAGE_ROWS, 2))), {})


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    made = MapView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_hidden_layer_is_read_when_the_map_stands(qtbot: QtBot, view: MapView) -> None:
    hidden = LAYER.with_values({"visible": False})
    view.set_records(Plan([hidden]), lambda layer: parts())
    (layer,) = view.canvas.scene.whole_layers
    view.zoom_full()
    assert not layer.stream.is_complete
    qtbot.waitUntil(lambda: layer.stream.is_complete)
    assert len(layer.table) == PARTS * PAGE_ROWS
    qtbot.waitUntil(lambda: not view.features.is_busy)


def test_layer_that_breaks_off_keeps_its_features_and_tells_once(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.features.changed):
        view.set_records(Plan([LAYER]), lambda layer: parts(breaks_after=2))
        view.zoom_full()
    told = []
    view.features.changed.connect(lambda: told.append(True))
    qtbot.waitUntil(lambda: view.canvas.picture.is_settled and not view.features.is_busy)
    (layer,) = view.canvas.scene.whole_layers
    assert (len(layer.table), layer.reason) == (2 * PAGE_ROWS, "The stick is gone.")
    view.canvas.finish_picture()
    assert told == []


def test_feature_that_was_not_read_yet_is_found(view: MapView) -> None:
    view.set_records(Plan([LAYER]), lambda layer: parts())
    (layer,) = view.canvas.scene.whole_layers
    last = list(parts())[-1].geometry[-1]
    assert layer.tree().nearest(last) == PARTS * PAGE_ROWS - 1
