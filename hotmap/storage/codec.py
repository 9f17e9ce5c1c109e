# SPDX-License-Identifier: MIT
"""Values on their way to the journal (JSON), to the columns that QGIS shows, and back.

In JSON a geometry is upper-case hexadecimal ISO WKB, because SQL's ``hex()`` writes the same; a
tuple is a list. In columns several codes are one text with commas, so that people can read and
edit them in QGIS. Reading is lenient: what another program wrote is taken for what it means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import shapely

from hotmap.analysis import blobs
from hotmap.domain.codelists import PRECISIONS
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.marking import CLASSIFICATIONS, MARKING_FIELDS, SENSITIVITIES, Marking
from hotmap.domain.records import KINDS, MARKING_SPECS, Record
from hotmap.storage.schema import KindTable

GEOMETRY = FieldSpec("Geometry", code="geometry")


@cache
def spec_of(kind: str, code: str) -> FieldSpec | None:
    """Return the description of a field code, `GEOMETRY` for the place, None for an unknown code."""
    if code == "geometry":
        return GEOMETRY
    if "@" in code:
        return MARKING_SPECS.get(code.split("@", 1)[1])
    cls = KINDS.get(kind)
    return cls.all_specs().get(code) if cls else None


# ---- journal -------------------------------------------------------------------------------------------------


def to_json(spec: FieldSpec | None, value: Any) -> Any:
    """Return a value as it stands in the journal."""
    if value is None or spec is None:
        return value
    if spec is GEOMETRY:
        return shapely.to_wkb(value, hex=True, byte_order=1, flavor="iso")
    return list(value) if spec.is_many else value


def normal(spec: FieldSpec | None, value: Any) -> Any:
    """Return a JSON value of the journal, whoever wrote it, in the form that `to_json` gives."""
    if value is None or spec is None:
        return value
    if spec is GEOMETRY:
        return str(value).upper() or None
    if spec.codes in _ORDERED:
        return _known_or_strictest(spec, value)
    return _NORMAL.get(spec.kind, _as_it_is)(value)


def from_json(spec: FieldSpec | None, value: Any) -> Any:
    """Return the value that a JSON value of the journal stands for."""
    value = normal(spec, value)
    if value is None or spec is None:
        return value
    if spec is GEOMETRY:
        return shapely.from_wkb(value, on_invalid="ignore")
    return tuple(value) if spec.is_many else value


def dumps(value: Any) -> str:
    """Return compact JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)


def record_json(record: Record) -> dict[str, Any]:
    """Return every value of a record that is known, by code, as it stands in the journal."""
    kind = record.KIND
    return {code: to_json(spec_of(kind, code), value) for code, value in record.values().items()}


def record_from_json(kind: str, uuid: str, values: Mapping[str, Any]) -> Record:
    """Return the record that journal values make."""
    native = {code: from_json(spec_of(kind, code), value) for code, value in values.items() if value is not None}
    return KINDS[kind](uuid=uuid).with_values(native)


# ---- columns -------------------------------------------------------------------------------------------------


def to_column(spec: FieldSpec, value: Any) -> Any:
    """Return a value as its column holds it."""
    if value is None:
        return None
    if spec.is_many:
        return ",".join(map(str, value))
    if spec.kind is Kind.DATA:
        return dumps(value)
    return int(value) if spec.kind is Kind.FLAG else value


def rows_of(table: KindTable, records: Sequence[Record]) -> list[tuple[Any, ...]]:
    """Return records as rows in the order of `table.columns`."""
    columns: list[Sequence[Any]] = [[record.uuid for record in records]]
    if table.has_geometry:
        columns.append(blobs.encode([record.geometry for record in records]))
    for code, spec in table.specs.items():
        if code in MARKING_FIELDS:
            columns.append([to_column(spec, getattr(record.marking, code)) for record in records])
        else:
            columns.append([to_column(spec, getattr(record, code)) for record in records])
    columns.append([_field_markings_json(record.field_markings) for record in records])
    columns.append([dumps(dict(_extra(table, record))) if _extra(table, record) else None for record in records])
    return list(zip(*columns, strict=True))


