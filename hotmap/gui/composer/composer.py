# SPDX-License-Identifier: MIT
"""Composes map sheets: from what is chosen to a live preview, to a file, to a printer.

What an audience gets is painted from its release, in the preview as on paper; the plan itself is never painted here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from hotmap.cartography.photocopy import reason
from hotmap.cartography.projection import View
from hotmap.cartography.sheet import MapSheet
from hotmap.domain.codelists import AUDIENCES
from hotmap.errors import HotmapError
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.composer.composition import Composition
from hotmap.gui.composer.delivery import DeliveryPanel
from hotmap.gui.composer.frame_on_map import FrameOnMap
from hotmap.gui.composer.panel import ComposerPanel
from hotmap.gui.composer.preview import SheetPreview
from hotmap.gui.composer.printers import PrintOrder, print_pages
from hotmap.gui.composer.rendering import RenderedPage, SheetRenderer
from hotmap.gui.composer.warnings import warnings_of
from hotmap.gui.previews import Preview, Previews
from hotmap.gui.workers import Progress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import current_language, tr, tr_count
from hotmap.services import composing
from hotmap.services.session import PlanSession
from hotmap.settings import Settings
from hotmap.units import format_bytes

SETTLE_MS = 250
"""After the last change, before a sheet is composed anew."""


class Composer(QObject):
    """Panel and preview, and what lies between them.

    Parameters
    ----------
    workspace : Workspace
    map_view : MapView
        The map of the window, on which a frame can be laid.
    folder : callable
        Gives the folder that is offered for files.
    """

    map_wanted = Signal(bool)
    """Whether the map is to be seen in place of the preview."""

    def __init__(self, workspace: Workspace, map_view: MapView, folder: Callable[[], Path]) -> None:
        super().__init__(map_view)
        self.workspace, self.map, self._folder = workspace, map_view, folder
        self.delivery, self.preview = DeliveryPanel(), SheetPreview()
        self.panel = ComposerPanel(self.delivery)
        self.frame = FrameOnMap(map_view)
        self.renderer = SheetRenderer(self)
        self._previews = Previews(workspace)
        self._release: Any = None
        self._sheets: Any = None
        self._released_for: tuple[object, ...] = ()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._connect()

    @property
    def composition(self) -> Composition:
        """What is composed."""
        return self.panel.composition

    def open(self) -> None:
        """Begin with what was composed last in this plan, else with what the holder prefers."""
        lists = self.workspace.plan.lists
        own = {composing.OWN_PRINT: tr("Our own print: all records")}
        self.panel.show_audiences(own | {code: lists.text("audience", code) for code in AUDIENCES})
        self.refresh()

    def begin_anew(self) -> None:
        """Forget what was composed: another plan is open."""
        self.leave()
        self._release, self._sheets, self._released_for = None, None, ()
        self.panel.show_composition(Composition.from_kept(Settings.load().sheet, current_language()))

    def leave(self) -> None:
        """Stop what is under way; the panel goes to the back."""
        self._settle.stop()
        self._previews.stop()
        self.renderer.stop()
        self.frame.give_up()

    def refresh(self) -> None:
        """Compose anew from the plan as it stands."""
        session, composition = self.workspace.session, self.composition
        if session is None:
            return
        if self.workspace.in_room:
            self._show_nothing(
                tr("Restricted records stay off the wall. Leave the large type (F11) to compose a sheet.")
            )
            return
        wanted = (session.plan, composition.audience, composition.language)
        if self._release is not None and wanted == self._released_for:
            self._compose()
            return
        self._released_for = wanted
        self._previews.want(composition.audience, composition.language, self._on_release)

    # ---- from the release to the preview -------------------------------------------------------

    def _connect(self) -> None:
        panel, preview, workspace = self.panel, self.preview, self.workspace
        panel.edited.connect(self._on_edited)
        panel.frame_wanted.connect(self.lay_frame)
        panel.screen_wanted.connect(self._take_screen)
        preview.page_wanted.connect(self._show_page)
        self.renderer.progressed.connect(preview.show_progress)
        self.renderer.finished.connect(self._on_rendered)
        self.frame.placed.connect(self._on_frame)
        self.frame.given_up.connect(lambda: self.map_wanted.emit(False))
        self.delivery.pdf_wanted.connect(lambda: self._ask_where(".pdf"))
        self.delivery.picture_wanted.connect(lambda dpi: self._ask_where(".png", dpi))
        self.delivery.print_wanted.connect(self.send_to_printer)
        workspace.changed.connect(lambda _: self._on_plan_changed())
        workspace.opened.connect(self.begin_anew)

    def _on_edited(self, composition: Composition) -> None:
        Settings.load().with_values(sheet=composition.kept()).save()
        self._settle.start()

    def _on_plan_changed(self) -> None:
        if self.panel.isVisible():
            self._settle.start()

    def _on_release(self, preview: Preview) -> None:
        self._release = preview.prepared.release
        plan, release = self.workspace.plan, self._release
        shown = {source: own for own, source in preview.prepared.sources.items()}
        selected = tuple(shown[uuid] for uuid in self.workspace.selection if uuid in shown)
        hotspots = {record.uuid for record in release.of("hotspot")}
        if release.internal:
            told = tr("Everything at its exact place. Every page says that it is not for release.")
        else:
            told = tr("Only what was released to them: {n} of {all} hotspots.").format(
                n=len(hotspots), all=plan.count("hotspot")
            )
        self.panel.show_release(composing.offer_of(release), told, tuple(u for u in selected if u in hotspots))
        self._compose()

    def _compose(self) -> None:
        """Make the sheets; of a series beside the window, which takes a moment."""
        release, composition = self._release, self.composition
        if composing.is_empty(release):
            name = self.workspace.plan.lists.text("audience", composition.audience)
            self._show_nothing(
                tr("Nothing would leave for {audience}: no record is marked for it.").format(audience=name)
            )
            return
        options = composition.options()
        if not composition.is_series:
            self._on_sheets(composition, self._attempt(lambda: composing.compose(release, options)))
            return
        self.workspace.jobs.run(
            tr("Composing the sheets"),
            lambda progress: composing.compose(release, options),
            lambda sheets: self._on_sheets(composition, sheets),
            self._show_nothing,
            quiet=True,
        )

    def _attempt(self, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except HotmapError as error:
            self._show_nothing(str(error))
            return None

    def _on_sheets(self, composition: Composition, sheets: Any) -> None:
        if sheets is None or composition != self.composition:
            return
        before, self._sheets = self._sheets, sheets
        number = self.preview.number if before is not None and len(before.pages) == len(sheets.pages) else 0
        self.preview.show_pages(sheets.bookmarks or (sheets.title,), number)
        self.preview.table.show_veil("")
        self._show_page(number)

    def _show_page(self, number: int) -> None:
        self.renderer.start(self._sheets.pages[number], number, self.composition.language)

    def _on_rendered(self, page: RenderedPage) -> None:
        sheet, composition = self._sheets.pages[page.number], self.composition
        self.preview.show_progress(1.0)
        self.preview.table.show_page(page)
        warnings: list[str] = []
        proof: str | None = None
        if isinstance(sheet, MapSheet):
            self.panel.show_fitted(sheet.frame.denominator)
            shows_part = composition.extent != "all" or (composition.is_series and page.number > 0)
            warnings = warnings_of(sheet, shows_part=shows_part)
            if composition.sheet.proof and page.proof is not None and page.proof.levels:
                level_name = partial(self.workspace.plan.lists.text, "level")
                proof = reason(page.proof, sheet.frame.denominator, sheet.page.paper, level_name)
        self.delivery.show_sheet(warnings, proof, len(self._sheets.pages))

    def _show_nothing(self, sentence: str) -> None:
        self.renderer.stop()
        self._sheets = None
        self.preview.show_pages((), 0)
        self.preview.show_progress(1.0)
        self.preview.table.show_page(None)
        self.preview.table.show_veil(sentence)
        self.delivery.show_nothing()

    # ---- the extent on the map -----------------------------------------------------------------

    def lay_frame(self) -> None:
        """Let the hand lay the sheet's frame on the map of the window."""
        if self._sheets is None:
            return
        self.map_wanted.emit(True)
        self.frame.begin(
            self._sheets.first.frame.view, is_fixed=self.composition.sheet.denominator is not None and
            self.composition.extent != "frame",
        )  # fmt: skip

    def _on_frame(self, frame: View) -> None:
        self.map_wanted.emit(False)
        denominator = round(frame.scale_denominator(1.0))
        made = self.composition.with_sheet(denominator=denominator)
        self._take_over(replace(made, extent="frame", bbox_wgs84=frame.bbox, place=""))

    def _take_screen(self) -> None:
        self._take_over(replace(self.composition, extent="screen", bbox_wgs84=self.map.bounds(), place=""))

    def _take_over(self, composition: Composition) -> None:
        self.panel.show_composition(composition)
        self._on_edited(composition)

    # ---- to file and printer -------------------------------------------------------------------

    def _ask_where(self, suffix: str, dpi: int = 200) -> None:
        if self._release is None:
            return
        options = self.composition.options()
        name = composing.suggested_name(self._release, options, suffix)
        kinds = {".pdf": tr("Map sheet (PDF)"), ".png": tr("Map sheet (picture)")}
        chosen, _ = QFileDialog.getSaveFileName(
            self.panel, tr("Write the sheet as"), str(self._folder() / name), f"{kinds[suffix]} (*{suffix})"
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix), dpi)

    def write(self, path: Path, dpi: int = 200) -> None:
        """Write the sheets to a file beside the window, and inspect it."""
        composition = self.composition.with_sheet(dpi=dpi)

        def work(reading: PlanSession, progress: Callable[[float], None]) -> Any:
            return composing.write(reading, path, composition.audience, composition.options(), progress)

        def done(written: Any) -> None:
            size = format_bytes(written.size_bytes)
            head = tr("Written and inspected: {name}, {size}.").format(name=written.path.name, size=size)
            folder = QUrl.fromLocalFile(str(written.path.parent))
            self.delivery.show_done(head, (tr("Show the folder"), lambda: QDesktopServices.openUrl(folder)))

        self._run(tr("Writing the sheet"), work, done)

    def send_to_printer(self, order: PrintOrder) -> None:
        """Print the sheets beside the window; what is printed was inspected as a file would be."""
        composition = self.composition
        order = replace(order, only=self.preview.number) if order.only is not None else order
        if order.grey:
            composition = composition.with_sheet(proof=True)

        def work(reading: PlanSession, progress: Callable[[float], None]) -> Any:
            def send(sheets: Any, share: Callable[[float], None]) -> None:
                print_pages(sheets.pages, order, sheets.title, share)

            return composing.print_sheets(reading, composition.audience, composition.options(), send, progress)

        def done(sheets: Any) -> None:
            pages = 1 if order.only is not None else len(sheets.pages)
            told = tr_count("{n} page", "{n} pages", pages)
            if order.copies > 1:
                told = tr("{pages}, {copies} times").format(pages=told, copies=order.copies)
            words = tr("On its way to {printer}: {what}.")
            self.delivery.show_done(words.format(printer=order.printer, what=told))

        self._run(tr("Printing"), work, done)

    def _run(
        self,
        title: str,
        work: Callable[[PlanSession, Callable[[float], None]], Any],
        done: Callable[[Any], None],
    ) -> None:
        """Do something with a session of its own: the window's belongs to the window's thread."""
        session = self.workspace.session
        if session is None:
            return
        path, actor = session.path, session.actor

        def whole(progress: Progress) -> Any:
            with PlanSession.open(path, actor, write=False) as reading:
                return work(reading, lambda share: progress(share, ""))

        def ended(then: Callable[[Any], object], value: Any = None) -> None:
            self.delivery.show_busy(False)
            then(value)

        self.delivery.show_busy(True)
        self.workspace.jobs.run(
            title,
            whole,
            partial(ended, done),
            partial(ended, self.workspace.failed.emit),
            partial(ended, lambda _: None),
        )
