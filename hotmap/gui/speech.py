# SPDX-License-Identifier: MIT
"""What widgets that paint themselves tell a screen reader: what they are, what they show, and in which state.

Qt knows the name of such a widget and nothing else. One that has a method ``speech`` is asked for the rest. Whatever
it tells is told anew when it is asked again; `tell` says that there is something new.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role


@dataclass(frozen=True)
class Speech:
    """What a widget tells.

    Attributes
    ----------
    role : QAccessible.Role
        What it works like.
    name : str
        What it is called now; empty where that is its accessible name.
    value : str
        What it shows.
    checked, expanded : bool or None
        None where it can be neither on nor off, or has nothing to unfold.
    """

    role: Role
    name: str = ""
    value: str = ""
    checked: bool | None = None
    expanded: bool | None = None


class Speaking(Protocol):
    """A widget that tells what it is."""

    def speech(self) -> Speech:
        """Return what it tells now."""


@cache
def teach_screen_readers() -> None:
    """Let Qt ask widgets of ours what they tell; once for all windows."""
    QAccessible.installFactory(_interface_of)


def tell(widget: QWidget, *, checked: bool = False, expanded: bool = False) -> None:
    """Say that name or value of a widget, or the states that are named, are others now."""
    if not QAccessible.isActive():
        return
    for event in (QAccessible.Event.NameChanged, QAccessible.Event.ValueChanged):
        QAccessible.updateAccessibility(QAccessibleEvent(widget, event))
    if checked or expanded:
        states = QAccessible.State()
        states.checked, states.expanded = int(checked), int(expanded)
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, states))


class _SpeechInterface(QAccessibleWidget):
    """Asks the widget each time, so that nothing is told twice in two places."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, _speech_of(widget).role)

    def text(self, kind: QAccessible.Text) -> str:
        speech = _speech_of(self.widget())
        if kind == QAccessible.Text.Name and speech.name:
            return speech.name
        if kind == QAccessible.Text.Value and speech.value:
            return speech.value
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state, speech = super().state(), _speech_of(self.widget())
        if speech.checked is not None:
            state.checkable, state.checked = 1, int(speech.checked)
        if speech.expanded is not None:
            state.expandable = 1
            state.expanded, state.collapsed = int(speech.expanded), int(not speech.expanded)
        return state


def _speech_of(widget: QWidget) -> Speech:
    return cast(Speaking, widget).speech()


def _interface_of(key: str, thing: QObject) -> QAccessibleInterface | None:
    return _SpeechInterface(thing) if isinstance(thing, QWidget) and hasattr(type(thing), "speech") else None
