# SPDX-License-Identifier: MIT
"""About the plan: its own fields, and as which role one writes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.domain.records import PlanInfo
from hotmap.gui.forms.context import context_of
from hotmap.gui.forms.record_form import RecordForm
from hotmap.gui.widgets.building import bare_button, column, dress, label, row, rule, scrolled
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.settings import chosen_role, is_role_fixed

MARGINS = (16, 12, 16, 14)


class PlanPanel(QWidget):
    """The plan's own record in a form.

    Parameters
    ----------
    workspace : Workspace
    """

    closed = Signal()
    role_given = Signal(str)
    """As which role or team the user writes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._form: RecordForm | None = None
        self._place = label("", "second", wrap=True)
        self._role = LineField()
        self._role.setAccessibleName(tr("Your role or team"))
        self._role.editingFinished.connect(self._give_role)
        self._body = column(gap=12, margins=MARGINS)
        inside = QWidget()
        inside.setLayout(self._body)
        head = row(label(tr("About this plan"), "title"), None, bare_button("close", tr("Close"), self.closed.emit))
        self._body.addLayout(head)
        self._body.addWidget(self._place)
        self._body.addLayout(column(label(tr("Your role or team"), "label"), self._role, gap=4))
        self._body.addWidget(
            label(
                tr("A role, never a person. It is written beside what you do."),
                "second",
                wrap=True,
            )
        )
        self._body.addWidget(rule())
        self._body.addStretch(1)
        self.setLayout(column(scrolled(inside)))
        workspace.changed.connect(lambda _: self._refresh())
        workspace.opened.connect(self._refresh)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        session = self._workspace.session
        if session is None or not self.isVisible():
            return
        if self._form is None:
            self._form = RecordForm(PlanInfo, context_of(self._workspace), leave_out=("as_of",))
            self._form.edited.connect(self._on_edited)
            self._body.insertWidget(self._body.count() - 1, self._form)
        self._form.show_record(self._workspace.plan.info)
        self._place.setText(str(session.path))
        self._role.setText(chosen_role())
        self._role.setEnabled(not is_role_fixed())

    def _on_edited(self, code: str, value: Any) -> None:
        if not self._workspace.set_values(self._workspace.plan.info, {code: value}) and self._form:
            self._form.show_record(self._workspace.plan.info)

    def _give_role(self) -> None:
        role = self._role.text().strip()
        if role != chosen_role():
            self.role_given.emit(role)
