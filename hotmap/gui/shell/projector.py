# SPDX-License-Identifier: MIT
"""Keeps the window on the wall in step with the facilitator's, and away from what a room may not see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from hotmap.cartography.projection import WORLD, View
from hotmap.domain.records import HOTSPOT_CHILDREN
from hotmap.domain.summary import HotspotSummary, summarise, summarise_since
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.room import Room, RoomPlan, held_still
from hotmap.gui.shell.projector_window import ProjectorWindow, legend_of
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

MARGIN_PX = 60.0
FOLLOW_MS = 80  # the wall takes every tenth step of a drag, so that it never slows the hand


class Projector(QObject):
    """Shows the plan to a room while the facilitator goes on seeing everything.

    All that reaches the wall goes through `hotmap.gui.room.for_the_room`. It follows the
    facilitator's view, edits, selection and what is switched off. Three rules beyond that:

    - While a record that stays off the wall is selected, the picture waits where it is, and goes on
      with the next move of the map after that. A view that flies to bare ground tells where something
      is hidden. What the facilitator shows by panning there by hand is the facilitator's choice.
    - What is restricted while the picture is held still, or while another is being drawn, leaves the
      wall at once.
    - A sketch is seen by the room when it is finished: only then is there a record that can be marked.

    Another plan, or none, blanks it until the facilitator shows the map again.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
        The facilitator's map.
    """

    changed = Signal()
    """What the room sees, or how, has become different."""

    def __init__(self, workspace: Workspace, view: MapView) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._map = view
        self._made: ProjectorWindow | None = None
        self.is_open = False
        self.is_blank = False
        self._held: RoomPlan | None = None
        self._waits_for: str | None = None
        self._left: tuple[float, ...] | None = None
        self._known: tuple[RoomPlan, date, dict[str, HotspotSummary]] | None = None
        self._seen: Room | None = None
        self._like: tuple[object, ...] = ()
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._follow_view)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_room)
        view.view_changed.connect(self._on_view_changed)
        view.canvas.picture.changed.connect(self._on_drawn)
        workspace.changed.connect(lambda _: self._soon.start())
        workspace.selection_changed.connect(self._on_selection)
        workspace.closing.connect(self._clear)
        workspace.opened.connect(self._on_opened)

    # ---- what the facilitator does ------------------------------------------------------------------

    @property
    def window(self) -> ProjectorWindow | None:
        """The window on the wall; None while it is closed."""
        return self._made if self.is_open else None

    @property
    def is_frozen(self) -> bool:
        """True while the picture is held still."""
        return self._held is not None

    @property
    def waits_for(self) -> str:
        """What is selected and not on the wall, so that the picture waits; empty while it follows."""
        return self._waits_for or ""

    def open(self, beside: QWidget) -> None:
        """Show the window, on another screen than that of `beside` where there is one."""
        if self._made is None:
            self._made = ProjectorWindow(self._map.canvas.picture, beside)
            self._made.closed.connect(self._on_closed)
        if not self.is_open:
            self.is_open, self.is_blank = True, not self._workspace.is_open
            self._begin()
            self._made.appear(beside)

    def close(self) -> None:
        """Take the window off the wall."""
        if self.window is not None:
            self.window.close()

    def hold_still(self, on: bool) -> None:
        """Hold the picture still, so that the next one can be prepared, or follow again."""
        if self.window is not None and on != self.is_frozen:
            self._held = self._workspace.room.plan if on else None
            self._show_room()
            self._follow_view()

    def blank(self, on: bool) -> None:
        """Show the title alone, or the map."""
        if self.window is not None:
            self.is_blank = on
            self._show_room()
            self._follow_view()

    def restyle(self) -> None:
        """Take on the look in force."""
        if self.window is not None:
            self.window.restyle()
            self._show_room()

    # ---- inside -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Show a plan from its beginning."""
        if self.window is not None:
            session = self._workspace.session
            self._seen = None
            features, rasters = (session.features_in_parts, session.raster) if session else (None, None)
            self.window.map.begin(features, rasters, self._map.canvas.scene)
            self._on_selection(self._workspace.selection)
            self._show_room()
            self._show_all()  # something hidden may be selected, and then the picture waits from the start
            self._follow_view()

    def _show_room(self) -> None:
        window, room = self.window, self._workspace.room
        if window is None:
            return
        before, self._seen = self._seen, room
        hides_more = before is not None and room.hides_more_than(before)
        if hides_more:
            window.map.forget()
        plan = held_still(self._held, room) if self._held is not None else room.plan
        if self._held is None:
            canvas = self._map.canvas
            window.map.picture.options = canvas.picture.options
            window.map.show_room(plan, self._summaries(plan), canvas.scene)
        elif hides_more:
            window.map.show_room(plan, self._summaries(plan), window.map.scene)
        self._like = self._liking()
        lists = self._workspace.plan.lists
        window.show_info(plan.info, lists.text("classification", plan.info.marking.classification))
        window.show_legend(legend_of(window.map.scene))
        window.show_filtered(bool(window.map.scene.left_out))
        window.show_map(not self.is_blank)
        self._workspace.set_off_wall(room.hidden)
        self._mark_selected()
        self.changed.emit()

    def _show_all(self) -> None:
        """Show all that the room may see."""
        if self.window is not None:
            wall = self.window.map
            bbox = wall.scene.extent() or WORLD
            wall.follow(View.of(bbox, wall.width(), wall.height(), margin_px=MARGIN_PX))

    def _summaries(self, plan: RoomPlan) -> Mapping[str, HotspotSummary]:
        """Return the summaries of what the room sees: never those of records that have blanks there."""
        is_whole = not {kind for kind, _ in plan.withheld} & {"plan", "hotspot", "presence", *HOTSPOT_CHILDREN}
        if is_whole and self._held is None:
            return self._workspace.summaries
        today, known = self._workspace.today(), self._known
        if known is not None and known[0].cover == plan.cover and known[1] == today:
            found = summarise_since(known[2], known[0], plan, today, plan.cover)
        else:
            found = summarise(plan, today, plan.cover)
        self._known = (plan, today, found)
        return found

    def _follow_view(self) -> None:
        if self.window is None or self.is_frozen or self.is_blank or self._waits_for:
            return
        if self._left != _place(self._map.canvas.view):
            self._left = None
            self.window.map.follow(self._map.canvas.view)

    def _on_view_changed(self) -> None:
        if self.window is not None and not self._follow.isActive():
            self._follow.start()

    def _on_drawn(self) -> None:
        """Take over what the facilitator has switched off or on."""
        if self.window is not None and self._like != self._liking():
            self._soon.start()

    def _liking(self) -> tuple[object, ...]:
        """Return what tells whether the facilitator's map is another than the one that the wall took after."""
        canvas = self._map.canvas
        return canvas.scene, canvas.scene.generation, canvas.picture.options

    def _on_selection(self, uuids: tuple[str, ...]) -> None:
        if self.window is None:
            return
        hidden = self._workspace.room.hidden
        record = next((self._workspace.plan.get(uuid) for uuid in uuids if uuid in hidden), None)
        had_waited = self._waits_for is not None
        self._waits_for = None if record is None else record.caption or tr(record.LABEL)
        if self._waits_for:
            self._follow.stop()  # a move that led here is not shown either
        elif had_waited:
            self._left = _place(self._map.canvas.view)
        self._mark_selected()
        self.changed.emit()

    def _mark_selected(self) -> None:
        if self.window is not None and not self.is_frozen:
            self.window.map.select(self._workspace.selection)

    def _on_opened(self) -> None:
        self._clear()
        QTimer.singleShot(0, self, self._begin)  # when the facilitator's map has taken over the plan

    def _clear(self) -> None:
        """Take everything of a plan off the wall at once."""
        if self.window is not None:
            self._held, self._waits_for, self._left, self._known = None, None, None, None
            self.is_blank = True
            self.window.map.begin(None, None, self._map.canvas.scene)
            self.window.show_map(False)
            self.window.show_legend(())

    def _on_closed(self) -> None:
        if self.is_open:
            self._clear()
            self.is_open = False
            self._workspace.set_off_wall(frozenset())
            self.changed.emit()


def _place(view: View) -> tuple[float, ...]:
    """Return where a view is, whatever its size: a panel that opens is no move of the map."""
    return view.x_m, view.y_m, view.m_per_px
