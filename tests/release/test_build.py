# SPDX-License-Identifier: MIT
"""What a release must never do, one promise after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from hotmap.domain.changes import ChangeTimes
from hotmap.domain.codelists import AUDIENCES, PRECISIONS
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.domain.plan import Plan
from hotmap.domain.records import (
    Decision,
    Hotspot,
    Incident,
    Layer,
    PlanInfo,
    Population,
    Presence,
    Record,
    Response,
    Threat,
    Visit,
)
from hotmap.errors import RuleError
from hotmap.release import INTERNAL, Release, build_release, prepare_release

TODAY = date(2026, 11, 23)
ALL = Marking(originator="JMAC", audiences=AUDIENCES)
INFO = PlanInfo(uuid="plan", title="Sector North", release_key="a key", as_of="2026-11-16", version=4)
PLACE = Point(24.27391, 12.53846)
CAMP = Hotspot(uuid="camp", code="H-014", name="Velmar", type="idp_camp_or_settlement", geometry=PLACE, marking=ALL)
DISTRICTS = FeatureTable(
    np.array([box(24.0, 12.0, 24.26, 13.0), box(24.26, 12.0, 25.0, 13.0)], dtype=object),
    {"ADM2_PCODE": ["XX0101", "XX0102"], "ADM2_EN": ["West", "East"]},
)


def released(audience: str, *records: Record, info: PlanInfo = INFO, **options: Any) -> Release:
    return prepare_release(
        Plan([info, *records]), audience, features=lambda layer: DISTRICTS, today=TODAY, **options
    ).release


def hotspot_of(release: Release) -> Hotspot:
    (found,) = release.of("hotspot")
    return found


# ---- unmarked, expired, stricter --------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_release_unmarked_is_not_released(audience: str) -> None:
    assert not released(audience, replace(CAMP, marking=Marking())).content()


@pytest.mark.parametrize(("expires", "count"), [("2026-11-22", 0), ("2026-11-23", 1), ("2027-01-01", 1)])
def test_release_permission_ends(expires: str, count: int) -> None:
    assert len(released("mission", replace(CAMP, marking=replace(ALL, expires=expires))).content()) == count


def test_release_field_marking_is_stricter_than_the_record() -> None:
    camp = replace(CAMP, field_markings={"name": Marking(audiences=("mission",))})
    assert hotspot_of(released("mission", camp)).name == "Velmar"
    assert hotspot_of(released("unct", camp)).name is None


def test_release_field_marking_never_widens_the_record() -> None:
    camp = replace(CAMP, marking=Marking(audiences=("mission",)), description="How it began")
    camp = replace(camp, field_markings={"description": ALL})
    assert not released("unct", camp).content()


def test_release_free_text_needs_its_own_marking() -> None:
    camp = replace(CAMP, description="How it began")
    assert hotspot_of(released("unct", camp)).description is None
    camp = replace(camp, field_markings={"description": Marking(audiences=("unct",))})
    assert hotspot_of(released("unct", camp)).description == "How it began"
    assert hotspot_of(released("partners", camp)).description is None


@given(st.sampled_from(AUDIENCES), st.sampled_from([None, *PRECISIONS]), st.sampled_from([None, *PRECISIONS]))
def test_release_precision_is_the_coarsest_of_all(audience: str, record: str | None, field: str | None) -> None:
    policy = {"mission": 0, "uniformed": 0, "unct": 0, "partners": 2, "authorities": 2, "public": 3}[audience]
    camp = replace(CAMP, marking=replace(ALL, precision=record), field_markings={"geometry": Marking(precision=field)})
    expected = PRECISIONS[max(policy, *(PRECISIONS.index(p) for p in (record, field) if p), 0)]
    release = released(audience, camp)
    assert (release.precision_of(hotspot_of(release).uuid) or "withheld") == expected


def test_release_precision_not_understood_is_withheld() -> None:
    release = released("mission", replace(CAMP, marking=replace(ALL, precision="roughly")))
    assert hotspot_of(release).geometry is None


def test_release_fields_of_a_newer_version_do_not_leave() -> None:
    assert hotspot_of(released("mission", replace(CAMP, extra={"blood_group": "0"}))).extra == {}


# ---- places -------------------------------------------------------------------------------------------------------


def test_release_coarsened_place_is_a_cell_and_says_so() -> None:
    release = released("partners", CAMP)
    camp = hotspot_of(release)
    assert camp.geometry.equals(box(24.2, 12.5, 24.3, 12.6))
    assert release.precision_of(camp.uuid) == camp.marking.precision == "cell_10km"
    assert "10 km" in release.precision_note()


@given(st.floats(-179, 179), st.floats(-89, 89), st.lists(st.sampled_from(AUDIENCES), min_size=1, unique=True))
def test_release_pooled_recipients_know_no_more_than_the_finest_cell(lon: float, lat: float, who: list[str]) -> None:
    camp = replace(CAMP, geometry=Point(lon, lat))
    shapes = [hotspot_of(released(audience, camp)).geometry for audience in who]
    finest = min(shapes, key=lambda shape: shape.area)
    pooled = finest
    for shape in shapes:
        pooled = pooled.intersection(shape.buffer(1e-9))
    assert pooled.area == pytest.approx(finest.area)


def test_release_repeated_exports_average_to_nothing_new() -> None:
    texts = {hotspot_of(released("public", CAMP)).geometry.wkb for _ in range(5)}
    assert len(texts) == 1


def test_release_district_comes_from_the_cell() -> None:
    # The camp lies in the east district, most of its cell in the west.
    districts = Layer(uuid="l", name="Districts", kind="area", table="layer_1", marking=ALL)
    camp = replace(CAMP, geometry=Point(24.265, 12.5), pcode="XX0102")
    assert hotspot_of(released("partners", camp, districts)).pcode == "XX0101"
    assert hotspot_of(released("mission", camp, districts)).pcode == "XX0102"
    assert hotspot_of(released("authorities", camp, districts)).pcode is None


def test_release_district_stays_in_without_released_boundaries() -> None:
    districts = Layer(uuid="l", name="Districts", kind="area", table="layer_1", marking=Marking(audiences=("mission",)))
    assert hotspot_of(released("partners", replace(CAMP, pcode="XX0102"), districts)).pcode is None


def test_release_district_of_a_marked_down_place_comes_from_the_cell() -> None:
    camp = replace(CAMP, pcode="XX0102", marking=replace(ALL, precision="cell_100km"))
    assert hotspot_of(released("mission", camp)).pcode is None


# ---- links --------------------------------------------------------------------------------------------------------


def test_release_links_to_what_stays_in_are_dropped() -> None:
    hidden = replace(CAMP, uuid="hidden", marking=Marking())
    line = Response(uuid="r", hotspot="hidden", tier="i", activity="mediation", title="Talks", marking=ALL)
    (told,) = released("mission", line, hidden).of("response")
    assert told.hotspot is None


@pytest.mark.parametrize(
    "child",
    [
        Threat(uuid="c", hotspot="hidden", type="killing", marking=ALL),
        Population(uuid="c", hotspot="hidden", persons=500, marking=ALL),
        Decision(uuid="c", hotspot="hidden", level="must", marking=ALL),
    ],
    ids=lambda child: child.KIND,
)
def test_release_what_is_about_a_withheld_hotspot_stays_in(child: Record) -> None:
    assert not released("mission", child, replace(CAMP, uuid="hidden", marking=Marking())).content()


@pytest.mark.parametrize(
    ("audience", "hotspot_precision", "incident_precision", "linked"),
    [
        ("mission", None, None, True),
        ("mission", None, "cell_10km", False),  # the camp's place would be the incident's
        ("mission", "cell_10km", None, False),  # and the incident's the camp's
        ("partners", None, None, True),
        ("unct", None, None, False),
    ],
)
def test_release_link_never_tells_a_place_more_precisely(
    audience: str, hotspot_precision: str | None, incident_precision: str | None, linked: bool
) -> None:
    camp = replace(CAMP, marking=replace(ALL, precision=hotspot_precision))
    incident = Incident(
        uuid="i", hotspot="camp", type="killing", geometry=PLACE, marking=replace(ALL, precision=incident_precision)
    )
    (told,) = released(audience, camp, incident).of("incident")
    assert (told.hotspot is not None) is linked


def test_release_sensitive_incident_never_names_its_hotspot() -> None:
    incident = Incident(uuid="i", hotspot="camp", type="child_recruitment", geometry=PLACE, marking=ALL)
    release = released("mission", CAMP, incident)
    (told,) = release.of("incident")
    assert told.hotspot is None
    assert release.precision_of(told.uuid) == "cell_100km"
    assert not released("uniformed", CAMP, incident).of("incident")


# ---- people -------------------------------------------------------------------------------------------------------


def people(group: str | None, persons: int, uuid: str = "") -> Population:
    return Population(uuid=uuid or f"p-{group}", hotspot="camp", group=group, persons=persons, marking=ALL)


@pytest.mark.parametrize(("persons", "told"), [(9, []), (10, [10]), (18_432, [18_432])])
def test_release_counts_under_ten_are_suppressed(persons: int, told: list[int]) -> None:
    assert [p.persons for p in released("mission", CAMP, people("idps", persons)).of("population")] == told


def test_release_subtracting_from_the_whole_finds_nothing() -> None:
    release = released("mission", CAMP, people(None, 507), people("idps", 500), people("farmers", 7))
    counts = {p.group: p.persons for p in release.of("population")}
    assert counts == {None: 500, "idps": 500}


@pytest.mark.parametrize(("audience", "told"), [("mission", 18_432), ("uniformed", 18_400), ("partners", 18_400)])
def test_release_counts_are_rounded_where_the_policy_says(audience: str, told: int) -> None:
    (count,) = released(audience, CAMP, people("idps", 18_432)).of("population")
    assert count.persons == told


@pytest.mark.parametrize("audience", ["authorities", "public"])
def test_release_bands_have_no_figure_and_no_group(audience: str) -> None:
    release = released(audience, CAMP, people("idps", 18_432), people("minority_group", 600))
    (count,) = release.of("population")
    assert (count.persons, count.group) == (None, None)
    assert release.band_of(count.uuid) == "10000_to_99999"
    assert release.people_band(count.hotspot) == "10\u202f000–99\u202f999"


# ---- levels -------------------------------------------------------------------------------------------------------


def test_release_level_comes_only_from_released_decisions() -> None:
    decision = Decision(uuid="d", hotspot="camp", level="must", reason="r", marking=Marking(audiences=("mission",)))
    for audience, level in (("mission", "must"), ("unct", None)):
        release = released(audience, CAMP, decision)
        assert release.summaries()[hotspot_of(release).uuid].level == level


def test_release_history_of_levels_leaves_only_where_the_policy_says() -> None:
    first = Decision(uuid="d1", hotspot="camp", level="must", marking=ALL)
    second = Decision(uuid="d2", hotspot="camp", level="could", supersedes=("d1",), marking=ALL)
    for audience, count in (("mission", 2), ("partners", 1)):
        release = released(audience, CAMP, first, second)
        assert release.count("decision") == count
        summary = release.summaries()[hotspot_of(release).uuid]
        assert (summary.level, summary.disputed) == ("could", False)


# ---- who stands there ------------------------------------------------------------------------------------------------


def base(**values: Any) -> Presence:
    return Presence(
        **{"uuid": "b", "domain": "troops", "type": "static_post", "geometry": PLACE, "marking": ALL, **values}
    )


@pytest.mark.parametrize(
    ("audience", "record", "status"),
    [
        ("mission", base(), "held"),
        ("partners", base(), "held"),
        ("authorities", base(), None),
        ("mission", base(marking=Marking()), None),
        ("mission", base(marking=Marking(), domain="humanitarian", type="mobile_clinic"), "open"),
        ("mission", base(marking=Marking(), to_date="2020-01-01"), "open"),
        ("unct", base(type="foot_patrol"), None),
        ("unct", base(marking=replace(ALL, precision="cell_10km")), None),
        ("unct", base(geometry=Point(10, 10), marking=replace(ALL, precision="cell_10km")), "open"),
    ],
)
def test_release_cover_counts_released_presence_and_leaves_out_what_is_in_doubt(
    audience: str, record: Presence, status: str | None
) -> None:
    release = released(audience, CAMP, record)
    cover = release.cover.get(hotspot_of(release).uuid)
    assert (cover.status if cover else None) == status


def test_release_cover_is_never_worked_out_from_cells() -> None:
    release = released("partners", CAMP, base(geometry=Point(24.21, 12.51)))
    assert release.summaries()[hotspot_of(release).uuid].cover.status == "open"


def test_release_strength_and_readiness_stay_with_the_mission() -> None:
    post = base(strength="31_to_100", ready_min=15.0, reach_km=20.0, night=True)
    for audience in ("unct", "partners", "authorities"):
        (told,) = released(audience, post).of("presence")
        assert (told.strength, told.ready_min, told.reach_km, told.night) == (None, None, None, None)


@pytest.mark.parametrize(
    "record",
    [
        base(permanence="planned"),
        base(permanence="temporary"),
        base(type="temporary_operating_base"),
        base(type="qrf"),
        base(domain=None, type=None),
        base(domain="civilian", type="field_office", permanence="planned"),
    ],
    ids=["planned", "temporary", "tob", "qrf", "unknown", "civilian planned"],
)
@pytest.mark.parametrize("audience", ["unct", "partners", "authorities", "public"])
def test_release_operations_to_come_stay_with_the_mission(record: Presence, audience: str) -> None:
    assert not released(audience, record).of("presence")


def test_release_humanitarian_presence_never_reaches_the_uniformed() -> None:
    partner = base(domain="humanitarian", type="partner", name="Clinic", strength="up_to_10")
    assert not released("uniformed", partner).content()
    release = released("mission", partner)
    assert release.precision_of(release.of("presence")[0].uuid) == "cell_10km"


# ---- allegations, actors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "name", "count"),
    [
        ("state_military", None, 0),
        ("parallel_forces", None, 0),
        (None, "Army", 0),
        ("armed_group", None, 1),
        (None, None, 1),
    ],
)
def test_release_authorities_see_no_allegation_against_state_forces(
    category: str | None, name: str | None, count: int
) -> None:
    threat = Threat(uuid="t", hotspot="camp", type="killing", actor_category=category, actor_name=name, marking=ALL)
    told = released("authorities", CAMP, threat).of("threat")
    assert len(told) == count
    assert all(t.actor_category is None and t.actor_name is None for t in told)


def test_release_tier_two_is_one_phrase_for_partners() -> None:
    lines = [
        Response(uuid=f"r{n}", hotspot="camp", tier="ii", activity="patrol", title=f"Night patrol {n}", marking=ALL)
        for n in range(3)
    ]
    (told,) = released("partners", CAMP, *lines).of("response")
    assert told.title == "Physical protection planned"
    assert told.activity is None
    assert not released("authorities", CAMP, *lines).of("response")
    assert {line.title for line in released("unct", CAMP, *lines).of("response")} == {None}


def test_release_public_gets_incidents_as_counts_never_under_ten() -> None:
    many = [Incident(uuid=f"k{n}", type="killing", geometry=PLACE, marking=ALL) for n in range(12)]
    few = [Incident(uuid=f"a{n}", type="abduction", geometry=PLACE, marking=ALL) for n in range(9)]
    grave = [Incident(uuid=f"c{n}", type="child_recruitment", geometry=PLACE, marking=ALL) for n in range(20)]
    unmarked = [Incident(uuid=f"u{n}", type="abduction", geometry=PLACE) for n in range(5)]
    release = released("public", CAMP, *many, *few, *grave, *unmarked)
    assert dict(release.incident_counts) == {"killing": 12}
    assert not release.of("incident")


def test_release_findings_of_visits_stay_with_civilians() -> None:
    visit = Visit(uuid="v", name="Joint visit", findings="F", recommendations="R", marking=ALL)
    (told,) = released("uniformed", visit).of("visit")
    assert (told.findings, told.recommendations) == (None, "R")


# ---- identities, codes, order ----------------------------------------------------------------------------------------


def test_release_identities_are_keyed_per_audience_and_stable() -> None:
    seen = {audience: hotspot_of(released(audience, CAMP)).uuid for audience in AUDIENCES}
    assert len(set(seen.values())) == len(AUDIENCES)
    assert seen == {audience: hotspot_of(released(audience, CAMP)).uuid for audience in AUDIENCES}
    other = released("mission", CAMP, info=replace(INFO, release_key="another"))
    assert hotspot_of(other).uuid != seen["mission"]


def test_release_sender_can_find_the_record_of_a_released_identity() -> None:
    prepared = prepare_release(Plan([INFO, CAMP]), "unct", features=lambda layer: DISTRICTS, today=TODAY)
    assert prepared.sources[hotspot_of(prepared.release).uuid] == "camp"


@pytest.mark.parametrize(
    ("audience", "codes"),
    [(a, ["H-014"]) for a in ("mission", "uniformed", "unct")]
    + [(a, ["H-001"]) for a in ("partners", "authorities", "public")],
)
def test_release_codes_are_numbered_anew_for_outsiders(audience: str, codes: list[str]) -> None:
    assert [h.code for h in released(audience, CAMP).of("hotspot")] == codes


def test_release_codes_are_kept_where_the_policy_says() -> None:
    info = replace(INFO, policy={"keep_codes": ["public"]})
    assert hotspot_of(released("public", CAMP, info=info)).code == "H-014"


def test_release_order_does_not_tell_that_of_the_plan() -> None:
    camps = [replace(CAMP, uuid=f"u{n}", name=name, code=None) for n, name in enumerate("DACB")]
    for audience in ("mission", "partners"):
        forth, back = (released(audience, *order) for order in (camps, camps[::-1]))
        assert [h.values() for h in forth.of("hotspot")] == [h.values() for h in back.of("hotspot")]
        assert [h.name for h in forth.of("hotspot")] == list("ABCD")
        assert forth.hash == back.hash


# ---- the frame -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_release_frame_leaves_and_secrets_do_not(audience: str) -> None:
    info = replace(
        INFO, contact="POC adviser", default_audiences=("mission",), policy={"keep_codes": []}, rubric={"private": 1}
    )
    told = released(audience, CAMP, info=info).info
    assert (told.title, told.version, told.as_of, told.contact) == ("Sector North", 4, "2026-11-16", "POC adviser")
    assert (told.release_key, told.policy, told.default_audiences, told.rubric or {}) == (None, None, None, {})
    assert told.uuid == ""


def test_release_exercise_mark_always_leaves() -> None:
    info = replace(INFO, exercise=True, exercise_name="SANDBAR", policy={"rules": {"plan.exercise": {"public": "no"}}})
    assert released("public", CAMP, info=info).exercise == "EXERCISE SANDBAR"


def test_release_own_labels_leave_only_for_codes_inside() -> None:
    lists = {"hotspot_type": [{"code": "idp_camp_or_settlement", "label": "Camp"}, {"code": "x", "label": "Informant"}]}
    told = released("public", CAMP, info=replace(INFO, code_lists=lists))
    assert [c.label for c in told.lists["hotspot_type"]] == ["Camp"]


def test_release_as_of_is_the_last_released_change() -> None:
    edits = {
        ("camp", "name"): "2026-11-10T09:30:00+00:00",
        ("camp", "description"): "2026-11-20T23:10:00+00:00",
        ("hidden", "name"): "2026-11-22T23:10:00+00:00",
    }
    changed = ChangeTimes(edits=edits)
    camp = replace(CAMP, description="d")
    assert released("partners", camp, changed=changed).as_of == "2026-11-10"
    assert released("mission", camp, changed=changed).as_of == "2026-11-20"


def test_release_marking_tells_nothing_of_other_readers() -> None:
    marking = Marking("JMAC", "mission", "confidential", "high", AUDIENCES, None, "2027-01-01")
    told = hotspot_of(released("partners", replace(CAMP, marking=marking))).marking
    assert told == Marking(None, None, "confidential", None, ("partners",), "cell_10km", "2027-01-01")


def test_release_classification_is_the_highest_inside() -> None:
    other = replace(CAMP, uuid="x", marking=replace(ALL, classification="confidential"))
    secret = replace(CAMP, uuid="y", marking=Marking(audiences=("mission",), classification="strictly_confidential"))
    assert released("unct", CAMP, other, secret).classification == "confidential"
    field = replace(CAMP, field_markings={"name": Marking(classification="strictly_confidential")})
    assert released("unct", field).classification == "strictly_confidential"


@pytest.mark.parametrize(("count", "band"), [(0, "none"), (1, "some"), (9, "some"), (10, "many"), (99, "many")])
def test_release_withheld_is_told_in_bands(count: int, band: str) -> None:
    hidden = [replace(CAMP, uuid=f"u{n}", marking=Marking(originator="Secret unit")) for n in range(count)]
    release = released("mission", CAMP, *hidden)
    assert release.withheld["hotspot"] == release.withheld_band == band
    assert not any("Secret unit" in text for text in release.strings())


def test_release_preview_is_exact_for_the_sender() -> None:
    hidden = [replace(CAMP, uuid=f"u{n}", marking=Marking(originator="Human Rights")) for n in range(3)]
    gone = replace(CAMP, uuid="gone", marking=Marking("JMAC", audiences=("mission",), expires="2020-01-01"))
    withheld = prepare_release(
        Plan([INFO, replace(CAMP, notes="n"), *hidden, gone]), "mission", features=lambda layer: DISTRICTS, today=TODAY
    ).withheld
    assert (len(withheld), withheld.total) == (4, 5)
    assert dict(withheld.by_originator) == {"Human Rights": 3, "JMAC": 1}
    assert dict(withheld.by_reason) == {"unmarked": 3, "expired": 1}


def test_release_holds_no_way_back_to_the_plan() -> None:
    release = released("partners", CAMP, replace(CAMP, uuid="hidden", name="Secret name", marking=Marking()))
    assert "Secret name" not in repr(vars(release))


# ---- layers, internal, nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marking", "count"),
    [(ALL, 1), (Marking(), 0), (replace(ALL, precision="exact"), 1), (replace(ALL, precision="cell_10km"), 0)],
)
def test_release_layers_leave_whole_or_not_at_all(marking: Marking, count: int) -> None:
    layer = Layer(uuid="l", name="Districts", kind="area", table="layer_1", marking=marking)
    layers = released("mission", CAMP, layer).layers
    assert len(layers) == count
    assert all(table is DISTRICTS and own.uuid != "l" for own, table in layers)


def test_release_layers_are_read_only_when_asked() -> None:
    def refuse(layer: Layer) -> FeatureTable:
        raise AssertionError("read without need")

    layer = Layer(uuid="l", name="Roads", kind="road", table="layer_1", marking=ALL)
    release = build_release(Plan([INFO, CAMP, layer]), "mission", features=refuse, today=TODAY)
    assert release.count("layer") == 1


def test_release_internal_is_everything_and_says_so() -> None:
    hidden = replace(CAMP, uuid="hidden", marking=Marking(), notes="for us")
    release = released(INTERNAL, CAMP, hidden)
    assert release.internal
    assert [h.values() for h in release.of("hotspot")] == [CAMP.values(), hidden.values()]
    assert release.info.release_key is None
    assert "Not for release" in release.precision_note()


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ([replace(CAMP, uuid=f"u{n}", marking=Marking()) for n in range(14)], "14 of 14 unmarked: mark now"),
        ([CAMP.with_values({"audiences": ()}), replace(CAMP, uuid="x", marking=Marking())], "1 of 2 unmarked"),
        ([CAMP.with_values({"audiences": ("mission",)})], "None of 1 records"),
        ([], "The plan is empty"),
    ],
)
def test_release_of_nothing_is_refused_with_figures(records: list[Record], sentence: str) -> None:
    with pytest.raises(RuleError, match=sentence) as caught:
        build_release(Plan([INFO, *records]), "unct", features=lambda layer: DISTRICTS, today=TODAY)
    assert caught.value.exit_code == 1
    assert "hotmap mark" not in caught.value.message  # the window shows it too


def test_release_polygon_keeps_no_corner() -> None:
    field = replace(CAMP, geometry=Polygon([(24.0123, 12.5123), (24.4321, 12.5333), (24.2, 12.7777)]))
    cells = hotspot_of(released("partners", field)).geometry
    assert all(round(x * 10, 9).is_integer() and round(y * 10, 9).is_integer() for x, y in cells.exterior.coords)


def test_release_hash_is_of_the_released_content() -> None:
    one = released("mission", CAMP).hash
    assert one == released("mission", CAMP).hash
    assert one != released("mission", replace(CAMP, name="Velmar camp")).hash
    assert one != released("unct", CAMP).hash
    # What stays in changes nothing but the band that says so.
    two, three = (
        released("mission", CAMP, replace(CAMP, uuid="h", name=name, marking=Marking())).hash for name in ("A", "B")
    )
    assert two == three
