# SPDX-License-Identifier: MIT
"""Circles of distance: about which presence, and how far."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.cartography.range_rings import RangeRings
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.widgets.building import bare_button, column, dress, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.settings import Settings

MOST_KM = 1000.0
MOST_DISTANCES = 6


class RingsPanel(QWidget):
    """A side panel that draws circles of distance on the map while it is chosen so.

    Parameters
    ----------
    workspace : Workspace
    canvas : MapCanvas
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace, self._canvas = workspace, canvas
        self._about = Segmented(
            (
                Segment(None, tr("None")),
                Segment("selected", tr("The selected")),
                Segment("all", tr("All force")),
            ),
            tr("Circles about"),
        )
        self._about.chosen.connect(lambda _: self.draw())
        self._distances = LineField(", ".join(Settings.load().ring_distances))
        self._distances.setPlaceholderText("5, 10, 20")
        self._distances.setAccessibleName(tr("Distances in kilometres"))
        self._distances.editingFinished.connect(self._on_distances)
        self._says = label("", "problem", wrap=True)
        self._says.hide()
        head = row(label(tr("Circles of distance"), "title"), None, bare_button("close", tr("Close"), self.closed.emit))
        warning = label(
            tr("They tell distance, never cover: roads, rivers, readiness and the hour decide who can come."),
            "second",
            wrap=True,
        )
        reach = label(tr("Dashed: the reach that a presence states for itself."), "second", wrap=True)
        layout = column(
            head,
            warning,
            label(tr("Draw them about"), "strong"),
            self._about,
            label(tr("Distances in kilometres"), "strong"),
            self._distances,
            self._says,
            reach,
            gap=8,
            margins=(16, 12, 16, 12),
        )
        layout.addStretch(1)
        self.setLayout(layout)
        workspace.selection_changed.connect(lambda _: self.draw())
        workspace.opened.connect(self.draw)

    def show_about(self, about: str) -> None:
        """Draw circles about ``selected`` or ``all`` presence, or none where they are drawn so already."""
        self._about.set_value(None if self._about.value == about else about)
        self.draw()

    def draw(self) -> None:
        """Draw the circles that are asked for."""
        chosen = self._about.value
        selection = frozenset(self._workspace.selection) if chosen == "selected" else frozenset()
        distances = tuple(float(text) for text in Settings.load().ring_distances)
        scene, before = self._canvas.scene, self._canvas.scene.generation
        scene.set_rings(RangeRings(None if chosen == "all" else selection, distances if chosen else ()))
        if scene.generation != before:
            self._canvas.picture.request(at_once=True)

    def _on_distances(self) -> None:
        found = read_distances_km(self._distances.text())
        self._says.setVisible(found is None)
        if found is None:
            self._says.setText(
                tr("Up to {n} distances between 0 and {most} km, such as: 5, 10, 20").format(
                    n=MOST_DISTANCES, most=round(MOST_KM)
                )
            )
            return
        Settings.load().with_values(ring_distances=tuple(f"{km:g}" for km in found)).save()
        self._distances.setText(", ".join(f"{km:g}" for km in found))
        self.draw()


def read_distances_km(text: str) -> list[float] | None:
    """Return the distances that a text names, in kilometres, or None when it cannot be read.

    >>> read_distances_km("20; 5 km 2,5")
    [2.5, 5.0, 20.0]
    """
    parts = [part.strip(",") for part in re.split(r"[;\s]+", text.casefold().replace("km", " ")) if part.strip(",")]
    if len(parts) == 1 and not re.fullmatch(r"\d+,\d", parts[0]):
        parts = parts[0].split(",")  # "5,10,20" is a list, "2,5" one distance with a decimal comma
    try:
        found = sorted({float(part.replace(",", ".")) for part in parts})
    except ValueError:
        return None
    return found if len(found) <= MOST_DISTANCES and all(0 < km <= MOST_KM for km in found) else None
