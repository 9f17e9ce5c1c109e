# SPDX-License-Identifier: MIT
"""What can be done from anywhere: each command once, with its keys; menu and search show the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from hotmap.gui.commands import Command
from hotmap.gui.shell.base_map_commands import base_map_commands
from hotmap.gui.shell.bookmark_commands import bookmark_commands
from hotmap.gui.shell.layer_commands import layer_commands
from hotmap.gui.shell.place_commands import place_commands
from hotmap.gui.shell.plan_files import documents
from hotmap.gui.shell.print_commands import print_commands
from hotmap.gui.shell.room_commands import room_commands
from hotmap.gui.shell.shape_commands import shape_commands
from hotmap.gui.shell.sketch_commands import sketch_commands
from hotmap.gui.shell.symbol_commands import symbol_commands
from hotmap.gui.shell.time_commands import time_commands
from hotmap.gui.shell.view_commands import help_commands, tool_commands, view_commands
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.gui.main_window import MainWindow


def add_commands(window: MainWindow) -> None:
    """Give the window its commands."""
    for make in COMMAND_SETS:
        for command in make(window):
            window.commands.add(command)


def _plan_commands(window: MainWindow) -> Iterator[Command]:
    workspace, files = window.workspace, window.files

    def is_open() -> bool:
        return workspace.is_open

    yield Command("new", tr("New plan …"), lambda: _new_plan(window), ("Ctrl+N",), "plan", "plus")
    yield Command("open", tr("Open a plan …"), files.open, ("Ctrl+O",), "plan", "folder", at_top=True)
    yield Command("sample", tr("Practise on the sample island"), files.open_sample, (), "plan", "book")
    yield Command(
        "about_plan", tr("About this plan …"), lambda: window.show_side(window.plan_panel), (), "plan", "info", is_open
    )
    yield Command(
        "close_plan", tr("Close the plan"), lambda: _close_plan(window), ("Ctrl+W",), "plan", "close", is_open
    )
    yield Command("import", tr("Bring in a file …"), lambda: _ask_for_file(window), ("Ctrl+I",), "files", "download",
                  at_top=True)  # fmt: skip
    yield Command("copy", tr("Save a copy for a colleague …"), files.save_copy, (), "files", "copy", is_open)
    yield Command(
        "share", tr("Send to a recipient …"), lambda: window.go_to("share"), ("Ctrl+E",), "files", "send", is_open,
        at_top=True, in_room=False,
    )  # fmt: skip


def _edit_commands(window: MainWindow) -> Iterator[Command]:
    workspace = window.workspace
    yield Command(
        "history", tr("History"), window.toggle_history, ("Ctrl+H",), "edit", "history", lambda: workspace.is_open,
        at_top=True, in_room=False,
    )  # fmt: skip
    yield Command("search", tr("Search"), lambda: _search(window), ("Ctrl+K", "Ctrl+F"))


def _delete_command(window: MainWindow) -> Iterator[Command]:
    yield Command("delete", tr("Delete the selected"), lambda: _delete(window), ("Del",), "shape", "trash",
                  lambda: bool(window.workspace.selection) and not _is_typing(window))  # fmt: skip


def _stage_commands(window: MainWindow) -> Iterator[Command]:
    for number, stage in enumerate(window.stages.entries, 1):
        yield Command(
            f"stage_{stage.id}", tr("Go to {stage}").format(stage=tr(stage.label)),
            partial(window.go_to, stage.id), (f"Ctrl+{number}",), "stages", is_enabled=lambda: window.workspace.is_open,
            in_room=stage.in_room,
        )  # fmt: skip
    for key in (1, 2, 3, 4):
        yield Command(
            f"key_{key}", tr("Level {n} in Prioritise").format(n=key), partial(_take_key, window, key),
            (str(key),), is_enabled=lambda: window.stage.id == "prioritise" and not _is_typing(window),
        )  # fmt: skip


def _take_key(window: MainWindow, key: int) -> None:
    window.stage.take_key(key)


def _new_plan(window: MainWindow) -> None:
    window.show_side(window.start)
    window.start.ask_for_plan()


def _close_plan(window: MainWindow) -> None:
    window.workspace.close()
    window.workspace.opened.emit()


def _ask_for_file(window: MainWindow) -> None:
    chosen, _ = QFileDialog.getOpenFileName(
        window, tr("Bring in a file"), str(documents()), window.importing.file_filter()
    )
    if chosen:
        window.bring_in(Path(chosen))


def _delete(window: MainWindow) -> None:
    workspace = window.workspace
    found = (workspace.plan.get(uuid) for uuid in workspace.selection)
    workspace.delete([record for record in found if record is not None])


def _search(window: MainWindow) -> None:
    window.bar.search.setFocus()
    window.bar.search.selectAll()
    window.search_list.show_answers(window.answers.to(window.bar.search.text()), window.bar.search)


def _is_typing(window: MainWindow) -> bool:
    return isinstance(window.focusWidget(), (QLineEdit, QPlainTextEdit))


COMMAND_SETS: tuple[Callable[[MainWindow], Iterator[Command]], ...] = (
    _plan_commands,
    print_commands,
    sketch_commands,
    _edit_commands,
    tool_commands,
    shape_commands,
    _delete_command,
    view_commands,
    time_commands,
    bookmark_commands,
    base_map_commands,
    place_commands,
    symbol_commands,
    room_commands,
    layer_commands,
    _stage_commands,
    help_commands,
)
"""One function a part of the window; a new part brings its own module and one line here."""
