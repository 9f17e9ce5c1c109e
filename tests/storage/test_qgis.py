# SPDX-License-Identifier: MIT
"""QGIS itself opens a plan with our style and edits it, where Debian's QGIS is installed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.layer_style import Category, Classes, LayerStyle
from hotmap.domain.records import Decision, Hotspot, Layer
from hotmap.domain.style_data import style_as_data
from hotmap.i18n import tr
from hotmap.storage.planfile import PlanFile

PYTHON = "/usr/bin/python3"
EDIT = """
import json, os, sys
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=hotspot|geometrytype=Point", "hotspots", "ogr")
field = layer.fields().indexOf
widget = layer.editorWidgetSetup(field("type"))
told = {
    "rules": [rule.label() for rule in layer.renderer().rootRule().children()][:5],
    "labelled": layer.labelsEnabled(),
    "widget": widget.type(),
    "choices": len(widget.config()["map"]),
    "alias": layer.attributeAlias(field("pcode")),
    "level locked": layer.editFormConfig().readOnly(field("level")),
}
moved, deleted = layer.getFeatures()
layer.startEditing()
layer.changeAttributeValue(moved.id(), field("name"), "Renamed in QGIS")
layer.changeGeometry(moved.id(), QgsGeometry.fromWkt("POINT(30 2)"))
layer.deleteFeature(deleted.id())
drawn = QgsFeature(layer.fields())
drawn.setAttribute("name", "Drawn in QGIS")
drawn.setGeometry(QgsGeometry.fromWkt("POINT(31 3)"))
layer.addFeature(drawn)
told["saved"] = layer.commitChanges()
print(json.dumps(told), flush=True)
os._exit(0)
"""

COUNT = """
import json, os, sys
from qgis.core import QgsApplication, QgsFeatureRequest, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=" + sys.argv[2], "layer", "ogr")
told = {}
for rule in layer.renderer().rootRule().children():
    found = layer.getFeatures(QgsFeatureRequest().setFilterExpression(rule.filterExpression()))
    told[rule.label()] = told.get(rule.label(), 0) + sum(1 for _ in found)
print(json.dumps({"rules": told, "opacity": layer.opacity(), "from": layer.minimumScale()}), flush=True)
os._exit(0)
"""


@pytest.fixture(scope="module")
def in_qgis() -> Callable[..., dict[str, Any]]:
    """Run one of the scripts above on a plan in QGIS's own Python."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, env=environment, timeout=120)

    if not Path(PYTHON).exists() or run("-c", "import qgis.core").returncode:
        pytest.skip("QGIS is not installed")
    return lambda script, path, *more: json.loads(run("-c", script, str(path), *more).stdout)


def test_qgis_shows_our_style_and_its_edits_join_the_journal(
    plan: PlanFile, path: Path, in_qgis: Callable[..., dict[str, Any]]
) -> None:
    first, second = (Hotspot(uuid=new_uuid(), name=n, geometry=shapely.Point(29, 1)) for n in ("East", "West"))
    decision = Decision(uuid=new_uuid(), hotspot=first.uuid, level="must")
    plan.commit(ChangeSet("Draw", (inserted(first), inserted(second), inserted(decision))))
    told = in_qgis(EDIT, path)  # while the plan is open here
    assert told["rules"] == ["Must Protect", "Should Protect", "Could Protect", "Watch", "Not decided yet"]
    assert (told["labelled"], told["widget"], told["choices"]) == (True, "ValueMap", 16)
    assert (told["alias"], told["level locked"], told["saved"]) == ("P-code", True, True)
    assert plan.changed_elsewhere()
    found = {h.name: h for h in plan.load().of("hotspot")}
    assert set(found) == {"Renamed in QGIS", "Drawn in QGIS"}
    assert found["Renamed in QGIS"] == first.with_values({"name": "Renamed in QGIS", "geometry": shapely.Point(30, 2)})
    assert len(found["Drawn in QGIS"].uuid) == 36
    assert [(a.outside, a.changes) for a in plan.log()][-1] == (True, 4)


@pytest.mark.parametrize(
    ("style", "rules"),
    [
        (
            LayerStyle(mode="kinds", column="kind", categories=(Category("O'Bari camp", "Camps"), Category("farm"))),
            {"Camps": 2, "farm": 1, tr("other"): 1, tr("not told"): 1},
        ),
        (
            LayerStyle(mode="numbers", column="people", classes=Classes(edges=(0, 10, 20, 30))),
            {"0 – < 10": 1, "10 – < 20": 2, "20 – 30": 1, tr("no figure"): 1},
        ),
    ],
)
def test_qgis_tells_kinds_and_numbers_apart_as_we_do(
    plan: PlanFile, path: Path, in_qgis: Callable[..., dict[str, Any]], style: LayerStyle, rules: dict[str, int]
) -> None:
    columns = {"kind": ["O'Bari camp", "farm", "mine", None, "O'Bari camp"], "people": ["9", "10", "19", None, "30"]}
    points = np.array([shapely.Point(29, lat) for lat in range(5)], dtype=object)
    layer, _ = plan.add_layer(Layer(name="Sites"), FeatureTable(points, columns), "Add")
    kept = style_as_data(replace(style, opacity=0.5, visible_from=10.0), LayerStyle())
    plan.commit(ChangeSet("Restyle", edited(layer, {"style": kept})))
    told = in_qgis(COUNT, path, str(layer.table))
    assert {label: count for label, count in told["rules"].items() if count} == rules
    assert (told["opacity"], round(told["from"])) == (0.5, 377_953)
