# SPDX-License-Identifier: MIT
"""Bringing in a foreign file: read, understand, show, and only then write, as one action.

`read` and `understand` touch no plan file and may run beside the window; `context_of` and `commit`
belong to whoever has the session. `prepare` does the first three in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hotmap.domain.changes import ChangeSet, Delta, edited, inserted
from hotmap.domain.codelists import code_of
from hotmap.domain.features import FeatureTable
from hotmap.domain.fields import ValueProblem, parse
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan, next_codes
from hotmap.domain.records import CODE_PREFIXES, KINDS, MARKING_SPECS, Layer, Record
from hotmap.errors import InputError, UsageError
from hotmap.i18n import tr, tr_count
from hotmap.importers.building import Imported, build
from hotmap.importers.columns import ColumnChoice, choose_columns
from hotmap.importers.keys import match_by_key
from hotmap.importers.options import BuildOptions
from hotmap.importers.rasters.names import is_raster
from hotmap.importers.registry import read_source
from hotmap.importers.source import ImportWarning, Progress, ReadOptions, Skipped, SourceTable, no_progress
from hotmap.services import bringing_pictures
from hotmap.services.bringing_pictures import PictureRequest, PreparedPicture
from hotmap.services.layering import with_telling_names
from hotmap.services.session import PlanSession

AS = ("hotspot", "presence", "incident", "road", "area", "place", "layer")
"""What the rows of a file can become."""


@dataclass(frozen=True)
class ImportRequest:
    """What the user wants of a file.

    Attributes
    ----------
    path : Path
    as_ : str
        One of `AS`.
    columns : mapping of str to str
        Field to column, where the guess is not wanted; an empty column leaves the field open.
    values : mapping of str to str
        One value for every row, by field.
    key : str or None
        Field by which rows update records that are there.
    crs, sheet : str or None
    swap_lat_lon : bool
    audiences : str or None
        Who may see what is imported; None leaves it unmarked.
    """

    path: Path
    as_: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    crs: str | None = None
    sheet: str | None = None
    swap_lat_lon: bool = False
    audiences: str | None = None


@dataclass(frozen=True)
class ImportContext:
    """What of the plan an import needs to know."""

    plan: Plan
    actor: str
    boundaries: tuple[FeatureTable, ...] = ()


@dataclass(frozen=True)
class UsedColumn:
    """A column of the file in use, for the preview."""

    field: str
    name: str
    header: str


@dataclass(frozen=True)
class ImportReport:
    """What an import does, row by row where something is to be said.

    Attributes
    ----------
    layer : str or None
        Name of the context layer that it becomes.
    read, imported : int
        Rows in the file, and rows that come in.
    added, updated, unchanged : int
        Of the imported rows: without a key all are added.
    """

    layer: str | None
    read: int
    imported: int
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    warnings: tuple[ImportWarning, ...]
    crs: str
    bbox: tuple[float, float, float, float] | None
    geometry_types: Mapping[str, int]
    columns: tuple[UsedColumn, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report in the shape that the command line promises."""
        return {
            "layer": self.layer,
            "read": self.read,
            "imported": self.imported,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": [{"row": s.row, "reason": s.reason} for s in self.skipped],
            "warnings": [{"kind": w.kind, "row": w.row, "message": w.message} for w in self.warnings],
            "crs": self.crs,
            "bbox": None if self.bbox is None else list(self.bbox),
            "geometry_types": dict(self.geometry_types),
            "columns": {column.field: column.header or column.name for column in self.columns},
        }


@dataclass(frozen=True)
class PreparedImport:
    """An import that is understood and not yet written."""

    report: ImportReport
    changes: ChangeSet
    layer: Layer | None = None
    features: FeatureTable | None = None
    picture: PreparedPicture | None = None


def prepare(session: PlanSession, request: ImportRequest, progress: Progress = no_progress) -> PreparedImport:
    """Read and understand a file; nothing is written.

    Raises
    ------
    InputError
        When the file cannot be read, has no usable row or, as `MissingCrsError`, no reference system.
    UsageError
        When a field, column or value does not exist.
    """
    known_target(request.as_)
    if is_raster(request.path):
        return _picture(session, request)
    if request.path.exists() and request.path.samefile(session.path):
        raise InputError(tr("This is the plan itself; what is in it need not be imported."), request.path)
    table = read(request, progress)
    return understand(table, request, context_of(session, with_boundaries=not table.has_geometry), progress)


