# SPDX-License-Identifier: MIT
"""Where a record is: its coordinate in the user's notation, copied by a click, moved by typing another."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import CoordinateError, format_lettered, format_point, parse_point
from hotmap.analysis.geodesy import area_m2, length_m
from hotmap.domain.records import GEOMETRY_KINDS, Record
from hotmap.gui.widgets.building import bare_button, button, column, label, restyle, row
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services import editing
from hotmap.services.pasting import working_area
from hotmap.units import format_area, format_length


class PlaceSection(QWidget):
    """The place of one record.

    A point is moved by typing where it is; of a line or an area the middle is told, with its size,
    and its corners are moved on the map.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._record: Record | None = None
        self._other = ""
        self._title = label("", "label")
        self._field = LineField()
        self._field.textEdited.connect(self._on_text)
        self._field.editingFinished.connect(self._commit)
        self._says = label("", "second", wrap=True)
        self._size = label("", "second")
        self._copy = bare_button("copy", tr("Copy the place"), self._on_copy)
        self._title.setBuddy(self._field)
        line = row(gap=6)
        line.addWidget(self._field, 1)
        line.addWidget(self._copy)
        self._swap = button(tr("Swap latitude and longitude"), self._on_swap, kind="link", picture="swap")
        self.setLayout(column(row(self._title, None, self._size), line, self._says, self._swap, gap=4))
        self._says.hide()
        self._swap.hide()
        workspace.notation.changed.connect(lambda _: self._display())

    def show_record(self, record: Record) -> None:
        """Show where a record is; what is being typed is left alone."""
        self.setVisible(record.KIND in GEOMETRY_KINDS)
        is_other = self._record is None or record.uuid != self._record.uuid or record.geometry != self._record.geometry
        self._record = record
        if is_other or not (self._field.hasFocus() and self._field.isModified()):
            self._display()

    @property
    def _shape(self) -> BaseGeometry | None:
        return self._record.geometry if self._record is not None else None

    def _display(self) -> None:
        shape = self._shape
        is_point = shape is None or isinstance(shape, Point)
        self._title.setText(tr("Place") if is_point else tr("Middle of the shape"))
        self._field.setReadOnly(not is_point)
        self._field.setText(self._text())
        self._field.setPlaceholderText(tr("No place yet: type one, or draw it"))
        self._field.setToolTip(
            tr("Type another place to move it: MGRS, UTM or degrees in any form") if is_point else
            tr("Its corners are moved on the map")
        )  # fmt: skip
        self._field.setAccessibleName(self._title.text())
        self._copy.setEnabled(shape is not None)
        self._size.setText(_size_text(shape))
        self._say("", is_problem=False)

    def _text(self) -> str:
        if self._shape is None or self._shape.is_empty:
            return ""
        centre = self._shape.centroid
        return self._workspace.notation.text(centre.x, centre.y)

    def _on_text(self, text: str) -> None:
        """Say while it is typed what is understood."""
        if not text.strip() or text == self._text():
            self._say("", is_problem=False)
            return
        try:
            found = parse_point(text, working_area(self._workspace.plan))
        except CoordinateError as error:
            self._say(str(error), is_problem=True)
            return
        other = format_point(found.lon, found.lat, "decimal" if found.notation == "mgrs" else "mgrs", found.size_m)
        self._say(" · ".join(part for part in (other, found.note) if part), is_problem=False)
        swapped = None if found.is_sure else found.swapped
        self._other = format_lettered(swapped.lon, swapped.lat) if swapped else ""
        self._swap.setVisible(bool(self._other))

    def _commit(self) -> None:
        """Move the point to the place that was typed, as one action."""
        text, session, record = self._field.text(), self._workspace.session, self._record
        if self._field.isReadOnly() or not self._field.isModified() or session is None or record is None:
            return
        if not text.strip() or text == self._text():
            self._display()  # a place is not taken away by emptying a field: there is undo, and the map
            return
        try:
            found = parse_point(text, working_area(self._workspace.plan))
        except CoordinateError:
            return  # said already, and what was typed stays to be corrected
        self._field.setModified(False)
        current = session.plan.get(record.uuid, record.KIND) or record
        point = Point(found.lon, found.lat)
        if self._workspace.did(lambda: editing.set_geometry(session, current, point)):
            self._workspace.zoom_wanted.emit(point.bounds)
        else:
            self._display()

    def _on_swap(self) -> None:
        self._field.setFocus()
        self._field.selectAll()
        self._field.insert(self._other)  # as if typed, so that it is committed and can be taken back
        self._on_text(self._field.text())

    def _say(self, text: str, *, is_problem: bool) -> None:
        self._swap.hide()
        self._says.setText(text)
        self._says.setVisible(bool(text))
        restyle(self._says, role="problem" if is_problem else "second")
        restyle(self._field, problem=is_problem)

    def _on_copy(self) -> None:
        text = self._text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._workspace.told.emit(tr("Copied: {text}").format(text=text))


def _size_text(shape: BaseGeometry | None) -> str:
    """Return area and circumference, or length, of a shape on the ground; nothing for a point."""
    area = area_m2(shape)
    if area:
        return tr("{area}, round it {length}").format(area=format_area(area), length=format_length(length_m(shape)))
    length = length_m(shape)
    return format_length(length) if length else ""
