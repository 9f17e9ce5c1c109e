# SPDX-License-Identifier: MIT
"""The sheet as it will be, on a table: whole or near, in colour or in the greys of a photocopier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from hotmap.cartography.photocopy import grey_image
from hotmap.gui import theme
from hotmap.gui.composer.rendering import PREVIEW_DPI, RenderedPage
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, label, row
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import tr
from hotmap.units import MM_PER_INCH

TRUE_PX_PER_MM = 96 / MM_PER_INCH
"""Of a screen that shows paper in its own size."""

_EDGE_PX = 22  # of the table around the whole sheet
_STEP = 1.25
_NEAREST = 3.0  # times the size of the paper
_SCROLL_PX = 60
_MOST_PX = 6_000_000  # of a scaled page that is kept
_SHADOW = QColor(0, 0, 0, 46)


class PaperTable(QWidget):
    """One page on a table. The wheel brings it near at the pointer, dragging moves it.

    Attributes
    ----------
    px_per_mm : float
        Logical pixels of the screen in a millimetre of the paper.
    """

    zoomed = Signal(float)
    """Carries how many times its own size the paper has."""
    turned = Signal(int)
    """The keyboard asks for the page before (−1) or after (1)."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "window")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The sheet as it will be"))
        self.setMinimumSize(320, 240)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._page: RenderedPage | None = None
        self._veil = ""
        self._is_grey = False
        self._scaled: tuple[object, ...] = ()
        self._pixmap = QPixmap()
        self._is_whole = True
        self.px_per_mm = 1.0
        self._corner = QPointF()
        self._grip: QPointF | None = None

    def sizeHint(self) -> QSize:
        return QSize(900, 680)

    # ---- what is shown -------------------------------------------------------------------------

    def show_page(self, page: RenderedPage | None) -> None:
        """Show a page; paper of another shape is shown whole."""
        before, self._page = self._page, page
        if page is not None and (self._is_whole or before is None or before.image.size() != page.image.size()):
            self.show_whole()
        self.update()

    def show_veil(self, text: str) -> None:
        """Say why there is no sheet; an empty text takes that away."""
        self._veil = text
        self.setAccessibleDescription(text)
        self.update()

    def set_grey(self, on: bool) -> None:
        """Show the page as a photocopier gives it back."""
        self._is_grey = on
        self.update()

    def show_whole(self) -> None:
        """Show the whole page as large as it fits."""
        self._is_whole = True
        if self._page is not None:
            size = self._paper_mm()
            room_w, room_h = self.width() - 2 * _EDGE_PX, self.height() - 2 * _EDGE_PX
            self.px_per_mm = max(min(room_w / size.width(), room_h / size.height()), 0.2)
            self._corner = QPointF(
                (self.width() - size.width() * self.px_per_mm) / 2, (self.height() - size.height() * self.px_per_mm) / 2
            )
            self.zoomed.emit(self.px_per_mm / TRUE_PX_PER_MM)
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Bring the paper nearer about a place of the table, by default its middle."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        wanted = min(max(self.px_per_mm * factor, 0.2), _NEAREST * TRUE_PX_PER_MM)
        factor, self.px_per_mm = wanted / self.px_per_mm, wanted
        self._corner = at + (self._corner - at) * factor
        self._is_whole = False
        self._keep_in_reach()
        self.zoomed.emit(self.px_per_mm / TRUE_PX_PER_MM)
        self.update()

    def show_true_size(self) -> None:
        """Show the paper in its own size."""
        self.zoom_by(TRUE_PX_PER_MM / self.px_per_mm)

    # ---- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.color("sunk"))
            if self._page is not None and not self._veil:
                paper = self._paper_rect()
                painter.fillRect(paper.translated(2.5, 3.5), _SHADOW)
                self._paint_paper(painter, paper)
                painter.setPen(look.color("edge"))
                painter.drawRect(paper)
            if self._veil:
                painter.setPen(look.color("ink2"))
                painter.setFont(look.font("title"))
                middle = QRectF(self.rect()).adjusted(60, 60, -60, -60)
                painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._veil)
            if self.hasFocus():
                painter.setPen(look.color("accent"))
                painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_whole:
            self.show_whole()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._scaled = ()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position() - self._corner
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._move_to(event.position() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_whole:
            self.zoom_by(TRUE_PX_PER_MM * 1.5 / self.px_per_mm, event.position())
        else:
            self.show_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: QPointF(_SCROLL_PX, 0),
            Qt.Key.Key_Right: QPointF(-_SCROLL_PX, 0),
            Qt.Key.Key_Up: QPointF(0, _SCROLL_PX),
            Qt.Key.Key_Down: QPointF(0, -_SCROLL_PX),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._move_to(self._corner + steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.show_whole()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    # ---- inside --------------------------------------------------------------------------------

    def _paper_mm(self) -> QRectF:
        assert self._page is not None
        mm_per_px = MM_PER_INCH / PREVIEW_DPI
        return QRectF(0, 0, self._page.image.width() * mm_per_px, self._page.image.height() * mm_per_px)

    def _paper_rect(self) -> QRectF:
        size = self._paper_mm()
        return QRectF(self._corner.x(), self._corner.y(), size.width() * self.px_per_mm, size.height() * self.px_per_mm)

    def _paint_paper(self, painter: QPainter, paper: QRectF) -> None:
        """Paint the page: scaled once for each size, and of a very near one only what is in sight."""
        assert self._page is not None
        ratio = self.devicePixelRatioF()
        size = paper.size().toSize() * ratio
        image = self._page.image
        if size.width() * size.height() > _MOST_PX:
            seen = paper.intersected(QRectF(self.rect()))
            k = image.width() / paper.width()
            source = QRectF((seen.x() - paper.x()) * k, (seen.y() - paper.y()) * k, seen.width() * k, seen.height() * k)
            part = image.copy(source.toAlignedRect())
            painter.drawImage(seen, grey_image(part) if self._is_grey else part)
            return
        key = (id(self._page), size.width(), size.height(), self._is_grey)
        if key != self._scaled:
            smooth = Qt.TransformationMode.SmoothTransformation
            made = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._pixmap = QPixmap.fromImage(grey_image(made) if self._is_grey else made)
            self._pixmap.setDevicePixelRatio(ratio)
            self._scaled = key
        painter.drawPixmap(paper.topLeft(), self._pixmap)

    def _move_to(self, corner: QPointF) -> None:
        self._corner = corner
        self._is_whole = False
        self._keep_in_reach()
        self.update()

    def _keep_in_reach(self) -> None:
        """Keep a part of the paper on the table."""
        if self._page is None:
            return
        paper, least = self._paper_rect(), 80.0
        x = min(max(self._corner.x(), least - paper.width()), self.width() - least)
        y = min(max(self._corner.y(), least - paper.height()), self.height() - least)
        self._corner = QPointF(x, y)


class SheetPreview(QWidget):
    """The table with its tools: pages, size, grey."""

    page_wanted = Signal(int)
    """Carries the number of a page, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.table = PaperTable()
        self._count, self._number = 0, 0
        self._before = bare_button("back", tr("Page before"), lambda: self._turn(-1))
        self._after = bare_button("forward", tr("Page after"), lambda: self._turn(1))
        self._pages = QComboBox()
        self._pages.setAccessibleName(tr("Page"))
        self._pages.setMinimumContentsLength(16)
        self._pages.activated.connect(self._go_to)
        self._size = label("", "second")
        self._tone = Segmented(
            [Segment("colour", tr("Colour")), Segment("grey", tr("Photocopy"))], tr("Colour or grey"), stretch=False
        )
        self._tone.set_value("colour")
        self._tone.chosen.connect(lambda tone: self.table.set_grey(tone == "grey"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        self._bar.setAccessibleName(tr("Painting the sheet"))
        self.table.zoomed.connect(lambda times: self._size.setText(f"{round(times * 100)} %"))
        self.table.turned.connect(self._turn)
        tools = row(
            self._before, self._pages, self._after, None, self._tone, 12,
            bare_button("minus", tr("Smaller"), lambda: self.table.zoom_by(1 / _STEP)), self._size,
            bare_button("plus", tr("Larger"), lambda: self.table.zoom_by(_STEP)),
            button(tr("Whole page"), self.table.show_whole, kind="plain"),
            button(tr("True size"), self.table.show_true_size, kind="plain"),
            gap=6, margins=(12, 6, 12, 6),
        )  # fmt: skip
        layout = column(boxed(tools, "bar"), self._bar, gap=0)
        layout.addWidget(self.table, 1)
        self.setLayout(layout)
        self.show_pages((), 0)
        self.show_progress(1.0)

    @property
    def number(self) -> int:
        """Of the page in sight, from 0."""
        return self._number

    def show_pages(self, titles: Sequence[str], number: int) -> None:
        """Show which pages there are; one alone needs no switcher."""
        self._count, self._number = len(titles), number
        self._pages.clear()
        self._pages.addItems([f"{n} / {len(titles)}   {title}" for n, title in enumerate(titles, 1)])
        self._pages.setCurrentIndex(number)
        for widget in (self._before, self._pages, self._after):
            widget.setVisible(len(titles) > 1)
        self._before.setEnabled(number > 0)
        self._after.setEnabled(number < len(titles) - 1)

    def show_progress(self, share: float) -> None:
        """Show how much of the page is painted."""
        self._bar.setValue(round(share * 1000) if share < 1 else 0)

    def _turn(self, step: int) -> None:
        self._go_to(self._number + step)

    def _go_to(self, number: int) -> None:
        if 0 <= number < self._count and number != self._number:
            self._number = number
            self._pages.setCurrentIndex(number)
            self._before.setEnabled(number > 0)
            self._after.setEnabled(number < self._count - 1)
            self.page_wanted.emit(number)
