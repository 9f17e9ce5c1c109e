# SPDX-License-Identifier: MIT
"""The search box's answers: records, places, coordinates, layers, bookmarks and commands, in one list.

A whole name comes before the beginning of one, that before the beginning of a word, that before
the rest; among equals hotspots come first and commands last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QTimer
from shapely.geometry import Point

from hotmap.analysis.admin_path import AdminAreas, admin_path, path_text
from hotmap.analysis.coordinates import CoordinateError, ParsedPoint, format_point, parse_point
from hotmap.analysis.folding import fold
from hotmap.analysis.name_index import EXACT, NameIndex
from hotmap.analysis.parsed_point import Box
from hotmap.cartography.basemap import BaseMap, Place
from hotmap.cartography.context import ContextLayer
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import Layer, Record
from hotmap.gui.canvas.things_here import admin_areas, centre_of, symbol_of
from hotmap.gui.commands import Command, Commands, group_name
from hotmap.gui.notation import isolated
from hotmap.gui.shell.layer_names import name_index, path_of, search_layer
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr
from hotmap.services.pasting import working_area

MOST_ANSWERS = 12
MAX_RECORDS, MAX_FEATURES, MAX_TOWNS, MAX_LAYERS, MAX_COMMANDS = 7, 5, 4, 3, 5
COMMANDS_AT_ONCE = 9
VIEW_DEG = {"town": 0.25, "country": 4.0}  # half the width of the view that a found place is shown in
TYPED_VIEW_DEG = 0.06
SAME_TOWN_DEG = 0.15
SEARCHED_KINDS = ("hotspot", "presence", "visit", "response", "incident")
NAMING_FIELDS = ("code", "other_names", "pcode")
_COORDINATES, _RECORD, _PLACE, _TOWN, _FEATURE, _LAYER, _BOOKMARK, _COMMAND = range(8)


@dataclass(frozen=True)
class Answer:
    """One line of the list.

    Attributes
    ----------
    text, below : str
        What it is, and what kind of thing or where.
    run : callable
        What it offers.
    symbol, icon : str
        Its sign; one of them.
    keys : str
        By which it is reached without the search.
    place : tuple of two floats or None
        Longitude and latitude, to be marked on the map before it is taken.
    """

    text: str
    below: str
    run: Callable[[], object]
    symbol: str = ""
    icon: str = ""
    keys: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Candidate:
    grade: int
    kind: int
    make: Callable[[], Answer]


class Answers:
    """Finds what a text may mean.

    Parameters
    ----------
    workspace : Workspace
    commands : Commands
    layers : callable, optional
        Gives the layers of the map, whose names are searched.
    """

    def __init__(
        self, workspace: Workspace, commands: Commands, layers: Callable[[], Sequence[ContextLayer]] = tuple
    ) -> None:
        self._workspace = workspace
        self._commands = commands
        self._layers = layers
        self._base_map = BaseMap()
        self._known: tuple[RecordSet, list[Record], NameIndex, Box | None] | None = None

    def to(self, text: str) -> list[Answer]:
        """Return the answers to a text, the likeliest first; without one, the commands."""
        if not text.strip():
            self._prepare()
            return [self._command(c) for c in self._commands.offered()][:COMMANDS_AT_ONCE]
        found = [*self._coordinates(text), *self._records(text), *self._features(text), *self._towns(text),
                 *self._plan_layers(text), *self._orders(text)]  # fmt: skip
        found.sort(key=lambda one: (one.grade, one.kind))
        answers: list[Answer] = []
        for candidate in found[:MOST_ANSWERS]:
            answer = candidate.make()
            if not any(_is_same(answer, other) for other in answers):
                answers.append(answer)
        return answers

    # ---- what is found ---------------------------------------------------------------------------

    def _coordinates(self, text: str) -> Iterator[_Candidate]:
        """Yield the place that is typed, and its other reading where the order is not written."""
        if not any(c.isdigit() for c in text):
            return
        try:
            point = parse_point(text, self._index()[3])
        except CoordinateError:
            return
        yield _Candidate(EXACT, _COORDINATES, partial(self._typed, text.strip(), point))
        other = point.swapped if not point.is_sure else None
        if other is not None:
            other = replace(other, note=tr("Read the other way round."))
            yield _Candidate(EXACT, _COORDINATES, partial(self._typed, text.strip(), other))

    def _records(self, text: str) -> Iterator[_Candidate]:
        _, records, index, _ = self._index()
        for hit in index.search(text, MAX_RECORDS):
            yield _Candidate(hit.grade, _RECORD, partial(self._record, records[hit.entry]))

    def _features(self, text: str) -> Iterator[_Candidate]:
        if len(text.strip()) < 2:
            return
        for layer in self._layers():
            kind = _PLACE if layer.style.theme == "places" or layer.layer.kind == "area" else _FEATURE
            for hit in search_layer(layer, text, MAX_FEATURES):
                yield _Candidate(hit.grade, kind, partial(self._feature, layer, hit.entry))

    def _towns(self, text: str) -> Iterator[_Candidate]:
        if len(text.strip()) < 2:
            return
        for place, grade in self._base_map.search_graded(text, MAX_TOWNS):
            yield _Candidate(grade, _TOWN, partial(self._town, place))

    def _plan_layers(self, text: str) -> Iterator[_Candidate]:
        layers = self._workspace.plan.of("layer")
        for hit in NameIndex([[layer.name or ""] for layer in layers]).search(text, MAX_LAYERS):
            yield _Candidate(hit.grade, _LAYER, partial(self._layer, layers[hit.entry]))

    def _orders(self, text: str) -> Iterator[_Candidate]:
        """Yield commands and bookmarks."""
        offered = self._commands.offered()
        for hit in NameIndex([[command.text] for command in offered]).search(text, MAX_COMMANDS):
            command = offered[hit.entry]
            kind = _BOOKMARK if command.group == "bookmarks" else _COMMAND
            yield _Candidate(hit.grade, kind, partial(self._command, command))

    def _index(self) -> tuple[RecordSet, list[Record], NameIndex, Box | None]:
        """Return the records of the plan with an index of their names, made once for each state of the plan."""
        plan = self._workspace.plan
        if self._known is None or self._known[0] is not plan:
            records = [record for kind in SEARCHED_KINDS for record in plan.of(kind)]
            names = [[record.caption, *(record.value(code) or "" for code in NAMING_FIELDS)] for record in records]
            for own in names:
                own += own[2].replace(";", ",").split(",")  # each of several other names can be the whole name
            self._known = (plan, records, NameIndex(names), working_area(plan))
        return self._known

    def _prepare(self) -> None:
        """Index the names of the layers, one at a time, while the hand is on its way to the first key."""
        steps: list[Callable[[], object]] = [partial(self._base_map.search, "a", 1)]
        steps += [partial(name_index, layer) for layer in self._layers()]
        for step in steps:
            QTimer.singleShot(0, self._workspace, step)

    # ---- what it says and does -------------------------------------------------------------------

    def _typed(self, text: str, point: ParsedPoint) -> Answer:
        other = "decimal" if point.notation == "mgrs" else "mgrs"
        written = isolated(format_point(point.lon, point.lat, other, point.size_m))
        below = " · ".join(part for part in (written, point.note or self._path(point.lon, point.lat)) if part)
        go = partial(self._go, point.lon, point.lat, TYPED_VIEW_DEG)
        return Answer(isolated(text), below, go, icon="coordinates", place=(point.lon, point.lat))

    def _record(self, record: Record) -> Answer:
        below = " · ".join(part for part in (tr(record.LABEL), record.value("code")) if part)
        symbol = symbol_of(record, self._workspace)
        place = None if record.geometry is None else centre_of(record.geometry)
        return Answer(
            record.caption or below, below, lambda: self._workspace.show(record), symbol, "" if symbol else "flag",
            place=None if place is None else (place.x, place.y),
        )  # fmt: skip

    def _feature(self, layer: ContextLayer, row: int) -> Answer:
        geometry = layer.table.geometry[row]
        centre = None if geometry is None or geometry.is_empty else centre_of(geometry)
        name = layer.layer.name or tr("Layer")
        below = " · ".join(part for part in (path_of(layer, row, self._areas()), name) if part)
        icon = "point" if isinstance(geometry, Point) else "layers"
        if centre is None:
            return Answer(layer.label(row), below, lambda: None, icon=icon)
        if isinstance(geometry, Point):
            run: Callable[[], object] = partial(self._go, centre.x, centre.y, TYPED_VIEW_DEG)
        else:
            run = partial(self._workspace.zoom_wanted.emit, geometry.bounds)
        return Answer(layer.label(row), below, run, icon=icon, place=(centre.x, centre.y))

    def _town(self, place: Place) -> Answer:
        below = tr("Town, {country}").format(country=place.country) if place.kind == "town" else tr("Country")
        go = partial(self._go, place.lon, place.lat, VIEW_DEG.get(place.kind, TYPED_VIEW_DEG))
        return Answer(place.name, below, go, icon="point", place=(place.lon, place.lat))

    def _layer(self, layer: Layer) -> Answer:
        run = partial(self._workspace.zoom_wanted.emit, tuple(layer.bbox)) if layer.bbox else (lambda: None)
        return Answer(layer.name or "", tr("Layer"), run, icon="layers")

    def _command(self, command: Command) -> Answer:
        keys = next(iter(command.shown_keys()), "")
        below = group_name(command.group) if command.group else tr("Command")
        return Answer(command.text, below, command.run, icon=command.icon or "chevron-right", keys=keys)

    def _go(self, lon: float, lat: float, half_deg: float) -> None:
        self._workspace.zoom_wanted.emit((lon - half_deg, lat - half_deg, lon + half_deg, lat + half_deg))
        self._workspace.place_found.emit(lon, lat)

    def _path(self, lon: float, lat: float) -> str:
        return path_text(admin_path(lon, lat, self._areas()))

    def _areas(self) -> list[AdminAreas]:
        return admin_areas(self._layers())


def _is_same(answer: Answer, other: Answer) -> bool:
    """Return whether two answers are one place, such as a town of the base map and of a layer."""
    if answer.place is None or other.place is None or answer.symbol or answer.icon == "coordinates":
        return False
    if fold(answer.text) != fold(other.text):
        return False
    return max(abs(answer.place[0] - other.place[0]), abs(answer.place[1] - other.place[1])) < SAME_TOWN_DEG
