# SPDX-License-Identifier: MIT
"""The layers, which are the legend too: what is drawn stands here with its count, in drawing order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.marks import screen_palette
from hotmap.gui.panels.layer_actions import LayerActions
from hotmap.gui.panels.layer_drag import Landing, LayerDrag
from hotmap.gui.panels.layer_lines import BackgroundLines, LayerLine, record_lines
from hotmap.gui.panels.layer_row import LayerRow
from hotmap.gui.widgets.building import button, column, dress, label, row, scrolled
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr

_ZOOM_REST_MS = 120


class LayerPanel(QWidget):
    """All that is drawn, with eyes to hide it.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
        The map whose legend this is.
    """

    def __init__(self, workspace: Workspace, view: MapView) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace, self._map = workspace, view
        self.doing = LayerActions(workspace, self)
        self._rows: dict[str, LayerRow] = {}
        self._headings: dict[str, QLabel] = {}
        self._turned: dict[str, bool] = {}  # what the hand folded or unfolded, by key
        self._current = ""
        self._wanted_name = ""
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._rest = QTimer(self, singleShot=True, interval=_ZOOM_REST_MS)
        self._rest.timeout.connect(self.refresh)
        workspace.opened.connect(self._on_opened)
        workspace.changed.connect(lambda _: self._soon.start())
        workspace.previewed.connect(lambda _: self._soon.start())
        workspace.hidden_changed.connect(lambda _: self._soon.start())
        view.sieve.changed.connect(self._soon.start)
        view.view_changed.connect(self._rest.start)
        view.rasters.changed.connect(self._soon.start)
        view.features.changed.connect(self._soon.start)
        self.doing.group_made.connect(self._name_group)
        self.doing.joined.connect(lambda key: self._turned.update({key: True}))

    def refresh(self) -> None:
        """Show what the map draws."""
        lines, at = [], 0
        for title, group in self._sections():
            if not group:
                continue
            for widget in [self._heading(title), *map(self._row, group)]:
                if self._list.indexOf(widget) != at:
                    self._list.insertWidget(at, widget)
                at += 1
            lines += group
        self._drop_others({line.key for line in lines}, {title for title, group in self._sections() if group})
        self._empty.setVisible(not lines and self._workspace.is_open)
        self._set_current(self._current if self._current in self._rows else next(iter(self.rows), None))
        if self._wanted_name in self._rows:
            self._rows[self._wanted_name].rename()
            self._wanted_name = ""

    @property
    def rows(self) -> list[LayerRow]:
        """The rows from top to bottom."""
        return sorted(self._rows.values(), key=lambda made: self._list.indexOf(made))

    def row_of(self, key: str) -> LayerRow:
        """Return the row of a level, domain, kind, layer or group by its key."""
        return self._rows[key]

    def _build(self) -> None:
        head = row(label(tr("Layers"), "title"), label(tr("what is drawn is the legend"), "second"), None,
                   margins=(14, 11, 10, 6))  # fmt: skip
        self._list = column(gap=0)
        self._empty = label(tr("Nothing is drawn yet. What you draw or bring in stands here."), "second", wrap=True)
        self._empty.setContentsMargins(14, 8, 14, 0)
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        self._body = QWidget()
        self._body.setLayout(self._list)
        self._area: QScrollArea = scrolled(self._body)
        self._drag = LayerDrag(self._area, self._body)
        self._drag.dropped.connect(self._on_dropped)
        self.add = button(
            tr("Add a layer, or drop a file"), lambda: self._workspace.command_wanted.emit("import"),
            kind="large", picture="plus",
        )  # fmt: skip
        layout = column(head, gap=0)
        layout.addWidget(self._area, 1)
        layout.addLayout(column(self.add, margins=(12, 8, 12, 12)))
        self.setLayout(layout)

    def _sections(self) -> Iterable[tuple[str, list[LayerLine]]]:
        workspace = self._workspace
        canvas = self._map.canvas
        left_out = canvas.scene.left_out.uuids
        yield from record_lines(workspace.plan, workspace.summaries.values(), workspace.hidden, left_out)
        detail = canvas.view.px_per_km / canvas.picture.magnify
        layers = BackgroundLines(canvas.scene, detail, screen_palette().name, self._is_open)
        yield tr("Background"), layers.lines() if workspace.is_open else []

    def _is_open(self, key: str, usually: bool) -> bool:
        return self._turned.get(key, usually)

    # ---- rows ----------------------------------------------------------------------------------------------------

    def _heading(self, title: str) -> QLabel:
        if title not in self._headings:
            made = label(title, "section")
            made.setContentsMargins(14, 9, 0, 3)
            self._headings[title] = made
        return self._headings[title]

    def _row(self, line: LayerLine) -> LayerRow:
        """Return the row of a line, the same one as before, so that it keeps the focus."""
        made = self._rows.get(line.key)
        if made is None:
            made = self._rows[line.key] = LayerRow(line)
            made.asked.connect(self._on_asked)
            made.renamed.connect(lambda which, name: self.doing.rename(which.line, name))
            made.dragged.connect(lambda which, at: self._drag.begin(which, self.rows, at))
        else:
            made.show_line(line)
        return made

    def _drop_others(self, keys: set[str], titles: set[str]) -> None:
        gone: list[QWidget] = [self._rows.pop(key) for key in [*self._rows] if key not in keys]
        gone += [self._headings.pop(title) for title in [*self._headings] if title not in titles]
        for widget in gone:
            had_focus = widget.hasFocus()
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
            if had_focus and self._rows:
                self.rows[0].setFocus()

    def _set_current(self, row_or_key: LayerRow | str | None) -> None:
        """Let Tab stop at one row."""
        key = row_or_key.line.key if isinstance(row_or_key, LayerRow) else row_or_key or ""
        self._current = key
        for made in self._rows.values():
            made.set_current(made.line.key == key)

    # ---- what the hand wants -------------------------------------------------------------------------------------

    def _on_asked(self, what: str, made: LayerRow) -> None:
        line = made.line
        if what == "current":
            self._set_current(made)
            self._area.ensureWidgetVisible(made, 0, made.height())
        elif what in ("up", "down"):
            self._walk(made, -1 if what == "up" else 1)
        elif what == "fold" or (what == "open" and line.kind == "group"):
            self._turned[line.key] = not line.open
            self.refresh()
        elif what == "menu":
            self.doing.open_menu(made)
        elif what == "open" and line.kind == "item":
            self.doing.toggle(line)
        else:
            getattr(self.doing, what)(line)

    def _walk(self, made: LayerRow, step: int) -> None:
        rows = self.rows
        at = rows.index(made) + step
        if 0 <= at < len(rows):
            rows[at].setFocus()

    def _on_dropped(self, made: LayerRow, landing: Landing) -> None:
        self.doing.put(made.line, landing.place, landing.group)

    def _name_group(self, key: str) -> None:
        """Let a new group be named as soon as it stands in the list."""
        self._wanted_name = key
        self._soon.start()

    def _on_opened(self) -> None:
        self._turned.clear()
        self._soon.start()
