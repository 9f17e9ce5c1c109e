# SPDX-License-Identifier: MIT
"""QGIS itself opens a plan with our style and edits it, where Debian's QGIS is installed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Decision, Hotspot
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


@pytest.fixture(scope="module")
def in_qgis() -> Callable[[Path], dict[str, Any]]:
    """Run the script above on a plan in QGIS's own Python."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, env=environment, timeout=120)

    if not Path(PYTHON).exists() or run("-c", "import qgis.core").returncode:
        pytest.skip("QGIS is not installed")
    return lambda path: json.loads(run("-c", EDIT, str(path)).stdout)


def test_qgis_shows_our_style_and_its_edits_join_the_journal(
    plan: PlanFile, path: Path, in_qgis: Callable[[Path], dict[str, Any]]
) -> None:
    first, second = (Hotspot(uuid=new_uuid(), name=n, geometry=shapely.Point(29, 1)) for n in ("East", "West"))
    decision = Decision(uuid=new_uuid(), hotspot=first.uuid, level="must")
    plan.commit(ChangeSet("Draw", (inserted(first), inserted(second), inserted(decision))))
    told = in_qgis(path)  # while the plan is open here
    assert told["rules"] == ["Must Protect", "Should Protect", "Could Protect", "Watch", "Not decided yet"]
    assert (told["labelled"], told["widget"], told["choices"]) == (True, "ValueMap", 16)
    assert (told["alias"], told["level locked"], told["saved"]) == ("P-code", True, True)
    assert plan.changed_elsewhere()
    found = {h.name: h for h in plan.load().of("hotspot")}
    assert set(found) == {"Renamed in QGIS", "Drawn in QGIS"}
    assert found["Renamed in QGIS"] == first.with_values({"name": "Renamed in QGIS", "geometry": shapely.Point(30, 2)})
    assert len(found["Drawn in QGIS"].uuid) == 36
    assert [(a.outside, a.changes) for a in plan.log()][-1] == (True, 4)
