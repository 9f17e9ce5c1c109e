# SPDX-License-Identifier: MIT
"""What every record is: frozen, described field by field, with its marking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from shapely.geometry.base import BaseGeometry

from hotmap.domain.fields import FieldSpec, Kind, described, specs_of
from hotmap.domain.marking import MARKING_FIELDS, UNMARKED, Marking

MARKING_SPECS: dict[str, FieldSpec] = {
    "originator": FieldSpec("Originator", code="originator", hxl="#x_originator"),
    "community": FieldSpec("Community", Kind.CHOICE, "community", codes="community", hxl="#x_community"),
    "classification": FieldSpec(
        "Classification", Kind.CHOICE, "classification", codes="classification", hxl="#x_classification"
    ),
    "sensitivity": FieldSpec("Sensitivity", Kind.CHOICE, "sensitivity", codes="sensitivity", hxl="#x_sensitivity"),
    "audiences": FieldSpec(
        "May be seen by",
        Kind.CHOICES,
        "audiences",
        codes="audience",
        hxl="#x_audiences",
        help="Nobody receives a record that is not marked.",
    ),
    "precision": FieldSpec(
        "At most as precise as",
        Kind.CHOICE,
        "precision",
        codes="precision",
        hxl="#x_precision",
        help="Left open, the policy for each audience decides.",
    ),
    "expires": FieldSpec("Released until", Kind.DATE, "expires", hxl="#date+expires"),
}


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has.

    Attributes
    ----------
    uuid : str
        Identity, UUIDv7 text; empty until a service gives one.
    geometry : shapely geometry or None
        Place in WGS 84 degrees.
    notes : str or None
        Free text.
    marking : Marking
        Who may see the record.
    field_markings : mapping of str to Marking
        Stricter markings of single fields.
    extra : mapping
        Fields of a newer version of hotmap, passed through untouched.
    """

    KIND: ClassVar[str] = ""
    LABEL: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""

    uuid: str = ""
    geometry: BaseGeometry | None = None
    notes: str | None = described("Notes", Kind.LONG_TEXT, hxl="#meta+notes")
    marking: Marking = UNMARKED
    field_markings: Mapping[str, Marking] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def specs(cls) -> dict[str, FieldSpec]:
        """Return the kind's own fields by code, notes last, without marking and geometry."""
        return _specs(cls)

    @classmethod
    def all_specs(cls) -> dict[str, FieldSpec]:
        """Return the kind's own fields followed by those of the marking."""
        return {**_specs(cls), **MARKING_SPECS}

    def value(self, code: str) -> Any:
        """Return a value by its field code.

        Beside the codes of `all_specs` these are ``geometry``, ``<field>@<marking attribute>`` for
        the marking of one field, and unknown codes of newer versions.
        """
        if "@" in code:
            of, attribute = code.split("@", 1)
            return getattr(self.field_markings.get(of, UNMARKED), attribute)
        if code in MARKING_FIELDS:
            return getattr(self.marking, code)
        if code == "geometry" or code in _specs(type(self)):
            return getattr(self, code)
        return self.extra.get(code)

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Return the record with some values changed; codes as in `value`."""
        own: dict[str, Any] = {}
        marking: dict[str, Any] = {}
        by_field = dict(self.field_markings)
        extra = dict(self.extra)
        for code, value in values.items():
            if "@" in code:
                of, attribute = code.split("@", 1)
                by_field[of] = replace(by_field.get(of, UNMARKED), **{attribute: value})
            elif code in MARKING_FIELDS:
                marking[code] = value
            elif code in ("geometry", "uuid") or code in _specs(type(self)):
                own[code] = value
            else:
                extra[code] = value
        if marking:
            own["marking"] = replace(self.marking, **marking)
        kept = {of: m for of, m in by_field.items() if m != UNMARKED}
        return replace(self, **own, field_markings=kept, extra=extra)

    def values(self) -> dict[str, Any]:
        """Return every value that is not None by its code, as `with_values` takes them."""
        found = {code: getattr(self, code) for code in _specs(type(self))}
        found |= {code: getattr(self.marking, code) for code in MARKING_FIELDS}
        found["geometry"] = self.geometry
        for of, marking in self.field_markings.items():
            found |= {f"{of}@{code}": getattr(marking, code) for code in MARKING_FIELDS}
        found |= self.extra
        return {code: value for code, value in found.items() if value is not None}

    @property
    def caption(self) -> str:
        """What people call it: its name, title or code, else nothing."""
        for code in ("name", "title", "code"):
            text = getattr(self, code, None)
            if text:
                return str(text)
        return ""


_SPECS: dict[type[Record], dict[str, FieldSpec]] = {}


def _specs(cls: type[Record]) -> dict[str, FieldSpec]:
    if cls not in _SPECS:
        _SPECS[cls] = _described_fields(cls)
    return _SPECS[cls]


def _described_fields(cls: type[Record]) -> dict[str, FieldSpec]:
    found = specs_of(cls)
    found["notes"] = found.pop("notes")  # inherited, so first; people look for it last
    return found
