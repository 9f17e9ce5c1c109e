# SPDX-License-Identifier: MIT
from __future__ import annotations

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QColor, QImage
from shapely.geometry import MultiPoint, Point, Polygon, box

from hotmap.cartography.palette import DARK, LIGHT
from hotmap.cartography.projection import View
from hotmap.cartography.renderer import Renderer, RenderOptions
from hotmap.cartography.scene import Scene
from hotmap.domain.changes import ChangeSet, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import Plan
from hotmap.domain.records import Hotspot, Layer

VIEW = View.of((24.5, 12.5, 25.5, 13.5), 400, 400)


class Ocean:
    """A base map of nothing but sea and one square island."""

    def land(self, bbox: object, tolerance_deg: float = 0.0) -> np.ndarray:
        return np.array([box(24.8, 12.8, 25.2, 13.2)], dtype=object)

    def coast(self, bbox: object, tolerance_deg: float = 0.0) -> np.ndarray:
        return shapely.boundary(self.land(bbox))

    def boundaries(self, bbox: object, tolerance_deg: float = 0.0) -> np.ndarray:
        return np.empty(0, dtype=object)

    def towns(self, bbox: object, limit: int) -> list[object]:
        return []

    def countries(self, bbox: object, limit: int) -> list[object]:
        return []


def _colour(image: QImage, lon: float, lat: float) -> str:
    x, y = VIEW.to_px(lon, lat)
    return QColor(image.pixel(round(float(x)), round(float(y)))).name().upper()


def _layered(layer: Layer, table: FeatureTable) -> Scene:
    return Scene(Plan([layer]), features=lambda wanted: table)


def test_render_puts_land_in_the_sea() -> None:
    image = Renderer(Scene(Plan(), base_map=Ocean()), VIEW).render()
    assert _colour(image, 24.52, 12.52) == LIGHT.colour("sea")
    assert _colour(image, 25.0, 13.0) == LIGHT.colour("land")


def test_render_without_a_base_map_is_land_in_the_palette_asked_for() -> None:
    assert _colour(Renderer(Scene(Plan()), VIEW, palette=DARK).render(), 25.0, 13.0) == DARK.colour("land")


def test_render_leaves_holes_open() -> None:
    ring = Polygon(box(24.7, 12.7, 25.3, 13.3).exterior, [box(24.9, 12.9, 25.1, 13.1).exterior.coords])
    layer = Layer(uuid="l", name="woodland", kind="layer", table="t", geometry_type="Area", columns=[])
    image = Renderer(_layered(layer, FeatureTable(np.array([ring], dtype=object), {})), VIEW).render()
    assert _colour(image, 24.8, 13.0) == LIGHT.colour("wood")
    assert _colour(image, 25.0, 13.0) == LIGHT.colour("land")


def test_render_shows_many_areas_below_a_pixel_as_dots() -> None:
    rng = np.random.default_rng(1)
    corners = rng.uniform((24.6, 12.6), (25.4, 13.4), (3000, 2))
    specks = shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + 1e-4, corners[:, 1] + 1e-4)
    layer = Layer(uuid="l", name="woodland", kind="layer", table="t", geometry_type="Area", columns=[])
    image = Renderer(_layered(layer, FeatureTable(specks, {})), VIEW).render()
    blank = Renderer(Scene(Plan()), VIEW).render()
    assert image != blank


def test_render_magnified_enlarges_symbols_and_keeps_places(plan: Plan) -> None:
    def box_of(magnify: float) -> tuple[float, float, float, float]:
        renderer = Renderer(Scene(plan), VIEW, magnify=magnify)
        renderer.render()
        found = renderer.box_of("camp")
        assert found is not None
        return found

    usual, large = box_of(1.0), box_of(1.5)
    assert large[2] - large[0] == pytest.approx(1.5 * (usual[2] - usual[0]), rel=0.1)
    assert large[0] + large[2] == pytest.approx(usual[0] + usual[2], abs=2)


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_step_by_step_paints_the_same_picture_as_at_once(plan: Plan, dpr: float) -> None:
    scene = Scene(plan, base_map=Ocean())
    whole = Renderer(scene, VIEW, dpr=dpr).render()
    sliced = Renderer(scene, VIEW, dpr=dpr)
    steps = 1
    while not sliced.step(0.01):
        steps += 1
    assert steps > 3
    assert sliced.image == whole
    assert whole.width() == 400 * dpr
    assert whole.devicePixelRatio() == dpr


def test_renderer_is_stale_once_the_scene_changed(plan: Plan) -> None:
    scene = Scene(plan)
    renderer = Renderer(scene, VIEW)
    assert not renderer.is_stale
    scene.update(plan.applied(ChangeSet("name", edited(plan.get("camp"), {"name": "Other"}))))
    assert renderer.is_stale


def test_box_of_tells_where_a_badge_stands(plan: Plan) -> None:
    renderer = Renderer(Scene(plan), VIEW, dpr=2.0)
    renderer.render()
    box_px = renderer.box_of("camp")
    x, y = VIEW.to_px(25.0, 13.0)
    assert box_px is not None
    assert ((box_px[0] + box_px[2]) / 2, (box_px[1] + box_px[3]) / 2) == pytest.approx((x, y), abs=0.6)
    assert renderer.box_of("nobody") is None


def test_hidden_level_is_not_drawn(plan: Plan) -> None:
    scene = Scene(plan)
    scene.show("must", shown=False)
    renderer = Renderer(scene, VIEW)
    renderer.render()
    assert renderer.box_of("camp") is None
    assert renderer.box_of("fields") is not None


def test_presence_on_a_badge_is_pushed_aside(plan: Plan) -> None:
    base = plan.get("base")
    crowded = plan.applied(ChangeSet("move", edited(base, {"geometry": Point(25.0, 13.0)})))
    renderer = Renderer(Scene(crowded), VIEW)
    renderer.render()
    badge, frame = renderer.box_of("camp"), renderer.box_of("base")
    assert badge is not None
    assert frame is not None
    assert frame[0] >= badge[2] or frame[2] <= badge[0] or frame[1] >= badge[3] or frame[3] <= badge[1]


@pytest.mark.parametrize("grid", ["mgrs", "degrees"])
def test_render_with_a_grid_draws_lines(plan: Plan, grid: str) -> None:
    scene = Scene(plan)
    assert Renderer(scene, VIEW, options=RenderOptions(grid=grid)).render() != Renderer(scene, VIEW).render()


def test_render_survives_odd_geometry() -> None:
    flat = Polygon([(25, 13), (25.1, 13), (25, 13)])
    apart = MultiPoint([(25, 13), (25.1, 13.1)])
    odd = [Hotspot(uuid="multi", geometry=apart), Hotspot(uuid="flat", geometry=flat)]
    records = Plan().applied(ChangeSet("add", tuple(inserted(h) for h in odd)))
    renderer = Renderer(Scene(records), VIEW)
    renderer.render()
    assert renderer.box_of("multi") is not None
