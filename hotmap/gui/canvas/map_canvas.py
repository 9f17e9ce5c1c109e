# SPDX-License-Identifier: MIT
"""The map widget: looks, navigates, and hands the pointer to one tool.

It shows the last finished picture, moved and scaled, while a new one is made in slices; only what
is live is painted anew with every move. It knows records and never a plan file: what is drawn
leaves as a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from hotmap.cartography.palette import PALETTES
from hotmap.cartography.projection import BBox, View
from hotmap.cartography.scene import Scene
from hotmap.domain.plan import RecordSet
from hotmap.domain.summary import HotspotSummary
from hotmap.gui.canvas.letters import begins_typing, letter_pressed
from hotmap.gui.canvas.navigation import Navigator
from hotmap.gui.canvas.overlay import Overlay
from hotmap.gui.canvas.picking import selection_after_click
from hotmap.gui.canvas.picture import Pane, Picture
from hotmap.gui.canvas.pointing import HIT_PX, Pointing
from hotmap.gui.tools import TOOLS, MapPress, MapTool
from hotmap.gui.tools.asking import Question
from hotmap.i18n import tr
from hotmap.services.reshaping import MapEdit

WORLD: BBox = (-170.0, -55.0, 170.0, 72.0)
FIT_MARGIN_PX = 48.0
LOOKING_TOOLS = frozenset({"select", "measure"})  # those that change nothing


class MapCanvas(Pane):
    """A map of a record set.

    Parameters
    ----------
    scene : Scene
        What is drawn; shared with nobody who draws at the same time.
    edits : bool
        Whether shapes can be drawn and reshaped here.

    Attributes
    ----------
    decorations : list of callable
        Painters of what else is live, called with each paint after the picture; quick ones only.
    """

    cursor_moved = Signal(float, float)
    """Longitude and latitude under the pointer."""
    view_changed = Signal()
    selection_changed = Signal(object)
    """uuids that the hand chose, as a tuple."""
    drawn = Signal(str, object)
    """A finished geometry in WGS 84 degrees, with the kind of record that it becomes."""
    edited = Signal(object)
    """What a gesture does to records, as a `MapEdit`."""
    delete_wanted = Signal()
    sketch_changed = Signal()
    """The sketch under way, as `sketch_now` tells it, has grown, shrunk or ended."""
    sketch_parked = Signal(object)
    """A sketch that was set aside, as plain data."""
    asked = Signal(object)
    """A tool asks before it changes something; carries the `Question`."""
    place_wanted = Signal(str)
    """A place or size is to be typed; carries what was typed already."""
    menu_wanted = Signal(object)
    """The right button asks what can be done here; carries the `MapPress`."""
    ground_clicked = Signal(QPointF)
    """A click to select found nothing there; carries the place in the widget."""
    tool_changed = Signal(str)
    hint_changed = Signal(str)
    """What to do now, in one line."""
    snapping_changed = Signal(object)
    """Whether corners are pulled to what is near; None where nothing is drawn."""

    def __init__(self, scene: Scene, *, edits: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = scene
        self.edits = edits
        self.overlay = Overlay(self)
        self.decorations: list[Callable[[QPainter], None]] = []
        self.offered: Collection[str] | None = None  # tools that letters may take; None for all
        self._view = View.of(WORLD, 640, 480)
        self.picture = Picture(self)
        self.picture.changed.connect(self.update)
        self.pointing = Pointing(self)
        self._selection: tuple[str, ...] = ()
        self.tools = {tool.id: tool(self) for tool in TOOLS}
        self._tool: MapTool = self.tools["select"]
        self._is_tool_fresh = False  # it has taken the map since the last press
        self._handed: dict[str, Any] | None = None
        self._pointed: tuple[float, float] | None = None
        self._navigator = Navigator(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Map"))

    # ---- what is shown -----------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """The part of the world that is shown, in the widget's pixels."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show another part of the world."""
        self._view = view.resized(max(self.width(), 1), max(self.height(), 1))
        self.picture.request()
        self.view_changed.emit()
        self.update()

    def set_records(self, records: RecordSet, summaries: Mapping[str, HotspotSummary] | None = None) -> None:
        """Draw other records; only what changed is prepared again."""
        if self.scene.update(records, summaries):
            self.picture.request(at_once=True)
        self._selection = tuple(uuid for uuid in self._selection if records.get(uuid) is not None)
        self.update()

    def set_scene(self, scene: Scene) -> None:
        """Draw another plan or release."""
        scene.set_rings(self.scene.rings)
        self.scene = scene
        self.pointing.forget()
        self._selection = ()
        self.picture.forget()
        self.picture.request(at_once=True)

    def set_hidden(self, keys: Iterable[str]) -> None:
        """Hide these levels, domains, kinds and layers and show all others; see `Scene.hidden`."""
        wanted = set(keys)
        self.scene.show(*(self.scene.hidden - wanted))
        self.scene.show(*wanted, shown=False)
        self.picture.request(at_once=True)

    def set_palette(self, name: str, magnify: float = 1.0) -> None:
        """Draw with another palette, ``light`` or ``dark``, and so many times larger than usual."""
        self.picture.palette, self.picture.magnify = PALETTES[name], magnify
        self.picture.forget()
        self.picture.request(at_once=True)

    def finish_picture(self) -> None:
        """Draw all that is due now, for screenshots and tests."""
        self.picture.finish()

    def zoom_to(self, bbox: BBox, margin_px: float = FIT_MARGIN_PX) -> None:
        """Show a box of degrees as large as it fits; a point keeps a readable scale around it."""
        view = View.of(bbox, max(self.width(), 1), max(self.height(), 1), margin_px)
        if bbox[0] == bbox[2] and bbox[1] == bbox[3]:
            view = self._view.centred(bbox[0], bbox[1])
        self.set_view(view)

    def zoom_full(self) -> None:
        """Show everything there is, the plan's area where nothing is drawn yet, else the world."""
        area = self.scene.records.info.geometry
        bbox = self.scene.extent() or (area.bounds if area is not None else WORLD)
        self.set_view(View.of(bbox, max(self.width(), 1), max(self.height(), 1), FIT_MARGIN_PX))

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle."""
        self.set_view(self._view.zoomed(factor))

    def point_out(self, lon: float, lat: float) -> None:
        """Ring a place that was looked for, until the next click."""
        self._pointed = (lon, lat)
        self.update()

    def say(self, text: str) -> None:
        """Tell the user in one line what to do, or why something was not done."""
        self.hint_changed.emit(text)

    # ---- selection ---------------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[str, ...]:
        """uuids of the selected records."""
        return self._selection

    def set_selection(self, uuids: Iterable[str]) -> None:
        """Show another selection, without telling anybody."""
        selection = tuple(uuids)
        if selection != self._selection:
            self._selection = selection
            self.update()

    def select(self, uuids: Iterable[str]) -> None:
        """Select as the hand does, and tell."""
        selection = tuple(uuids)
        if selection != self._selection:
            self.set_selection(selection)
            self.selection_changed.emit(selection)
            self.say(self._tool.hint())

    @property
    def reshapes(self) -> bool:
        """True where shapes have corners to drag: not where priorities are agreed, nor where nothing is written."""
        return self.edits and (self.offered is None or bool(set(self.offered) - LOOKING_TOOLS))

    def only_selected(self) -> Any:
        """Return the one selected record, or None."""
        return self.scene.records.get(self._selection[0]) if len(self._selection) == 1 else None

    def pick(self, px: QPointF, *, add: bool = False) -> None:
        """Select what is under a place; a second click there goes to what lies beneath."""
        found = self.pointing.found(px)
        if found:
            self.select(selection_after_click(found, self._selection, add=add))
        elif not add:
            self.select(())
            self.ground_clicked.emit(px)

    # ---- tools -------------------------------------------------------------------------------------

    @property
    def tool(self) -> MapTool:
        """The tool that has the map."""
        return self._tool

    def set_tool(self, tool_id: str) -> None:
        """Give the map to another tool; the one before sets its sketch aside."""
        if tool_id != self._tool.id:
            self._tool.deactivate()
            self._tool = self.tools[tool_id]
            self._tool.activate()
            self._is_tool_fresh = True
            self.tool_changed.emit(tool_id)
        self.setCursor(self._tool.cursor)
        self.setFocus()
        self.say(self._tool.hint())
        self.update()

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on with a sketch that was set aside; one that is under way is set aside for it."""
        self._tool.deactivate()
        self.set_tool(str(sketch["tool"]))
        self._tool.resume(sketch)
        if not all(self.rect().contains(self.to_px(lon, lat).toPoint()) for lon, lat in sketch["corners"]):
            self.zoom_to(LineString([*sketch["corners"], sketch["corners"][0]]).bounds)

    def sketch_now(self) -> dict[str, Any] | None:
        """Return the sketch under way, to be set aside before the window closes."""
        return self._tool.sketch

    def ask(self, question: Question) -> None:
        """Ask before something is changed that was not asked for."""
        self.say(question.text)
        self.asked.emit(question)

    def hand_over(self, kind: str, geometry: BaseGeometry, sketch: dict[str, Any] | None = None) -> None:
        """Tell that a geometry is finished; until `drawn` has been heard, its sketch can be given back."""
        self._handed = sketch
        self.drawn.emit(kind, geometry)
        self._handed = None

    def hand_over_edit(self, edit: MapEdit, sketch: dict[str, Any] | None = None) -> None:
        """Tell what is to be done to records; until `edited` has been heard, its sketch can be given back."""
        self._handed = sketch
        self.edited.emit(edit)
        self._handed = None

    def give_back(self) -> None:
        """Put the sketch just handed over into the hand again: it could not be kept."""
        if self._handed:
            self.resume(self._handed)

    def type_place(self, lon: float, lat: float) -> None:
        """Take a typed place: a corner for the drawing tools, else a place to look at."""
        self._tool.typed_place(lon, lat)
        if not self.rect().contains(self.to_px(lon, lat).toPoint()):
            self.set_view(self._view.centred(lon, lat))

    def snapped(self, at: MapPress) -> MapPress:
        """Return the place pulled to a corner or side near it, when snapping is on."""
        return self.pointing.press_at(at.px, at.shift, at.ctrl, snaps=True, alt=at.alt)

    def to_px(self, lon: float, lat: float) -> QPointF:
        """Return where a place falls in the widget."""
        x, y = self._view.to_px(lon, lat)
        return QPointF(float(x), float(y))

    def degrees_per_px(self) -> float:
        """Degrees of latitude in a pixel at the middle."""
        _, south, _, north = self._view.bbox
        return (north - south) / max(self._view.height_px, 1.0)

    def is_at(self, place: tuple[float, float], px: QPointF, tolerance_px: float = HIT_PX) -> bool:
        """Return whether a place falls under the hand."""
        offset = self.to_px(*place) - px
        return max(abs(offset.x()), abs(offset.y())) <= tolerance_px

    # ---- Qt ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and what is live."""
        with QPainter(self) as painter:
            self.picture.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            by_tool = self.only_selected() if self._tool.id == "select" and self.reshapes else None
            self.overlay.selection(painter, map(self.scene.records.get, self._selection), by_tool)
            if self._pointed:
                self.overlay.ring(painter, self.to_px(*self._pointed), 16.0)
            for decorate in self.decorations:
                decorate(painter)
            self._tool.paint(painter)
            self._navigator.paint(painter)

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean something to the tool, whatever shortcut they are elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(begins_typing(self, event) or self._tool.takes_key(event))
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the centre and scale in another size."""
        self.set_view(self._view)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again when the screen's resolution changed."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.picture.request(at_once=True)
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self._navigator.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the view, finish with the right button, else give it to the tool."""
        self._pointed = None
        self.setFocus()
        if self._navigator.press(event):
            return
        if event.button() == Qt.MouseButton.RightButton:
            self._tool.menu(self._press(event))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._is_tool_fresh = False
            self._tool.press(self._press(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view or give it to the tool; always tell where the pointer is."""
        if not self._navigator.move(event):
            self._tool.move(self._press(event), held=bool(event.buttons() & Qt.MouseButton.LeftButton))
        lon, lat = self._view.to_lonlat(event.position().x(), event.position().y())
        self.cursor_moved.emit(float(lon), float(lat))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was begun with the button."""
        if not self._navigator.release(event) and event.button() == Qt.MouseButton.LeftButton:
            self._tool.release(self._press(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give a double click to the tool, if its first click was that tool's, too."""
        if self._navigator.press(event) or self._is_tool_fresh:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._tool.double_click(self._press(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give keys to the tool first, then move the view, finish, or change the tool."""
        if self._tool.key_pressed(event) or self._navigator.key_pressed(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tool.finish()
        elif event.key() == Qt.Key.Key_Escape and self._tool.id != "select":
            self.set_tool("select")
        elif not letter_pressed(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning by Space, or what the tool does while a key is held."""
        self._tool.key_released(event)
        if not self._navigator.key_released(event):
            super().keyReleaseEvent(event)

    # ---- inside ------------------------------------------------------------------------------------

    def _press(self, event: QMouseEvent) -> MapPress:
        return self.pointing.press(event, snaps=self._tool.snaps)
