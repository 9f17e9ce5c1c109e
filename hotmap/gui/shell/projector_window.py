# SPDX-License-Identifier: MIT
"""The window on the wall: title, map and legend in large type, and nothing that could be clicked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from hotmap.cartography.scene import Scene
from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import PlanInfo
from hotmap.gui import theme
from hotmap.gui.canvas.picture import Picture
from hotmap.gui.canvas.wall_map import WallMap
from hotmap.gui.forms.wording import show_date
from hotmap.gui.marks import paint_symbol
from hotmap.gui.panels.swatches import paint_swatch
from hotmap.gui.widgets.building import boxed, column, dress, label, pill, row
from hotmap.gui.widgets.flow import FlowLayout
from hotmap.i18n import tr

WINDOW_SIZE = QSize(1280, 720)
HEAD_PX = 44  # at the ordinary size of type
SWATCH_PX = 20


class ProjectorWindow(QWidget):
    """What the room sees. It never takes the keyboard from the facilitator's window.

    Parameters
    ----------
    after : Picture
        The facilitator's picture, which comes first.
    owner : QWidget
        The facilitator's window, with which it ends.
    """

    closed = Signal()

    def __init__(self, after: Picture, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.winId()
        self.windowHandle().setTransientParent(None)  # type: ignore[arg-type]  # on its own screen, never above its owner
        dress(self, "panel")
        self.map = WallMap(after)
        self._title, self._forum, self._as_of = label("", "gap"), label("", "second"), label("", "second")
        self._exercise, self._class = pill("", "caution"), pill("", "caution")
        self._filtered = pill(tr("FILTERED: NOT ALL IS SHOWN"), "caution")
        self._big_title, self._big_forum = label("", "welcome", wrap=True), label("", "title", wrap=True)
        self._big_exercise = pill("", "caution")
        self._legend = FlowLayout(gap=18)
        self._pages = QStackedWidget()
        self._build()
        self.restyle()
        self.resize(WINDOW_SIZE)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._on_screen_removed)

    def _build(self) -> None:
        head = (self._title, self._exercise, self._class, self._filtered, None, self._forum, self._as_of)
        self._head = boxed(row(*head, gap=16, margins=(20, 0, 20, 0)), "bar")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        symbols = boxed(self._legend)
        symbols.setSizePolicy(policy)
        self._foot = boxed(column(symbols, margins=(20, 8, 20, 8)), "foot")
        self._foot.setSizePolicy(policy)
        shown = column(self._head, gap=0)
        shown.addWidget(self.map, 1)
        shown.addWidget(self._foot)
        for words in (self._big_title, self._big_forum):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        blank = column(None, row(None, self._big_exercise, None), self._big_title, self._big_forum, None,
                       gap=16, margins=(40, 0, 40, 0))  # fmt: skip
        self._pages.addWidget(boxed(shown))
        self._pages.addWidget(boxed(blank))
        self.setLayout(column(self._pages))

    def show_info(self, info: PlanInfo, classification: str) -> None:
        """Show which plan this is, as far as the room may know.

        Parameters
        ----------
        info : PlanInfo
            The plan's own record as the room sees it.
        classification : str
            In words, or nothing.
        """
        title = info.title or "hotmap"
        self.setWindowTitle(tr("{title} – for the room").format(title=title))
        as_of = tr("As of {date}").format(date=show_date(info.as_of[:10])) if info.as_of else ""
        for text, labels in (
            (title, (self._title, self._big_title)),
            (info.forum or "", (self._forum, self._big_forum)),
            (info.exercise_mark, (self._exercise, self._big_exercise)),
            (classification, (self._class,)),
            (as_of, (self._as_of,)),
        ):
            for words in labels:
                words.setText(text)
                words.setVisible(bool(text))

    def show_filtered(self, filtered: bool) -> None:
        """Say, or stop saying, that a filter leaves things out: nobody shall take the picture for all there is."""
        self._filtered.setVisible(filtered)

    def show_legend(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show what symbols mean: pairs of symbol and words."""
        wanted = list(lines)
        if wanted == [(e.symbol, e.text) for e in self._entries()]:
            return
        for entry in list(self._entries()):
            self._legend.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        for symbol, text in wanted:
            self._legend.addWidget(_Entry(symbol, text, self._look))
        self._foot.setVisible(bool(wanted))
        self._foot.updateGeometry()

    def show_map(self, shown: bool) -> None:
        """Show the map, or the title alone."""
        self._pages.setCurrentIndex(0 if shown else 1)

    @property
    def shows_map(self) -> bool:
        """True when the map is in sight."""
        return self._pages.currentIndex() == 0

    def appear(self, beside: QWidget) -> None:
        """Show the window: filling a second screen where there is one, else as a window of its own."""
        other = next((screen for screen in QGuiApplication.screens() if screen is not beside.screen()), None)
        if other is None:
            self.show()
        else:
            self.windowHandle().setScreen(other)
            self.setGeometry(other.geometry())
            self.showFullScreen()

    def restyle(self) -> None:
        """Take on the look in force, always in large type."""
        self._look = theme.Look.of(dark=theme.active().dark, projector=True)
        self.setStyleSheet(theme.stylesheet(self._look))
        self._head.setFixedHeight(self._look.px(HEAD_PX))
        self.map.restyle(self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the whole screen by Esc, or turn to it by F11."""
        is_full = self.isFullScreen()
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and is_full):
            self.showNormal() if is_full else self.showFullScreen()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody sees it any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _entries(self) -> Iterator[_Entry]:
        for at in range(self._legend.count()):
            item = self._legend.itemAt(at)
            entry = item.widget() if item is not None else None
            if isinstance(entry, _Entry):
                yield entry

    def _on_screen_removed(self, screen: QScreen) -> None:
        """The projector was unplugged: do not cover the facilitator's own screen."""
        if self.isFullScreen():
            self.showNormal()
            self.resize(WINDOW_SIZE)


def legend_of(scene: Scene) -> list[tuple[str, str]]:
    """Return what a scene draws as pairs of symbol and words, without any number."""
    lists = scene.records.lists
    levels = {mark.level for mark in scene.hotspots} if scene.shows("hotspots") else set()
    found = [(level, lists.text("level", level)) for level in LEVELS if level in levels and scene.shows(level)]
    if "undecided" in levels and scene.shows("undecided"):
        found.append(("undecided", tr("Undecided")))
    if scene.shows("presence"):
        standing = {mark.domain for mark in scene.presence if not mark.route and scene.shows(mark.domain)}
        domains = (code for code in lists["presence_domain"] if code.code in standing)
        found += [(f"presence-domain-{code.code}", code.text) for code in domains]
        if scene.shows("patrols") and any(mark.route and scene.shows(mark.domain) for mark in scene.presence):
            found.append(("patrol", tr("Patrol routes")))
    for key, symbol, text, events in (
        ("incidents", "incident", tr("Incidents"), scene.incidents), ("visits", "visit", tr("Visits"), scene.visits),
    ):  # fmt: skip
        if events and scene.shows(key):
            found.append((symbol, text))
    return found


class _Entry(QWidget):
    """A symbol with its meaning."""

    def __init__(self, symbol: str, text: str, look: theme.Look) -> None:
        super().__init__()
        self.symbol, self.text = symbol, text
        self.setLayout(row(_Swatch(symbol, look), label(text, "second"), gap=8))
        self.setAccessibleName(text)


class _Swatch(QWidget):
    def __init__(self, symbol: str, look: theme.Look) -> None:
        super().__init__()
        self._symbol, self._look = symbol, look
        self.setFixedSize(look.px(SWATCH_PX), look.px(SWATCH_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._symbol == "patrol":
                paint_swatch(painter, self._symbol, None, QRectF(self.rect()))
            else:
                paint_symbol(painter, self._symbol, QRectF(self.rect()))
