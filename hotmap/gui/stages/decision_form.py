# SPDX-License-Identifier: MIT
"""The group decides: level, reason, dissent; forum, role and date stay from the last decision."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotmap.domain.codelists import LEVELS
from hotmap.domain.plan import RecordSet
from hotmap.domain.summary import HotspotSummary
from hotmap.gui import theme
from hotmap.gui.widgets.building import button, column, label, restyle, row
from hotmap.gui.widgets.fields import LineField, TextField
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import editing
from hotmap.settings import UNNAMED_ACTOR


class DecisionForm(QWidget):
    """Records the group's decision on the selected hotspots.

    Parameters
    ----------
    workspace : Workspace
    """

    recorded = Signal(str)
    """Carries the sentence that says what was put on the record."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._summaries: list[HotspotSummary] = []
        self._against = label("", "strong")
        self.levels = Segmented(
            [Segment(level, tr(level.capitalize()), badge=level) for level in LEVELS], tr("Agreed level"), height_px=36
        )
        self.levels.chosen.connect(lambda _: self._say())
        self._reason_label = label(tr("Reason"), "label")
        self.reason = self._text(tr("Reason"))
        self.dissent = self._text(tr("Dissent, kept on record"))
        self.forum, self.role, self.date, self.until = (
            self._line(name) for name in (tr("Forum"), tr("Agreed by (a role)"), tr("Date"), tr("Valid until"))
        )
        self._problem = label("", "problem", wrap=True)
        self.record_button = button(tr("Record"), self.record, kind="primary")
        self._build()

    @property
    def question(self) -> str:
        """What is still missing, as a question; empty when nothing is."""
        return self._problem.text()

    def show_hotspots(self, summaries: list[HotspotSummary]) -> None:
        """Get ready for a decision on these hotspots."""
        is_other = [s.hotspot.uuid for s in summaries] != [s.hotspot.uuid for s in self._summaries]
        self._summaries = summaries
        self.setEnabled(bool(summaries) and self._workspace.is_open)
        if is_other:
            first = summaries[0] if summaries else None
            self.levels.set_value((first.level or first.suggested) if first and len(summaries) == 1 else None)
            self.reason.setPlainText("")
            self.dissent.setPlainText("")
            self._problem.setText("")
            self._remember_last(self._workspace.plan)
        self._say()

    def decide(self, level: str) -> bool:
        """Take a level for the selected hotspots, asking only for what is still missing.

        Returns
        -------
        bool
            Whether it was recorded at once.
        """
        self.levels.set_value(level)
        self._say()
        return self.record()

    def record(self) -> bool:
        """Put the decision on the record, or say what is missing and go there."""
        level, session = self.levels.value, self._workspace.session
        if session is None or level is None or not self._summaries:
            return False
        if not self._is_complete(level):
            return False
        hotspots = [summary.hotspot for summary in self._summaries]
        made = self._workspace.attempt(
            lambda: editing.decide(
                session,
                hotspots,
                level,
                reason=self.reason.toPlainText().strip() or None,
                forum=self.forum.text().strip(),
                role=self.role.text().strip(),
                on=self.date.text().strip() or None,
                dissent=self.dissent.toPlainText().strip() or None,
                valid_until=self.until.text().strip() or None,
            )
        )
        if not made:
            return False
        names = ", ".join(hotspot.caption for hotspot in hotspots[:3])
        self.recorded.emit(
            tr("On the record as {level}: {names}").format(
                level=self._workspace.plan.lists.text("level", level), names=names
            )
        )
        return True

    def _is_complete(self, level: str) -> bool:
        differs = [s for s in self._summaries if s.suggested and s.suggested != level]
        if differs and not self.reason.toPlainText().strip():
            suggested = tr((differs[0].suggested or "").capitalize())
            question = tr("The rubric suggests {level}. Say in one sentence why the group sees it otherwise.")
            return self._ask(self.reason, question.format(level=suggested))
        if not self.forum.text().strip():
            return self._ask(self.forum, tr("Which forum agreed this?"))
        if not self.role.text().strip():
            return self._ask(self.role, tr("Which role speaks for the forum? A role, never a person."))
        self._problem.setText("")
        return True

    def _ask(self, field: QWidget, question: str) -> bool:
        self._problem.setText(question)
        field.setFocus()
        return False

    def _say(self) -> None:
        level = self.levels.value
        text = ""
        if len(self._summaries) == 1 and level and self._summaries[0].suggested:
            suggested = self._summaries[0].suggested
            if level != suggested:
                is_raised = LEVELS.index(level) < LEVELS.index(suggested)
                word = tr("▲ raised from {level}") if is_raised else tr("▼ lowered from {level}")
                text = word.format(level=tr(suggested.capitalize()))
        elif len(self._summaries) > 1:
            text = tr("for {n} hotspots").format(n=len(self._summaries))
        self._against.setText(text)
        is_override = "▲" in text or "▼" in text
        self._reason_label.setText(tr("Reason for the override") if is_override else tr("Reason"))
        name = tr(level.capitalize()) if level else ""
        self.record_button.setText(tr("Record as {level}").format(level=name) if level else tr("Choose a level"))
        self.record_button.setEnabled(bool(level) and bool(self._summaries))

    def _remember_last(self, plan: RecordSet) -> None:
        """Keep forum and role of the last decision, so that a decision stays two gestures."""
        decisions = [d for d in plan.of("decision") if d.forum and d.role]
        last = max(decisions, key=lambda d: (d.date or "", d.uuid), default=None)
        actor = self._workspace.actor
        if not self.forum.text().strip():
            self.forum.setText((last.forum if last else plan.info.forum) or "")
        if not self.role.text().strip():
            self.role.setText((last.role if last else "") or ("" if actor == UNNAMED_ACTOR else actor))
        if not self.date.text().strip():
            self.date.setText(self._workspace.today().isoformat())
        for line in (self.forum, self.role, self.date):
            line.setCursorPosition(0)

    def _build(self) -> None:
        texts = row(gap=10)
        dissent_label = label(tr("Dissent, kept on record"), "label")
        for words, text in ((self._reason_label, self.reason), (dissent_label, self.dissent)):
            texts.addLayout(column(words, text, gap=4), 1)
        lines = row(gap=10)
        for line, share in ((self.forum, 5), (self.role, 5), (self.date, 4), (self.until, 4)):
            lines.addLayout(column(label(line.accessibleName(), "label"), line, gap=4), share)
        foot = row(self.record_button, gap=12)
        foot.addWidget(self._problem, 1)
        self.setLayout(
            column(
                row(label(tr("The group decides"), "strong"), None, self._against),
                self.levels,
                texts,
                lines,
                foot,
                None,
                gap=9,
            )
        )

    def _text(self, name: str) -> TextField:
        text = TextField()
        text.setAccessibleName(name)
        text.setTabChangesFocus(True)
        text.setFixedHeight(theme.active().px(50))
        return text

    def _line(self, name: str) -> LineField:
        line = LineField()
        line.setAccessibleName(name)
        line.returnPressed.connect(self.record)
        restyle(line)
        return line
