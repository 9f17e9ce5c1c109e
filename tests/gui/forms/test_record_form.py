# SPDX-License-Identifier: MIT
"""Forms derive from field descriptions; leaving a field commits it; nonsense is told and not taken."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import CONTENT_KINDS, KINDS, Hotspot, Population, Record, Threat
from hotmap.gui.forms.editors import EDITORS, Editor, FormContext, TextEditor, editor_for
from hotmap.gui.forms.record_form import LEADING, RecordForm
from hotmap.gui.workspace import Workspace

SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "North gate",
    Kind.LONG_TEXT: "Two lines\nof text",
    Kind.INTEGER: 1200,
    Kind.NUMBER: 2.5,
    Kind.FACTOR: 4,
    Kind.FLAG: False,
    Kind.CHOICE: "village",
    Kind.CHOICES: ("mission", "public"),
    Kind.DATE: "2026-09-12",
    Kind.MOMENT: "2026-09-12T14:30:00+02:00",
    Kind.MONTHS: (3, 4, 5),
    Kind.LINK: "u-1",
    Kind.LINKS: ("u-1", "u-2"),
}
CODES = {Kind.CHOICE: "hotspot_type", Kind.CHOICES: "audience"}
CONTEXT = FormContext(linked=lambda kind: {"u-1": "One", "u-2": "Two"})


def made(qtbot: QtBot, kind: Kind, **spec: Any) -> Editor:
    editor = editor_for(FieldSpec("Field", kind, codes=CODES.get(kind, ""), **spec), CONTEXT)
    qtbot.addWidget(editor)
    return editor


def test_editors_every_kind_of_value_but_data_has_one() -> None:
    assert set(EDITORS) == set(Kind) - {Kind.DATA}


@pytest.mark.parametrize("kind", list(SAMPLES), ids=lambda kind: kind.value)
def test_editor_shown_value_comes_back_without_a_change(qtbot: QtBot, kind: Kind) -> None:
    editor = made(qtbot, kind)
    with qtbot.assertNotEmitted(editor.committed):
        editor.show_value(SAMPLES[kind])
        editor.commit(SAMPLES[kind])
    assert editor.value == SAMPLES[kind]


@pytest.mark.parametrize("kind", list(SAMPLES), ids=lambda kind: kind.value)
def test_editor_commits_a_new_value_once(qtbot: QtBot, kind: Kind) -> None:
    editor = made(qtbot, kind)
    editor.show_value(None)
    with qtbot.waitSignal(editor.committed) as caught:
        editor.commit(SAMPLES[kind])
    assert caught.args == [SAMPLES[kind]]
    assert editor.focusProxy().accessibleName() == "Field"


def test_text_editor_nonsense_number_is_told_and_kept_back(qtbot: QtBot) -> None:
    editor = made(qtbot, Kind.INTEGER, minimum=0)
    assert isinstance(editor, TextEditor)
    editor.show_value(5)
    editor.line.setText("many")
    with qtbot.assertNotEmitted(editor.committed):
        editor.line.editingFinished.emit()
    assert editor.line.text() == "many"
    assert editor.focusProxy().accessibleDescription() != ""


def test_text_editor_leaving_commits_as_typed_by_people(qtbot: QtBot) -> None:
    editor = made(qtbot, Kind.DATE)
    assert isinstance(editor, TextEditor)
    with qtbot.waitSignal(editor.committed) as caught:
        editor.line.setText("25.9.2026")
        editor.line.editingFinished.emit()
    assert caught.args == ["2026-09-25"]


@pytest.mark.parametrize("kind", ["plan", *CONTENT_KINDS])
def test_record_form_has_an_editor_for_each_described_field(qtbot: QtBot, kind: str) -> None:
    form = RecordForm(KINDS[kind], CONTEXT)
    qtbot.addWidget(form)
    wanted = {c for c, s in KINDS[kind].specs().items() if s.kind is not Kind.DATA and not s.read_only}
    assert set(form.editors) == wanted
    assert all(editor.focusProxy().accessibleName() for editor in form.editors.values())


@pytest.mark.parametrize("kind", list(LEADING))
def test_record_form_leading_fields_exist(kind: str) -> None:
    assert set(LEADING[kind]) <= set(KINDS[kind].specs())


@pytest.mark.parametrize(
    "record",
    [
        Hotspot(uuid="h", name="Tiva camp", type="village", months=(3, 4), certainty="exact"),
        Threat(uuid="t", type="killing", intent=4, time_of_day=("night",)),
        Population(uuid="p", persons=2400, estimated=True, as_of="2026-09-12"),
    ],
    ids=lambda record: record.KIND,
)
def test_record_form_shows_what_the_record_holds(qtbot: QtBot, record: Record) -> None:
    form = RecordForm(type(record), CONTEXT)
    qtbot.addWidget(form)
    form.show_record(record)
    assert {code: editor.value for code, editor in form.editors.items()} == {
        code: record.value(code) for code in form.editors
    }


def test_edit_in_the_window_is_one_action_and_undo_restores_it(qtbot: QtBot, window: Any, workspace: Workspace) -> None:
    hotspot = workspace.plan.of("hotspot")[0]
    workspace.select((hotspot.uuid,))
    inspector = window.stages["map"].inspector
    qtbot.waitUntil(lambda: inspector.view is not None)
    before = len(workspace.session.log())
    line = inspector.view.form.editors["name"].line
    line.clear()
    qtbot.keyClicks(line, "Tiva east camp")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert workspace.plan.get(hotspot.uuid).name == "Tiva east camp"
    assert len(workspace.session.log()) == before + 1
    workspace.undo()
    assert workspace.plan.get(hotspot.uuid).name == "Tiva camp"
    qtbot.waitUntil(lambda: line.text() == "Tiva camp")
