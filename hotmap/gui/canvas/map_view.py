# SPDX-License-Identifier: MIT
"""The map with what floats on it: tools, zoom, scale bar, exercise mark, attribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from hotmap.cartography.basemap import BaseMap
from hotmap.cartography.context import Features
from hotmap.cartography.projection import BBox
from hotmap.cartography.raster_layer import Rasters
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import Plan, RecordSet
from hotmap.domain.summary import HotspotSummary
from hotmap.gui import theme
from hotmap.gui.canvas.credit import CreditLine
from hotmap.gui.canvas.drawing_desk import DrawingDesk
from hotmap.gui.canvas.feature_reader import FeatureReader
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.overview import Overview
from hotmap.gui.canvas.raster_keeper import RasterKeeper
from hotmap.gui.canvas.scale_bar import ScaleBar
from hotmap.gui.canvas.sieve import Sieve
from hotmap.gui.canvas.tool_bar import ToolBar, ZoomBar
from hotmap.gui.widgets.building import button, pill
from hotmap.i18n import tr

EDGE_PX = 12
NAME_PX = 34
CRAMPED_WIDTH_PX, CRAMPED_HEIGHT_PX = 560, 400  # of a map too small for the overview beside its tools


class MapView(QWidget):
    """A map of records with its floats.

    Parameters
    ----------
    tool_ids : sequence of str, optional
        Tools offered; None for all, an empty one for no tool bar.
    edits : bool
        Whether shapes can be drawn and reshaped here.
    overview : bool, optional
        Whether the overview begins unfolded; None for a map without one.

    Attributes
    ----------
    canvas : MapCanvas
        The map itself, with the signals of what the hand does.
    overview : Overview or None
        The small map of the surroundings.
    rasters : RasterKeeper
        Follows the base maps that are drawn.
    features : FeatureReader
        Reads what no picture has asked for.
    sieve : Sieve
        What filters leave out of it.
    tools : ToolBar
    desk : DrawingDesk
        The cards of the drawing tools.
    """

    cursor_moved = Signal(float, float)
    """Longitude and latitude under the pointer."""
    view_changed = Signal()
    selection_changed = Signal(object)
    """uuids that the hand chose, as a tuple."""
    hint_changed = Signal(str)
    """What to do now, in one line."""
    coordinates_wanted = Signal()
    """Places are to be typed or pasted."""

    layers_wanted = Signal()
    """The list of layers is to be opened."""
    overview_toggled = Signal(bool)
    """The hand has unfolded the overview, or put it away."""

    def __init__(
        self, tool_ids: Sequence[str] | None = None, *, edits: bool = True, overview: bool | None = None
    ) -> None:
        super().__init__()
        self._base_map = BaseMap()
        self._source: object = None
        self.canvas = MapCanvas(Scene(Plan(), base_map=self._base_map), edits=edits, parent=self)
        self.rasters = RasterKeeper(self.canvas)
        self.features = FeatureReader(self.canvas)
        self.sieve = Sieve(self.canvas)
        self._wants_overview = bool(overview)
        self.overview = None if overview is None else Overview(self.canvas)
        self._join_signals()
        self._add_floats(tool_ids)
        self.restyle()

    # ---- what is shown -----------------------------------------------------------------------------

    def set_records(
        self,
        records: RecordSet,
        features: Features | None = None,
        summaries: Mapping[str, HotspotSummary] | None = None,
        rasters: Rasters | None = None,
    ) -> None:
        """Draw records; another plan, told by another source of features, starts a new picture.

        Parameters
        ----------
        records : RecordSet
        features : callable, optional
            Gives the features of a layer; by default ``records.features`` where there is one.
        summaries : mapping, optional
            The summaries of the records where somebody has them already.
        rasters : callable, optional
            Opens the picture of a base map; by default ``records.raster`` where there is one.
        """
        source = (records.info.uuid, getattr(features, "__self__", features))
        if source == self._source and not hasattr(records, "features"):
            self.canvas.set_records(records, summaries)
            return
        hidden = self.canvas.scene.hidden
        self._source = source
        scene = Scene(records, features=features, rasters=rasters, base_map=self._base_map, summaries=summaries)
        scene.waits_for_rasters = False
        self.canvas.set_scene(scene)
        self.sieve.take_scene()
        own = {layer.uuid for layer in records.of("layer")}  # whether these are shown is said by the records
        self.canvas.set_hidden(hidden - own | scene.hidden)
        self.show_exercise(records.info.exercise_mark)

    def set_selection(self, uuids: Iterable[str]) -> None:
        """Show what is selected, without telling anybody."""
        self.canvas.set_selection(uuids)

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Hide these levels, domains, kinds and layers and show all others; see `Scene.hidden`."""
        self.canvas.set_hidden(keys)

    def set_tool(self, tool_id: str) -> None:
        """Give the map to a tool."""
        self.canvas.set_tool(tool_id)

    def offer_tools(self, tool_ids: Sequence[str] | None) -> None:
        """Offer some tools, all with None, no tool bar with an empty list."""
        self.tools.setVisible(tool_ids is None or bool(tool_ids))
        self.tools.offer(tool_ids)
        self.canvas.offered = tool_ids
        self.canvas.pointing.tell_snapping()
        if tool_ids is not None and self.canvas.tool.id not in tool_ids:
            self.canvas.set_tool("select")
        self.desk.show_parked()
        self._arrange()

    def offer_layers(self, offered: bool) -> None:
        """Offer the list of layers by a button of its own, where it does not stand beside the map."""
        if offered == self._layers.isHidden():
            self._layers.setVisible(offered)
            self._arrange()

    def zoom_to(self, bbox: BBox) -> None:
        """Show a box of degrees."""
        self.canvas.zoom_to(bbox)

    @property
    def is_bare(self) -> bool:
        """True while there is nothing to be shown but the base map."""
        scene = self.canvas.scene
        return scene.extent() is None and scene.records.info.geometry is None

    def zoom_full(self) -> None:
        """Show everything there is."""
        self.canvas.zoom_full()

    def bounds(self) -> BBox:
        """Return what is in view: west, south, east, north in degrees."""
        return self.canvas.view.bbox

    def scale_denominator(self) -> float:
        """Return n of the scale 1:n in the middle of the map."""
        return self.canvas.view.scale_denominator()

    def restyle(self) -> None:
        """Take over the look in force."""
        look = theme.active()
        self.canvas.set_palette("dark" if look.dark else "light", look.magnify)
        self._arrange()

    def show_exercise(self, text: str) -> None:
        """Show the mark of an exercise on the map; an empty text for a real plan."""
        self._exercise.setText(text)
        self._exercise.setVisible(bool(text))
        self._arrange()

    def toggle_overview(self) -> None:
        """Unfold the overview, or put it away."""
        if self.overview is not None:
            self.overview.open(not self.overview.is_open)

    def ask_place(self) -> None:
        """Ask for a place to be typed."""
        self.desk.ask_place()

    def _join_signals(self) -> None:
        canvas = self.canvas
        canvas.cursor_moved.connect(self.cursor_moved)
        canvas.view_changed.connect(self.view_changed)
        canvas.selection_changed.connect(self.selection_changed)
        canvas.hint_changed.connect(self.hint_changed)

    def _add_floats(self, tool_ids: Sequence[str] | None) -> None:
        canvas = self.canvas
        self.tools = ToolBar(tool_ids)
        self.tools.tool_wanted.connect(canvas.set_tool)
        self.tools.coordinates_wanted.connect(self.coordinates_wanted)
        self.tools.show_tool(canvas.tool.id)
        canvas.tool_changed.connect(self.tools.show_tool)
        self.desk = DrawingDesk(canvas, self)
        self.desk.rearranged.connect(self._arrange_desk)
        self._zoom = ZoomBar(lambda: canvas.zoom_by(1.5), lambda: canvas.zoom_by(1 / 1.5), canvas.zoom_full)
        self._layers = button(tr("Layers"), self.layers_wanted.emit, picture="layers")
        self._layers.setToolTip(tr("Show the list of layers (Ctrl+L)"))
        self._scale = ScaleBar(canvas)
        canvas.view_changed.connect(self._scale.update)
        self._exercise = pill("", "caution")
        self._exercise.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the map goes on below it
        self.credit = CreditLine(canvas)
        self.credit.grown.connect(self._arrange)
        for widget in (self.tools, self._zoom, self._layers, self._scale, self._exercise, self.credit):
            widget.setParent(self)
        if self.overview is not None:
            self.overview.setParent(self)
            self.overview.open(self._wants_overview, by_hand=False)
            self.overview.toggled.connect(self._on_overview_toggled)
        self.tools.setVisible(tool_ids is None or bool(tool_ids))
        self._exercise.hide()
        self._layers.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the floats in their corners."""
        self.canvas.setGeometry(self.rect())
        self.tools.fit(self.width() - 2 * EDGE_PX)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange again when the type or the direction changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()

    def _on_overview_toggled(self, is_open: bool) -> None:
        if self.overview is not None and not self.overview.is_cramped:
            self._wants_overview = is_open
            self.overview_toggled.emit(is_open)
        self._arrange()

    def _fold_overview(self, overview: Overview) -> None:
        """Fold the overview where the map itself is small; there a click opens it only for the moment."""
        room = theme.active().magnify
        is_cramped = self.width() < room * CRAMPED_WIDTH_PX or self.height() < room * CRAMPED_HEIGHT_PX
        if is_cramped != overview.is_cramped:
            overview.is_cramped = is_cramped
            overview.open(self._wants_overview and not is_cramped, by_hand=False)
        overview.arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def put(widget: QWidget, x: int, y: int) -> None:
            if widget is not self.overview:
                widget.adjustSize()
            widget.move(width - x - widget.width() if rtl else x, y)
            widget.raise_()

        put(self.tools, EDGE_PX, EDGE_PX)
        self._arrange_desk()
        self._zoom.adjustSize()
        stacked = self._fit_foot()
        below_scale = self.credit.height() + 4 if stacked else 0
        put(self._zoom, width - EDGE_PX - self._zoom.width(), height - max(44, below_scale + 16) - self._zoom.height())
        self._layers.adjustSize()
        put(self._layers, width - EDGE_PX - self._layers.width(), self._zoom.y() - 8 - self._layers.height())
        self._exercise.adjustSize()
        # On a narrow map scale bar, mark and credit would lie on each other: the mark moves up.
        beside_mark = (width - self._exercise.width()) // 2 - 2 * EDGE_PX
        narrow = stacked or beside_mark < max(self._scale.width(), self.credit.width()) + EDGE_PX
        put(self._scale, EDGE_PX, height - 10 - below_scale - self._scale.height())
        if self.overview is not None:
            self._fold_overview(self.overview)
            put(self.overview, EDGE_PX, self._scale.y() - 8 - self.overview.height())
        put(self.credit, max(EDGE_PX, width - EDGE_PX - self.credit.width()), height - 6 - self.credit.height())
        if narrow:
            beside = self.tools.isHidden() or self.tools.width() + self._exercise.width() + 3 * EDGE_PX <= width
            top = EDGE_PX + 8 if beside else self.tools.height() + 2 * EDGE_PX
            if self.tools.isHidden():
                top += theme.active().px(NAME_PX)  # a map without tools may bear its name there
            put(self._exercise, width - EDGE_PX - self._exercise.width(), top)
        else:
            put(self._exercise, (width - self._exercise.width()) // 2, height - 12 - self._exercise.height())
        self.credit.setVisible(stacked or width >= self._scale.width() + self.credit.width() + 3 * EDGE_PX)

    def _fit_foot(self) -> bool:
        """Fit scale bar and credit; return whether the credit takes the whole width below the bar, on a narrow map."""
        width = self.width()
        self._scale.fit(max(width - self._zoom.width() - 3 * EDGE_PX, 60))
        self.credit.fit(max(width - self._scale.width() - 3 * EDGE_PX, 0) * 3 // 5)
        if self.credit.is_easy:
            return False
        self.credit.fit(max(width - 2 * EDGE_PX, 60))
        return True

    def _arrange_desk(self) -> None:
        below = self.tools.height() + 8 if not self.tools.isHidden() else 0
        start, end = EDGE_PX, self._zoom.width() + 2 * EDGE_PX  # beside the buttons at the end
        if self.isRightToLeft():
            start, end = end, start
        top = EDGE_PX + below
        room_px = self.height() - top - self._scale.height() - self.credit.height() - 2 * EDGE_PX
        self.desk.arrange(QRect(start, top, self.width() - start - end, room_px))
