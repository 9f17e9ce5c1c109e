# SPDX-License-Identifier: MIT
"""The right-click menu of the map: copy this place, begin here, tell what lies here, change its shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu
from shapely.geometry import Point

from hotmap.analysis.coordinates import format_point
from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.things_here import FoundThing, centre_of, middle_px, things_at
from hotmap.gui.commands import Command
from hotmap.gui.icons import ICON_PX, icon
from hotmap.gui.marks import paint_symbol
from hotmap.gui.notation import NAMES, isolated, name_of
from hotmap.gui.tools import MapPress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

MOST_LISTED = 9
MOST_CHARACTERS = 48


@dataclass(frozen=True)
class MenuWays:
    """What the menu leads to.

    Attributes
    ----------
    copy : callable
        Takes a text.
    identify : callable
        Takes the press and which of the things there is told first.
    shape_commands : callable
        Returns the commands that change the selected shape and make sense now.
    """

    copy: Callable[[str], object]
    identify: Callable[[MapPress, int], object]
    shape_commands: Callable[[], Sequence[Command]]


class MapMenu:
    """Makes and opens the menu.

    Parameters
    ----------
    canvas : MapCanvas
    workspace : Workspace
    ways : MenuWays

    Attributes
    ----------
    menu : QMenu or None
        The one opened last.
    """

    def __init__(self, canvas: MapCanvas, workspace: Workspace, ways: MenuWays) -> None:
        self._canvas, self._workspace, self._ways = canvas, workspace, ways
        self.menu: QMenu | None = None
        canvas.menu_wanted.connect(self.open)

    def open(self, at: MapPress) -> None:
        """Open the menu for a place of the map."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = self.menu_at(at)
        menu.popup(self._canvas.mapToGlobal(at.px.toPoint()))

    def open_by_key(self) -> None:
        """Open the menu at the selected record where it is in view, else in the middle of the map."""
        record = self._canvas.only_selected()
        px = middle_px(self._canvas, record.geometry if record is not None else None)
        self.open(self._canvas.pointing.press_at(px, False, False, snaps=False))

    def menu_at(self, at: MapPress) -> QMenu:
        """Return the menu for a place of the map."""
        menu = QMenu(self._canvas)
        menu.setAccessibleName(tr("What can be done here"))
        things = things_at(self._canvas, self._workspace, at.px)
        self._add_copying(menu, at, things)
        menu.addSeparator()
        self._add_beginnings(menu, at)
        if self._workspace.is_open:
            menu.addSeparator()
            self._add_things(menu, at, things)
        shapes = self._ways.shape_commands()
        if shapes:
            menu.addSeparator()
            for command in shapes:
                keys = next(iter(command.shown_keys()), "")
                action = menu.addAction(
                    icon(command.icon or "pencil"), f"{command.text}\t{keys}" if keys else command.text
                )
                action.triggered.connect(lambda _=False, run=command.run: run())
        return menu

    def _add_copying(self, menu: QMenu, at: MapPress, things: Sequence[FoundThing]) -> None:
        size_m = self._canvas.view.ground_m_per_px
        notation = self._workspace.notation
        text = notation.text(at.lon, at.lat, size_m)
        copy = menu.addAction(icon("copy"), tr("Copy {place}").format(place=isolated(text)))
        copy.triggered.connect(lambda: self._ways.copy(text))
        more = menu.addMenu(tr("Copy as"))
        for other in NAMES:
            written = format_point(at.lon, at.lat, other, size_m)
            action = more.addAction(f"{name_of(other)}\t{isolated(written)}")
            action.triggered.connect(lambda _=False, t=written: self._ways.copy(t))
        named = [thing for thing in things if thing.is_record and thing.geometry is not None]
        if named:
            more.addSeparator()
        for thing in named[:MOST_LISTED]:
            assert thing.geometry is not None
            centre = centre_of(thing.geometry)
            whole = f"{thing.title}, {notation.text(centre.x, centre.y)}"
            action = more.addAction(_symbol_icon(thing), tr("With its name: {text}").format(text=isolated(whole)))
            action.triggered.connect(lambda _=False, t=whole: self._ways.copy(t))

    def _add_beginnings(self, menu: QMenu, at: MapPress) -> None:
        canvas = self._canvas
        if self._can_write() and canvas.reshapes:
            hotspot = menu.addAction(icon("point"), tr("Set a hotspot here"))
            hotspot.triggered.connect(lambda: canvas.hand_over("hotspot", Point(at.lon, at.lat)))
        if canvas.offered is None or "measure" in canvas.offered:
            measure = menu.addAction(icon("measure"), tr("Measure from here"))
            measure.triggered.connect(lambda: self._measure_from(at))
        centre = menu.addAction(icon("target"), tr("Centre here"))
        centre.triggered.connect(lambda: canvas.set_view(canvas.view.centred(at.lon, at.lat)))

    def _add_things(self, menu: QMenu, at: MapPress, things: Sequence[FoundThing]) -> None:
        for index, thing in enumerate(things[:MOST_LISTED]):
            name = thing.title if len(thing.title) <= MOST_CHARACTERS else f"{thing.title[: MOST_CHARACTERS - 1]}…"
            action = menu.addAction(_symbol_icon(thing), f"{name.replace('&', '&&')}\t{thing.kind}")
            if thing.is_record:
                action.triggered.connect(lambda _=False, uuid=thing.uuid: self._canvas.select((uuid,)))
            else:
                action.triggered.connect(lambda _=False, i=index: self._ways.identify(at, i))
        identify = menu.addAction(icon("info"), tr("Identify: what lies here"))
        identify.triggered.connect(lambda: self._ways.identify(at, 0))

    def _measure_from(self, at: MapPress) -> None:
        self._canvas.set_tool("measure")
        self._canvas.tool.press(at)

    def _can_write(self) -> bool:
        session = self._workspace.session
        return session is not None and not session.read_only


def _symbol_icon(thing: FoundThing) -> QIcon:
    """Return the symbol of a record as on the map, or the sign of a layer."""
    if not thing.symbol:
        return icon("layers")
    dpr = 2.0
    picture = QPixmap(QSize(ICON_PX, ICON_PX) * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        paint_symbol(painter, thing.symbol, QRectF(0, 0, ICON_PX, ICON_PX))
    return QIcon(picture)
