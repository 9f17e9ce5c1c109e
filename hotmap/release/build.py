# SPDX-License-Identifier: MIT
"""Builds a release: record by record and field by field, from an allow-list, for one audience."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from hotmap.analysis.rasters import Raster
from hotmap.domain.changes import ChangeTimes
from hotmap.domain.cover import standing_cover
from hotmap.domain.features import FeatureTable
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, GEOMETRY_KINDS, KINDS, Layer, Record
from hotmap.i18n import in_language
from hotmap.release.admin import Districts
from hotmap.release.gate import Gate
from hotmap.release.identity import Identities, numbered_anew
from hotmap.release.info import released_info
from hotmap.release.policy import INTERNAL, Policy
from hotmap.release.release import Release, Terms
from hotmap.release.selection import Selection, select
from hotmap.release.telling import Teller, in_told_order
from hotmap.release.withheld import Withheld

Features = Callable[[Layer], FeatureTable]
"""Reads the features of a layer of the plan."""
Rasters = Callable[[Layer], Raster]
"""Opens the picture of a base map of the plan."""


@dataclass(frozen=True)
class Prepared:
    """A release beside what only its sender may know.

    Attributes
    ----------
    release : Release
    withheld : Withheld
        Exactly what stays in, and why.
    sources : mapping of str to str
        The plan's uuid by the released one, for previews and for proposals that come back.
    """

    release: Release
    withheld: Withheld
    sources: Mapping[str, str]

    @property
    def refuses(self) -> bool:
        """Whether an export of it would be refused because nothing would leave."""
        return not self.release.content() and (bool(self.withheld.total) or not self.release.count("layer"))


def build_release(
    plan: RecordSet,
    audience: str,
    *,
    features: Features,
    today: date,
    language: str = "en",
    changed: ChangeTimes | None = None,
    rasters: Rasters | None = None,
) -> Release:
    """Return what one audience may have of a plan.

    Parameters
    ----------
    plan : Plan
    audience : str
        A code of the list ``audience``, or `INTERNAL` for all records.
    features : callable
        Reads the features of a layer of the plan; called for released layers only.
    today : date
        Decides about permissions that have ended, and who stands where.
    language : str
        Of fixed phrases that stand for what is not told.
    changed : ChangeTimes, optional
        When each field last changed. The release is then as of its last *released* change; else
        as of what the plan says.
    rasters : callable, optional
        Opens the picture of a base map of the plan; without it none is drawn.

    Raises
    ------
    RuleError
        When nothing would leave, with how many records are unmarked; when the policy cannot be read.
    """
    prepared = prepare_release(
        plan, audience, features=features, today=today, language=language, changed=changed, rasters=rasters
    )
    if prepared.refuses:
        raise prepared.withheld.refusal(audience)
    return prepared.release


def prepare_release(
    plan: RecordSet,
    audience: str,
    *,
    features: Features,
    today: date,
    language: str = "en",
    changed: ChangeTimes | None = None,
    rasters: Rasters | None = None,
) -> Prepared:
    """Return a release with the sender's exact figures; an empty release is no error here.

    Parameters as in `build_release`.
    """
    if audience == INTERNAL:
        return _internal(plan, features, rasters, today, language)
    with in_language(language):
        policy = Policy.from_data(plan.info.policy)
        gate = Gate(policy, plan.lists, audience, today.isoformat())
        identities = Identities(plan.info, audience)
        selection = select(plan, gate)
        teller = Teller(plan, gate, selection, identities, _districts(selection, features))
        told = teller.told()
        records = in_told_order(told)
        if not policy.keeps_codes(audience):
            records = numbered_anew(records)
    info = released_info(plan.info, gate, records)
    terms = Terms(
        audience=audience,
        language=language,
        today=today.isoformat(),
        as_of=_as_of(selection, info.as_of, changed),
        precisions=teller.precisions,
        withheld=selection.withheld.bands(CONTENT_KINDS),
        fields={kind: policy.fields(kind, audience) for kind in (*CONTENT_KINDS, "coverage")},
        cover=teller.cover(today.isoformat()),
        people_bands=teller.people_bands,
        incident_counts=selection.incident_counts,
    )
    layers = {identities.of("layer", layer.uuid): layer for layer in selection.layers}
    release = Release([info, *records], terms, _readers(layers, features), _openers(layers, rasters))
    return Prepared(release, selection.withheld, identities.sources)


def _readers(layers: Mapping[str, Layer], features: Features) -> dict[str, Callable[[], FeatureTable]]:
    return {uuid: partial(features, layer) for uuid, layer in layers.items()}


def _openers(layers: Mapping[str, Layer], rasters: Rasters | None) -> dict[str, Callable[[], Raster]]:
    """Return what opens the pictures; their places stay with the plan."""
    if rasters is None:
        return {}
    return {uuid: partial(rasters, layer) for uuid, layer in layers.items() if layer.kind == "raster"}


def _districts(selection: Selection, features: Features) -> Callable[[], Districts]:
    """Return a function that reads the boundaries which the audience has too."""
    areas = [layer for layer in selection.layers if layer.kind == "area"]
    return lambda: Districts(features(layer) for layer in areas)


def _as_of(selection: Selection, stated: str | None, changed: ChangeTimes | None) -> str | None:
    if not changed:
        return stated
    times = [
        time for passed in selection.passed for code in passed.rules if (time := changed.of(passed.record.uuid, code))
    ]
    # To the day: an hour would tell when somebody works.
    return max(times)[:10] if times else stated


def _internal(plan: RecordSet, features: Features, rasters: Rasters | None, today: date, language: str) -> Prepared:
    """Return all records as they are, for the holder's own print."""
    info = plan.info.with_values({"release_key": None, "policy": None})
    content: list[Record] = plan.content()
    layers: list[Layer] = list(plan.of("layer"))
    fields: dict[str, frozenset[str]] = {
        kind: frozenset((*KINDS[kind].all_specs(), "geometry")) for kind in CONTENT_KINDS
    }
    terms = Terms(
        audience=INTERNAL,
        language=language,
        today=today.isoformat(),
        as_of=plan.info.as_of,
        precisions={r.uuid: "exact" for r in content if r.KIND in GEOMETRY_KINDS and r.geometry is not None},
        withheld=dict.fromkeys(CONTENT_KINDS, "none"),
        fields={**fields, "coverage": frozenset({"status", "civilian", "minutes"})},
        cover=standing_cover(plan.of("hotspot"), plan.of("presence"), today.isoformat()),
    )
    by_uuid = {layer.uuid: layer for layer in layers}
    told = [layer.with_values({"source": None}) for layer in layers]  # a path of this machine is nobody's business
    return Prepared(
        Release([info, *content, *told], terms, _readers(by_uuid, features), _openers(by_uuid, rasters)),
        Withheld(total=len(content)),
        {record.uuid: record.uuid for record in (*content, *layers)},
    )
