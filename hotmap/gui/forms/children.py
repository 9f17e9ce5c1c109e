# SPDX-License-Identifier: MIT
"""The lines that hang on a hotspot: cards that open into a form where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hotmap.domain.codelists import CodeLists
from hotmap.domain.records import KINDS, Record
from hotmap.gui import theme
from hotmap.gui.forms.editors import FormContext
from hotmap.gui.forms.record_form import RecordForm
from hotmap.gui.forms.wording import WORDS, Words
from hotmap.gui.widgets.building import button, column, dress, emptied, label, row
from hotmap.gui.widgets.pressable import Pressable
from hotmap.i18n import tr


class LineCard(Pressable):
    """A line in two rows of words; a click opens it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in words if part))

    def sizeHint(self) -> QSize:
        look = theme.active()
        return QSize(200, look.px(46) if self._words[2] else look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        title, end, below = self._words
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse():
                painter.fillRect(self.rect(), look.color("sunk"))
            rect = QRectF(self.rect()).adjusted(10, 6, -10, -6)
            top = QRectF(rect.left(), rect.top(), rect.width(), look.px(18))
            medium = look.font("body", QFont.Weight.Medium)
            small = look.font("small")
            end_width = QFontMetrics(small).horizontalAdvance(end) + 8
            painter.setFont(medium)
            painter.setPen(look.color("ink"))
            room = max(round(top.width() - end_width), 20)
            flags = Qt.AlignmentFlag.AlignVCenter
            start = Qt.AlignmentFlag.AlignLeft if not self._mirrored() else Qt.AlignmentFlag.AlignRight
            finish = Qt.AlignmentFlag.AlignRight if not self._mirrored() else Qt.AlignmentFlag.AlignLeft
            text = QFontMetrics(medium).elidedText(title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(top, flags | start | Qt.AlignmentFlag.AlignAbsolute, text)
            painter.setFont(small)
            painter.setPen(look.color("ink2"))
            painter.drawText(top, flags | finish | Qt.AlignmentFlag.AlignAbsolute, end)
            lower = QRectF(rect.left(), top.bottom(), rect.width(), look.px(17))
            text = QFontMetrics(small).elidedText(below, Qt.TextElideMode.ElideRight, round(lower.width()))
            painter.drawText(lower, flags | start | Qt.AlignmentFlag.AlignAbsolute, text)
            if self.hasFocus():
                painter.setPen(QPen(look.color("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


class ChildSection(QWidget):
    """The lines of one kind of a hotspot.

    Parameters
    ----------
    kind : str
        ``threat``, ``population`` or ``response``.
    title, add_text : str
    context : FormContext
    """

    added = Signal(str)
    """Carries the kind of line that is wanted."""
    edited = Signal(object, str, object)
    """Carries the record, the field's code and its new value."""
    removed = Signal(object)

    def __init__(self, kind: str, title: str, add_text: str, context: FormContext) -> None:
        super().__init__()
        self.kind = kind
        self._context = context
        self._open: str | None = None
        self._form: tuple[str, RecordForm] | None = None
        self._title = label(title, "section")
        self._list = column(gap=0)
        frame = QWidget()
        dress(frame, "float")
        frame.setLayout(self._list)
        self._frame = frame
        add = button(add_text, lambda: self.added.emit(kind), picture="plus")
        self.setLayout(column(self._title, frame, row(add, None), gap=7))

    def open_line(self, uuid: str) -> None:
        """Open the form of one line when it is shown next."""
        self._open = uuid

    def show_records(self, records: Sequence[Record], lists: CodeLists) -> None:
        """Show the lines; the open one stays open, and its form in the hand."""
        if self._open not in {record.uuid for record in records}:
            self._open = None
        keep = self._form if self._form and self._form[0] == self._open else None
        if keep:
            keep[1].setParent(None)
        emptied(self._list)
        self._form = None
        for index, record in enumerate(records):
            if index:
                line = QWidget()
                dress(line, "sunk")
                line.setFixedHeight(1)
                self._list.addWidget(line)
            card = LineCard(WORDS[self.kind](record, lists))
            card.pressed.connect(lambda r=record, every=tuple(records): self._turn(r, every, lists))
            self._list.addWidget(card)
            if record.uuid == self._open:
                self._add_form(record, keep[1] if keep else None)
        self._frame.setVisible(bool(records))

    def _add_form(self, record: Record, form: RecordForm | None) -> None:
        if form is None:
            form = RecordForm(KINDS[self.kind], self._context, leave_out=("hotspot",))
            uuid = record.uuid
            form.edited.connect(lambda code, value: self._tell(uuid, code, value))
        form.show_record(record)
        self._record = record
        self._form = (record.uuid, form)
        holder = QWidget()
        remove = button(tr("Delete this line"), lambda: self.removed.emit(record), kind="plain", picture="trash")
        holder.setLayout(column(form, row(remove, None), gap=8, margins=(10, 4, 10, 10)))
        form.show()
        self._list.addWidget(holder)

    def _tell(self, uuid: str, code: str, value: object) -> None:
        if self._form and self._form[0] == uuid:
            self.edited.emit(self._record, code, value)

    def _turn(self, record: Record, records: Sequence[Record], lists: CodeLists) -> None:
        self._open = None if self._open == record.uuid else record.uuid
        self.show_records(records, lists)