def records_from(table: KindTable, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Record]:
    """Return the records of rows, all at once.

    Parameters
    ----------
    table : KindTable
    columns : sequence of str
        Those of `table.columns` that the file has: one of an older version has fewer.
    rows : sequence of rows
        With the values of `columns`.
    """
    if not rows:
        return []
    by_name = dict(zip(columns, zip(*rows, strict=True), strict=True))
    arguments: dict[str, Iterable[Any]] = {"uuid": by_name["uuid"]}
    for code, spec in table.specs.items():
        if code in by_name and code not in MARKING_FIELDS:
            arguments[code] = _decoded(spec, by_name[code])
    extra = [_mapping(text) for text in by_name.get("extra", [None] * len(rows))]
    if table.has_geometry:
        arguments["geometry"] = blobs.decode(by_name["geom"])
    else:
        arguments["geometry"] = [from_json(GEOMETRY, values.pop("geometry", None)) for values in extra]
    arguments["marking"] = _markings(by_name, len(rows))
    arguments["field_markings"] = [_field_markings(text) for text in by_name.get("field_markings", [None] * len(rows))]
    arguments["extra"] = extra
    names = tuple(arguments)
    cls = KINDS[table.kind]
    return [cls(**dict(zip(names, values, strict=True))) for values in zip(*arguments.values(), strict=True)]


def _extra(table: KindTable, record: Record) -> Mapping[str, Any]:
    if table.has_geometry or record.geometry is None:
        return record.extra
    return {**record.extra, "geometry": to_json(GEOMETRY, record.geometry)}


def _decoded(spec: FieldSpec, values: Sequence[Any]) -> Sequence[Any]:
    decode = _FROM_COLUMN.get(spec.kind)
    return values if decode is None else [None if value is None else decode(value) for value in values]


def _markings(by_name: Mapping[str, Sequence[Any]], count: int) -> list[Marking]:
    known: dict[tuple[Any, ...], Marking] = {}  # most rows share a few markings
    columns = [by_name.get(code, [None] * count) for code in MARKING_FIELDS]
    found = []
    for values in zip(*columns, strict=True):
        if values not in known:
            pairs = zip(MARKING_FIELDS, values, strict=True)
            known[values] = Marking(**{code: _native(MARKING_SPECS[code], value) for code, value in pairs})
        found.append(known[values])
    return found


def _native(spec: FieldSpec, value: Any) -> Any:
    if value is not None and spec.codes in _ORDERED:
        return _known_or_strictest(spec, value)
    return _decoded(spec, (value,))[0]


def _field_markings_json(markings: Mapping[str, Marking]) -> str | None:
    if not markings:
        return None
    return dumps(
        {
            of: {code: to_json(MARKING_SPECS[code], v) for code, v in vars(marking).items() if v is not None}
            for of, marking in markings.items()
        }
    )


def _field_markings(text: str | None) -> dict[str, Marking]:
    if not text:
        return {}
    return {
        of: Marking(**{code: from_json(MARKING_SPECS[code], v) for code, v in values.items() if code in MARKING_FIELDS})
        for of, values in _mapping(text).items()
    }


def _mapping(text: str | None) -> dict[str, Any]:
    found = _loaded(text) if text else {}
    return found if isinstance(found, dict) else {}


# ---- leniency ------------------------------------------------------------------------------------------------

_ORDERED = {"classification": CLASSIFICATIONS, "sensitivity": SENSITIVITIES, "precision": PRECISIONS}
"""Code lists of a marking that have an order, mildest first."""


def _known_or_strictest(spec: FieldSpec, value: Any) -> str:
    """Read what nobody understands as the strictest there is: a typing error must not release anything."""
    known = _ORDERED[spec.codes]
    return str(value) if value in known else known[-1]


def _as_it_is(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    """Let `json` write what it does not know: sets and numpy numbers."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"not a value of a plan: {value!r}")


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _months(value: Any) -> list[int]:
    numbers = (_number(int)(part) for part in _listed(value))
    return [number for number in numbers if isinstance(number, int)]


def _number(wanted: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        try:
            return wanted(value)
        except (TypeError, ValueError):
            return None

    return read


def _loaded(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def _flag(value: Any) -> bool | None:
    return _FLAGS.get(str(value).strip().lower())


_NORMAL: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.CHOICE: str,
    Kind.DATE: str,
    Kind.MOMENT: str,
    Kind.LINK: str,
    Kind.INTEGER: _number(int),
    Kind.FACTOR: _number(int),
    Kind.NUMBER: _number(float),
    Kind.FLAG: _flag,
    Kind.CHOICES: _listed,
    Kind.LINKS: _listed,
    Kind.MONTHS: _months,
}

_FROM_COLUMN: Mapping[Kind, Callable[[Any], Any]] = {
    **{kind: read for kind, read in _NORMAL.items() if kind not in (Kind.TEXT, Kind.LONG_TEXT)},
    Kind.CHOICES: lambda value: tuple(_listed(value)),
    Kind.LINKS: lambda value: tuple(_listed(value)),
    Kind.MONTHS: lambda value: tuple(_months(value)),
    Kind.DATA: _loaded,
}
