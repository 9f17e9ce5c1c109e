# SPDX-License-Identifier: MIT
"""All keys and what the hand does on the map, listed from the commands and tools themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from hotmap.analysis.folding import fold
from hotmap.errors import OutputError
from hotmap.gui.canvas.gestures import GESTURES
from hotmap.gui.commands import Commands, group_name
from hotmap.gui.widgets.building import (
    bare_button,
    boxed,
    button,
    column,
    dress,
    emptied,
    label,
    pill,
    row,
    scrolled,
)
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

MARGINS = (16, 4, 16, 14)


@dataclass(frozen=True)
class KeyLine:
    """One line: keys or gestures, and what they do."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class KeySection:
    """Lines that belong together under a title."""

    title: str
    lines: tuple[KeyLine, ...]


def key_sections(commands: Commands) -> list[KeySection]:
    """Return every key in the order of the menu, then what hand and keys do on the map."""
    found = []
    others = [c for c in commands if not c.group]
    for group, members in {**commands.by_group(), "": others}.items():
        lines = tuple(KeyLine(tuple(keys), c.text) for c in members if (keys := c.shown_keys()))
        if lines:
            found.append(KeySection(group_name(group) if group else tr("Everywhere"), lines))
    for title, gestures in GESTURES:
        found.append(KeySection(tr(title), tuple(KeyLine((tr(keys),), tr(text)) for keys, text in gestures)))
    return found


def sections_with(sections: Iterable[KeySection], wanted: str) -> list[KeySection]:
    """Return what of the sections has a text in its keys, its words or its title; all without one."""
    folded, found = fold(wanted), []
    for section in sections:
        whole = folded in fold(section.title)
        lines = tuple(x for x in section.lines if whole or folded in fold(f"{x.text} {' '.join(x.keys)}"))
        if lines:
            found.append(KeySection(section.title, lines))
    return found


def keys_as_text(sections: Iterable[KeySection]) -> str:
    """Return the list as plain text for paper, its columns in line."""
    parts = []
    for section in sections:
        rows = [(" / ".join(line.keys), line.text) for line in section.lines]
        width = max(len(keys) for keys, _ in rows)
        parts.append("\n".join((section.title, *(f"  {keys:<{width}}  {text}" for keys, text in rows))))
    return "\n\n".join(parts) + "\n"


class KeyboardPanel(QWidget):
    """The list of keys with a filter, to be read, copied or printed.

    Parameters
    ----------
    workspace : Workspace
        Tells what was done.
    commands : Commands
    """

    makes_way = True
    """It only tells something, and goes when a record is chosen whose form is to be seen."""

    closed = Signal()

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._commands = commands
        self.filter = LineField()
        self.filter.setPlaceholderText(tr("Search the keys"))
        self.filter.setAccessibleName(tr("Search the keys"))
        self.filter.textChanged.connect(lambda _: self.refresh())
        self._list = column(gap=3, margins=MARGINS)
        head = row(label(tr("Keyboard and mouse"), "title"), None,
                   bare_button("close", tr("Close"), self.closed.emit), margins=(16, 12, 12, 4))  # fmt: skip
        copy = button(tr("Copy as text"), self.copy, picture="copy")
        save = button(tr("Save as text …"), self._save, picture="file")
        layout = column(head, row(self.filter, margins=(16, 4, 16, 8)), gap=0)
        layout.addWidget(scrolled(boxed(self._list)), 1)
        layout.addWidget(boxed(row(copy, save, None, margins=(16, 10, 16, 10)), "foot"))
        self.setLayout(layout)

    def shown(self) -> list[KeySection]:
        """Return what the filter lets through."""
        return sections_with(key_sections(self._commands), self.filter.text())

    def refresh(self) -> None:
        """List the keys as they are now."""
        emptied(self._list)
        for section in self.shown():
            title = label(section.title, "section")
            title.setContentsMargins(0, 10, 0, 2)
            self._list.addWidget(title)
            for line in section.lines:
                self._list.addWidget(_line(line))
        if not self._list.count():
            self._list.addWidget(
                label(tr("No key does that. Ctrl+K finds commands by their name."), "second", wrap=True)
            )
        self._list.addStretch(1)

    def copy(self) -> None:
        """Put the list on the clipboard as plain text."""
        QApplication.clipboard().setText(keys_as_text(self.shown()))
        self._workspace.told.emit(tr("The list of keys is on the clipboard."))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the list of keys"), tr("hotmap keys") + ".txt", tr("Text") + " (*.txt)"
        )
        if chosen:
            self._workspace.attempt(lambda: _write(Path(chosen), keys_as_text(self.shown())))

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)


def _line(line: KeyLine) -> QWidget:
    words = label(line.text, "second", wrap=True)
    keys = row(*(pill(key, "key") for key in line.keys), gap=4)
    layout = row(gap=12, margins=(0, 2, 0, 2))
    layout.addWidget(words, 1)
    layout.addLayout(keys)
    made = boxed(layout)
    made.setAccessibleName(f"{line.text}: {', '.join(line.keys)}")
    return made


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(tr("The list cannot be written. Choose another folder or name."), path) from error
