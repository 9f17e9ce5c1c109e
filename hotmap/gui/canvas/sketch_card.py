# SPDX-License-Identifier: MIT
"""The cards of a sketch under way: how far it is, what can be done with it, what it asks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from hotmap.gui.canvas.map_canvas import MapCanvas
from hotmap.gui.tools.asking import Choice, Question
from hotmap.gui.widgets.building import bare_button, button, column, dress, emptied, label, pill, row
from hotmap.gui.widgets.notice import Picture
from hotmap.i18n import tr

KEY_GAP_PX = 8


class KeyButton(QPushButton):
    """A button that shows the key that does the same."""

    def __init__(self, text: str, key: str, kind: str = "") -> None:
        super().__init__(text)
        self._key = pill(key, "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("kind", kind)
        self.setProperty("keyed", True)
        self.setAutoDefault(False)
        inside = row(None, self._key, margins=(KEY_GAP_PX, 0, KEY_GAP_PX, 0))
        inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(inside)
        self.say(text)

    def say(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self.setAccessibleName(f"{text} ({self._key.text()})")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Leave room for the key behind the words."""
        self.ensurePolished()
        width = super().sizeHint().width() + self._key.sizeHint().width() + KEY_GAP_PX
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same: neither words nor key are ever cut."""
        return self.sizeHint()


class SketchCard(QWidget):
    """What is being drawn: its corners and measures, with buttons for those who do not know the keys.

    Parameters
    ----------
    canvas : MapCanvas
    """

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "float")
        self._canvas = canvas
        self._title = label("", "strong")
        self._words = label("", "second")
        self._finish = KeyButton("", tr("Enter"), "primary")
        self._finish.clicked.connect(lambda: self._act("finish"))
        self._aside = KeyButton(tr("Set aside"), tr("Esc"))
        self._aside.setToolTip(tr("It is kept in the plan, and can be taken up again"))
        self._aside.clicked.connect(lambda: self._act("park"))
        self._back = bare_button("undo", tr("Take back the last corner (Backspace)"), lambda: self._act("take_back"))
        words = row(self._title, self._words, gap=8)
        self.setLayout(row(words, self._back, self._finish, self._aside, gap=8, margins=(12, 6, 8, 6)))
        self.hide()

    def refresh(self) -> None:
        """Show the sketch as it is; without one the card goes."""
        tool = self._canvas.tool
        self.setVisible(tool.is_under_way)
        if not tool.is_under_way:
            return
        self._title.setText(tr(tool.label))
        self._words.setText(" · ".join(part for part in (tool.count_text(), *tool.measures()) if part))
        self._words.setVisible(bool(self._words.text()))
        self._finish.say(tr(tool.finish_label))
        self._aside.setVisible(tool.sketch is not None)
        self.setAccessibleName(f"{self._title.text()} {self._words.text()}")
        self.adjustSize()

    def fit(self, width_px: int) -> None:
        """Leave the measures to the pointer where there is no room for them."""
        self._words.setVisible(bool(self._words.text()))
        self.adjustSize()
        if self.sizeHint().width() > width_px:
            self._words.hide()
            self.adjustSize()

    def _act(self, what: str) -> None:
        self._canvas.setFocus()
        getattr(self._canvas.tool, what)()


class QuestionCard(QWidget):
    """A question before something is changed; the choice in the hand is shown on the map.

    Parameters
    ----------
    canvas : MapCanvas
    """

    previewed = Signal(object)
    """What the choice would give, as a geometry in WGS 84 degrees, or None."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        dress(self, "float")
        self._canvas = canvas
        self._question: Question | None = None
        self._shapes: dict[QObject, Choice] = {}
        self._rows = column(gap=8, margins=(14, 10, 12, 12))
        self.setLayout(self._rows)
        self.hide()

    def ask(self, question: Question) -> None:
        """Show a question; the first choice has the keyboard."""
        emptied(self._rows)
        self._question, self._shapes = question, {}
        buttons: list[QWidget] = []
        for number, choice in enumerate(question.choices):
            made = button(choice.label, partial(self._take, choice), kind="" if number else "primary")
            made.installEventFilter(self)
            self._shapes[made] = choice
            buttons.append(made)
        buttons.append(button(question.otherwise, self.leave))
        words = label(question.text, "strong")
        self._rows.addLayout(row(Picture("warning", "gap"), words, None, gap=8))
        self._rows.addLayout(row(*buttons, None, gap=8))
        self.setAccessibleName(question.text)
        self.show()
        self.adjustSize()
        self.raise_()
        buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.previewed.emit(question.choices[0].shape)

    def leave(self) -> None:
        """Withdraw the question and leave everything as it is."""
        question, self._question = self._question, None
        if question is None:
            return
        self.hide()
        self.previewed.emit(None)
        self._canvas.setFocus()
        if question.withdrawn is not None:
            question.withdrawn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave everything as it is with Esc; the focused button is pressed with Enter, too."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what a choice would give while the pointer or the keyboard is on it."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn) and watched in self._shapes:
            self.previewed.emit(self._shapes[watched].shape)
        return super().eventFilter(watched, event)

    def _take(self, choice: Choice) -> None:
        self._question = None
        self.hide()
        self.previewed.emit(None)
        self._canvas.setFocus()
        choice.act()
