# SPDX-License-Identifier: MIT
"""Strips: refusals above the map, undo below it, work in progress with Cancel. No dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QProgressBar, QWidget

from hotmap.gui import theme
from hotmap.gui.widgets.building import button, column, dress, emptied, label, row
from hotmap.gui.widgets.notice import Notice, Picture
from hotmap.gui.workers import Job
from hotmap.i18n import tr

STAY_MS = 8000
GROUND_EDGE_PX = 14
RISE_MS = 120


def announce(widget: QWidget) -> None:
    """Have a screen reader say a widget's accessible name at once, where the focus may be elsewhere."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


class NoticeArea(QWidget):
    """Notices in the flow of the window: they push the map down and stay until closed."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=6)
        self.setLayout(self._column)
        self.hide()

    def say(
        self, head: str, text: str = "", *, tone: str = "gap", action: tuple[str, Callable[[], object]] | None = None
    ) -> Notice:
        """Show a notice in place of the one that is there."""
        self.clear()
        picture = {"gap": "warning", "caution": "warning", "ok": "check"}.get(tone, "info")
        notice = Notice(head, text, tone=tone, picture=picture, action=action, on_close=self.clear)
        self._column.addWidget(notice)
        self._column.setContentsMargins(12, 8, 12, 8)
        self.show()
        announce(notice)
        return notice

    def clear(self) -> None:
        """Take the notice away."""
        emptied(self._column)
        self.hide()


class Float(QWidget):
    """A small panel floating over the window's lower edge.

    Parameters
    ----------
    host : QWidget
        Over which it floats, in the middle.
    ground : QWidget, optional
        The part of the host that it stays over where there is room, so that it hides no button.
    """

    def __init__(self, host: QWidget, ground: QWidget | None = None) -> None:
        super().__init__(host)
        self._host = host
        self._ground = ground
        dress(self, "float")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 40))
        self.setGraphicsEffect(shadow)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        for place in filter(None, (host, ground)):
            place.installEventFilter(self)
        self.hide()

    def appear(self) -> None:
        """Rise into place."""
        self.ensurePolished()
        if (layout := self.layout()) is not None:
            layout.invalidate()
            layout.activate()
        self.adjustSize()
        end = self._place()
        self.show()
        self.raise_()
        self._rise.stop()
        self._rise.setDuration(theme.active().duration_ms(RISE_MS))
        self._rise.setStartValue(end + QPoint(0, 16))
        self._rise.setEndValue(end)
        self._rise.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self._settle)  # once all around the map has its place
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self._rise.stop()
        self.move(self._place())

    def _place(self) -> QPoint:
        host, ground = self._host, self._ground
        if ground is not None and ground.isVisible() and ground.width() >= self.width() + 2 * GROUND_EDGE_PX:
            corner = ground.mapTo(host, QPoint(0, 0))
            x = corner.x() + (ground.width() - self.width()) // 2
            return QPoint(x, corner.y() + ground.height() - self.height() - theme.active().px(GROUND_EDGE_PX * 4))
        return QPoint((host.width() - self.width()) // 2, host.height() - self.height() - theme.active().px(44))


class UndoStrip(Float):
    """Says what was done and, for a while, takes it back."""

    def __init__(self, host: QWidget, ground: QWidget, on_undo: Callable[[], object]) -> None:
        super().__init__(host, ground)
        self._text = label("", "body")
        self._undo = button(tr("Undo"), picture="undo", kind="plain")
        self._undo.clicked.connect(self.hide)
        self._undo.clicked.connect(lambda: on_undo())
        self._action: Callable[[], object] | None = None
        self._other = button("", self._act, kind="plain")
        self.setLayout(row(self._text, self._undo, self._other, gap=16, margins=(16, 6, 8, 6)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self.hide)

    def say(self, text: str, *, undo: bool, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show a sentence, with or without the way back, or with another button."""
        self._text.setText(text)
        self._undo.setVisible(undo)
        self._action = action[1] if action else None
        self._other.setText(action[0] if action else "")
        self._other.setVisible(action is not None)
        self.setAccessibleName(text)
        self._timer.start()
        self.appear()
        announce(self)

    def _act(self) -> None:
        self.hide()
        if self._action:
            self._action()


class JobStrip(Float):
    """Progress of the work that runs, with Cancel; work under half a second never shows."""

    SHOW_AFTER_MS = 500

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._job: Job | None = None
        self._title = label("", "strong")
        self._what = label("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(260)
        self._bar.setAccessibleName(tr("Progress"))
        cancel = button(tr("Cancel"), self._cancel)
        text = column(self._title, self._bar, self._what, gap=4)
        self.setLayout(row(Picture("clock"), text, cancel, gap=14, margins=(16, 10, 12, 10)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SHOW_AFTER_MS)
        self._timer.timeout.connect(self.appear)

    def follow(self, job: Job) -> None:
        """Show the progress of `job` until it ends."""
        self._job = job
        self._title.setText(job.title)
        self._what.setText("")
        self._bar.setRange(0, 0)
        job.progressed.connect(self._on_progress)
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._end)
        self._timer.start()

    def _on_progress(self, share: float, what: str) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(share * 1000))
        if what:
            self._what.setText(what)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._what.setText(tr("Stopping …"))

    def _end(self, *_: object) -> None:
        self._timer.stop()
        self._job = None
        self.hide()
