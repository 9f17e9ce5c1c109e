# SPDX-License-Identifier: MIT
"""A release: what one audience gets, in the shape of a plan.

It holds nothing of the plan it was made from but what may leave; the features of released layers,
which leave whole, are read when they are asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from shapely.geometry.base import BaseGeometry

from hotmap.analysis.layer_looks import told_style
from hotmap.analysis.rasters import Raster
from hotmap.domain.codelists import CodeLists
from hotmap.domain.cover import StandingCover
from hotmap.domain.features import FeatureTable
from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.marking import CLASSIFICATIONS
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, KINDS, Layer, Record
from hotmap.domain.style_data import style_as_data, style_from_data
from hotmap.domain.summary import HotspotSummary, summarise
from hotmap.errors import MissingFileError
from hotmap.i18n import in_language, mark_for_translation, tr
from hotmap.release.policy import INTERNAL
from hotmap.release.population import band_text

BANDS = ("none", "some", "many")
MANY = 10
"""From how many withheld records on a release says *many*."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a release says of itself.

    Attributes
    ----------
    audience : str
        Who gets it, or `INTERNAL`.
    language : str
        Of the fixed phrases that stand for what is not told.
    today : str
        ISO date on which it was built; no clock is read afterwards.
    as_of : str or None
        ISO date of the last released change.
    precisions : mapping of str to str
        Code of the precision by the uuid of each released record with a place.
    withheld : mapping of str to str
        ``none``, ``some`` or ``many`` by kind, of records that exist and did not leave.
    fields : mapping of str to frozenset of str
        By kind, the field codes that the policy lets this audience have at all.
    cover : mapping of str to StandingCover
        Who stands at a hotspot, where the audience may know.
    people_bands : mapping of str to str
        Code of the band by the uuid of a released count whose figure is not told.
    incident_counts : mapping of str to int
        Incidents by type, for an audience that gets only counts; none under 10.
    """

    audience: str
    language: str = "en"
    today: str = ""
    as_of: str | None = None
    precisions: Mapping[str, str] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cover: Mapping[str, StandingCover] = field(default_factory=dict)
    people_bands: Mapping[str, str] = field(default_factory=dict)
    incident_counts: Mapping[str, int] = field(default_factory=dict)


class Release(RecordSet):
    """Records that one audience may have, each already generalised.

    Parameters
    ----------
    records : iterable of Record
        Released records, in the order in which they are told.
    terms : Terms
    features : mapping of str to callable
        For the uuid of each released layer a function that reads its features.
    rasters : mapping of str to callable
        For the uuid of each released base map a function that opens its picture.
    """

    def __init__(
        self,
        records: Iterable[Record],
        terms: Terms,
        features: Mapping[str, Callable[[], FeatureTable]] | None = None,
        rasters: Mapping[str, Callable[[], Raster]] | None = None,
    ) -> None:
        super().__init__(records)
        self.terms = terms
        self._readers = dict(features or {})
        self._rasters = dict(rasters or {})
        self._tables: dict[str, FeatureTable] = {}

    @property
    def audience(self) -> str:
        """Code of the audience, or `INTERNAL`."""
        return self.terms.audience

    @property
    def internal(self) -> bool:
        """True for the holder's own print of all records, which has to say so on every page."""
        return self.audience == INTERNAL

    @property
    def language(self) -> str:
        """Language of the phrases that stand for what is not told."""
        return self.terms.language

    @property
    def today(self) -> date:
        """The day on which the release was built."""
        return date.fromisoformat(self.terms.today)

    @property
    def title(self) -> str:
        """Title of the plan."""
        return self.info.title or ""

    @property
    def version(self) -> int:
        """Version of the plan, 1 where none is said."""
        return self.info.version or 1

    @property
    def as_of(self) -> str | None:
        """ISO date of the last released change."""
        return self.terms.as_of

    @property
    def exercise(self) -> str:
        """The mark that every page of an exercise bears, empty for a real plan."""
        with in_language(self.language):
            return self.info.exercise_mark

    @property
    def withheld(self) -> Mapping[str, str]:
        """By kind ``none``, ``some`` or ``many``: how many records exist and did not leave."""
        return self.terms.withheld

    @property
    def withheld_band(self) -> str:
        """The largest band over all kinds."""
        return max(self.withheld.values(), key=BANDS.index, default="none")

    @cached_property
    def classification(self) -> str:
        """The highest UN classification of what is inside; unmarked counts as unclassified."""
        said = [r.marking.classification for r in (*self.content(), *self.of("layer"))]
        return max((c for c in said if c), key=CLASSIFICATIONS.index, default=CLASSIFICATIONS[0])

    def precision_of(self, uuid: str) -> str | None:
        """Return how precise the place of a record is, None where it has none.

        Returns
        -------
        str or None
            ``exact`` or the size of the cells that its geometry now is: ``cell_1km``, ``cell_10km``,
            ``cell_100km``. Draw and label a cell as an area, never as a place.
        """
        return self.terms.precisions.get(uuid)

    @cached_property
    def cell_codes(self) -> Mapping[str, str]:
        """Precision code of every record that is shown as cells, by uuid."""
        return {uuid: code for uuid, code in self.terms.precisions.items() if code != "exact"}

    def releases(self, kind: str, code: str) -> bool:
        """Return whether this audience may have a field at all.

        Where it may not, leave the column out: what is withheld is not *unknown*.
        """
        return code in self.terms.fields.get(kind, ())

    @property
    def cover(self) -> Mapping[str, StandingCover]:
        """Who stands at each hotspot, worked out on exact places before they were coarsened.

        Never work it out from released presence: a cell that touches a hotspot is no cover.
        Empty where the audience may not know.
        """
        return self.terms.cover

    def summaries(self, today: date | None = None) -> dict[str, HotspotSummary]:
        """Return the summary of each hotspot by uuid, with the cover that may be told."""
        return summarise(self, today or self.today, self.cover)

    def band_of(self, uuid: str) -> str | None:
        """Return the code of the band of a count whose figure is not told, such as ``1000_to_9999``."""
        return self.terms.people_bands.get(uuid)

    def people_band_text(self, uuid: str) -> str:
        """Return the band of a count in words, nothing where there is none."""
        code = self.band_of(uuid)
        return band_text(code) if code else ""

    def people_band(self, hotspot: str) -> str:
        """Return the people at a hotspot in words where only a band is told, else nothing."""
        texts = (self.people_band_text(count.uuid) for count in self.children("population", hotspot))
        return next(filter(None, texts), "")

    @property
    def incident_counts(self) -> Mapping[str, int]:
        """Incidents by type for an audience that gets counts only; none under 10 is told."""
        return self.terms.incident_counts

    @cached_property
    def layers(self) -> list[tuple[Layer, FeatureTable]]:
        """Released context layers with their features, the lowest first; pictures have none and are not among them."""
        drawn: list[Layer] = [layer for layer in self.of("layer") if layer.kind != "raster"]
        found = [(layer, self.features(layer)) for layer in sorted(drawn, key=lambda layer: layer.order or 0)]
        return [(_told(layer, table), table) for layer, table in found]

    def features(self, layer: Layer) -> FeatureTable:
        """Return the features of a released layer, read when first asked."""
        if layer.uuid not in self._tables:
            self._tables[layer.uuid] = self._readers[layer.uuid]()
        return self._tables[layer.uuid]

    def raster(self, layer: Layer) -> Raster:
        """Open the picture of a released base map.

        Raises
        ------
        HotmapError
            When its file is missing or cannot be read.
        """
        if layer.uuid not in self._rasters:
            raise MissingFileError(tr("The picture is not part of this release."))
        return self._rasters[layer.uuid]()

    def narrowed(self, records: Iterable[Record]) -> Release:
        """Return the same release with fewer records, its layers readable as before."""
        return Release(records, self.terms, self._readers, self._rasters)

    def precision_note(self) -> str:
        """Return one sentence on how places were made less precise, in the current language."""
        if self.internal:
            return tr("All records at their exact places. Not for release.")
        exact = any(self.precision_of(hotspot.uuid) == "exact" for hotspot in self.of("hotspot"))
        cells = sorted(set(self.cell_codes.values()), key=list(_CELL_WORDS).index)
        if not cells:
            return tr("Places are shown as precisely as they were recorded.")
        sizes = ", ".join(tr(_CELL_WORDS[code]) for code in cells)
        if exact or not self.count("hotspot"):
            return tr(
                "Some places are shown only as the cell of a fixed grid they lie in ({sizes}). "
                "This reduces precision; it does not make anybody anonymous."
            ).format(sizes=sizes)
        return tr(
            "Hotspots are shown as the cell of a fixed grid they lie in ({sizes}), not as places. "
            "This reduces precision; it does not make anybody anonymous."
        ).format(sizes=sizes)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the released content, as hexadecimal digits."""
        digest = hashlib.sha256()
        for part in self._canonical():
            digest.update(json.dumps(part, sort_keys=True, ensure_ascii=False, default=canonical).encode())
            digest.update(b"\n")
        return digest.hexdigest()

    def _canonical(self) -> Iterator[Any]:
        terms = self.terms
        yield [terms.audience, terms.language, terms.as_of, self.version, sorted(terms.withheld.items())]
        yield [sorted(terms.precisions.items()), sorted(terms.people_bands.items())]
        yield sorted(terms.incident_counts.items())
        yield sorted((uuid, c.status, c.civilian, c.by) for uuid, c in terms.cover.items())
        for kind in ("plan", *CONTENT_KINDS, "layer"):
            for record in sorted(self.of(kind), key=lambda r: r.uuid):
                yield [kind, record.uuid, record.values()]

    @cached_property
    def lists(self) -> CodeLists:
        """The code lists in force, with the plan's own labels only for codes that are inside."""
        return CodeLists(self.info.code_lists)

    def strings(self) -> Iterator[str]:
        """Yield every text inside: what an inspection may find in a written file."""
        for kind in KINDS:
            for record in self.of(kind):
                yield record.uuid
                for code, value in record.values().items():
                    yield from _texts(value) if (kind, code) != ("layer", "style") else ()
        for layer, table in self.layers:
            yield layer.name or ""
            yield from _texts(layer.style)
            yield from table.columns
            for values in table.columns.values():
                yield from (str(value) for value in values if value is not None)
        yield from (self.audience, self.as_of or "", self.hash, self.exercise, *self.terms.people_bands.values())


_CELL_WORDS = {
    "cell_1km": mark_for_translation("about 1 km"),
    "cell_10km": mark_for_translation("about 10 km"),
    "cell_100km": mark_for_translation("about 100 km"),
}


def _told(layer: Layer, table: FeatureTable) -> Layer:
    """Return a layer whose look names no kind that is not among its features."""
    if not isinstance(layer.style, Mapping) or "categories" not in layer.style:
        return layer
    usual = LayerStyle()
    told = style_as_data(told_style(style_from_data(layer.style, usual), table.columns, len(table)), usual) or {}
    kinds = {"categories": told["categories"]} if "categories" in told else {}
    return layer.with_values({"style": {k: v for k, v in layer.style.items() if k != "categories"} | kinds})


def canonical(value: Any) -> Any:
    """Return a value that JSON does not know as one that it does: geometries as hexadecimal WKB."""
    if isinstance(value, BaseGeometry):
        return value.wkb_hex
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, (tuple, set, frozenset)) else str(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseGeometry):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)
