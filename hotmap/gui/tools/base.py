# SPDX-License-Identifier: MIT
"""What a map tool is: one module, one class, one line in `hotmap.gui.tools.TOOLS`.

Making a tool has no effects; `activate` takes the map, `deactivate` gives it back. A tool never
writes: it hands a finished geometry to the canvas, and that becomes exactly one named action.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import format_lettered, format_point, parse_point
from hotmap.analysis.snapping import Snap
from hotmap.gui.tools.asking import Prompt, Typed
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.gui.canvas.map_canvas import MapCanvas


@dataclass(frozen=True)
class MapPress:
    """Where the hand is, in pixels and on the ground.

    Attributes
    ----------
    px : QPointF
        Place in the widget.
    lon, lat : float
        WGS 84 degrees, already snapped where a snap was found.
    snap : Snap or None
    shift, ctrl, alt : bool
        Keys held.
    """

    px: QPointF
    lon: float
    lat: float
    snap: Snap | None = None
    shift: bool = False
    ctrl: bool = False
    alt: bool = False

    @property
    def place(self) -> tuple[float, float]:
        """Longitude and latitude in degrees."""
        return self.lon, self.lat


class MapTool:
    """One way of working on the map.

    Attributes
    ----------
    id, label, icon : str
        The label is English and a translation key; the icon is a file of ``resources/icons``.
    group : str
        Tools of one group share a button of the bar; English and a translation key. Empty for a tool
        with a button of its own.
    key : str
        Shortcut, one letter.
    finish_label : str
        What the button says that finishes; English and a translation key.
    snaps : bool
        Whether the hand is pulled to corners and sides.
    takes_typing : bool
        Whether a digit begins to type the next place or size.
    cursor : Qt.CursorShape
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    group: ClassVar[str] = ""
    key: ClassVar[str] = ""
    finish_label: ClassVar[str] = _("Finish")
    snaps: ClassVar[bool] = False
    takes_typing: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: MapCanvas) -> None:
        self.canvas = canvas
        self.is_typed_for = False  # a typed place or size is shown instead of what the hand would do

    def activate(self) -> None:
        """Take the map."""

    def deactivate(self) -> None:
        """Give the map back; what was begun is set aside, not lost."""

    def press(self, at: MapPress) -> None:
        """The left button went down."""

    def move(self, at: MapPress, *, held: bool) -> None:
        """The hand moved, with the left button held or not."""

    def release(self, at: MapPress) -> None:
        """The left button went up."""

    def double_click(self, at: MapPress) -> None:
        """A second click followed at once; its press has been told before."""

    def finish(self) -> None:
        """Enter or the right button: done."""

    def menu(self, at: MapPress) -> None:
        """The right button went down; a drawing tool finishes."""
        self.finish()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Handle a key and return True, or leave it to the canvas and return False."""
        return False

    def key_released(self, event: QKeyEvent) -> None:
        """A key went up."""

    def takes_key(self, event: QKeyEvent) -> bool:
        """Return whether a key means something here before it is a shortcut of the window."""
        return False

    def has_work(self) -> bool:
        """Return whether there is anything for it to work on now; drawing tools always find room."""
        return True

    def in_hand(self) -> Collection[str]:
        """Return the uuids of the shapes in the hand, which do not pull it to themselves."""
        return ()

    def drawn_now(self) -> BaseGeometry | None:
        """Return what is being drawn, WGS 84 degrees, so that no card is laid over it."""
        return None

    def settle(self) -> None:
        """Write at once what waits for a key to be let go: the window closes, or something else is done."""

    def typed_place(self, lon: float, lat: float) -> None:
        """Take a place that was typed instead of clicked, in WGS 84 degrees; without a sketch, look there."""
        self.canvas.set_view(self.canvas.view.centred(lon, lat))
        self.canvas.point_out(lon, lat)

    def prompt(self) -> Prompt:
        """Return what can be typed now."""
        return Prompt(
            tr("Type a place"),
            "40M EV 310 258",
            tr("MGRS, decimal degrees or degrees, minutes, seconds; a decimal comma will do."),
        )

    def read(self, text: str, area: BBox | None) -> Typed:
        """Understand what was typed, before it is taken.

        Parameters
        ----------
        text : str
        area : tuple of float, optional
            What is in view, degrees; it settles which of two bare numbers is the latitude.

        Raises
        ------
        CoordinateError, FigureError
            With a sentence that says what is wrong.
        """
        found = parse_point(text, area, tells_outside=False)
        notation = "decimal" if found.notation == "mgrs" else "mgrs"
        says = " · ".join(part for part in (format_point(found.lon, found.lat, notation), found.note) if part)
        swapped = None if found.is_sure else found.swapped
        other = format_lettered(swapped.lon, swapped.lat) if swapped else ""
        return Typed(says, Point(found.lon, found.lat), lambda: self.canvas.type_place(found.lon, found.lat), other)

    def paint(self, painter: QPainter) -> None:
        """Draw what is live, over the picture; quickly."""

    def hint(self) -> str:
        """Return what to do now, in one line for the status bar."""
        return ""

    @property
    def is_under_way(self) -> bool:
        """True while there is something to finish or to take back."""
        return False

    @property
    def can_bring_back(self) -> bool:
        """True while something that was taken back can be done again."""
        return False

    def take_back(self) -> bool:
        """Take back the last step of a sketch under way; return whether there was one."""
        return False

    def bring_back(self) -> bool:
        """Do again the step taken back last; return whether there was one."""
        return False

    def count_text(self) -> str:
        """Say how much of a sketch is set."""
        return ""

    def measures(self) -> list[str]:
        """Measure the sketch under way, in words, the most telling first."""
        return []

    def park(self) -> None:
        """Set aside what is under way."""

    @property
    def sketch(self) -> dict[str, Any] | None:
        """What would be lost if the window closed now, as plain data; None without a sketch."""
        return None

    def resume(self, sketch: dict[str, Any]) -> None:
        """Go on with a sketch that was set aside."""
