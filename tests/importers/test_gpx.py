# SPDX-License-Identifier: MIT
"""GPX of receivers and phones."""

from __future__ import annotations

from typing import Any

import pytest

from hotmap.errors import InputError, UsageError
from hotmap.importers.registry import read_source, tables_in
from hotmap.importers.source import ReadOptions

TEXT = """<?xml version="1.0"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3">
 <metadata><name>Patrol</name></metadata>
 <wpt lat="12.5" lon="24.3"><ele>640</ele><name>Well</name><extensions><gpxx:Depth>3</gpxx:Depth></extensions></wpt>
 <wpt lat="" lon="24.3"><name>Lost</name></wpt>
 <rte><name>Way</name><rtept lat="12" lon="24"/><rtept lat="13" lon="25"><name>turn</name></rtept></rte>
 <trk><name>Drive</name>
  <trkseg><trkpt lat="12" lon="24"><time>2026-03-01T08:00:00Z</time></trkpt><trkpt lat="12.1" lon="24.1"/></trkseg>
  <trkseg><trkpt lat="12.2" lon="24.2"/><trkpt lat="12.3" lon="24.3"/></trkseg>
  <trkseg><trkpt lat="12.4" lon="24.4"/></trkseg>
 </trk>
 <trk><name>Nothing</name></trk>
</gpx>"""


def test_gpx_points_routes_and_tracks_come_in_one_table(text_file: Any, import_file: Any) -> None:
    imported = import_file(text_file("a.gpx", TEXT), "layer")
    assert dict(imported.geometry_types) == {"Point": 1, "LineString": 1, "MultiLineString": 1}
    assert imported.features.columns["kind"] == ["waypoint", "route", "track"]
    assert imported.features.columns["name"] == ["Well", "Way", "Drive"]
    assert imported.features.columns["time"] == [None, None, "2026-03-01T08:00:00Z"]
    assert len(imported.features.geometry[2].geoms) == 2
    assert [skip.row for skip in imported.skipped] == [2, 5]


def test_gpx_one_of_its_tables_can_be_chosen(text_file: Any) -> None:
    path = text_file("a.gpx", TEXT)
    assert tables_in(path) == ["waypoints", "routes", "tracks"]
    assert len(read_source(path, ReadOptions(sheet="tracks"))) == 2
    with pytest.raises(UsageError, match="waypoints, routes, tracks"):
        read_source(path, ReadOptions(sheet="areas"))


def test_gpx_cut_short_is_refused_with_its_line(text_file: Any) -> None:
    with pytest.raises(InputError, match="line 9"):
        read_source(text_file("a.gpx", TEXT[: TEXT.index('<trkpt lat="12.2"') - 20]))
