# SPDX-License-Identifier: MIT
"""A picture of a plan as PNG, without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.cartography.context import Features
from hotmap.cartography.credits import scene_credit
from hotmap.cartography.palette import PALETTES, Palette
from hotmap.cartography.projection import WORLD, BBox, View
from hotmap.cartography.raster_layer import Rasters
from hotmap.cartography.scene import BaseMapLike, Scene
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Layer
from hotmap.errors import OutputError
from hotmap.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_MARGIN_SHARE = 0.06
_CREDIT_PX, _CREDIT_MARGIN_PX, _CREDIT_LINES = 11, 6, 2
_LEAST_WIDTH_FOR_CREDIT_PX = 240


def snapshot(
    records: RecordSet,
    layers: Features | Iterable[tuple[Layer, FeatureTable]] | None,
    base_map: BaseMapLike | None,
    path: Path,
    size: tuple[int, int] = (1600, 1000),
    bbox: BBox | None = None,
    theme: str = "light",
    rasters: Rasters | None = None,
) -> None:
    """Write a map of records to a PNG file.

    Parameters
    ----------
    records : RecordSet
    layers : callable, iterable of (Layer, FeatureTable) or None
        Where the features of context layers come from.
    base_map : BaseMap or None
    path : Path
    size : tuple of int
        Width and height in pixels.
    bbox : tuple of float, optional
        West, south, east, north in degrees; by default around the hotspots.
    theme : str
        ``light`` or ``dark``; any other name is taken for ``light``.
    rasters : callable, optional
        Opens the pictures of base maps; by default ``records.raster`` where there is one.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    from hotmap.cartography.fonts import ensure_gui_application
    from hotmap.cartography.renderer import Renderer

    ensure_gui_application()
    scene = Scene(records, features=_by_layer(layers), rasters=rasters, base_map=base_map)
    width, height = size
    box = bbox or scene.extent() or WORLD
    view = View.of(box, width, height, margin_px=0 if bbox else min(size) * _MARGIN_SHARE)
    palette = PALETTES.get(theme, PALETTES["light"])
    image = Renderer(scene, view, palette=palette).render()
    if base_map is not None and width >= _LEAST_WIDTH_FOR_CREDIT_PX:
        _write_credit(image, scene_credit(scene, view.px_per_km), palette)
    if records.info.exercise:
        _mark_exercise(image, records.info.exercise_mark)
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # Qt takes the text alone
        raise OutputError(tr("The picture cannot be written. Choose another folder or name."), path)


def _write_credit(image: QImage, text: str, palette: Palette) -> None:
    """Write whom a picture is owed to into its lower trailing corner, in two lines at most."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QPainter

    from hotmap.cartography.fonts import font, metrics

    face = font(_CREDIT_PX)
    measure, room = metrics(face), image.width() - 2 * _CREDIT_MARGIN_PX
    text = measure.elidedText(text, Qt.TextElideMode.ElideRight, room * (_CREDIT_LINES - 0.2))
    height = _CREDIT_LINES * measure.lineSpacing()
    box = QRectF(_CREDIT_MARGIN_PX, image.height() - height - _CREDIT_MARGIN_PX, room, height)
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
    with QPainter(image) as painter:
        painter.setFont(face)
        painter.setPen(QColor(palette.colour("halo")))
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            painter.drawText(box.translated(dx, dy), flags, text)
        painter.setPen(QColor(palette.colour("label")))
        painter.drawText(box, flags, text)


def _mark_exercise(image: QImage, text: str) -> None:
    """Write the mark of an exercise at the head of a picture: none leaves unmarked."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QFontMetricsF, QPainter

    from hotmap.cartography.fonts import BOLD, font

    face = font(max(14, image.height() // 50), BOLD)
    metrics = QFontMetricsF(face)
    width, height = metrics.horizontalAdvance(text) + 28, metrics.height() + 10
    box = QRectF((image.width() - width) / 2, height / 2, width, height)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("#E8C98A"))
        painter.setBrush(QColor("#FDF3DE"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(face)
        painter.setPen(QColor("#7A4E00"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _by_layer(layers: Features | Iterable[tuple[Layer, FeatureTable]] | None) -> Features | None:
    if layers is None or callable(layers):
        return layers
    tables: Mapping[str, FeatureTable] = {layer.uuid: table for layer, table in layers}
    return lambda layer: tables[layer.uuid]
