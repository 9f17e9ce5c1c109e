# SPDX-License-Identifier: MIT
"""The picture of a base map: where its file is, and whether heights become relief or grey."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from hotmap.cartography.raster_layer import RasterLayer
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.looks.pickers import Choice
from hotmap.gui.widgets.building import ElidedLabel, button, column, label, row
from hotmap.i18n import tr
from hotmap.services.raster_files import whereabouts


class PictureSection(QWidget):
    """Where a picture is, and how its values are shown.

    Parameters
    ----------
    desk : LookDesk
    """

    def __init__(self, desk: LookDesk) -> None:
        super().__init__()
        self._desk = desk
        self._where = ElidedLabel("second")
        self._travels = label("", "second", wrap=True)
        wishes = desk.workspace
        self.finding = button(tr("Find it …"), lambda: self._ask(wishes.picture_wanted), picture="search")
        self.copying = button(tr("Copy beside the plan"), lambda: self._ask(wishes.picture_copy_wanted), picture="copy")
        self.shading = Choice(tr("Values are shown as"))
        self.shading.picked.connect(self._take)
        self._shading_words = label(tr("Values are shown as"), "label")
        self.setLayout(
            column(
                column(label(tr("File"), "label"), self._where, self._travels, gap=2),
                row(self.finding, self.copying, None),
                column(self._shading_words, self.shading, gap=4),
                gap=8,
            )
        )

    def show_style(self) -> None:
        """Show what the desk holds."""
        layer, session = self._desk.layer, self._desk.workspace.session
        if layer is None or layer.kind != "raster" or session is None:
            return
        found, can_write = whereabouts(session.path, layer), not session.read_only
        self._where.setText(layer.source or "")
        self._travels.setText(_travels(found.path is not None, found.is_beside))
        self.finding.setVisible(found.path is None and can_write)
        self.copying.setVisible(found.path is not None and not found.is_beside and can_write)
        drawn = self._drawn()
        has_values = drawn is not None and drawn.raster is not None and drawn.raster.has_values
        for widget in (self.shading, self._shading_words):
            widget.setVisible(has_values)
        if drawn is not None and has_values:
            choices = {"relief": tr("Relief, lit from the north-west"), "grey": tr("Shades of grey")}
            self.shading.show_choices(choices, "relief" if drawn.is_relief else "grey")

    def _drawn(self) -> RasterLayer | None:
        layer = self._desk.layer
        return next((one for one in self._desk.scene.rasters if layer and one.layer.uuid == layer.uuid), None)

    def _take(self, shading: str) -> None:
        self._desk.settle(replace(self._desk.style, shading=shading), tr("Change how {name} is shaded"))

    def _ask(self, wish: SignalInstance) -> None:
        if self._desk.layer is not None:
            wish.emit(self._desk.layer)


def _travels(is_there: bool, is_beside: bool) -> str:
    if not is_there:
        return tr("It is not there, and not beside the plan.")
    if is_beside:
        return tr("It lies beside the plan, and travels with the folder.")
    return tr("It lies elsewhere: send it along, or copy it beside the plan.")
