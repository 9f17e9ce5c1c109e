# SPDX-License-Identifier: MIT
"""Which column is what: told by hashtags first, then by header words, then by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from hotmap.domain.codelists import DEFAULT, CodeLists
from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.records import KINDS
from hotmap.importers.header_words import COUNT_TARGETS, HEADER_WORDS, HXL_TAGS, PLACE_TARGETS
from hotmap.importers.profiles import Profile, profile
from hotmap.importers.source import SourceField, SourceTable
from hotmap.importers.vocabularies import match_code
from hotmap.importers.words import contains, phrase, words

LAYER_KINDS = ("road", "area", "place", "layer")

# What a column must hold to be taken for a target, whatever its header says.
_FITS: Mapping[str, Callable[[Profile], bool]] = {
    "lat": lambda p: max(p.lat, p.number) >= 0.6,
    "lon": lambda p: max(p.lon, p.number) >= 0.6,
    "mgrs": lambda p: p.mgrs >= 0.5,
    "wkt": lambda p: p.wkt >= 0.5,
    "coordinates": lambda p: p.pair >= 0.5 or p.mgrs >= 0.5,
    "population": lambda p: p.number >= 0.6,
    "households": lambda p: p.number >= 0.6,
    "fatalities": lambda p: p.number >= 0.6,
    "as_of": lambda p: p.day >= 0.5,
    "name": lambda p: p.text >= 0.5 and p.day < 0.5,
    "pcode": lambda p: p.distinct > 0 and p.day < 0.5,
}
_DATES = (Kind.DATE, Kind.MOMENT)

# Words that tell nothing as a part of a longer header.
_ONLY_ALONE = frozenset({("x",), ("y",), ("id",), ("ind",), ("from",), ("to",), ("date",), ("place",)})

# Marks of certainty; a sure sign always beats a weaker one.
_OWN_TAG, _TAG, _OWN_NAME, _EXACT, _SURE, _PART, _CONTENT = 100.0, 90.0, 84.0, 80.0, 70.0, 60.0, 40.0


def targets_of(as_kind: str) -> tuple[str, ...]:
    """Return what the columns of a file can be when it is imported as a kind of record or layer."""
    if as_kind in LAYER_KINDS:
        return (*PLACE_TARGETS, "pcode")
    own = [code for code, spec in KINDS[as_kind].specs().items() if _is_guessed(spec)]
    counts = COUNT_TARGETS if as_kind == "hotspot" else ()
    extra = () if "pcode" in own else ("pcode",)  # to join by
    return tuple(dict.fromkeys((*PLACE_TARGETS, *own, *counts, *extra)))


def _is_guessed(spec: FieldSpec) -> bool:
    return spec.kind not in (Kind.LINK, Kind.LINKS, Kind.DATA)


def guess_columns(table: SourceTable, as_kind: str, lists: CodeLists = DEFAULT) -> dict[str, str]:
    """Return what each column seems to be.

    Parameters
    ----------
    table : SourceTable
    as_kind : str
        ``hotspot``, ``presence``, ``incident`` or a kind of layer.
    lists : CodeLists
        The plan's; a column of types is known by its values being in them.

    Returns
    -------
    dict of str to str
        Target (a field's code, or one of `PLACE_TARGETS` and `COUNT_TARGETS`) to the column's name.
    """
    profiles = {field.name: profile(table.features.columns[field.name]) for field in table.fields}
    filled = [field for field in table.fields if profiles[field.name].filled]
    skip = PLACE_TARGETS if table.has_geometry else ()
    scores: list[tuple[float, str, str]] = []
    for target in targets_of(as_kind):
        if target in skip:
            continue
        spec = _spec(as_kind, target)
        for field in filled:
            score = _score(_Wanted(as_kind, target, spec), field, profiles[field.name], table, lists)
            if score > 0:
                scores.append((score, target, field.name))
    order = {field.name: index for index, field in enumerate(table.fields)}
    scores.sort(key=lambda found: (-found[0], order[found[2]]))
    chosen: dict[str, str] = {}
    for _, target, name in scores:
        if target not in chosen and name not in chosen.values():
            chosen[target] = name
    if not table.has_geometry and "lat" not in chosen and "lon" not in chosen:
        chosen |= _unnamed_pair(filled, profiles, chosen)
    return _coherent(chosen, table)


def _spec(as_kind: str, target: str) -> FieldSpec | None:
    if as_kind in LAYER_KINDS or target in PLACE_TARGETS:
        return None
    own = KINDS[as_kind].specs().get(target)
    if own is None and as_kind == "hotspot" and target in COUNT_TARGETS:
        own = KINDS["population"].specs().get({"population": "persons"}.get(target, target))
    return own


@dataclass(frozen=True)
class _Wanted:
    """A target with its kind of record and, where it is a field, the field's description."""

    as_kind: str
    target: str
    spec: FieldSpec | None


def _score(wanted: _Wanted, field: SourceField, held: Profile, table: SourceTable, lists: CodeLists) -> float:
    target, spec = wanted.target, wanted.spec
    fits = _FITS.get(target)
    if fits is not None and not fits(held):
        return 0.0
    if spec is not None and spec.kind in _DATES and held.day < 0.5:
        return 0.0
    score = max(_by_tag(target, spec, field.hxl), _by_header(wanted, field), _by_content(target, field, held))
    if target == "code" and score < _SURE and held.distinct < 0.9:
        return 0.0  # “status code” and its kin repeat
    if score and spec is not None and spec.kind is Kind.CHOICE:
        known, codes = _known_codes(spec, field, table, lists)
        if not codes:
            return 0.0
        # A column of types is the one whose values are types, however it is called; of two such the
        # one that tells more of them apart: a sub-event says what an event only sums up.
        if score < _OWN_NAME:
            return _PART + 20 * known + min(codes, 40) / 20 + score / 1000
    return score


def _by_tag(target: str, spec: FieldSpec | None, hxl: str) -> float:
    if not hxl:
        return 0.0
    tag, attributes = _parsed_tag(hxl)
    if spec is not None and spec.hxl and _parsed_tag(spec.hxl) == (tag, attributes):
        return _OWN_TAG
    best = 0.0
    for index, pattern in enumerate(HXL_TAGS.get(target, ())):
        wanted, needed = _parsed_tag(pattern)
        if tag == wanted and needed <= attributes:
            best = max(best, _TAG - index - 2 * len(attributes - needed))
    return best


@cache
def _parsed_tag(hxl: str) -> tuple[str, frozenset[str]]:
    tag, *attributes = re.split(r"\s*\+\s*", hxl.strip().lower())
    return tag, frozenset(attributes)


def _by_header(wanted: _Wanted, field: SourceField) -> float:
    spec, target = wanted.spec, wanted.target
    vocabulary = HEADER_WORDS.get(f"{wanted.as_kind}.{target}") or HEADER_WORDS.get(target, ())
    best = 0.0
    for text in {field.header, field.name}:
        spoken = words(text)
        if not spoken:
            continue
        if spec is not None and phrase(text) in (phrase(spec.code), phrase(spec.label), phrase(spec.text)):
            best = max(best, _OWN_NAME)
        for index, known in enumerate(vocabulary):
            if spoken == known:
                best = max(best, _EXACT - 0.3 * index)
            elif known not in _ONLY_ALONE and contains(spoken, known):
                best = max(best, _PART - 0.3 * index - 2 * (len(spoken) - len(known)))
    return best


def _by_content(target: str, field: SourceField, held: Profile) -> float:
    if target == "mgrs" and held.mgrs > 0.8:
        return _CONTENT
    if target == "wkt" and held.wkt > 0.8:
        return _CONTENT
    if target == "coordinates" and held.pair > 0.8:
        return _CONTENT
    if target == "pcode" and held.pcode > 0.9 and "code" in field.header.casefold():  # RN26 is a road
        return _CONTENT
    if target == "code" and held.ident > 0.9 and held.distinct > 0.98 and held.pcode < 0.5:
        return _CONTENT
    return 0.0


def _known_codes(spec: FieldSpec, field: SourceField, table: SourceTable, lists: CodeLists) -> tuple[float, int]:
    """Return the share of a column's values that a code list knows, and how many codes they are; by a sample."""
    values = [str(v) for v in table.features.columns[field.name] if v is not None and str(v).strip()]
    sample = values[:: max(1, len(values) // 500)]
    codes = {v: match_code(spec.codes, v, field.header, lists) for v in set(sample)}
    known = sum(codes[v] is not None for v in sample)
    return (known / len(sample) if sample else 0.0), len({code for code in codes.values() if code})


def _unnamed_pair(
    fields: Iterable[SourceField], profiles: Mapping[str, Profile], taken: Mapping[str, str]
) -> dict[str, str]:
    """Return the two neighbouring columns without headers that can only be coordinates, where there are such."""
    if any(target in taken for target in ("wkt", "coordinates", "mgrs")):
        return {}
    free = [f for f in fields if not f.header and f.name not in taken.values()]
    likely = [f for f in free if profiles[f.name].fraction > 0.8 and profiles[f.name].lon > 0.95]
    if len(likely) != 2 or abs(likely[0].position - likely[1].position) != 1:
        return {}
    first, second = likely
    if profiles[first.name].lat < 0.95:  # beyond 90 degrees: a longitude
        first, second = second, first
    return {"lat": first.name, "lon": second.name}


def _coherent(chosen: dict[str, str], table: SourceTable) -> dict[str, str]:
    """Return the guess with one way to the place: a latitude needs its longitude, areas beat their centres."""
    if ("lat" in chosen) != ("lon" in chosen):
        chosen.pop("lat", None)
        chosen.pop("lon", None)
    if "wkt" in chosen and "lat" in chosen:
        only_points = all("POINT" in sample.upper() for sample in table.column(chosen["wkt"]).samples)
        for target in ("wkt",) if only_points else ("lat", "lon"):
            del chosen[target]
    return chosen
