# SPDX-License-Identifier: MIT
"""The grid on the map: changed by a key, its figures true and at the edges wherever the map is dragged to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hotmap.analysis.coordinates import format_point
from hotmap.cartography.grid import GridFigure
from hotmap.gui.main_window import MainWindow
from hotmap.settings import Settings

CONTROL = Qt.KeyboardModifier.ControlModifier


def show(window: MainWindow, kind: str) -> list[GridFigure]:
    """Show a grid and return its figures."""
    window.places.grid.show_kind(kind)
    window.map.canvas.finish_picture()
    return window.places.grid.figures()


def test_grid_key_walks_through_the_grids_and_the_choice_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    seen = []
    for _ in range(3):
        qtbot.keyClick(window.map.canvas, Qt.Key.Key_G, CONTROL)
        seen.append((window.places.grid.kind, Settings.load().grid))
    assert seen == [("mgrs", "mgrs"), ("degrees", "degrees"), ("", "")]


@pytest.mark.parametrize("drag_px", [(0, 0), (90, 40), (-110, -60)])
def test_figures_stay_true_at_the_edges_while_the_picture_is_dragged(
    window: MainWindow, drag_px: tuple[int, int]
) -> None:
    canvas = window.map.canvas
    canvas.zoom_to((57.2, -4.6, 57.5, -4.4))
    show(window, "mgrs")
    canvas.set_view(canvas.view.panned(*drag_px))
    figures = window.places.grid.figures()
    assert len(figures) > 6
    for figure in figures:
        x, y = {
            "left": (0, figure.at_px), "right": (canvas.width(), figure.at_px),
            "top": (figure.at_px, 0), "bottom": (figure.at_px, canvas.height()),
        }[figure.edge]  # fmt: skip
        lon, lat = (float(v) for v in canvas.view.to_lonlat(x, y))
        nudge = canvas.degrees_per_px()
        _, _, east, north = format_point(lon + nudge, lat + nudge, "mgrs").split()
        digits = east if figure.edge in ("top", "bottom") else north
        assert abs(int(digits[: len(figure.text)]) - int(figure.text)) <= 1


def test_grid_is_denser_the_nearer_one_looks(window: MainWindow) -> None:
    window.map.canvas.zoom_to((57.0, -4.7, 57.8, -4.3))
    far = {figure.text for figure in show(window, "degrees")}
    window.map.canvas.zoom_to((57.2, -4.55, 57.3, -4.5))
    window.map.canvas.finish_picture()
    near = {figure.text for figure in window.places.grid.figures()}
    assert max(map(len, near)) > max(map(len, far))


def test_grid_is_drawn_into_the_picture_and_gone_without(window: MainWindow) -> None:
    show(window, "")
    bare = window.map.canvas.grab().toImage()
    show(window, "degrees")
    ruled = window.map.canvas.grab().toImage()
    show(window, "")
    assert ruled != bare
    assert window.map.canvas.grab().toImage() == bare


def test_grid_says_where_degrees_stand_for_mgrs(window: MainWindow) -> None:
    show(window, "mgrs")
    assert window.places.grid.words() == "MGRS grid"
    window.map.zoom_to((-60.0, -40.0, 60.0, 40.0))
    assert "in degrees here" in window.places.grid.words()