def _picture(session: PlanSession, request: ImportRequest) -> PreparedImport:
    """Return the import of a picture, which becomes a base map and stays where it is."""
    bringing_pictures.refuse_as_records(request.as_)
    audiences = _audiences(request.audiences, session.plan)
    wanted = PictureRequest(request.path, request.crs, request.values, audiences)
    picture = bringing_pictures.prepare(session.plan, wanted, session.actor)
    report = ImportReport(
        picture.layer.name,
        1,
        1,
        1,
        0,
        0,
        (),
        picture.warnings,
        picture.raster.crs,
        picture.raster.bbox,
        {"Raster": 1},
        (),
    )
    return PreparedImport(report, ChangeSet(""), picture=picture)


def read(request: ImportRequest, progress: Progress = no_progress) -> SourceTable:
    """Read the file's table; see `prepare` for errors."""
    return read_source(request.path, ReadOptions(sheet=request.sheet, crs=request.crs), progress)


def context_of(session: PlanSession, *, with_boundaries: bool) -> ImportContext:
    """Return what of the plan an import needs: rows without coordinates need its boundary layers."""
    layers: Sequence[Layer] = session.plan.of("layer") if with_boundaries else ()
    boundaries = tuple(session.features(layer) for layer in layers if layer.kind == "area")
    return ImportContext(session.plan, session.actor, boundaries)


def understand(
    table: SourceTable, request: ImportRequest, context: ImportContext, progress: Progress = no_progress
) -> PreparedImport:
    """Return what a table becomes in a plan; see `prepare` for errors."""
    known_target(request.as_)
    plan = context.plan
    choice = choose_columns(table, request.as_, request.columns, tuple(request.values), plan.lists)
    options = BuildOptions(
        set_values=request.values,
        lists=plan.lists,
        area=plan.info.geometry,
        boundaries=context.boundaries,
        swap=request.swap_lat_lon,
        marking=Marking(originator=context.actor, audiences=_audiences(request.audiences, plan)),
        find_link=lambda kind, text: _linked(plan, kind, text),
    )
    imported = build(table, request.as_, choice.columns, options, progress)
    if imported.layer is not None:
        if request.key:
            raise UsageError(tr("only hotspots, presence and incidents can be updated; a layer comes in as it is"))
        name = _free_name(plan, imported.layer.name or request.path.stem)
        columns = imported.features.columns if imported.features is not None else {}
        layer = with_telling_names(replace(imported.layer, name=name), columns)
        report = _report(imported, table, choice, layer=name, added=imported.count)
        return PreparedImport(report, ChangeSet(_note(request, imported.count)), layer, imported.features)
    if request.key:
        return _updated(table, request, context, choice, imported)
    records = _with_codes(plan, request.as_, imported.records)
    deltas = tuple(inserted(record) for record in (*records, *imported.children))
    report = _report(imported, table, choice, added=imported.count)
    return PreparedImport(report, ChangeSet(_note(request, imported.count), deltas))


def commit(session: PlanSession, prepared: PreparedImport, *, copy: bool = False) -> None:
    """Write an import that was understood, as one action that undo takes back whole.

    Parameters
    ----------
    copy : bool
        Copy a picture into the plan's folder, so that both travel together.
    """
    if prepared.picture is not None:
        picture = prepared.picture
        bringing_pictures.commit(session, picture, bringing_pictures.copied_beside(session, picture) if copy else None)
    elif prepared.layer is not None and prepared.features is not None:
        session.add_layer(prepared.layer, prepared.features, prepared.changes.note)
    else:
        session.apply(prepared.changes)


def known_target(as_: str) -> str:
    """Return `as_` if rows can become that, else raise `UsageError` with what they can become."""
    if as_ not in AS:
        raise UsageError(tr("rows cannot become “{text}”; use one of: {known}").format(text=as_, known=", ".join(AS)))
    return as_


