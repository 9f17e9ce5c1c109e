# SPDX-License-Identifier: MIT
"""One rendered picture and where it belongs while the view moves on."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.projection import View

_WHOLE_PX = 0.02  # nearer than this to a whole device pixel nothing looks shifted
_LEAST_SCALE, _MOST_SCALE = 1 / 8, 8.0


@dataclass(eq=False)
class Shot:
    """A picture of a part of the world.

    Attributes
    ----------
    image : QImage
        With its device pixel ratio set.
    view : View
        What it shows, its margin included, in logical pixels.
    content : int
        Which state of what is drawn it shows.
    is_complete : bool
        False while it is still being drawn.
    """

    image: QImage
    view: View
    content: int
    is_complete: bool

    def box(self, view: View) -> QRectF:
        """Return where the picture belongs in a view, in the view's pixels."""
        made, scale = self.view, self.view.m_per_px / view.m_per_px
        width, height = made.width_px * scale, made.height_px * scale
        x = (made.x_m - view.x_m) / view.m_per_px + view.width_px / 2
        y = (view.y_m - made.y_m) / view.m_per_px + view.height_px / 2
        return QRectF(x - width / 2, y - height / 2, width, height)

    def has_scale(self, view: View) -> bool:
        """Return whether the picture needs no stretching in a view."""
        return isclose(self.view.m_per_px, view.m_per_px, rel_tol=1e-9)

    def covers(self, view: View, slack: float = 0.0) -> bool:
        """Return whether the picture fills a view at its scale, with a share of it to spare on each side."""
        dx, dy = view.width_px * slack, view.height_px * slack
        seen = QRectF(-dx, -dy, view.width_px + 2 * dx, view.height_px + 2 * dy)
        return self.has_scale(view) and self.box(view).adjusted(-0.5, -0.5, 0.5, 0.5).contains(seen)

    def serves(self, view: View, slack: float) -> bool:
        """Return whether a view at rest needs no other picture."""
        return self.covers(view, slack) and self.is_sharp(view)

    def is_sharp(self, view: View) -> bool:
        """Return whether each pixel of the picture falls on one of the screen."""
        dpr, box = self.image.devicePixelRatio(), self.box(view)
        return all(abs(at - round(at)) < _WHOLE_PX for at in (box.left() * dpr, box.top() * dpr))

    def helps(self, view: View) -> bool:
        """Return whether somebody who sees the picture in a view recognises something."""
        scale = self.view.m_per_px / view.m_per_px
        seen = QRectF(0, 0, view.width_px, view.height_px)
        return _LEAST_SCALE < scale < _MOST_SCALE and self.box(view).intersects(seen)

    def paint(self, painter: QPainter, view: View) -> None:
        """Paint the picture where it belongs; unstretched it lies on whole pixels, which is quick and sharp."""
        box = self.box(view)
        if self.has_scale(view):
            dpr = self.image.devicePixelRatio()
            painter.drawImage(QPointF(round(box.left() * dpr) / dpr, round(box.top() * dpr) / dpr), self.image)
        else:
            painter.drawImage(box, self.image)
