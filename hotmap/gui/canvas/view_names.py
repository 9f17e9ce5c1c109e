# SPDX-License-Identifier: MIT
"""What a view of the map is called when nobody has named it: after what lies in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from shapely.geometry import Point

from hotmap.cartography.projection import View
from hotmap.cartography.scene import Scene
from hotmap.gui.room import is_restricted
from hotmap.i18n import tr

MIDDLE = 0.3  # of half the smaller side: what lies within is in the middle
MOST_TOWNS = 60
LEAST_SHARE = 1 / 8  # of the view's width


def proposed_name(view: View, scene: Scene) -> str:
    """Return a name for a view: of the hotspot in its middle, else of the nearest town or country.

    A name that a room may not see is not proposed: bookmarks stand in the menu for everybody.
    """
    extent = scene.extent(("hotspot",))
    if extent is not None and _covers(view, extent):
        return scene.records.info.sector or tr("Everything")
    half_px = min(view.width_px, view.height_px) / 2
    nearest = min(_hotspots(view, scene), default=(half_px, ""))
    if nearest[0] <= MIDDLE * half_px:
        return nearest[1]
    town = min(_towns(view, scene), default=(half_px, ""))
    if town[0] < half_px:
        return town[1]
    if nearest[0] < half_px:
        return tr("Near {name}").format(name=nearest[1])
    return _country(view, scene) or tr("View")


def _hotspots(view: View, scene: Scene) -> Iterator[tuple[float, str]]:
    for mark in scene.hotspots:
        record = scene.records.get(mark.uuid, "hotspot")
        if record is None or not record.name or is_restricted(record.marking):
            continue
        if "name" not in record.field_markings or not is_restricted(record.field_markings["name"]):
            yield hypot(mark.x_m - view.x_m, mark.y_m - view.y_m) / view.m_per_px, record.name


def _towns(view: View, scene: Scene) -> Iterator[tuple[float, str]]:
    """Yield the towns in view, of the plan's own layers and of the base map, with their distance from the middle."""
    for place in scene.base_map.towns(view.bbox, MOST_TOWNS) if scene.base_map else ():
        yield _away_px(view, place.lon, place.lat), place.name
    for layer in scene.layers:
        if layer.style.theme != "places" or is_restricted(layer.layer.marking) or not len(layer.table):
            continue
        row = int(layer.tree().nearest(Point(view.centre)))
        if layer.label(row):
            lon, lat = layer.table.geometry[row].centroid.coords[0]
            yield _away_px(view, lon, lat), layer.label(row)


def _away_px(view: View, lon: float, lat: float) -> float:
    x_px, y_px = view.to_px(lon, lat)
    return hypot(x_px - view.width_px / 2, y_px - view.height_px / 2)


def _country(view: View, scene: Scene) -> str:
    found = scene.base_map.countries(view.bbox, 1) if scene.base_map else []
    return found[0].name if found else ""


def _covers(view: View, extent: tuple[float, float, float, float]) -> bool:
    """Return whether a view shows all of an extent, and not half a continent about it."""
    west, south, east, north = view.bbox
    if max(extent[2] - extent[0], extent[3] - extent[1]) < LEAST_SHARE * (east - west):
        return False
    return west <= extent[0] and south <= extent[1] and east >= extent[2] and north >= extent[3]
