# SPDX-License-Identifier: MIT
"""Share: what each recipient will see, beside ours, before anything is written; then the packet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from hotmap.domain.codelists import AUDIENCES
from hotmap.exporters import EXPORTERS, ExportOptions
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.previews import Preview, Previews
from hotmap.gui.shell.plan_files import documents
from hotmap.gui.stages.audience_list import AudienceList
from hotmap.gui.stages.release_panel import ReleasePanel
from hotmap.gui.stages.stage import Panels, Stage
from hotmap.gui.tables.column import Column, TableView
from hotmap.gui.tables.columns import LEAD, LEVEL, MONTHS, PEOPLE, THREAT, TYPE
from hotmap.gui.tables.view import RecordTable
from hotmap.gui.widgets.building import boxed, column, dress, label, row, rule, scrolled
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.gui.workers import Progress
from hotmap.i18n import current_language, mark_for_translation, tr, tr_count
from hotmap.services import editing, sending
from hotmap.services.session import PlanSession

NAME = Column(
    "name", mark_for_translation("Hotspot"), lambda r, v: r.caption or r.value("code") or "", width_px=0, strong=True
)


def _precision(record: Any, view: TableView) -> str:
    code = view.records.precision_of(record.uuid)  # type: ignore[attr-defined]
    return view.records.lists.text("precision", code) if code else tr("no place")


PLACE = Column("place", mark_for_translation("Place"), _precision, width_px=90)


class ShareStage(Stage):
    """The stage in which files for others are made."""

    id = "share"
    tools = ()
    hint = mark_for_translation(
        "Nothing is deleted from a copy: what leaves is built from what its originators released"
    )

    audiences: AudienceList
    theirs: MapView
    table: RecordTable
    panel: ReleasePanel

    def build(self) -> Panels:
        workspace = self.workspace
        self._previews = Previews(workspace)
        self._waiting: list[str] = []
        self._counter = QTimer(self)
        self.audiences, self.panel, self.theirs = AudienceList(), ReleasePanel(), MapView((), edits=False)
        self.table = RecordTable((LEVEL, NAME, TYPE, PLACE, PEOPLE, THREAT, MONTHS, LEAD), tr("Table they receive"))
        self.language = Segmented(
            [Segment("en", "English"), Segment("fr", "Français"), Segment("ar", "العربية")], tr("Language"), pad_px=6
        )
        self.language.set_value(current_language())
        self.audiences.chosen.connect(lambda _: self._show_audience())
        self.panel.send_wanted.connect(self._ask_where)
        self.panel.mark_wanted.connect(self._mark_unmarked)
        self._counter.setInterval(30)
        self._counter.timeout.connect(self._count_next)
        self.map.view_changed.connect(self._follow)
        workspace.opened.connect(lambda: self.audiences.show_value(AUDIENCES[0]))
        self.audiences.show_value(AUDIENCES[0])
        self._ours, self._theirs = MapCaption(self.map), MapCaption(self.theirs, tone="accent")
        self._table_words = label("", "strong")
        return Panels(
            {
                "first": self._left(),
                "above": self._above(),
                "beside": self.theirs,
                "bottom": self._bottom(),
                "right": self.panel,
            },
            {"first": 248, "beside": 420, "bottom": 240, "right": 344},
        )

    def open_questions(self) -> tuple[int, str]:
        return sum(finding.rule == "unmarked" for finding in self.workspace.findings), ""

    def enter(self) -> None:
        self._ours.show()
        self.refresh()

    def refresh(self) -> None:
        lists = self.workspace.plan.lists
        self.audiences.show_texts({code: lists.text("audience", code) for code in AUDIENCES})
        self._waiting = [a for a in AUDIENCES if a != self.audiences.value]
        self._show_audience()
        self._counter.start()

    def leave(self) -> None:
        if self.is_built:
            self._counter.stop()
            self._previews.stop()
            self._ours.hide()

    # ---- what they see -------------------------------------------------------------------------

    def _show_audience(self) -> None:
        if self.workspace.session is not None:
            self._previews.want(self.audiences.value, self.language.value or "en", self._show_preview)

    def _show_preview(self, preview: Preview) -> None:
        workspace, session = self.workspace, self.workspace.session
        audience, prepared = preview.audience, preview.prepared
        if session is None or audience != self.audiences.value:
            return
        release, lists = prepared.release, workspace.plan.lists
        name = lists.text("audience", audience)
        total, number = workspace.plan.count("hotspot"), release.count("hotspot")
        self.audiences.show_count(audience, number, total)
        self._ours.say(tr_count("Our plan: {n} hotspot", "Our plan: {n} hotspots", total))
        seen = tr_count("Seen by {audience}: {n} hotspot", "Seen by {audience}: {n} hotspots", number, audience=name)
        self._theirs.say(seen)
        self._table_words.setText(tr("Table they receive: {n}").format(n=number))
        self.theirs.set_records(release, release.features, preview.summaries)
        self.theirs.show_exercise(release.exercise)
        self._follow()
        view = TableView(release, preview.summaries, workspace.today())
        self.table.show_records(release.of("hotspot"), view)
        self.panel.show_prepared(prepared, workspace.plan, audience, lists)
        self.panel.show_last(session.releases(), audience)

    def _count_next(self) -> None:
        """Count for one more audience in each idle moment, so that the window stays live."""
        if not self._waiting or self.workspace.session is None:
            self._counter.stop()
        elif not self._previews.is_busy:
            self._previews.want(self._waiting.pop(0), "en", self._show_count)

    def _show_count(self, preview: Preview) -> None:
        number, total = preview.prepared.release.count("hotspot"), self.workspace.plan.count("hotspot")
        self.audiences.show_count(preview.audience, number, total)

    def _follow(self) -> None:
        if self.theirs.isVisible():
            self.theirs.canvas.set_view(self.map.canvas.view)

    # ---- writing -------------------------------------------------------------------------------

    def _ask_where(self, files: tuple[str, ...]) -> None:
        session = self.workspace.session
        if session is None:
            return
        chosen = QFileDialog.getExistingDirectory(self.panel, tr("Folder for the packet"), str(documents()))
        if chosen:
            self.write(Path(chosen), files)

    def write(self, folder: Path, files: tuple[str, ...]) -> None:
        """Write the chosen files for the chosen audience into `folder`, in a worker."""
        session = self.workspace.session
        if session is None:
            return
        path, actor, audience = session.path, session.actor, self.audiences.value
        options = ExportOptions(language=self.language.value or "en")
        entries = [entry for entry in EXPORTERS if entry.id in files]

        def work(progress: Progress) -> sending.Packet:
            # The window's own session belongs to the window's thread; reading needs no lock.
            with PlanSession.open(path, actor, write=False) as reading:
                return sending.send(
                    reading,
                    folder,
                    audience,
                    options=options,
                    entries=entries,
                    progress=lambda share: progress(share, ""),
                )

        def done(packet: sending.Packet) -> None:
            self.panel.show_busy(False)
            if self.workspace.session is session:
                self.panel.show_last(session.releases(), audience)
            self.panel.show_result(packet)

        def failed(sentence: str) -> None:
            self.panel.show_busy(False)
            self.workspace.failed.emit(sentence)

        self.panel.show_busy(True)
        name = self.workspace.plan.lists.text("audience", audience)
        title = tr("Writing for {audience}").format(audience=name)
        self.workspace.jobs.run(title, work, done, failed, lambda: self.panel.show_busy(False))

    def _mark_unmarked(self) -> None:
        plan, session = self.workspace.plan, self.workspace.session
        unmarked = [record for record in plan.content() if record.marking.is_unmarked]
        audiences = plan.info.default_audiences
        if session is not None and unmarked and audiences:
            self.workspace.did(lambda: editing.mark(session, unmarked, {"audiences": audiences}))

    # ---- building ------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        how = label(
            tr("The package starts empty. Only what its originators released to this audience is put in. "
               "Nothing is deleted from a copy."),
            "second", wrap=True,
        )  # fmt: skip
        inside = column(label(tr("Who receives it?"), "title"), self.audiences, 6, gap=8, margins=(12, 14, 12, 14))
        inside.addLayout(column(label(tr("Language"), "label"), self.language, gap=4))
        inside.addSpacing(4)
        inside.addLayout(column(label(tr("How this is built"), "strong"), how, gap=3))
        inside.addStretch(1)
        made = boxed(column(scrolled(boxed(inside))), "panel")
        return made

    def _above(self) -> QWidget:
        made = QWidget()
        dress(made, "bar")
        made.setLayout(
            row(label(tr("Before anything is written"), "title"), label(tr("both maps move together"), "second"), None,
                gap=12, margins=(16, 9, 12, 9))
        )  # fmt: skip
        return made

    def _bottom(self) -> QWidget:
        head = row(self._table_words, None, label(tr("totals are counted from what is released"), "second"),
                   margins=(16, 8, 16, 6))  # fmt: skip
        layout = column(head, rule(), gap=0)
        layout.addWidget(self.table, 1)
        return boxed(layout, "panel")


class MapCaption(QWidget):
    """Says over a map whose view it is."""

    def __init__(self, over: QWidget, tone: str = "") -> None:
        super().__init__(over)
        dress(self, "float")
        self._words = label("", "strong", tone=tone)
        self.setLayout(row(self._words, margins=(12, 6, 12, 6)))
        self.move(12, 12)

    def say(self, text: str) -> None:
        """Show other words."""
        self._words.setText(text)
        self.adjustSize()
        self.raise_()
