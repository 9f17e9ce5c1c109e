# SPDX-License-Identifier: MIT
"""What can be done with a line of the list of layers: by menu, by key, by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from hotmap.cartography.layer_order import Entry, group_of, is_ground, listed, moved, steps
from hotmap.cartography.style import style_of
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.records import Layer
from hotmap.gui.icons import icon
from hotmap.gui.panels.layer_lines import LayerLine, group_key
from hotmap.gui.panels.layer_row import LayerRow
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import layering
from hotmap.services.session import PlanSession


class LayerActions(QObject):
    """Acts on lines of the list; each action is one step of undo.

    Parameters
    ----------
    workspace : Workspace
    panel : QWidget
        Where menus open.
    """

    group_made = Signal(str)
    """The key of a group that is new and wants a name."""
    joined = Signal(str)
    """The key of a group that has taken a layer in."""

    def __init__(self, workspace: Workspace, panel: QWidget) -> None:
        super().__init__(panel)
        self._workspace, self._panel = workspace, panel
        self._copied: LayerStyle | None = None

    def toggle(self, line: LayerLine) -> None:
        """Hide or show a line."""
        if line.kind == "group" and line.group is not None:
            members, name, shown = line.group.layers, line.text, line.hidden
            self._do(lambda session: layering.show_group(session, members, name, shown=shown))
            self._workspace.hidden_changed.emit(self._workspace.hidden)
        elif line.kind == "class" and line.layer is not None:
            layer, style = line.layer, _switched(line)
            words = tr("Show {kind} of {name}") if line.hidden else tr("Hide {kind} of {name}")
            note = words.format(kind=line.text, name="{name}")
            self._do(lambda session: layering.restyle(session, layer, style, note))
        else:
            self._workspace.toggle(line.key)

    def open(self, line: LayerLine) -> None:
        """Open the look of a layer."""
        if line.layer is not None:
            self._workspace.look_wanted.emit(line.layer.uuid)

    def rename(self, line: LayerLine, name: str) -> None:
        """Give a layer or a group another name."""
        if line.kind == "group" and line.group is not None:
            members = line.group.layers
            self._do(lambda session: layering.name_group(session, members, name))
        elif line.layer is not None:
            layer = line.layer
            self._do(lambda session: layering.rename(session, layer, name))

    def remove(self, line: LayerLine) -> None:
        """Remove a layer, or all of a group; undo brings them back."""
        if line.kind == "layer" and line.layer is not None:
            self._workspace.delete([line.layer])
        elif line.kind == "group" and line.group is not None:
            self._workspace.delete(list(line.group.layers))

    def put(self, line: LayerLine, place: int, group: str = "") -> None:
        """Put a layer or a group elsewhere in the list; see `hotmap.cartography.layer_order.moved`."""
        entry, layers = _entry(line), self._layers()
        if entry is None:
            return
        values = moved(layers, entry, place, group)
        note = tr("Move {name}").format(name=line.text)
        if values:
            self._do(lambda session: layering.arrange(session, values, note))
        if group:
            self.joined.emit(group_key(group))

    def raise_(self, line: LayerLine) -> None:
        """Move a line up by one."""
        self._step(line, -1)

    def lower(self, line: LayerLine) -> None:
        """Move a line down by one."""
        self._step(line, 1)

    def open_menu(self, row: LayerRow) -> None:
        """Open the menu of a row below its name."""
        line, menu = row.line, QMenu(self._panel)
        if line.kind == "group":
            self._fill_for_group(menu, row)
        elif line.layer is not None:
            self._fill_for_layer(menu, row, line.layer)
        if not menu.isEmpty():
            menu.popup(row.mapToGlobal(row.rect().bottomLeft()))

    def _fill_for_layer(self, menu: QMenu, row: LayerRow, layer: Layer) -> None:
        line, names = row.line, [e.name for e in listed(self._layers()) if not isinstance(e, Layer)]
        _add(menu, tr("Look, names, scale …"), lambda: self.open(line), "pencil", "Enter")
        if line.kind == "layer":
            _add(menu, tr("Rename"), row.rename, "", "F2")
        _add(menu, tr("Show on the map"), lambda: self._zoom([layer]), "fit", enabled=bool(layer.bbox))
        if layer.kind != "raster":
            _add(menu, tr("Show its table"), lambda: self._workspace.table_wanted.emit(layer.uuid), "table")
        if line.trouble and layer.kind == "raster":
            _add(menu, tr("Find the picture …"), lambda: self._workspace.picture_wanted.emit(layer), "search")
        menu.addSeparator()
        _add(menu, tr("Copy this look"), lambda: self._copy(layer), "copy")
        _add(menu, tr("Use the copied look"), lambda: self._paste(layer), enabled=self._copied is not None)
        if line.kind == "layer" and not is_ground(layer):
            menu.addSeparator()
            _add(menu, tr("Raise"), lambda: self.raise_(line), "up", "Alt+Up")
            _add(menu, tr("Lower"), lambda: self.lower(line), "down", "Alt+Down")
            groups = menu.addMenu(icon("folder"), tr("Group"))
            for name in names:
                _add(groups, name, partial(self.join, layer, name), enabled=name != group_of(layer))
            _add(groups, tr("New group"), lambda: self.join(layer, ""), "plus")
            _add(groups, tr("Out of the group"), lambda: self._leave(line), enabled=bool(group_of(layer)))
        menu.addSeparator()
        _add(menu, tr("Remove this layer"), lambda: self._workspace.delete([layer]), "trash", "Del")

    def _fill_for_group(self, menu: QMenu, row: LayerRow) -> None:
        line = row.line
        members = list(line.group.layers) if line.group is not None else []
        _add(menu, tr("Rename"), row.rename, "pencil", "F2")
        _add(menu, tr("Show on the map"), lambda: self._zoom(members), "fit")
        _add(menu, tr("Raise"), lambda: self.raise_(line), "up", "Alt+Up")
        _add(menu, tr("Lower"), lambda: self.lower(line), "down", "Alt+Down")
        menu.addSeparator()
        _add(menu, tr("Take the group apart"),
             lambda: self._do(lambda session: layering.name_group(session, members, "")))  # fmt: skip
        _add(menu, tr("Remove the group with its layers"), lambda: self.remove(line), "trash", "Del")

    def _step(self, line: LayerLine, step: int) -> None:
        entry = _entry(line)
        place = steps(self._layers(), entry, step) if entry is not None else None
        if place is not None:
            self.put(line, *place)

    def join(self, layer: Layer, name: str) -> None:
        """Put a layer into a group, on top; without a name into a new one."""
        layers = self._layers()
        if not name:
            new = layering.free_group_name(layers)
            self._do(lambda session: layering.name_group(session, [layer], new))
            self.group_made.emit(group_key(new))
            return
        above = [x for e in listed(layers) for x in ([e] if isinstance(e, Layer) else e.layers) if x.uuid != layer.uuid]
        place = next(at for at, x in enumerate(above) if group_of(x) == name)
        self.put(LayerLine(layer.uuid, layering.named(layer), kind="layer", layer=layer), place, name)

    def _leave(self, line: LayerLine) -> None:
        """Put a layer below the group that it leaves."""
        above = 0
        for entry in listed(self._layers()):
            above += 1 if isinstance(entry, Layer) else len(entry.layers)
            if not isinstance(entry, Layer) and line.group is not None and entry.name == line.group.name:
                break
        self.put(line, above - 1)

    def _zoom(self, layers: list[Layer]) -> None:
        boxes = [layer.bbox for layer in layers if layer.bbox]
        if boxes:
            west, south, east, north = zip(*boxes, strict=True)
            self._workspace.zoom_wanted.emit((min(west), min(south), max(east), max(north)))

    def _copy(self, layer: Layer) -> None:
        self._copied = style_of(layer)

    def _paste(self, layer: Layer) -> None:
        style = self._copied
        if style is not None:
            fitted = fitted_style(style, layer)
            self._do(lambda session: layering.restyle(session, layer, fitted))

    def _layers(self) -> list[Layer]:
        return list(self._workspace.plan.of("layer"))

    def _do(self, do: Callable[[PlanSession], object]) -> None:
        session = self._workspace.session
        if session is not None:
            self._workspace.did(lambda: do(session))


def fitted_style(style: LayerStyle, layer: Layer) -> LayerStyle:
    """Return a copied look for another layer: without columns that it does not have, with its own names."""
    own, columns = style_of(layer), list(layer.columns or ())
    fitted = replace(style, label_column=own.label_column, class_column=own.class_column, theme=own.theme)
    fits = style.mode not in ("kinds", "numbers") or style.column in columns
    return fitted if fits else replace(fitted, mode="single", column=None, categories=())


def _switched(line: LayerLine) -> LayerStyle:
    """Return the style of a layer with one class hidden or shown."""
    assert line.layer is not None
    assert line.entry is not None
    style = style_of(line.layer)
    if line.entry.name != "kind":
        return replace(style, other_shown=line.hidden)
    kinds = list(style.categories)
    kinds[line.number] = replace(kinds[line.number], shown=line.hidden)
    return replace(style, categories=tuple(kinds))


def _entry(line: LayerLine) -> Entry | None:
    return line.group if line.kind == "group" else line.layer


def _add(
    menu: QMenu, text: str, run: Callable[[], object], picture: str = "", keys: str = "", *, enabled: bool = True
) -> None:
    # Behind a tab Qt shows the keys without listening to them: the row does that.
    action = menu.addAction(f"{text}\t{keys}" if keys else text)
    if picture:
        action.setIcon(icon(picture))
    action.setEnabled(enabled)
    action.triggered.connect(lambda: run())
