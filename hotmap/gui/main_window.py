# SPDX-License-Identifier: MIT
"""The main window. It assembles bar, map, stages and panels, and leads signals from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from hotmap.domain.changes import ChangeSet
from hotmap.gui import theme
from hotmap.gui.canvas.binding import MapBinding
from hotmap.gui.canvas.extent_history import ExtentHistory
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.canvas.map_walk import MapWalk
from hotmap.gui.canvas.off_wall import OffWallMarks
from hotmap.gui.canvas.sketches import SketchKeeper
from hotmap.gui.commands import Commands
from hotmap.gui.shell.filter_strip import FilterStrip
from hotmap.gui.shell.frame import Frame
from hotmap.gui.shell.places import Places
from hotmap.gui.shell.plan_files import SUFFIX, PlanFiles
from hotmap.gui.shell.projector import Projector
from hotmap.gui.shell.search import Answers
from hotmap.gui.shell.search_list import SearchList
from hotmap.gui.shell.side_panels import SidePanels
from hotmap.gui.shell.sight import Sight, SightBar
from hotmap.gui.shell.sketch_commands import resume_last, undo_note
from hotmap.gui.shell.status_bar import StatusBar
from hotmap.gui.shell.strips import JobStrip, NoticeArea, UndoStrip
from hotmap.gui.shell.time_bar import TimeBar
from hotmap.gui.shell.top_bar import TopBar
from hotmap.gui.shell.wall_bar import WallBar
from hotmap.gui.shell.warm_up import WarmUp
from hotmap.gui.shell.window_commands import add_commands
from hotmap.gui.shell.window_state import follow_layers, show_state
from hotmap.gui.speech import teach_screen_readers
from hotmap.gui.stages.registry import STAGES, Stages, is_for_room
from hotmap.gui.stages.stage import Stage
from hotmap.gui.widgets.building import column, dress
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr, tr_count
from hotmap.importers.rasters.names import is_raster, main_file
from hotmap.settings import Settings, actor

NARROW_PX = 1400
NEARLY_PX = 8
START_SIZES = {"right": 360}
START_VIEW = (-20.0, -36.0, 62.0, 40.0)  # degrees; where most missions with a protection mandate are
SIDE_SIZES = {"right": 380}
WIDE_SIZES = {"right": 520}


class MainWindow(SidePanels):
    """The window of hotmap.

    Parameters
    ----------
    workspace : Workspace
    make_sample : callable, optional
        Writes the practice plan; see `PlanFiles`.
    opens : bool
        A plan is opened next, by `open_first`: no page for those who have none is made.
    """

    def __init__(
        self, workspace: Workspace, make_sample: Callable[..., object] | None = None, *, opens: bool = False
    ) -> None:
        super().__init__()
        teach_screen_readers()
        self.workspace = workspace
        self.files = PlanFiles(workspace, self, make_sample)
        self.map = MapView(overview=Settings.load().overview)
        self.binding = MapBinding(self.map.canvas, workspace, self.map.desk.types.type_of)
        self.map_walk = MapWalk(self.map.canvas)
        self.sketches = SketchKeeper(self.map, workspace)
        self.extents = ExtentHistory(self.map.canvas)
        self.projector = Projector(workspace, self.map)
        self.off_wall = OffWallMarks(self.map.canvas, workspace)
        self.wall_bar = WallBar(workspace, self.projector)
        self.filter_strip = FilterStrip(self.map.sieve)
        self.time_bar = TimeBar(workspace, self.map.sieve)
        self.stages = Stages(self._stage_of)
        self.stage = self.stages[STAGES[0].id]
        self.frame = Frame(self.map)
        self.commands = Commands(self, lambda: workspace.in_room, self._refuse_in_room)
        self._side = None
        self._waiting_file: Path | None = None
        self.places = Places(self)
        self._centre = QWidget()
        self.sight = Sight(self, self._centre, self.map.canvas)
        self.sight_bar = SightBar(self.sight)
        add_commands(self)
        self.bar = TopBar(self.commands.menu())
        self.status = StatusBar(workspace.notation)
        self.notices = NoticeArea()
        self._assemble()
        self.undo_strip = UndoStrip(self._centre, self.map, workspace.undo)
        self.job_strip = JobStrip(self._centre)
        self.answers = Answers(workspace, self.commands, lambda: self.map.canvas.scene.layers)
        self.search_list = SearchList(self._centre)
        self._counts = QTimer(self)
        self._counts.setSingleShot(True)
        self._counts.setInterval(60)
        self._counts.timeout.connect(lambda: show_state(self))
        self._connect()
        self.warm_up = WarmUp(self)
        if opens:
            show_state(self)
        else:
            self._on_opened()

    def open_first(self, path: Path) -> None:
        """Open the plan that the program was started with; where it cannot be, offer the ways to another."""
        if not self.files.open_path(path):
            self._show_start()

    # ---- stages and side panels ----------------------------------------------------------------

    def go_to(self, stage_id: str) -> None:
        """Bring a stage to the front; an open side panel closes."""
        if not self.workspace.is_open or (self.workspace.in_room and not is_for_room(stage_id)):
            return
        self.stage.leave()
        self._side = None
        self.stage = self.stages[stage_id]
        panels = self.stage.panels
        for slot, waiting in panels.waiting.items():
            self.frame.house(slot, *waiting)
        self.frame.arrange(panels.widgets, panels.sizes_px)
        self._give_map_room()
        self._hide()
        session = self.workspace.session
        self.map.offer_tools(Stage.tools if session and session.read_only else self.stage.tools)
        self.stage.enter()
        tool = self.map.canvas.tool
        self.status.show_hint(tool.hint() if tool.is_under_way else tr(self.stage.hint))
        self.map.canvas.setFocus()
        show_state(self)

    def show_side(self, panel: QWidget | None, sizes_px: dict[str, int] | None = None) -> None:
        """Lay a panel over the end of the window; None goes back to the stage."""
        if panel is None:
            if self.workspace.is_open:
                self.go_to(self.stage.id)
            else:
                self._show_start()
            return
        self._side = panel
        self._give_map_room()
        stage = self.stage.panels if self.workspace.is_open else None
        widgets = {**(dict(stage.widgets) if stage else {}), "right": panel}
        self.frame.arrange(widgets, {**(dict(stage.sizes_px) if stage else {}), **(sizes_px or SIDE_SIZES)})

    def toggle_history(self) -> None:
        """Show the history, or put it away."""
        if self._side is self.history:
            self.show_side(None)
        else:
            self.show_side(self.history)
            self.history.refresh()

    def bring_in(self, path: Path) -> None:
        """Preview a file that is to be imported; without a plan, first ask for one or open the file as one."""
        if not self.workspace.is_open:
            if path.suffix.lower() == SUFFIX and self.files.open_path(path):
                return
            self._waiting_file = path
            self.notices.say(
                tr("First the plan that it goes into."), tr("Give it a name; then the file is shown."), tone="caution"
            )
            self.start.ask_for_plan()
            return
        if is_raster(path):
            self.show_side(self.pictures)
            self.pictures.show_file(path)
            return
        self.show_side(self.importing, WIDE_SIZES)
        self.importing.preview(path)

    # ---- look ----------------------------------------------------------------------------------

    def set_look(self, *, dark: bool | None = None, projector: bool | None = None) -> None:
        """Change to the dark or light look, or to large type and back."""
        app, look = QApplication.instance(), theme.active()
        assert isinstance(app, QApplication)
        made = theme.Look.of(
            dark=look.dark if dark is None else dark,
            projector=look.projector if projector is None else projector,
            still=look.still,
        )
        self.undo_strip.hide()
        theme.apply(app, made)
        for part in (self.bar, self.status, self.map, self.projector):
            part.restyle()
        if made.projector != look.projector:
            self.workspace.set_room(made.projector)
            self.showFullScreen() if made.projector else self.showNormal()
            self._fold_layers()
            if made.projector and self.workspace.is_open:  # no panel stays that the room may not see
                self.go_to(self.stage.id if is_for_room(self.stage.id) else STAGES[0].id)
        if self._side is None:
            self.show_side(None)

    # ---- inside --------------------------------------------------------------------------------

    def _assemble(self) -> None:
        centre = self._centre
        dress(centre, "window")
        layout = column(self.bar, self.sight_bar, self.wall_bar, self.notices, self.filter_strip, self.time_bar, gap=0)
        layout.addWidget(self.frame, 1)
        layout.addWidget(self.status)
        centre.setLayout(layout)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)

    def _connect(self) -> None:
        workspace, bar = self.workspace, self.bar
        workspace.opened.connect(self._on_opened)
        workspace.changed.connect(self._on_changed)
        workspace.selection_changed.connect(self._on_selection)
        workspace.selection_changed.connect(self.make_way)
        workspace.changed.connect(self.map.sieve.note_changes)
        workspace.selection_changed.connect(self.map.sieve.spare)
        workspace.selection_changed.connect(self.map_walk.tell_soon)
        workspace.findings_changed.connect(self._counts.start)
        workspace.findings_changed.connect(lambda: self.stage.show_findings())
        workspace.failed.connect(lambda text: self.notices.say(tr("That was refused."), text))
        workspace.locked.connect(self._offer_reading)
        workspace.told.connect(lambda text: self.undo_strip.say(text, undo=False))
        workspace.acted.connect(lambda text: self.undo_strip.say(text, undo=True))
        self.sketches.parked.connect(self._say_parked)
        self.sketches.thrown_away.connect(self._say_thrown_away)
        self.map.canvas.ground_clicked.connect(self._begin_where_nothing_is)
        workspace.stage_wanted.connect(self.go_to)
        self.map_walk.opened.connect(self.open_form)
        workspace.hidden_changed.connect(lambda _: self._hide())
        workspace.jobs.started.connect(self.job_strip.follow)
        follow_layers(self)
        self.map.view_changed.connect(lambda: self.status.show_scale(self.map.scale_denominator()))
        self.map.hint_changed.connect(self.status.show_hint)
        bar.stage_chosen.connect(self.go_to)
        bar.undo_wanted.connect(lambda: self.commands.run("undo"))
        self.map.canvas.sketch_changed.connect(lambda: self.bar.show_undo(undo_note(self)))
        bar.plan_wanted.connect(lambda: self.commands.run("about_plan"))
        bar.search_typed.connect(lambda text: self.search_list.show_answers(self.answers.to(text), bar.search))
        bar.search_left.connect(self.search_list.hide)
        bar.search_moved.connect(self.search_list.step)
        bar.search_taken.connect(self.search_list.take)
        self.search_list.marked.connect(self.places.preview)
        self.search_list.taken.connect(bar.search.clear)
        self.search_list.taken.connect(self.map.canvas.setFocus)  # the hand goes on where the answer is
        self.map.canvas.snapping_changed.connect(self.status.show_snapping)
        self.status.snapping_wanted.connect(self.map.canvas.pointing.set_snapping)
        self.status.copied.connect(self.places.tell_copied)
        self.status.role_wanted.connect(lambda: self.commands.run("about_plan"))
        self.status.history_wanted.connect(lambda: self.commands.run("history"))

    def _offer_reading(self, path: Path, sentence: str) -> None:
        action = (tr("Open for reading"), lambda: self.workspace.open_to_read(path))
        self.notices.say(tr("Somebody else is writing to this plan."), sentence, tone="caution", action=action)

    def take_role(self, role: str) -> None:
        """Write as this role or team, now and from the next start on."""
        Settings.load().with_values(role=role).save()
        self.workspace.set_actor(actor())
        show_state(self)

    def _say_parked(self) -> None:
        action = (tr("Resume"), lambda: resume_last(self))
        self.undo_strip.say(tr("Sketch set aside. It is kept in the plan."), undo=False, action=action)

    def _say_thrown_away(self, sketch: dict[str, object]) -> None:
        action = (tr("Bring back"), lambda: self.sketches.bring_back(sketch))
        self.undo_strip.say(tr("Sketch thrown away."), undo=False, action=action)

    def _offer_sketch(self) -> None:
        """Tell of a sketch that was not finished when the plan was closed, or when the machine went down."""
        if waiting := len(self.sketches.waiting()):
            action = (tr("Resume") if waiting == 1 else tr("Show them"), lambda: self.commands.run("resume"))
            self.notices.say(
                tr_count("A sketch was set aside here.", "{n} sketches were set aside here.", waiting),
                tr("What is not finished is not in the plan yet."), tone="accent", action=action,
            )  # fmt: skip

    def _begin_where_nothing_is(self) -> None:
        if not self.workspace.is_open:
            self.start.ask_for_plan()

    def _stage_of(self, kind: type[Stage]) -> Stage:
        made = kind(self.workspace, self.map, self)
        made.rearranged.connect(self._rearrange)
        return made

    def _refuse_in_room(self) -> None:
        self.undo_strip.say(tr("That shows more than a room may see. Leave large type first (F11)."), undo=False)

    def _hide(self) -> None:
        self.map.set_hidden(self.workspace.hidden | self.stage.hides)

    def _on_selection(self, _: object) -> None:
        if theme.active().projector:
            self._give_map_room()

    def _give_map_room(self) -> None:
        """With large type the map needs the room that the form of nothing would take from it."""
        look = theme.active()
        idle = self.stage.id == "map" and self._side is None and not self.workspace.selection
        self.frame.set_hidden("right", look.projector and idle and self.workspace.is_open)

    def _fold_layers(self) -> None:
        """Put the layers away where the window is narrow for its type; Ctrl+L brings them back."""
        is_narrow = self.width() < NARROW_PX * theme.active().magnify
        self.frame.set_hidden("left", is_narrow and self.stage.id == "map")

    def _rearrange(self) -> None:
        if self.workspace.is_open and self._side is None:
            self.close_side()

    def _on_opened(self) -> None:
        workspace = self.workspace
        self.notices.clear()
        session = workspace.session
        features, rasters = (session.features_in_parts, session.raster) if session else (None, None)
        self.map.set_records(workspace.plan, features, workspace.summaries, rasters)
        info = workspace.plan.info
        self.map.show_exercise(info.exercise_mark)
        self.extents.clear()
        if workspace.is_open:
            self.frame.fades = False  # with another plan all is new: nothing has to be led over
            self.go_to(STAGES[0].id)
            self.frame.fades = True
            if not self.map.is_bare:  # in a new plan one stays where one was looking
                self.map.zoom_full()
            QTimer.singleShot(0, self, partial(self._fit_again, self.map.canvas.size()))
            self._offer_sketch()
            if self._waiting_file is not None:
                path, self._waiting_file = self._waiting_file, None
                self.bring_in(path)
        else:
            self._show_start()
        show_state(self)

    def _fit_again(self, before: QSize) -> None:
        """Show all of the plan once more where the map has got another size beside the panels."""
        change = self.map.canvas.size() - before
        if max(abs(change.width()), abs(change.height())) > NEARLY_PX and not self.map.is_bare:
            self.map.zoom_full()

    def _show_start(self) -> None:
        self._side = self.start
        self.start.show_recent(Settings.load().recent)
        self.frame.arrange({"right": self.start}, START_SIZES)
        self.map.offer_tools(())
        QTimer.singleShot(0, self, self._zoom_to_start)  # once the map has its size beside the panel
        self.status.show_hint(tr("Zoom to your area, then click on the map to begin a plan there"))

    def _zoom_to_start(self) -> None:
        if not self.workspace.is_open:
            self.map.zoom_to(START_VIEW)

    def _on_changed(self, changes: ChangeSet) -> None:
        self.stage.refresh()
        self._counts.start()

    # ---- Qt --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow_px = NARROW_PX * theme.active().magnify
        if (event.oldSize().width() >= narrow_px) != (self.width() >= narrow_px) or event.oldSize().isEmpty():
            self._fold_layers()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.workspace.session:
            self.workspace.attempt(self.workspace.session.refresh)  # somebody else may have written meanwhile

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.bring_in(main_file(paths)))  # the drag must end before work begins

    def closeEvent(self, event: QCloseEvent) -> None:
        self.workspace.jobs.stop_all()
        self.projector.close()
        self.map.rasters.stop()
        self.workspace.close()
        super().closeEvent(event)
