# SPDX-License-Identifier: MIT
"""What QGIS shows of a plan file: our colours and labels, our code lists as choices.

Styles lie in ``layer_styles``, where QGIS looks for them; the code lists also in the schema
extension of GeoPackage, which other programs read.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache

from hotmap.analysis.qgis_qml import FormField, Look, style
from hotmap.domain.codelists import DEFAULT, LEVELS, CodeLists
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import KINDS
from hotmap.i18n import current_language, tr
from hotmap.storage.schema import KEPT_COLUMNS, KindTable, kind_table, kind_tables

STYLE_NAME = "hotmap"
_SHIELD_DEG = 180.0  # a pentagon on its head is the nearest to a shield that all versions draw
_LEVEL_LOOKS = {  # shape, fill, outline, letter colour, outline width in mm, pen
    "must": ("pentagon", "#8C1432", "#8C1432", "#FFFFFF", 0.48, "solid"),
    "should": ("triangle", "#C4551A", "#B84C10", "#FFFFFF", 0.37, "solid"),
    "could": ("circle", "#F2BE45", "#A87508", "#2B2005", 0.37, "solid"),
    "watch": ("diamond", "#DCE6EA", "#4E626C", "#22323A", 0.37, "dash"),
}
_UNDECIDED = ("circle", "#FFFFFF", "#5A6971")
_DOMAIN_LOOKS = {  # shape, fill, outline
    "troops": ("square", "#BFE2F4", "#0F3550"),
    "police": ("square", "#BFE2F4", "#0F3550"),
    "civilian": ("circle", "#0B6B5F", "#FFFFFF"),
    "humanitarian": ("cross_fill", "#5B4A9C", "#5B4A9C"),
    "host_state": ("square", "#DFE4E5", "#45545D"),
}
_LABELS = {
    "hotspot": "trim(coalesce(\"code\", '') || ' ' || coalesce(\"name\", ''))",
    "presence": 'coalesce("name", "code", \'\')',
}


def refresh(db: sqlite3.Connection) -> None:
    """Write the styles and code lists of all tables of records anew.

    Styles that people saved in the file under other names stay.
    """
    lists = _lists_of(db)
    language = current_language()
    for table in kind_tables():
        qml = _default_qml(table.kind, language) if lists is DEFAULT else _qml(table, lists)
        write_style(db, table.kind, "geom" if table.has_geometry else "", qml, KINDS[table.kind].PLURAL)
    _write_code_lists(db, lists)


def write_style(db: sqlite3.Connection, table: str, geometry_column: str, qml: str, description: str) -> None:
    """Make this our style of a table, and the one that QGIS takes by itself."""
    db.execute("DELETE FROM layer_styles WHERE styleName = ? AND f_table_name = ?", (STYLE_NAME, table))
    db.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '')",
        (table, geometry_column, STYLE_NAME, qml, description),
    )


def _lists_of(db: sqlite3.Connection) -> CodeLists:
    row = db.execute("SELECT code_lists FROM plan LIMIT 1").fetchone()
    try:
        return CodeLists(json.loads(row[0])) if row and row[0] else DEFAULT
    except (ValueError, TypeError, KeyError, AttributeError):
        return DEFAULT  # lists that another program broke: the plan still opens, with the defaults


def _qml(table: KindTable, lists: CodeLists) -> str:
    return style(_looks(table, lists), _LABELS.get(table.kind, ""), _fields(table, lists))


@cache
def _default_qml(kind: str, language: str) -> str:
    """Return a style with the default lists; `language` is the current one, on which the texts depend."""
    return _qml(kind_table(kind), DEFAULT)


def _looks(table: KindTable, lists: CodeLists) -> list[Look]:
    if table.kind == "hotspot":
        return [*(_level_look(level, lists) for level in LEVELS), _undecided()]
    if table.kind == "presence":
        looks = [
            Look(lists.text("presence_domain", domain), f"\"domain\" = '{domain}'", *look, size_mm=4.2)
            for domain, look in _DOMAIN_LOOKS.items()
        ]
        known = ", ".join(f"'{domain}'" for domain in _DOMAIN_LOOKS)
        others = f'"domain" IS NULL OR "domain" NOT IN ({known})'
        return [*looks, Look(tr("Others"), others, "square", "#FFFFFF", "#45545D", size_mm=4.2)]
    if table.kind == "incident":
        alert = Look(tr("Alerts: danger is imminent"), '"imminent"', "star", "#F0597A", "#8C1432", size_mm=4.0)
        other = Look(tr("Incidents"), 'NOT coalesce("imminent", false)', "circle", "#5A6971", "#FFFFFF", size_mm=2.4)
        return [alert, other]
    if table.kind == "visit":
        return [Look(tr("Visits"), "", "pentagon", "#FFFFFF", "#0B6B5F", size_mm=4.0)]
    return []


def _level_look(level: str, lists: CodeLists) -> Look:
    shape, fill, outline, letter_colour, width_mm, dash = _LEVEL_LOOKS[level]
    text = lists.text("level", level)
    angle_deg = _SHIELD_DEG if level == "must" else 0.0
    return Look(
        text,
        f"\"level\" = '{level}'",
        shape,
        fill,
        outline,
        letter=text[:1],
        letter_colour=letter_colour,
        angle_deg=angle_deg,
        width_mm=width_mm,
        dash=dash,
    )


def _undecided() -> Look:
    return Look(tr("Not decided yet"), '"level" IS NULL', *_UNDECIDED, size_mm=4.0, dash="dot")


def _fields(table: KindTable, lists: CodeLists) -> list[FormField]:
    fields = [FormField("fid", "fid", hidden=True), FormField("uuid", tr("Identity"), editable=False)]
    fields += [
        FormField(name, spec.text, _choices(spec, lists), hidden=spec.kind is Kind.DATA)
        for name, spec in table.specs.items()
    ]
    levels = [(code.text, code.code) for code in lists["level"]]
    fields += [FormField(name, tr("Level"), levels, editable=False) for name in table.derived]
    return fields + [FormField(name, name, hidden=True) for name in KEPT_COLUMNS]


def _choices(spec: FieldSpec, lists: CodeLists) -> list[tuple[str, str]] | None:
    if spec.kind is not Kind.CHOICE:
        return None  # several codes are one text with commas
    return [(code.text, code.code) for code in lists[spec.codes]]


def _write_code_lists(db: sqlite3.Connection, lists: CodeLists) -> None:
    """Describe columns and their codes as the schema extension has it."""
    db.execute("DELETE FROM gpkg_data_columns")
    db.execute("DELETE FROM gpkg_data_column_constraints")
    used: set[str] = set()
    for table in kind_tables():
        for name, spec in table.specs.items():
            constraint = spec.codes if spec.kind is Kind.CHOICE else None
            used |= {constraint} if constraint else set()
            mime = "application/json" if spec.kind is Kind.DATA else None
            db.execute(
                "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description, mime_type,"
                " constraint_name) VALUES (?, ?, NULL, ?, ?, ?, ?)",
                (table.kind, name, spec.text, tr(spec.help) if spec.help else None, mime, constraint),
            )
    db.executemany(
        "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description)"
        " VALUES (?, 'enum', ?, ?)",
        [(list_id, code.code, code.text) for list_id in sorted(used) for code in lists[list_id]],
    )
