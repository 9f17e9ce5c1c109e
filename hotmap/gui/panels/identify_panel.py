# SPDX-License-Identifier: MIT
"""Identify: all that is known of what lies under the pointer, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from shapely.geometry import Point

from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.canvas.things_here import (
    FoundThing,
    Lines,
    joined,
    near_lines,
    place_lines,
    things_at,
)
from hotmap.gui.marks import Mark
from hotmap.gui.widgets.building import (
    ElidedLabel,
    bare_button,
    boxed,
    button,
    column,
    dress,
    emptied,
    label,
    row,
    rule,
    scrolled,
)
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

MARGINS = (16, 12, 16, 12)
NAME_SHARE, VALUE_SHARE = 2, 3


class IdentifyPanel(QWidget):
    """What lies at one place: one thing after the other, where it is, and what is nearest.

    Parameters
    ----------
    workspace : Workspace
    canvas : MapCanvas
        Whose things they are.
    """

    makes_way = True
    """It only tells something, and goes when a record is chosen whose form is to be seen."""

    closed = Signal()
    shown = Signal(object)
    """The shape of the thing that is told, in WGS 84 degrees, or None."""
    copied = Signal(str)
    """Something is to be copied; carries its text."""

    def __init__(self, workspace: Workspace, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace, self._canvas = workspace, canvas
        self._things: list[FoundThing] = []
        self._at = 0
        self._place = (0.0, 0.0)
        self._count = label("", "second")
        ways = ("chevron-left", "chevron-right")
        back, on = ways[::-1] if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else ways
        self._back = bare_button(back, tr("Previous (Page Up)"), lambda: self.step(-1))
        self._on = bare_button(on, tr("Next (Page Down)"), lambda: self.step(1))
        self._choose = button(tr("Select"), self._select, picture="select")
        self._show = button(tr("Show on the map"), self._zoom, picture="fit")
        self._body = column(gap=10, margins=MARGINS)
        self._build()
        workspace.notation.changed.connect(lambda _: self._tell())
        workspace.changed.connect(lambda _: self._on_changed())

    def identify(self, px: QPointF, at: int = 0) -> int:
        """Tell what lies at a place of the map, beginning with the `at`-th thing; return how many there are."""
        lon, lat = self._canvas.view.to_lonlat(px.x(), px.y())
        self.show_things(things_at(self._canvas, self._workspace, px), (float(lon), float(lat)), at)
        return len(self._things)

    def show_things(self, things: Sequence[FoundThing], place: tuple[float, float], at: int = 0) -> None:
        """Tell of things at a place in WGS 84 degrees."""
        self._things, self._place = list(things), place
        self._at = min(max(at, 0), max(len(self._things) - 1, 0))
        self._tell()

    @property
    def current(self) -> FoundThing | None:
        """The thing that is told now."""
        return self._things[self._at] if self._things else None

    def step(self, steps: int) -> None:
        """Go to another thing at the same place."""
        if self._things:
            self._at = (self._at + steps) % len(self._things)
            self._tell()

    def copy_all(self) -> None:
        """Copy all that is told."""
        thing = self.current
        parts = [thing.as_text()] if thing else []
        parts.append(joined(self._place_lines()))
        self.copied.emit("\n".join(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Page Up and Page Down, close with Esc."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the outline off the map."""
        super().hideEvent(event)
        self.shown.emit(None)

    # ---- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("What lies here"))
        head = row(label(tr("What lies here"), "strong"), None, self._count, self._back, self._on,
                   bare_button("close", tr("Close"), self.closed.emit), gap=4, margins=(16, 10, 12, 8))  # fmt: skip
        inside = QWidget()
        inside.setLayout(self._body)
        foot = row(self._show, None, button(tr("Copy all"), self.copy_all, picture="copy"), self._choose,
                   margins=(16, 10, 16, 10))  # fmt: skip
        layout = column(head, rule(), gap=0)
        layout.addWidget(scrolled(inside), 1)
        layout.addWidget(boxed(foot, "foot"))
        self.setLayout(layout)

    def _tell(self) -> None:
        thing, many = self.current, len(self._things)
        self._count.setText(tr("{n} of {all}").format(n=self._at + 1, all=many) if many > 1 else "")
        self._back.setVisible(many > 1)
        self._on.setVisible(many > 1)
        self._choose.setVisible(thing is not None and thing.is_record)
        self._show.setVisible(thing is not None and thing.geometry is not None)
        emptied(self._body)
        if thing is not None:
            self._add_head(thing)
            self._add_lines(thing.lines)
        else:
            self._body.addWidget(label(tr("Nothing that is drawn lies here."), "second", wrap=True))
        self._add_section(tr("This place"), self._place_lines())
        lon, lat = self._told_place()
        near = near_lines(lon, lat, self._canvas.scene, self._workspace, thing.uuid if thing else "")
        self._add_section(tr("Nearest, as the crow flies"), near)
        if near:
            self._body.addWidget(label(self._near_note(), "second", wrap=True))
        self._body.addStretch(1)
        self.shown.emit(thing.geometry if thing and self.isVisible() else None)

    def _add_head(self, thing: FoundThing) -> None:
        title, kind = ElidedLabel("title"), ElidedLabel("second")
        title.setText(thing.title)
        kind.setText(thing.kind)
        names = column(title, kind, gap=1)
        self._body.addLayout(row(*([Mark(thing.symbol, 22, thing.kind)] if thing.symbol else []), names, gap=10))

    def _add_section(self, title: str, lines: Lines) -> None:
        if lines:
            self._body.addWidget(rule())
            self._body.addWidget(label(title, "section"))
            self._add_lines(lines)

    def _add_lines(self, lines: Lines) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, NAME_SHARE)
        grid.setColumnStretch(1, VALUE_SHARE)
        for at, (name, value) in enumerate(lines):
            said = label(value, wrap=True)
            said.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            said.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label(name, "second", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, at, 1, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(grid)

    def _place_lines(self) -> Lines:
        lon, lat = self._told_place()
        workspace = self._workspace
        shown = (tr("Coordinates"), workspace.notation.shown(lon, lat))
        return (shown, *place_lines(lon, lat, self._canvas.scene, workspace))

    def _told_place(self) -> tuple[float, float]:
        """Return the place that is told: that of a point itself, else where the click was."""
        thing = self.current
        if thing is not None and isinstance(thing.geometry, Point):
            return thing.geometry.x, thing.geometry.y
        return self._place

    def _near_note(self) -> str:
        words = tr("Distance is not cover: it says nothing of roads, seasons or who is on duty.")
        if not self._workspace.tells_all("presence") or not self._workspace.tells_all("hotspot"):
            words += " " + tr("Some records are hidden in this room; they may be nearer.")
        return words

    def _on_changed(self) -> None:
        """Forget records that are gone, or that the room may not see."""
        plan = self._workspace.plan
        if self.isVisible() and any(t.is_record and plan.get(t.uuid) is None for t in self._things):
            kept = [t for t in self._things if not t.is_record or plan.get(t.uuid) is not None]
            self.show_things(kept, self._place)

    def _select(self) -> None:
        if self.current is not None:
            self._workspace.select((self.current.uuid,))
            self.closed.emit()

    def _zoom(self) -> None:
        if self.current is not None and self.current.geometry is not None:
            self._workspace.zoom_wanted.emit(self.current.geometry.bounds)
