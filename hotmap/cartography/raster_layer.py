# SPDX-License-Identifier: MIT
"""Base maps prepared for drawing: the picture outside the plan, or why it cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from hotmap.analysis.rasters import Raster
from hotmap.cartography.projection import BBox, to_metres
from hotmap.cartography.style import style_of
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.records import Layer
from hotmap.errors import HotmapError, MissingFileError
from hotmap.i18n import tr

KIND = "raster"
"""Kind of the layers whose picture lies outside the plan."""
MISSING, UNREADABLE, BROKEN = "missing", "unreadable", "broken"
"""Why a picture cannot be shown, or not all of it."""

Rasters = Callable[[Layer], Raster]
"""Opens the picture of a layer; raises `MissingFileError` or another `HotmapError` when it cannot be shown."""


@dataclass(eq=False)
class RasterLayer:
    """One base map.

    Attributes
    ----------
    layer : Layer
    style : LayerStyle
    raster : Raster or None
        None while it cannot be shown.
    refusal : str
        Why it cannot be shown, as a sentence.
    is_missing : bool
        There is no such file.
    is_wanted : bool
        The map wants it and it must be prepared first, which the window does beside itself.
    """

    layer: Layer
    style: LayerStyle
    raster: Raster | None = None
    refusal: str = ""
    is_missing: bool = False
    is_wanted: bool = False

    @classmethod
    def of(cls, layer: Layer, rasters: Rasters | None) -> RasterLayer:
        """Return a base map with its picture, if it can be had."""
        found = cls(layer, style_of(layer))
        if rasters is None:
            return found  # nobody here draws pictures
        try:
            found.raster = rasters(layer)
        except HotmapError as error:
            found.give_up(error)
        return found

    def give_up(self, error: HotmapError) -> None:
        """Show from now on that the picture cannot be shown, and why."""
        self.raster = None
        self.is_missing = isinstance(error, MissingFileError)
        self.refusal = error.message

    def after(self, layer: Layer, rasters: Rasters | None) -> RasterLayer:
        """Return the base map after its record changed; the picture is kept unless another is named."""
        if (layer.source, layer.crs) != (self.layer.source, self.layer.crs):
            return RasterLayer.of(layer, rasters)
        return replace(self, layer=layer, style=style_of(layer))

    @property
    def problem(self) -> str:
        """What is wrong with the picture: `MISSING`, `UNREADABLE`, `BROKEN` or nothing."""
        if self.refusal:
            return MISSING if self.is_missing else UNREADABLE
        return BROKEN if self.raster is not None and self.raster.broken else ""

    @property
    def reason(self) -> str:
        """What is wrong with the picture, as a sentence; nothing where nothing is."""
        broken = tr("Parts of the file are damaged; they are hatched on the map. Get it again where you can.")
        return self.refusal or (broken if self.problem == BROKEN else "")

    @property
    def is_relief(self) -> bool:
        """Whether values are shown as relief: as it was chosen, else where they are heights."""
        if self.raster is None or not self.raster.has_values:
            return False
        return self.style.shading == "relief" or (not self.style.shading and self.raster.is_height)

    @property
    def words(self) -> str:
        """What is wrong, in a few words; nothing where nothing is."""
        return {MISSING: tr("the file is missing"), UNREADABLE: tr("the file cannot be read")}.get(self.problem, "")

    @property
    def bbox(self) -> BBox | None:
        """West, south, east, north in degrees: as the picture says, else as the plan keeps it."""
        if self.raster is not None:
            return self.raster.georeference.bbox(self.raster.extent_px)
        return kept_bbox(self.layer)

    def outline_m(self) -> np.ndarray:
        """Return the edge of the picture in Mercator metres, shape (n, 2); the box that is kept where there is none."""
        if self.raster is not None:
            edge = self.raster.georeference.outline(self.raster.extent_px)
        else:
            box = kept_bbox(self.layer)
            if box is None:
                return np.empty((0, 2))
            west, south, east, north = box
            edge = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
        return np.column_stack(to_metres(edge[:, 0], edge[:, 1]))


def kept_bbox(layer: Layer) -> BBox | None:
    """Return the extent that the plan keeps of a layer, degrees."""
    box = layer.bbox
    if not isinstance(box, (list, tuple)) or len(box) != 4:
        return None
    west, south, east, north = (float(edge) for edge in box)
    return west, south, east, north
