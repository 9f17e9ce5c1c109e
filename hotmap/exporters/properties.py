# SPDX-License-Identifier: MIT
"""Released records as plain properties by field code, and what a data file says of itself.

The same in GeoJSON, KMZ and GeoPackage, so that a reader who knows one knows the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hotmap import __version__
from hotmap.domain.fields import FieldSpec, Kind, show
from hotmap.domain.records import CONTENT_KINDS, Record
from hotmap.domain.summary import HotspotSummary
from hotmap.i18n import tr
from hotmap.release import Release

LEVEL = FieldSpec("Level", Kind.CHOICE, "level", codes="level", hxl="#severity", read_only=True)
COVER = FieldSpec("Who stands there", Kind.TEXT, "cover", hxl="#x_cover", read_only=True)
PEOPLE_BAND = FieldSpec("People, in a band", Kind.TEXT, "persons_band", hxl="#population+band", read_only=True)
GENERATOR = f"hotmap {__version__}"


def specs_for(kind: str, record_type: type[Record]) -> dict[str, FieldSpec]:
    """Return the columns that a kind has in a data file: its own, its marking's and what is derived."""
    derived = {"hotspot": (LEVEL, COVER), "population": (PEOPLE_BAND,)}.get(kind, ())
    return {**record_type.all_specs(), **{spec.code: spec for spec in derived}}


class Properties:
    """Turns the records of one release into properties.

    Parameters
    ----------
    release : Release
    """

    def __init__(self, release: Release) -> None:
        self._release = release
        self._summaries: Mapping[str, HotspotSummary] = release.summaries()

    def native(self, record: Record) -> dict[str, Any]:
        """Return values by field code in the order of the fields, codes as codes, without nothings."""
        found = {}
        for code in specs_for(record.KIND, type(record)):
            value = self._value(record, code)
            if value is not None:
                found[code] = list(value) if isinstance(value, tuple) else value
        return found

    def shown(self, record: Record) -> Iterator[tuple[FieldSpec, str]]:
        """Yield the fields with their values as people read them; links and identities are left out."""
        for code, spec in specs_for(record.KIND, type(record)).items():
            value = self._value(record, code)
            if value is None or spec.kind in (Kind.LINK, Kind.LINKS, Kind.DATA) or code in ("audiences", "precision"):
                continue
            text = (
                self._release.people_band_text(record.uuid)
                if spec is PEOPLE_BAND
                else show(spec, value, self._release.lists)
            )
            if text:
                yield spec, text

    def _value(self, record: Record, code: str) -> Any:
        if code == LEVEL.code and record.KIND == "hotspot":
            return self._summaries[record.uuid].level
        if code == COVER.code:
            cover = self._release.cover.get(record.uuid)
            return cover.status if cover else None
        if code == PEOPLE_BAND.code:
            return self._release.band_of(record.uuid)
        return record.value(code)


def content_of(release: Release) -> Iterator[Record]:
    """Yield the released records kind by kind, in the order in which they are told."""
    for kind in CONTENT_KINDS:
        yield from release.of(kind)


def about(release: Release) -> dict[str, Any]:
    """Return what a data file says of itself, keys in a fixed order."""
    info = release.info
    told = {
        "title": release.title,
        "audience": release.audience,
        "classification": release.classification,
        "exercise": release.exercise,
        "as_of": release.as_of,
        "version": release.version,
        "release": release.hash,
        "precision_note": release.precision_note(),
        "withheld": dict(release.withheld),
        "incident_counts": dict(release.incident_counts),
        "mission": info.mission,
        "sector": info.sector,
        "period": info.period,
        "forum": info.forum,
        "contact": info.contact,
        "internal": tr("Internal: all records, not for release") if release.internal else None,
        "generator": GENERATOR,
    }
    return {key: value for key, value in told.items() if value not in (None, "", {})}
