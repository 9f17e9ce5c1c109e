# SPDX-License-Identifier: MIT
"""The layers, which are the legend too: what is drawn stands here with its count, in drawing order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import Layer
from hotmap.gui import theme
from hotmap.gui.icons import paint_icon
from hotmap.gui.panels.swatches import paint_swatch
from hotmap.gui.widgets.building import button, column, dress, emptied, label, row, scrolled
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import editing
from hotmap.units import format_number

ROW_PX = 27
UNDECIDED = "undecided"


@dataclass(frozen=True)
class LayerLine:
    """One line of the legend.

    Attributes
    ----------
    key : str
        As `hotmap.cartography.scene.Scene.hidden` names it.
    text : str
    count : int
    symbol : str
        Symbol name, ``patrol`` for the line of a route, or empty for a context layer.
    layer : Layer or None
    """

    key: str
    text: str
    count: int
    symbol: str = ""
    layer: Layer | None = None


class LayerRow(QWidget):
    """A line: swatch, name, count, eye. A click on the eye, or Space, hides and shows it."""

    toggled = Signal(str)
    menu_wanted = Signal(object, QPoint)
    moved = Signal(object, int)

    def __init__(self, line: LayerLine, hidden: bool) -> None:
        super().__init__()
        self._line = line
        self._hidden = hidden
        self._grip_y: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state = tr("hidden") if hidden else tr("shown")
        self.setAccessibleName(f"{line.text}, {format_number(line.count)}, {state}")
        self.setToolTip(line.text)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.active().px(ROW_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(self._line, event.globalPosition().toPoint())
        elif self._eye().adjusted(-8, -8, 8, 8).contains(event.position()):
            self.toggled.emit(self._line.key)
        else:
            self._grip_y = event.globalPosition().y()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip_y is not None and self._line.layer is not None:
            steps = round((event.globalPosition().y() - self._grip_y) / self.height())
            if steps:
                self.moved.emit(self._line.layer, steps)
        self._grip_y = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggled.emit(self._line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.toggled.emit(self._line.key)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and self._line.layer is not None:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if steps:
                self.moved.emit(self._line.layer, steps)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(QPen(look.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(look.color("sunk"))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 1, -6, -1), 5, 5)
            painter.setOpacity(0.45 if self._hidden else 1.0)
            swatch = self._at(14, look.px(26))
            paint_swatch(painter, self._line.symbol, self._line.layer, swatch)
            font = look.font("body")
            painter.setFont(font)
            painter.setPen(look.color("ink"))
            count = format_number(self._line.count)
            count_width = QFontMetrics(look.font("small")).horizontalAdvance(count) + 8
            room = self.width() - 14 - look.px(26) - 12 - 40 - count_width
            text = QFontMetrics(font).elidedText(self._line.text, Qt.TextElideMode.ElideRight, max(room, 20))
            painter.drawText(self._at(14 + look.px(26) + 12, max(room, 20)), _LEADING, text)
            painter.setFont(look.font("small"))
            painter.setPen(look.color("ink2"))
            painter.drawText(self._at(self.width() - 40 - count_width, count_width), _TRAILING, count)
            painter.setOpacity(1.0)
            paint_icon(painter, "eye-off" if self._hidden else "eye", self._eye(), look.color("ink2"))

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _at(self, start: float, width: float) -> QRectF:
        left = start if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - start - width
        return QRectF(left, 0, width, self.height())

    def _eye(self) -> QRectF:
        spot = self._at(self.width() - 30, 16)
        return QRectF(spot.left(), (self.height() - 16) / 2, 16, 16)


_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_TRAILING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing


class LayerPanel(QWidget):
    """All that is drawn, with eyes to hide it.

    Parameters
    ----------
    workspace : Workspace
    """

    file_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        dress(self, "panel")
        self._workspace = workspace
        head = row(label(tr("Layers"), "title"), label(tr("what is drawn is the legend"), "second"), None,
                   margins=(14, 11, 10, 6))  # fmt: skip
        self._list = column(gap=0)
        body = QWidget()
        body.setLayout(self._list)
        add = button(tr("Add a layer, or drop a file"), self.file_wanted.emit, kind="large", picture="plus")
        layout = column(head, gap=0)
        layout.addWidget(scrolled(body), 1)
        layout.addLayout(column(add, margins=(12, 8, 12, 12)))
        self.setLayout(layout)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        workspace.opened.connect(self._soon.start)
        workspace.changed.connect(lambda _: self._soon.start())
        workspace.hidden_changed.connect(lambda _: self._soon.start())

    def refresh(self) -> None:
        """Show what the plan holds."""
        emptied(self._list)
        hidden = self._workspace.hidden
        for title, lines in self._groups():
            if lines:
                heading = label(title, "section")
                heading.setContentsMargins(14, 9, 0, 3)
                self._list.addWidget(heading)
            for line in lines:
                made = LayerRow(line, line.key in hidden)
                made.toggled.connect(self._workspace.toggle)
                made.menu_wanted.connect(self._open_menu)
                made.moved.connect(self._move)
                self._list.addWidget(made)
        if not self._list.count() and self._workspace.is_open:
            empty = label(tr("Nothing is drawn yet. What you draw or bring in stands here."), "second", wrap=True)
            empty.setContentsMargins(14, 8, 14, 0)
            self._list.addWidget(empty)
        self._list.addStretch(1)

    def _groups(self) -> Iterable[tuple[str, list[LayerLine]]]:
        plan, lists = self._workspace.plan, self._workspace.plan.lists
        levels = [summary.level for summary in self._workspace.summaries.values()]
        hotspots = [LayerLine(code, lists.text("level", code), levels.count(code), code) for code in LEVELS]
        hotspots.append(LayerLine(UNDECIDED, tr("Undecided"), levels.count(None), UNDECIDED))
        yield tr("Hotspots"), [line for line in hotspots if line.count]
        presence = plan.of("presence")
        routes = [p for p in presence if p.geometry is not None and "Line" in p.geometry.geom_type]
        on_route = {p.uuid for p in routes}
        standing = [p.domain or "troops" for p in presence if p.uuid not in on_route]
        lines = [
            LayerLine(code.code, code.text, standing.count(code.code), f"presence-domain-{code.code}")
            for code in lists["presence_domain"]
        ]
        lines.append(LayerLine("patrols", tr("Patrol routes"), len(routes), "patrol"))
        yield tr("Presence"), [line for line in lines if line.count]
        events = [
            LayerLine("incidents", tr("Incidents"), plan.count("incident"), "incident"),
            LayerLine("visits", tr("Visits"), plan.count("visit"), "visit"),
        ]
        yield tr("Events"), [line for line in events if line.count]
        yield tr("Background"), [LayerLine(x.uuid, x.name or "", x.count or 0, "", x) for x in self._layers()]

    def _layers(self) -> list[Layer]:
        return sorted(self._workspace.plan.of("layer"), key=lambda layer: -(layer.order or 0))

    def _open_menu(self, line: LayerLine, at: QPoint) -> None:
        if line.layer is None:
            return
        layer, menu = line.layer, QMenu(self)
        menu.addAction(tr("Raise")).triggered.connect(lambda: self._move(layer, -1))
        menu.addAction(tr("Lower")).triggered.connect(lambda: self._move(layer, 1))
        if layer.bbox:
            menu.addAction(tr("Show on the map")).triggered.connect(
                lambda: self._workspace.zoom_wanted.emit(tuple(layer.bbox))
            )
        menu.addSeparator()
        menu.addAction(tr("Remove this layer")).triggered.connect(lambda: self._workspace.delete([layer]))
        menu.popup(at)

    def _move(self, layer: Layer, steps: int) -> None:
        """Give a layer the order between its new neighbours."""
        layers = [other for other in self._layers() if other.uuid != layer.uuid]
        before = next((i for i, x in enumerate(self._layers()) if x.uuid == layer.uuid), 0)
        at = min(max(before + steps, 0), len(layers))
        above = layers[at - 1].order or 0.0 if at else None
        below = layers[at].order or 0.0 if at < len(layers) else None
        if above is None and below is None:
            return
        order = (below or 0) + 1 if above is None else above - 1 if below is None else (above + below) / 2
        session = self._workspace.session
        if session is not None:
            note = tr("Reorder {name}").format(name=layer.name or tr("layer"))
            self._workspace.did(lambda: editing.set_values(session, [layer], {"order": order}, note))
