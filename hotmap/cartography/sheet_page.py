# SPDX-License-Identifier: MIT
"""The pages a sheet is set on: A4 and A3, landscape with the panel beside the map, portrait with it below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize

from hotmap.cartography.paper import SECOND, Type
from hotmap.cartography.sheet_types import A3_TYPES, A4_TYPES, PanelTypes
from hotmap.units import MM_PER_INCH

BANNER_GAP_MM = 1.8
NOTES_GAP_MM = 1.4


@dataclass(frozen=True)
class Page:
    """The grid of a page in millimetres.

    Attributes
    ----------
    paper : str
        ``A4`` or ``A3``.
    width, height : float
    margin : float
        Left and right of everything.
    banner_top, banner_height : float
        Of the banner at the head from the upper edge, of the one at the foot from the lower.
    gutter : float
        Between map and panel, and between the columns of a panel.
    panel_width : float
        Of a panel beside the map, and of the level table in one below it.
    types : PanelTypes
    note : Type
        Of the notes under the map.
    """

    paper: str
    width: float
    height: float
    margin: float
    banner_top: float
    banner_height: float
    gutter: float
    panel_width: float
    types: PanelTypes
    note: Type

    @property
    def is_portrait(self) -> bool:
        """True where the panel stands below the map."""
        return self.height > self.width

    @property
    def top(self) -> float:
        """Where map and panel start."""
        return self.banner_top + self.banner_height + BANNER_GAP_MM

    @property
    def foot(self) -> float:
        """Top of the banner at the foot."""
        return self.height - self.banner_top - self.banner_height

    @property
    def inner_width(self) -> float:
        """Between the margins."""
        return self.width - 2 * self.margin

    @property
    def map_width(self) -> float:
        """Of the map with its grid figures."""
        return self.inner_width if self.is_portrait else self.inner_width - self.gutter - self.panel_width

    @property
    def qt_layout(self) -> QPageLayout:
        """The page as Qt's printers know it, without margins of their own."""
        turned = QPageLayout.Orientation.Portrait if self.is_portrait else QPageLayout.Orientation.Landscape
        size = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}[self.paper]
        layout = QPageLayout()
        layout.setMode(QPageLayout.Mode.FullPageMode)
        layout.setPageSize(QPageSize(size))
        layout.setOrientation(turned)
        return layout

    def blank_image(self, dpi: float) -> QImage:
        """Return an empty picture of the page; what it is told of its size is for those who paint to say.

        Qt sets letters of a picture that knows its resolution further apart.
        """
        px_per_mm = dpi / MM_PER_INCH
        image = QImage(ceil(self.width * px_per_mm), ceil(self.height * px_per_mm), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image


_LANDSCAPE = {
    "A3": Page("A3", 420, 297, 8, 5.6, 6.4, 5, 97, A3_TYPES, Type(7.6, 400, SECOND)),
    "A4": Page("A4", 297, 210, 7, 4.8, 5.6, 4.5, 74, A4_TYPES, Type(7.1, 400, SECOND)),
}


def page_of(paper: str, orientation: str = "landscape") -> Page:
    """Return the grid of a page.

    Parameters
    ----------
    paper : str
        ``A4`` or ``A3``.
    orientation : str
        ``landscape`` or ``portrait``.
    """
    page = _LANDSCAPE[paper]
    if orientation == "landscape":
        return page
    return replace(page, width=page.height, height=page.width)
