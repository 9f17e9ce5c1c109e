# SPDX-License-Identifier: MIT
"""Bring in a picture as a base map: looked at beside the window, shown where it lies, then one undoable action."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from hotmap.domain.codelists import DEFAULT
from hotmap.errors import MissingCrsError
from hotmap.gui.panels.picture_preview import PicturePreview
from hotmap.gui.widgets.building import (
    ElidedLabel,
    bare_button,
    boxed,
    button,
    column,
    dress,
    emptied,
    label,
    row,
    rule,
    scrolled,
)
from hotmap.gui.widgets.chips import ChipPicker
from hotmap.gui.widgets.flow import FlowLayout
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import bringing_pictures
from hotmap.services.bringing_pictures import PictureRequest, PreparedPicture
from hotmap.units import format_bytes

MARGINS = (18, 12, 18, 14)


class PicturePanel(QWidget):
    """A picture that may become a base map.

    Parameters
    ----------
    workspace : Workspace
    """

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        self._request: PictureRequest | None = None
        self._prepared: PreparedPicture | None = None
        self._run = 0
        self._name, self._about = ElidedLabel("title"), label("", "second", wrap=True)
        self._problem = Notice("", tone="gap", picture="warning")
        self._crs, self._title, self._credit = QLineEdit(), QLineEdit(), QLineEdit()
        self._copy = QCheckBox(tr("Copy the file beside the plan"))
        self._outside = label("", "second", wrap=True)
        self._audiences = ChipPicker({c.code: c.text for c in DEFAULT["audience"]}, tr("May be seen by"))
        self._warnings = column(gap=8)
        self.preview = PicturePreview(workspace)
        self._go = button(tr("Add as a base map"), self.commit, kind="primary", picture="layers")
        self._build()

    @property
    def prepared(self) -> PreparedPicture | None:
        """What would become a base map, or None while nothing is understood."""
        return self._prepared

    def show_file(self, path: Path) -> None:
        """Look at a picture and show what it would become."""
        self._name.setText(path.name)
        self._title.clear()
        self._credit.clear()
        self._crs.clear()
        self._audiences.set_chosen(self._workspace.plan.info.default_audiences or ())
        self._request = PictureRequest(path)
        self._look()

    def commit(self) -> None:
        """Make the picture a base map, after it was copied where that is wanted."""
        session, prepared = self._workspace.session, self._prepared
        if session is None or prepared is None:
            return
        prepared = replace(prepared, layer=prepared.layer.with_values(self._said()))
        if not (self._copy.isVisible() and self._copy.isChecked()):
            self._write(prepared, None)
            return
        title = tr("Copying {name}").format(name=prepared.request.path.name)
        self._workspace.jobs.run(
            title,
            lambda progress: bringing_pictures.copied_beside(session, prepared, progress),
            lambda copy: self._write(prepared, copy),
            lambda sentence: self._refuse(tr("The picture was not copied."), sentence),
        )

    # ---- looking ---------------------------------------------------------------------------------

    def _look(self) -> None:
        request, workspace = self._request, self._workspace
        if request is None:
            return
        self._run += 1
        run, plan, actor = self._run, workspace.plan, workspace.actor
        self._prepared = None
        self._go.setEnabled(False)
        self._problem.hide()
        self._details.hide()
        emptied(self._warnings)
        self._about.setText(tr("Looking at it …"))

        def done(prepared: PreparedPicture) -> None:
            if run == self._run:
                self._show(prepared)

        def failed(sentence: str) -> None:
            if run == self._run:
                self._about.setText("")
                why = job.error.message if job.error else sentence  # without the path: the name stands above
                self._refuse(tr("This picture does not come in as it is."), why)
                self._offer_systems(isinstance(job.error, MissingCrsError) or bool(request.crs))

        job = workspace.jobs.run(
            tr("Looking at {name}").format(name=request.path.name),
            lambda progress: bringing_pictures.prepare(plan, request, actor),
            done,
            failed,
            self.closed.emit,
        )

    def _show(self, prepared: PreparedPicture) -> None:
        self._prepared = prepared
        raster, layer, path = prepared.raster, prepared.layer, prepared.request.path
        size = format_bytes(path.stat().st_size) if path.is_file() else ""
        self._about.setText(" · ".join(filter(None, (raster.about, raster.crs, size))))
        self._title.setText(self._title.text() or layer.name or "")
        self._credit.setText(self._credit.text() or layer.attribution or "")
        self._crs_box.hide()
        for warning in prepared.warnings:
            tone = "caution" if warning.kind == "far-away" else "quiet"
            self._warnings.addWidget(Notice(warning.message, tone=tone, picture="info"))
        self._show_whereabouts(path)
        self._details.show()
        self._go.setEnabled(True)
        self.preview.show_picture(prepared)

    def _show_whereabouts(self, path: Path) -> None:
        """Offer a copy where the picture would not travel with the plan; the usual answer on another disk."""
        session = self._workspace.session
        folder = session.path.resolve().parent if session else path.parent
        is_beside = path.resolve().parent == folder
        self._copy.setVisible(not is_beside)
        self._copy.setChecked(not is_beside and path.stat().st_dev != folder.stat().st_dev)
        self._outside.setText(
            tr("The picture stays outside the plan, which so remains small. It lies beside the plan already.")
            if is_beside
            else tr(
                "The picture stays outside the plan, which so remains small. Where it is not found, the map says so; "
                "a copy beside the plan travels with it."
            )
        )

    def _offer_systems(self, wanted: bool) -> None:
        """Ask for the reference system, with those that the place of the plan suggests."""
        self._crs_box.setVisible(wanted)
        emptied(self._systems)
        if not wanted:
            return
        for code, words in bringing_pictures.likely_systems(self._workspace.plan):
            self._systems.addWidget(button(words, partial(self._take_system, code), kind="chip"))
        self._crs.setFocus()

    def _take_system(self, code: str) -> None:
        self._crs.setText(code)
        self._read_again()

    def _read_again(self) -> None:
        text = self._crs.text().strip()
        if self._request is not None and text:
            self._request = replace(self._request, crs=text)
            self._look()

    # ---- writing ---------------------------------------------------------------------------------

    def _said(self) -> dict[str, Any]:
        """Return what the user says of the base map."""
        return {
            "name": self._title.text().strip() or self._name.text(),
            "attribution": self._credit.text().strip() or None,
            "audiences": self._audiences.chosen or None,
        }

    def _write(self, prepared: PreparedPicture, copy: Path | None) -> None:
        workspace, session = self._workspace, self._workspace.session
        if session is None:
            return
        if workspace.did(lambda: bringing_pictures.commit(session, prepared, copy)):
            self.closed.emit()
            workspace.acted.emit(tr("Added the base map {name}").format(name=prepared.layer.name))
            if not bringing_pictures.lies_under(workspace.plan, prepared.raster.bbox):
                workspace.zoom_wanted.emit(prepared.raster.bbox)

    def _refuse(self, head: str, sentence: str) -> None:
        self._problem.say(head, sentence)
        self._problem.show()

    # ---- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._crs.returnPressed.connect(self._read_again)
        self._crs.setPlaceholderText("EPSG:32635")
        self._systems = FlowLayout()
        systems = boxed(self._systems)
        self._crs_box = boxed(
            column(_field(tr("Reference system of its world file; Enter reads it again"), self._crs), systems, gap=8)
        )
        warnings = boxed(self._warnings)
        self._details = boxed(
            column(
                self.preview, warnings,
                _field(tr("Name"), self._title),
                _field(tr("Source, printed with the map"), self._credit),
                rule(), label(tr("May be seen by"), "strong"), self._audiences,
                label(tr("Left empty, it is on nobody's map but yours until it is marked."), "second", wrap=True),
                rule(), self._outside, self._copy, gap=11,
            )
        )  # fmt: skip
        head = row(gap=8)
        head.addLayout(column(self._name, self._about, gap=0), 1)
        head.addWidget(bare_button("close", tr("Close"), self._cancel))
        body = column(head, self._problem, self._crs_box, self._details, None, gap=11, margins=MARGINS)
        cancel = button(tr("Cancel"), self._cancel, kind="large")
        foot = boxed(row(self._go, cancel, None, margins=(18, 11, 18, 11)), "foot")
        layout = column(gap=0)
        layout.addWidget(scrolled(boxed(body)), 1)
        layout.addWidget(foot)
        self.setLayout(layout)
        self._crs_box.hide()
        self._problem.hide()
        self._details.hide()

    def _cancel(self) -> None:
        self._run += 1  # what is still being looked at is not wanted any more
        self.preview.stop()
        self.closed.emit()


def _field(words: str, control: QWidget) -> QWidget:
    control.setAccessibleName(words)
    return boxed(column(label(words, "label"), control, gap=4))
