# SPDX-License-Identifier: MIT
"""From what people type to records and values: codes, uuids, labels, places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shapely import force_2d, from_wkt, get_coordinates, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from hotmap.analysis.coordinates import CoordinateError, parse_point
from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, KINDS, Record
from hotmap.errors import UsageError
from hotmap.i18n import tr


def find_record(plan: RecordSet, text: str, kinds: Iterable[str] = CONTENT_KINDS) -> Record:
    """Return the record that `text` names by uuid or code; ``plan`` names the plan itself.

    Raises
    ------
    UsageError
        When there is none, or more than one.
    """
    if text == "plan":
        return plan.info
    kinds = tuple(kinds)
    record = plan.get(text)
    if record is not None and record.KIND in kinds:
        return record
    found = plan.by_code(text, kinds)
    if not found:
        raise UsageError(tr("there is no record “{text}”; give a code such as H-001 or a uuid").format(text=text))
    if len(found) > 1:
        ids = ", ".join(f"{r.KIND} {r.uuid}" for r in found)
        raise UsageError(tr("“{text}” names {n} records; use a uuid: {ids}").format(text=text, n=len(found), ids=ids))
    return found[0]


def known_kind(text: str) -> str:
    """Return the content kind that `text` names, or raise `UsageError` with those there are."""
    kind = text.strip().casefold().replace("-", "_")
    if kind not in CONTENT_KINDS:
        raise UsageError(
            tr("“{text}” is not a kind of record; use one of: {kinds}").format(
                text=text, kinds=", ".join(CONTENT_KINDS)
            )
        )
    return kind


def parse_values(plan: RecordSet, kind: str, texts: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a kind of record stores them, from texts by field code.

    Choices are taken by code or label in any case and language, links by uuid or code, nothing
    and ``?`` as not known. A key ``<field>@<marking attribute>`` marks one field.

    Raises
    ------
    UsageError
        Naming the field and what it takes.
    """
    return {code: _parse_value(plan, kind, code, text) for code, text in texts.items()}


def _parse_value(plan: RecordSet, kind: str, code: str, text: Any) -> Any:
    spec = _spec(kind, code)
    try:
        value = parse(spec, text, plan.lists)
    except ValueProblem as problem:
        raise UsageError(f"{code}: {problem}") from None
    if value is None or spec.kind not in (Kind.LINK, Kind.LINKS):
        return value
    if spec.kind is Kind.LINK:
        return find_record(plan, value, (spec.links_to,)).uuid
    return tuple(find_record(plan, one, (spec.links_to,)).uuid for one in value)


def _spec(kind: str, code: str) -> FieldSpec:
    specs = KINDS[kind].all_specs()
    field, _, attribute = code.partition("@")
    if attribute:
        if field in KINDS[kind].specs() and attribute in specs:
            return specs[attribute]
    elif code in specs and not specs[code].read_only:
        return specs[code]
    if kind == "hotspot" and code == "level":
        raise UsageError(tr("a level is agreed, not set: record a decision instead"), option="hotmap decide")
    writable = ", ".join(c for c, s in specs.items() if not s.read_only and s.kind is not Kind.DATA)
    raise UsageError(
        tr("a {kind} has no field “{code}”; it has: {fields}").format(kind=kind, code=field, fields=writable)
    )


def parse_geometry(text: str, area: tuple[float, float, float, float] | None = None) -> BaseGeometry:
    """Return a geometry in WGS 84 degrees from WKT, MGRS, UTM or degrees; see `read_geometry`."""
    return read_geometry(text, area)[0]


def read_geometry(text: str, area: tuple[float, float, float, float] | None = None) -> tuple[BaseGeometry, str]:
    """Return a geometry in WGS 84 degrees, and a sentence where something about it was guessed.

    Parameters
    ----------
    text : str
        Such as ``POINT(57.2 -4.5)``, ``40M EV 310 258`` or ``-4.512, 57.284`` (latitude first).
    area : tuple, optional
        The plan's area (west, south, east, north), which settles what is latitude when unsure.

    Raises
    ------
    UsageError
        When it is none of these, or lies outside the world.
    """
    text = text.strip()
    if "(" in text or text.upper().endswith("EMPTY"):
        return _from_wkt(text), ""
    try:
        found = parse_point(text, area)
    except CoordinateError as error:
        raise UsageError(str(error)) from None
    return Point(found.lon, found.lat), "" if found.is_sure else found.note


def _from_wkt(text: str) -> BaseGeometry:
    """Return a flat, valid point, line or area from WKT in WGS 84 degrees."""
    try:
        geometry = force_2d(from_wkt(text))
    except ShapelyError:
        raise UsageError(tr("“{text}” is not a geometry in WKT").format(text=text)) from None
    if geometry.is_empty:
        raise UsageError(tr("“{text}” is empty").format(text=text))
    lon_deg, lat_deg = abs(get_coordinates(geometry)).T
    if not ((lon_deg <= 180).all() and (lat_deg <= 90).all()):  # not “any greater”: nan compares false
        raise UsageError(
            tr("“{text}” lies outside the world; WKT takes longitude first, then latitude").format(text=text)
        )
    repaired = geometry if geometry.is_valid else make_valid(geometry)
    if geometry.geom_type == "GeometryCollection" or repaired.geom_type == "GeometryCollection":
        raise UsageError(tr("“{text}” is not one point, line or area").format(text=text))
    return repaired
