# SPDX-License-Identifier: MIT
"""The overview: a small map in a corner that shows where the view lies, and moves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from hotmap.cartography.projection import View, to_metres
from hotmap.cartography.renderer import RenderOptions
from hotmap.cartography.scene import LEVEL_ORDER, Scene
from hotmap.domain.plan import Plan
from hotmap.gui import theme
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.picture import Pane, Picture
from hotmap.gui.widgets.building import bare_button, dress
from hotmap.i18n import tr

SIZE_PX = QSize(188, 132)
FINENESS = 0.6  # of the usual widths of lines
DOT_PX, MARK_PX = 3.0, 9.0
MAT_PX = 4  # of plain panel about the picture
LIGHT_THEMES = ("land", "water", "districts", "provinces")
MOST_FEATURES = 3000  # a layer of more says nothing in so small a picture
HOME_ROOM, CONTEXT_ROOM, AWAY_ROOM = 1.25, 1.5, 4.0
FULL, FAR, SLACK = 0.75, 6.0, 1.6

Box = tuple[float, float, float, float]
"""West, south, east, north in Mercator metres."""


def overview_box(area: Box | None, seen: Box, now: Box | None = None) -> Box:
    """Return what an overview shows.

    It is the plan's area with a little room; the surroundings of both where the view reaches beyond
    the area or fills it; those of the view alone where it is far away.

    Parameters
    ----------
    area, seen : tuple of float
        What the plan covers, None when nothing is known; what the map shows.
    now : tuple of float, optional
        What the overview shows now: kept as long as it serves, so that it is seldom drawn anew.
    """
    wanted = _wanted(area, seen)
    if now is None or not _holds(now, seen) or not 1 / SLACK <= _size(now) / _size(wanted) <= SLACK:
        return wanted
    return now if area is None or _holds(now, area) or not _holds(wanted, area) else wanted


class OverviewMap(Pane):
    """The picture of the surroundings with the frame of the view; a click or drag moves the view.

    Parameters
    ----------
    canvas : MapCanvas
        The map whose view it shows.
    """

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._box: Box | None = None
        self._drawn: tuple[object, ...] | None = None
        self._dots: dict[str, QPolygonF] = {}
        self._grip: QPointF | None = None
        self.scene = Scene(Plan(), base_map=canvas.scene.base_map)
        self.picture = Picture(self, after=canvas.picture)
        self.picture.options = RenderOptions(labels=False)
        self.picture.changed.connect(self.update)
        canvas.view_changed.connect(self.update)
        canvas.picture.changed.connect(self.follow)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Overview map"))
        self.setAccessibleDescription(tr("Arrow keys move the map, plus and minus zoom"))
        self.setToolTip(tr("Where the map lies: click or drag to move it"))

    @property
    def view(self) -> View:
        """The surroundings, in the widget's pixels."""
        west, south, east, north = self._box or self._canvas.view.bounds_m
        width, height = max(self.width(), 1), max(self.height(), 1)
        m_per_px = max((east - west) / width, (north - south) / height)
        return View((west + east) / 2, (south + north) / 2, m_per_px, width, height)

    def follow(self) -> None:
        """Draw anew where the map shows other records or has left the surroundings; cheap otherwise."""
        if not self.isVisible():
            return
        canvas = self._canvas
        box = overview_box(self._area(), canvas.view.bounds_m, self._box)
        drawn = (canvas.scene, canvas.scene.generation, canvas.picture.palette, box, self.size())
        if drawn == self._drawn:
            return
        if self._drawn is None or self._drawn[0] is not canvas.scene or self._drawn[2] is not canvas.picture.palette:
            self.picture.forget()
        self._drawn, self._box = drawn, box
        self._take_scene()
        self.picture.palette = canvas.picture.palette
        self.picture.magnify = FINENESS * canvas.picture.magnify
        self.picture.request(at_once=True)
        self.update()

    def frame(self) -> QRectF:
        """Return the frame of the map's view, in pixels."""
        west, south, east, north = self._canvas.view.bounds_m
        view = self.view
        left, top = self._px(west, north, view)
        right, bottom = self._px(east, south, view)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def finish_picture(self) -> None:
        """Draw all that is due now, for screenshots and tests."""
        self.follow()
        self.picture.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, hotspots as dots, and the frame of the view."""
        look = theme.active()
        with QPainter(self) as painter:
            self.picture.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for level in LEVEL_ORDER:
                if level in self._dots:
                    colours = self.picture.palette.level(None if level == "undecided" else level)
                    for width, ink in ((1.6, colours.outline), (0.0, colours.fill)):
                        pen = QPen(QColor(ink), look.magnify * (DOT_PX + width))
                        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                        painter.setPen(pen)
                        painter.drawPoints(self._dots[level])
            self._paint_frame(painter, look)

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what the map shows."""
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw in another size."""
        self.follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or bring it under the hand."""
        if event.button() == Qt.MouseButton.LeftButton:
            frame = self.frame()
            is_held = frame.contains(event.position()) and min(frame.width(), frame.height()) > MARK_PX
            self._grip = event.position() - frame.center() if is_held else QPointF()
            self._move_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map with the frame."""
        if self._grip is not None:
            self._move_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the frame go."""
        self._grip = None
        self.follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom the map by the keys that do it there."""
        if event.key() in _MOVING_KEYS:
            QApplication.sendEvent(self._canvas, event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Show the ring of the focus."""
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Take the ring of the focus away."""
        self.update()

    def _move_to(self, place: QPointF) -> None:
        x_m, y_m = self.view.to_map(*(place - (self._grip or QPointF())).toTuple())
        view = self._canvas.view
        self._canvas.set_view(View(float(x_m), float(y_m), view.m_per_px, view.width_px, view.height_px))

    def _area(self) -> Box | None:
        scene = self._canvas.scene
        own = scene.records.info.geometry
        bbox = own.bounds if own is not None else scene.extent()
        if bbox is None:
            return None
        (west, south), (east, north) = to_metres(bbox[0], bbox[1]), to_metres(bbox[2], bbox[3])
        return float(west), float(south), float(east), float(north)

    def _take_scene(self) -> None:
        """Take over what little of the map's scene can be seen in so small a picture."""
        theirs, view = self._canvas.scene, self.view
        self.scene.base_map = theirs.base_map
        self.scene.layers = tuple(
            layer
            for layer in theirs.layers
            if layer.style.theme in LIGHT_THEMES and layer.count <= MOST_FEATURES and theirs.shows(layer.layer.uuid)
        )
        self.scene.generation += 1
        places: dict[str, list[QPointF]] = {}
        for mark in theirs.hotspots if theirs.shows("hotspots") else ():
            if theirs.shows(mark.level):
                places.setdefault(mark.level, []).append(QPointF(*self._px(mark.x_m, mark.y_m, view)))
        self._dots = {level: QPolygonF(points) for level, points in places.items()}

    def _px(self, x_m: float, y_m: float, view: View) -> tuple[float, float]:
        return (
            (x_m - view.x_m) / view.m_per_px + view.width_px / 2,
            (view.y_m - y_m) / view.m_per_px + view.height_px / 2,
        )

    def _paint_frame(self, painter: QPainter, look: theme.Look) -> None:
        frame, accent = self.frame(), look.color("accent")
        if max(frame.width(), frame.height()) < MARK_PX:  # too small to be seen: a mark about its middle
            frame = QRectF(frame.center() - QPointF(MARK_PX, MARK_PX) / 2, QSize(round(MARK_PX), round(MARK_PX)))
        tint = QColor(accent)
        tint.setAlphaF(0.10)
        painter.setPen(QPen(look.color("panel"), 4.0))
        painter.setBrush(tint)
        painter.drawRect(frame)
        painter.setPen(QPen(accent, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class Overview(QWidget):
    """The overview with a button that folds it away; folded, or on a narrow map, the button alone.

    Parameters
    ----------
    canvas : MapCanvas
    """

    toggled = Signal(bool)
    """The hand has opened it, or folded it away."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "float")
        self.map = OverviewMap(canvas)
        self.map.setParent(self)
        self._button = bare_button("overview", tr("Overview map"), lambda: self.open(not self.is_open))
        self._button.setParent(self)
        self._button.setProperty("kind", "tool")
        self.is_open = True
        self.is_cramped = False
        self.open(True, by_hand=False)

    def open(self, is_open: bool, *, by_hand: bool = True) -> None:
        """Unfold it, or fold it into its button."""
        self.is_open = is_open
        self._button.setToolTip(tr("Put the overview map away") if is_open else tr("Show the overview map"))
        self.arrange()
        if by_hand:
            self.toggled.emit(is_open)

    def arrange(self) -> None:
        """Take on the size that goes with the type in force."""
        look, edge = theme.active(), MAT_PX
        side = look.px(26)
        self.map.setVisible(self.is_open)
        if self.is_open:
            self.resize(look.px(SIZE_PX.width()), look.px(SIZE_PX.height()))
            self.map.setGeometry(self.rect().adjusted(edge, edge, -edge, -edge))
        else:
            self.resize(side + 2 * edge, side + 2 * edge)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = edge if is_mirrored else self.width() - side - edge
        self._button.setGeometry(x, edge, side, side)
        self._button.raise_()


def _wanted(area: Box | None, seen: Box) -> Box:
    if area is not None:
        home = _grown(area, HOME_ROOM)
        if _holds(home, seen) and _size(seen) <= FULL * _size(home):
            return home
        both = (min(area[0], seen[0]), min(area[1], seen[1]), max(area[2], seen[2]), max(area[3], seen[3]))
        if _size(both) <= FAR * _size(seen):
            return _grown(both, CONTEXT_ROOM)
    return _grown(seen, AWAY_ROOM)


def _grown(box: Box, factor: float) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    half_width, half_height = (box[2] - box[0]) / 2 * factor, (box[3] - box[1]) / 2 * factor
    return x - half_width, y - half_height, x + half_width, y + half_height


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _size(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


_MOVING_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Minus,
    Qt.Key.Key_Equal,
)  # fmt: skip
