# SPDX-License-Identifier: MIT
"""The first start: five steps that teach, and four ways to begin. Whom a plan is for is asked here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QWidget
from shapely.geometry import LineString, box

from hotmap.analysis.geodesy import length_m
from hotmap.cartography.projection import BBox
from hotmap.domain.codelists import DEFAULT
from hotmap.domain.records import PlanInfo
from hotmap.gui import theme
from hotmap.gui.panels.first_steps import first_steps
from hotmap.gui.widgets.building import button, column, dress, emptied, label, restyle, row, rule, scrolled
from hotmap.gui.widgets.chips import ChipPicker
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.notice import Picture
from hotmap.gui.widgets.pressable import Pressable
from hotmap.i18n import tr
from hotmap.settings import chosen_role, is_role_fixed
from hotmap.units import format_length

MARGINS = (24, 22, 24, 18)
WIDEST_AREA_DEG = 20.0  # a map that shows more is an overview, and nobody's area


class BeginRow(Pressable):
    """One way to begin: icon, title, a line below, an arrow."""

    def __init__(self, picture: str, title: str, text: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}. {text}")
        words = column(label(title, "strong"), label(text, "second"), gap=1)
        layout = row(Picture(picture), gap=14, margins=(4, 7, 4, 7))
        layout.addLayout(words, 1)
        layout.addWidget(Picture("chevron-right"))
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.color("line"))
            painter.drawLine(0, 0, self.width(), 0)
            if self.underMouse():
                painter.fillRect(self.rect().adjusted(0, 1, 0, 0), look.color("sunk"))
            if self.hasFocus():
                painter.setPen(QPen(look.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class StartPanel(QWidget):
    """What stands beside the map while no plan is open."""

    create_wanted = Signal(object)
    """Carries the `PlanInfo` of a new plan; where to keep it is asked next."""
    sample_wanted = Signal()
    open_wanted = Signal()
    file_wanted = Signal()
    recent_wanted = Signal(object)
    role_given = Signal(str)
    """As which role or team the user writes."""

    def __init__(self, area: Callable[[], BBox]) -> None:
        super().__init__()
        dress(self, "panel")
        self._stack = QStackedWidget()
        self._recent = column(gap=0)
        self.form = NewPlanForm(area)
        self.form.role_given.connect(self.role_given.emit)
        self.form.done.connect(self.create_wanted.emit)
        self.form.left.connect(lambda: self._stack.setCurrentIndex(0))
        self._stack.addWidget(self._welcome())
        self._stack.addWidget(self.form)
        self.setLayout(column(self._stack))

    def show_recent(self, paths: Sequence[str]) -> None:
        """Show the plans that were opened last and are still there."""
        emptied(self._recent)
        for path in [Path(p) for p in paths if Path(p).exists()][:3]:
            way = BeginRow("history", path.stem, str(path.parent))
            way.pressed.connect(lambda p=path: self.recent_wanted.emit(p))
            self._recent.addWidget(way)

    def ask_for_plan(self) -> None:
        """Go to the questions for a new plan."""
        self._stack.setCurrentWidget(self.form)
        self.form.begin()

    def _welcome(self) -> QWidget:
        body = QWidget()
        begin = button(tr("Start a new plan"), self.ask_for_plan, kind="primary", picture="plus")
        inside = column(label(tr("Start with one place"), "welcome"), gap=6, margins=MARGINS)
        inside.addWidget(
            label(tr("A plan grows in five steps, the same as the workshop. Go back to any at any time."),
                  "second", wrap=True)
        )  # fmt: skip
        inside.addSpacing(8)
        for one in first_steps():
            inside.addWidget(one)
        inside.addSpacing(8)
        inside.addWidget(begin)
        inside.addSpacing(8)
        for way in self._ways():
            inside.addWidget(way)
        inside.addLayout(self._recent)
        inside.addStretch(1)
        inside.addSpacing(12)
        promise = label(
            tr("hotmap never goes online. Every click is saved here at once; there is no Save button to forget."),
            "second", wrap=True,
        )  # fmt: skip
        lock = Picture("lock")
        foot = row(lock, gap=10)
        foot.setAlignment(lock, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(promise, 1)
        inside.addLayout(foot)
        body.setLayout(inside)
        return scrolled(body)

    def _ways(self) -> list[BeginRow]:
        ways: list[tuple[str, str, str, Callable[[], object]]] = [
            (
                "book",
                tr("Practise on the sample island"),
                tr("A whole exercise, nothing to break"),
                self.sample_wanted.emit,
            ),
            ("file", tr("Open a plan"), tr("From this computer or a USB stick"), self.open_wanted.emit),
            ("download", tr("Bring in a file"), tr("Excel, CSV, KML, GPX, GeoPackage"), self.file_wanted.emit),
        ]
        made = []
        for picture, title, text, run in ways:
            way = BeginRow(picture, title, text)
            way.pressed.connect(run)
            made.append(way)
        return made


class NewPlanForm(QWidget):
    """The few questions before a new plan: what it is called, where, whom it is for, and who writes.

    Parameters
    ----------
    area : callable
        Returns what the map beside shows: west, south, east, north in degrees.
    """

    done = Signal(object)
    left = Signal()
    role_given = Signal(str)

    def __init__(self, area: Callable[[], BBox]) -> None:
        super().__init__()
        self._area = area
        self._where = label("", "second", wrap=True)
        self._role = self._field(tr("Your role or team"))
        self._title = self._field(tr("Name of the plan"))
        restyle(self._title, large=True)
        self._mission = self._field(tr("Mission"))
        self._forum = self._field(tr("Forum"))
        self._audiences = ChipPicker({c.code: c.text for c in DEFAULT["audience"]}, tr("Whom is it for?"))
        self._audiences.set_chosen(("mission",))
        self._audiences.changed.connect(lambda _: self._say())
        self._consequence = label("", "second", wrap=True)
        role = column(self._role, label(tr("A role, never a person. It is written beside what you do."), "second",
                                        wrap=True), gap=3)  # fmt: skip
        self._problem = label("", "problem", wrap=True)
        body = QWidget()
        inside = column(label(tr("A new plan"), "welcome"), gap=12, margins=MARGINS)
        for words, control in (
            (tr("Name of the plan, such as its sector and period"), self._title),
            (tr("Mission"), self._mission),
            (tr("Forum that decides, such as a Sector Joint Protection Group"), self._forum),
            (tr("Area"), self._where),
            (tr("Your role or team"), role),
            (tr("Whom is it for?"), column(self._audiences, self._consequence, gap=6)),
        ):
            inside.addLayout(column(label(words, "label", wrap=True), control, gap=4))
        inside.addWidget(rule())
        inside.addWidget(self._problem)
        go = button(tr("Choose where to keep it …"), self._finish, kind="primary")
        inside.addLayout(row(go, button(tr("Back"), self.left.emit, kind="large"), None))
        inside.addStretch(1)
        body.setLayout(inside)
        self.setLayout(column(scrolled(body)))
        self._say()

    def begin(self) -> None:
        """Put the hand into the first field."""
        self._role.setText(chosen_role())
        self._role.setEnabled(not is_role_fixed())
        self.show_area()
        self._title.setFocus()

    def show_area(self) -> None:
        """Say which area the plan would get: what the map beside shows, once it is close enough."""
        if not self.isVisible():
            return
        bbox = self._chosen_area()
        if bbox is None:
            self._where.setText(tr("None yet: zoom the map beside to your area, with the wheel or the search box."))
            return
        west, south, east, north = bbox
        width = length_m(LineString([(west, (south + north) / 2), (east, (south + north) / 2)]))
        height = length_m(LineString([(west, south), (west, north)]))
        self._where.setText(
            tr("What the map beside shows, {width} by {height}. Move or zoom it until it is right.").format(
                width=format_length(width), height=format_length(height)
            )
        )

    def _chosen_area(self) -> BBox | None:
        west, south, east, north = self._area()
        return (west, south, east, north) if 0 < east - west <= WIDEST_AREA_DEG else None

    def _field(self, name: str) -> LineField:
        line = LineField()
        line.setAccessibleName(name)
        line.returnPressed.connect(self._finish)
        return line

    def _say(self) -> None:
        names = ", ".join(DEFAULT.text("audience", code) for code in self._audiences.chosen)
        self._consequence.setText(
            tr("What you draw is marked for {audiences}; you can see and change it on every place.").format(
                audiences=names
            )
            if names
            else tr("What you draw will go to nobody until you mark it.")
        )

    def _finish(self) -> None:
        title = self._title.text().strip()
        if not title:
            self._problem.setText(tr("A plan needs a name, so that people know which one they have."))
            self._title.setFocus()
            return
        self._problem.setText("")
        if not is_role_fixed() and self._role.text().strip() != chosen_role():
            self.role_given.emit(self._role.text().strip())
        area = self._chosen_area()
        self.done.emit(
            PlanInfo(
                geometry=box(*area) if area else None,
                title=title,
                mission=self._mission.text().strip() or None,
                forum=self._forum.text().strip() or None,
                default_audiences=self._audiences.chosen or None,
            )
        )
