# SPDX-License-Identifier: MIT
"""Qt without a screen, and a small plan drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from shapely.geometry import LineString, Point, Polygon, box

from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import (
    Decision,
    Hotspot,
    Incident,
    Layer,
    PlanInfo,
    Population,
    Presence,
    Record,
    Threat,
    Visit,
)

CENTRE = (25.0, 13.0)
FIELDS = Polygon([(25.05, 13.05), (25.15, 13.05), (25.15, 13.12), (25.05, 13.12)])
ROAD = LineString([(24.9, 12.9), (25.0, 12.95), (25.1, 12.9)])


@pytest.fixture(autouse=True)
def _gui(qapp: QGuiApplication) -> None:
    """Have an application: pictures and fonts need one."""


def _decided(hotspot: Hotspot, level: str) -> list[Record]:
    """Return a hotspot with an agreed level."""
    return [hotspot, Decision(uuid=f"d-{hotspot.uuid}", hotspot=hotspot.uuid, level=level, date="2026-11-01")]


@pytest.fixture
def plan() -> Plan:
    """Return a plan with one hotspot of each level and geometry, presence, incidents and a visit."""
    records: list[Record] = [PlanInfo(uuid="plan", title="Two rivers", sector="Sector North")]
    records += _decided(
        Hotspot(uuid="camp", code="H-001", name="Camp", geometry=Point(CENTRE), status="active"), "must"
    )
    records += _decided(Hotspot(uuid="fields", code="H-002", name="Fields", geometry=FIELDS), "should")
    records += _decided(Hotspot(uuid="road", code="H-003", name="Road", geometry=ROAD), "could")
    records += [Hotspot(uuid="new", code="H-004", name="New", geometry=Point(24.95, 13.1))]
    records += [
        Population(uuid="people", hotspot="camp", persons=1200, unit="persons"),
        Threat(uuid="threat", hotspot="fields", type="killing", intent=3, confidence="low"),
        Presence(uuid="base", type="company_operating_base", domain="troops", name="Base", geometry=Point(25.2, 13.2)),
        Presence(uuid="patrol", type="vehicle_patrol", domain="troops", geometry=ROAD),
        Incident(uuid="incident", type="killing", date="2026-10-01", geometry=Point(24.8, 12.8)),
        Visit(uuid="visit", name="Visit", geometry=Point(24.85, 12.85)),
    ]
    return Plan(records)


def _area_layer(geometries: list[object], uuid: str = "areas", name: str = "adm2") -> tuple[Layer, FeatureTable]:
    """Return a layer of areas with a name for each."""
    table = FeatureTable(np.array(geometries, dtype=object), {"name": [f"Area {i}" for i in range(len(geometries))]})
    return Layer(uuid=uuid, name=name, kind="area", table=uuid, geometry_type="Area", columns=["name"]), table


@pytest.fixture
def two_districts() -> tuple[Layer, FeatureTable]:
    """Return two districts that share a border."""
    return _area_layer([box(24.5, 12.5, 25.0, 13.5), box(25.0, 12.5, 25.5, 13.5)])
