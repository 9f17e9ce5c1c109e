# SPDX-License-Identifier: MIT
from __future__ import annotations

from datetime import date

from shapely.geometry import Point

from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot
from hotmap.domain.summary import HotspotSummary, summarise
from hotmap.gui.forms.wording import cover_words


def _summary(hotspot: Hotspot) -> HotspotSummary:
    return summarise(Plan((hotspot,)), date(2026, 11, 16), {})["h"]


def test_cover_that_is_not_known_is_never_called_a_missing_place() -> None:
    assert cover_words(_summary(Hotspot(uuid="h", geometry=Point(20, 2))), None) == "Not told here"
    assert cover_words(_summary(Hotspot(uuid="h")), None) == "No place yet"
