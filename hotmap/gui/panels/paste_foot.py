# SPDX-License-Identifier: MIT
"""What pasted places become, who may see them, and the button that takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from hotmap.gui.widgets.building import button, column, dress, label, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.workspace import Workspace
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr, tr_count

DRAWN_PRESENCE = "company_operating_base"
"""What a presence is until somebody says otherwise, as when it is drawn."""


@dataclass(frozen=True)
class Target:
    """What pasted places can become.

    Attributes
    ----------
    label : str
        A translation key.
    kind : str
        Of the records.
    outline : str
        ``line`` or ``area`` where the places are the corners of one shape.
    type_list : str
        Code list of the type that all can be given, or empty.
    values : mapping
        What such a record is until somebody says otherwise.
    """

    label: str
    kind: str
    outline: str = ""
    type_list: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


_PROPOSED = {"status": "proposed"}
TARGETS = {
    "hotspot": Target(_("Hotspots"), "hotspot", "", "hotspot_type", _PROPOSED),
    "presence": Target(_("Presence"), "presence", "", "presence_type"),
    "incident": Target(_("Incidents"), "incident", "", "incident_type"),
    "area": Target(_("One hotspot: an area"), "hotspot", "area", "hotspot_type", _PROPOSED),
    "line": Target(_("One hotspot: a line"), "hotspot", "line", "hotspot_type", _PROPOSED),
    "route": Target(_("One patrol route"), "presence", "line", "", {"type": "vehicle_patrol", "domain": "troops"}),
}


class PasteFoot(QWidget):
    """The choices about all pasted places together.

    Parameters
    ----------
    workspace : Workspace
    """

    changed = Signal()
    """They are to become something else."""
    show_wanted = Signal()
    go_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "foot")
        self._workspace = workspace
        self.target_box, self.type_box = QComboBox(), QComboBox()
        self.shape_name = LineField()
        self._words = QCheckBox(tr("Keep the words of each line as notes"))
        self._marking = label("", "second", wrap=True)
        self.go = button("", self.go_wanted.emit, kind="primary", picture="plus")
        for code, target in TARGETS.items():
            self.target_box.addItem(tr(target.label), code)
        self.target_box.setAccessibleName(tr("What the places become"))
        self.target_box.currentIndexChanged.connect(self._on_target)
        self.type_box.setAccessibleName(tr("Type of all of them"))
        self.shape_name.setPlaceholderText(tr("Name of the shape"))
        self.shape_name.setAccessibleName(tr("Name of the shape"))
        self._words.setToolTip(tr("Lines of a chat often hold names and telephone numbers of persons."))
        self._build()
        self._show_types()

    @property
    def target(self) -> Target:
        """What the places become."""
        return TARGETS[self.target_box.currentData()]

    @property
    def keeps_words(self) -> bool:
        """Whether the rest of each line is kept in the notes of its record."""
        return self._words.isChecked() and not self.target.outline

    def values(self) -> dict[str, Any]:
        """Return what holds for all records, by field code."""
        chosen = {"type": self.type_box.currentData()} if self.type_box.currentData() else {}
        name = self.shape_name.text().strip()
        named = {"name": name} if self.target.outline and name else {}
        return {**self.target.values, **chosen, **named}

    def show_state(self, count: int, can_go: bool) -> None:
        """Show how many places would be taken, and whether they can be."""
        self.go.setText(_go_text(self.target, count))
        self.go.setEnabled(can_go and count > 0)
        self._words.setVisible(not self.target.outline)
        self.shape_name.setVisible(bool(self.target.outline))
        self._marking.setText(_marking_text(self._workspace))

    def _build(self) -> None:
        choices = row(gap=8)
        choices.addWidget(self.target_box, 3)
        choices.addWidget(self.type_box, 2)
        self.setLayout(
            column(
                column(label(tr("They become"), "label"), choices, gap=4),
                self.shape_name,
                self._words,
                self._marking,
                row(button(tr("Show on the map"), self.show_wanted.emit, picture="fit"), None, self.go),
                gap=8,
                margins=(16, 10, 16, 10),
            )
        )

    def _on_target(self) -> None:
        self._show_types()
        self.changed.emit()

    def _show_types(self) -> None:
        self.type_box.clear()
        type_list = self.target.type_list
        if self.target.kind != "presence":
            self.type_box.addItem(tr("Type: not said"), None)
        for code in self._workspace.plan.lists[type_list] if type_list else ():
            self.type_box.addItem(code.text, code.code)
        self.type_box.setCurrentIndex(max(self.type_box.findData(DRAWN_PRESENCE), 0))
        self.type_box.setVisible(bool(type_list))


def _go_text(target: Target, count: int) -> str:
    if target.outline:
        return tr("Add the shape")
    texts = {
        "hotspot": tr_count("Add {n} hotspot", "Add {n} hotspots", count),
        "presence": tr_count("Add {n} presence", "Add {n} presences", count),
        "incident": tr_count("Add {n} incident", "Add {n} incidents", count),
    }
    return texts[target.kind]


def _marking_text(workspace: Workspace) -> str:
    plan = workspace.plan
    audiences = plan.info.default_audiences or ()
    if not audiences:
        return tr("Nobody will receive them yet: they have no audience.")
    names = ", ".join(plan.lists.text("audience", code) for code in audiences)
    return tr("May be seen by {audiences}; their originator is {role}.").format(audiences=names, role=workspace.actor)
