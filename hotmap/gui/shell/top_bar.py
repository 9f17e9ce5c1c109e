# SPDX-License-Identifier: MIT
"""The bar at the top: which plan, which stage with its open questions, undo and search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QSizePolicy, QWidget

from hotmap.gui import theme
from hotmap.gui.widgets.building import ElidedLabel, bare_button, button, column, dress, pill, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.notice import Picture
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import tr

HEIGHT_PX = 52
START_GAP_PX = 14  # between the menu and the title
UNDO_PX = 164  # of its words
SEARCH_PX = 230
LENS_ROOM_PX, KEYS_ROOM_PX = 26, 8  # of the search field: for its lens; around its shortcut
LARGE_WIDE_PX = 1700  # from here on stages stand in the middle in large type, too
WIDE_PX = 1400  # below, undo loses its sentence and the plan its subtitle


class TopBar(QWidget):
    """The bar at the top of the window.

    Parameters
    ----------
    menu : QMenu
        Behind the button at the start.
    """

    stage_chosen = Signal(str)
    undo_wanted = Signal()
    plan_wanted = Signal()
    search_typed = Signal(str)
    search_left = Signal()
    search_moved = Signal(int)
    search_taken = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        dress(self, "bar")
        self._menu = menu
        self._note: str | None = None
        self._whole_title = ""
        self._is_large = False
        self._menu_button = bare_button("menu", tr("Menu"))
        self._menu_button.clicked.connect(self._open_menu)
        self._title = button("", self.plan_wanted.emit, kind="link", name=tr("About this plan"))
        self._title.setStyleSheet(f"color: {theme.active().tokens.ink}; font-weight: 600")
        self._subtitle = ElidedLabel("second")
        self._exercise = pill("", "caution")
        self.stages = Segmented((), tr("Stages"), height_px=36, pad_px=13, stretch=False)
        self.stages.chosen.connect(self.stage_chosen.emit)
        self._undo = button("", self.undo_wanted.emit, kind="plain", picture="undo")
        self.search = LineField()
        self._build()

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Place, grid, command"))
        self.search.setAccessibleName(tr("Search places, coordinates and commands"))
        self.search.setProperty("quiet", True)
        self.search.setFixedWidth(theme.active().px(SEARCH_PX))
        self.search.setToolTip(tr("Search (Ctrl+K)"))
        self._lens, self._keys = Picture("search", "ink2"), pill("Ctrl K", "key")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(self._lens, None, self._keys, margins=(8, 0, 8, 0))
        self.search.setLayout(inside)
        self.search.textChanged.connect(self._make_room)
        self._make_room(self.search.text())
        self.search.textEdited.connect(self.search_typed.emit)
        self.search.installEventFilter(self)
        names = column(None, row(self._title, self._exercise, None, gap=8), self._subtitle, None, gap=0)
        start = self._start = QWidget()
        start.setLayout(_leading(self._menu_button, names))
        end = QWidget()
        end.setLayout(row(None, self._undo, self.search, gap=12))
        for side in (start, end):  # both sides share what is left, so the stages stay in the middle
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sides = row(gap=12, margins=(14, 0, 12, 0))
        self._sides.addWidget(start, 1)
        self._sides.addWidget(self.stages)
        self._sides.addWidget(end, 1)
        self.setLayout(self._sides)
        self.setFixedHeight(theme.active().px(HEIGHT_PX))

    def show_plan(self, title: str, subtitle: str, exercise: str | None) -> None:
        """Show which plan is open; `exercise` is the word on its mark, or None."""
        self._whole_title = title
        self._elide_title()
        self._subtitle.setText(subtitle)
        self._exercise.setText(exercise or "")
        self._exercise.setVisible(exercise is not None)

    def show_stages(self, segments: Sequence[Segment], current: str | None) -> None:
        """Show the stages with their counts; None shows none of them as current."""
        self.stages.set_segments(segments)
        self.stages.set_value(current)

    def show_undo(self, note: str | None) -> None:
        """Show what undo would take back."""
        self._note = note
        self._undo.setEnabled(note is not None)
        text = tr("Undo: {note}").format(note=note) if note else tr("Nothing to undo yet")
        self._undo.setToolTip(text + (" (Ctrl+Z)" if note else ""))
        self._undo.setAccessibleName(text)
        is_wide = self.width() >= WIDE_PX
        room = theme.active().px(UNDO_PX)
        short = self._undo.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._undo.setText(short if is_wide else "")
        self._subtitle.setVisible(bool(self._subtitle.text()) and self.width() >= 1100 and not self._is_large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In large type nothing stands at the end: on a narrow window its room goes to the title.
        self._sides.setStretch(2, 0 if self._is_large and self.width() < LARGE_WIDE_PX else 1)
        self.show_undo(self._note)
        self._elide_title()

    def _make_room(self, text: str) -> None:
        """Keep the text of the search field clear of the lens, and the invitation clear of the shortcut too."""
        self._keys.setVisible(not text)
        before, after = LENS_ROOM_PX, 0 if text else self._keys.sizeHint().width() + KEYS_ROOM_PX
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.search.setTextMargins(*((after, 0, before, 0) if is_mirrored else (before, 0, after, 0)))

    def _elide_title(self) -> None:
        taken = self._exercise.sizeHint().width() + 8 if not self._exercise.isHidden() else 0
        room = max(self._start.width() - self._menu_button.width() - START_GAP_PX - taken - 8, 60)
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(self._whole_title, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip(self._whole_title)

    def restyle(self) -> None:
        """Take on the look in force."""
        look = theme.active()
        self._is_large = look.projector
        self.search.setVisible(not look.projector)
        self._undo.setVisible(not look.projector)
        self.setFixedHeight(look.px(HEIGHT_PX))
        self.search.setFixedWidth(look.px(SEARCH_PX))
        self._title.setStyleSheet(f"color: {look.tokens.ink}; font-weight: 600")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_search_key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.search_left.emit()
        return super().eventFilter(watched, event)

    def _on_search_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.search_moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.search.clear()
            self.search_left.emit()
        else:
            return False
        return True

    def _open_menu(self) -> None:
        self._menu.popup(self._menu_button.mapToGlobal(QPoint(0, self._menu_button.height() + 8)))


def _leading(menu: QWidget, names: QLayout) -> QLayout:
    layout = row(menu, gap=START_GAP_PX)
    layout.addLayout(names, 1)
    return layout