def _updated(
    table: SourceTable, request: ImportRequest, context: ImportContext, choice: ColumnChoice, imported: Imported
) -> PreparedImport:
    """Return an import that updates what is known, adds what is new and flags what is missing."""
    plan, key = context.plan, request.key or ""
    if key not in KINDS[request.as_].specs():
        raise UsageError(
            tr("“{key}” is not a field of a {kind} by which rows could be matched; it has: {fields}").format(
                key=key, kind=request.as_, fields=", ".join(KINDS[request.as_].specs())
            )
        )
    match = match_by_key(plan.of(request.as_), imported, key, plan.of("population"))
    deltas: list[Delta] = [inserted(record) for record in _with_codes(plan, request.as_, match.added)]
    for record, values in match.updates:
        deltas += edited(record, values)
    report = _report(
        imported,
        table,
        choice,
        added=imported.count - len(match.skipped) - match.updated - match.unchanged,
        updated=match.updated,
        unchanged=match.unchanged,
        skipped=match.skipped,
        warnings=match.warnings,
    )
    return PreparedImport(report, ChangeSet(_note(request, report.imported), tuple(deltas)))


def _report(
    imported: Imported,
    table: SourceTable,
    choice: ColumnChoice,
    *,
    layer: str | None = None,
    added: int = 0,
    updated: int = 0,
    unchanged: int = 0,
    skipped: Sequence[Skipped] = (),
    warnings: Sequence[ImportWarning] = (),
) -> ImportReport:
    headers = {source.name: source.header for source in table.fields}
    return ImportReport(
        layer=layer,
        read=imported.read,
        imported=added + updated + unchanged,
        added=added,
        updated=updated,
        unchanged=unchanged,
        skipped=(*imported.skipped, *skipped),
        warnings=(*choice.warnings, *imported.warnings, *warnings),
        crs=imported.crs,
        bbox=imported.bbox,
        geometry_types=imported.geometry_types,
        columns=tuple(UsedColumn(target, name, headers.get(name, name)) for target, name in choice.columns.items()),
    )


def _with_codes(plan: Plan, kind: str, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records with the next free codes where the file has none; other kinds stay as they are."""
    prefix = CODE_PREFIXES.get(kind)
    if prefix is None:
        return tuple(records)
    ours = [record for record in records if kind == record.KIND]
    bare = [record.uuid for record in ours if not record.value("code")]
    codes = dict(zip(bare, next_codes((*plan.of(kind), *ours), prefix, len(bare)), strict=True))
    return tuple(
        record.with_values({"code": codes[record.uuid]}) if record.uuid in codes else record for record in records
    )


def _audiences(text: str | None, plan: Plan) -> tuple[str, ...] | None:
    if text is None:
        return None
    try:
        found: tuple[str, ...] | None = parse(MARKING_SPECS["audiences"], text, plan.lists)
    except ValueProblem as problem:
        raise UsageError(f"audiences: {problem}") from None
    return found


def _linked(plan: Plan, kind: str, text: str) -> str | None:
    if plan.get(text, kind) is not None:
        return text
    found = plan.by_code(text, (kind,))
    return found[0].uuid if len(found) == 1 else None


def _free_name(plan: Plan, wanted: str) -> str:
    """Return a layer name that no other layer has, since layers are named on the command line."""
    names = {layer.name for layer in plan.of("layer")}
    if wanted not in names:
        return wanted
    return next(name for number in range(2, len(names) + 3) if (name := f"{wanted} ({number})") not in names)


def _note(request: ImportRequest, count: int) -> str:
    what = tr_count("Import {n} row from", "Import {n} rows from", count)
    return f"{what} {request.path.name}"


def suggested_target(table: SourceTable) -> str:
    """Return what the rows of a table most likely are, as one of `AS`, for the preview to begin with."""
    words = {code_of(source.header or source.name) for source in table.fields} | {code_of(table.name)}
    text = "_".join(sorted(words))
    types = {geometry.geom_type for geometry in table.features.geometry[:200] if geometry is not None}
    if any("Line" in name for name in types):
        return "road" if "road" in text or "highway" in text else "layer"
    if any("Polygon" in name for name in types):
        return "area"
    if any(word in text for word in ("event_date", "fatalities", "deaths", "incident", "event_type", "violence")):
        return "incident"
    if any(word in text for word in ("camp", "idp", "site", "household", "hotspot")):
        return "hotspot"
    return "place" if any(word in text for word in ("place", "village", "town", "settlement")) else "hotspot"
