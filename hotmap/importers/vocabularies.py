# SPDX-License-Identifier: MIT
"""Words of others for what our code lists name: OpenStreetMap, UCDP GED, ACLED, DTM and habits of the field.

A best effort, and shown before the import: what is not found here or in the plan's own lists is
left empty with a warning. Keys are written as `hotmap.importers.words.phrase` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hotmap.domain.codelists import CodeLists
from hotmap.importers.words import contains, phrase, words


def _table(groups: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Return ``{words: code}`` from ``{code: "phrase; phrase; …"}``, longer phrases first."""
    pairs = [(words(text), code) for code, texts in groups.items() for text in texts.split(";")]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


# Values of place=, landuse=, amenity=, healthcare= (OpenStreetMap), site types of DTM and CCCM lists.
_HOTSPOT_TYPES = {
    "idp_camp_or_settlement": "camp; idp; idps; displaced; displacement site; gathering site; collective centre; "
    "collective center; self settled; informal settlement; spontaneous site; planned site; deplaces; site de deplaces; "
    "camp de deplaces; معسكر; مخيم; نازحين",
    "poc_site": "poc; poc site; protection of civilians site",
    "refugee_site": "refugee; refugees; refugee camp; refugee settlement; camp de refugies; refugies; لاجئين",
    "return_area": "return; returns; return area; return site; returnee; returnees; zone de retour; retour; "
    "عوده; عائدين",
    "village": "village; hamlet; isolated dwelling; settlement; rural settlement; residential; localite; hameau; قريه",
    "urban_neighbourhood": "city; town; suburb; quarter; neighbourhood; neighborhood; borough; urban; quartier; ville; "
    "حي; مدينه",
    "farming_area": "farmland; farm; farmyard; orchard; vineyard; plantation; allotments; cropland; agriculture; "
    "agricultural; farming; irrigated; champ; champs; agricole; مزرعه; زراعي",
    "grazing_land_or_migration_corridor": "meadow; grass; pasture; grassland; grazing; rangeland; corridor; "
    "migration route; transhumance; livestock route; paturage; مرعي; مسار",
    "market": "market; marketplace; market place; commercial; retail; marche; سوق",
    "road_or_checkpoint": "checkpoint; check point; roadblock; barrier; road; barriere; نقطه تفتيش; حاجز",
    "water_point": "water point; well; water well; borehole; hand pump; waterhole; hafir; spring; wadi; forage; puits; "
    "point d eau; بئر; مياه; حفير",
    "firewood_route": "firewood; wood collection; bois de chauffe; حطب",
    "school": "school; kindergarten; college; university; ecole; lycee; مدرسه",
    "health_facility": "hospital; clinic; doctors; doctor; health post; health centre; health center; pharmacy; "
    "dentist; maternity; laboratory; phc; "
    "phcc; phcu; dispensary; centre de sante; hopital; مستشفي; مركز صحي; صيدليه",
    "mine_or_extractive_site": "mine; mining; quarry; gold mine; oil field; mineshaft; carriere; منجم; تعدين",
    "border_crossing": "border; border control; border crossing; border point; poste frontiere; معبر",
}

_PRESENCE_TYPES = {
    "sector_hq": "sector headquarters; shq; sector hq; etat major secteur",
    "battalion_hq": "battalion headquarters; bn hq; battalion; bhq",
    "company_operating_base": "cob; company base; company operating base; coy; company; mob",
    "temporary_operating_base": "tob; temporary base; temporary operating base",
    "standing_combat_deployment": "scd; standing combat deployment",
    "team_site": "ts; team site; military observers",
    "static_post": "op; observation post; static; static post; guard post; poste",
    "fpu": "fpu; formed police unit; formed police",
    "unpol_post": "unpol; un police; police post; police station; individual police officers",
    "foot_patrol": "foot patrol",
    "vehicle_patrol": "patrol; vehicle patrol; mobile patrol; patrouille",
    "long_range_patrol": "lrp; long range patrol; long duration patrol; ldp",
    "air_patrol": "air patrol; aerial patrol",
    "qrf": "qrf; quick reaction force; force de reaction rapide",
    "helicopter": "helicopter; helo; aviation; heli",
    "uas": "uas; uav; drone",
    "cla": "cla; community liaison assistant; clas",
    "can_focal_area": "can; community alert network; focal point",
    "field_office": "field office; sub office; office; bureau; civil affairs",
    "joint_protection_team": "jpt; joint protection team",
    "human_rights_team": "human rights; human rights team",
    "partner": "ngo; ingo; partner; partenaire; ong",
    "mobile_clinic": "mobile clinic; clinique mobile",
    "host_state_post": "government; army post; national police; host state; gendarmerie",
}

# Event and sub-event types of ACLED (codebook of 2023), then words of situation reports.
_INCIDENT_TYPES = {
    "armed_attack": "battles; battle; armed clash; attack; government regains territory; armed attack; ambush; clash; "
    "non state actor overtakes territory; attaque; affrontement; هجوم; اشتباك",
    "shelling_or_air_strike": "explosions remote violence; air drone strike; shelling artillery missile attack; "
    "suicide bomb; grenade; shelling; air strike; airstrike; bombing; bombardement; قصف",
    "killing": "violence against civilians; killing; murder; massacre; meurtre; assassinat; قتل",
    "abduction": "abduction forced disappearance; kidnapping; abduction; enlevement; خطف; اختطاف",
    "arbitrary_detention": "arrests; arrest; detention; arrestation; اعتقال",
    "conflict_related_sexual_violence": "sexual violence; crsv; rape; viol; violence sexuelle; عنف جنسي",
    "explosive_ordnance": "remote explosive landmine ied; landmine; uxo; ied; mine; explosive remnants of war; لغم",
    "unrest": "riots; riot; violent demonstration; mob violence; protest with intervention; emeute; شغب",
    "peaceful_event": "protests; protest; peaceful protest; agreement; non violent action; manifestation; مظاهره",
    "looting_burning_extortion": "looting property destruction; looting; pillage; arson; burning; extortion; نهب; حرق",
    "intercommunal_violence": "intercommunal; communal violence; tribal clash; inter ethnic; "
    "violence intercommunautaire; نزاع قبلي",
    "cattle_raid": "cattle raid; cattle rustling; livestock theft; vol de betail; نهب ماشيه",
    "crop_destruction": "crop destruction; destruction de cultures",
    "tension_or_troop_movement": "strategic developments; change to group activity; headquarters or base established; "
    "non violent transfer of territory; disrupted weapons use; troop movement; tension; تحركات",
    "forced_displacement_or_siege": "displacement; siege; deplacement force; نزوح; حصار",
    "crime": "crime; robbery; theft; banditry; vol; criminalite; سرقه",
    "alert": "alert; early warning; alerte; انذار",
}

_TABLES = {
    "hotspot_type": _table(_HOTSPOT_TYPES),
    "presence_type": _table(_PRESENCE_TYPES),
    "incident_type": _table(_INCIDENT_TYPES),
}

# Columns whose values are bare numbers with a meaning of their own, by list and header.
NUMBER_CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    # UCDP GED codebook: state-based, non-state, one-sided violence.
    ("incident_type", "type of violence"): {
        "1": "armed_attack",
        "2": "intercommunal_violence",
        "3": "killing",
    },
    # UCDP GED: exact day; 2–6 days; a week; a month; more than a month.
    ("date_precision", "date prec"): {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"},
    # UCDP GED: exact; within 25 km; district; province; part of a country or a line; country; at sea.
    ("place_precision", "where prec"): {
        "1": "exact", "2": "settlement", "3": "district", "4": "province", "5": "province", "6": "country",
        "7": "country",
    },
    # ACLED: day, week, month; town, part of a region, region.
    ("date_precision", "time precision"): {"1": "day", "2": "week", "3": "month"},
    ("place_precision", "geo precision"): {"1": "settlement", "2": "district", "3": "province"},
}  # fmt: skip


# Numbers of persons fall into bands: plans keep bands, never numbers.
_STRENGTH_LIMITS = ((10, "up_to_10"), (30, "11_to_30"), (100, "31_to_100"), (250, "101_to_250"), (700, "251_to_700"))


def match_code(list_id: str, text: str, header: str, lists: CodeLists) -> str | None:
    """Return the code that a foreign word means, or None.

    Parameters
    ----------
    list_id : str
        Code list of the field.
    text : str
        Value as the file has it.
    header : str
        Header of its column: bare numbers mean something only under it.
    lists : CodeLists
        The plan's own lists; they are asked first, and only codes in them are given.
    """
    own = lists[list_id].match(text)
    if own is not None:
        return own
    numbers = NUMBER_CODES.get((list_id, phrase(header)))
    if numbers is not None:
        found = numbers.get(text.strip().removesuffix(".0"))
        return found if found in lists[list_id] else None
    if list_id == "strength" and re.fullmatch(r"\d{1,6}", text.strip()):
        band = next((code for limit, code in _STRENGTH_LIMITS if int(text) <= limit), "over_700")
        return band if band in lists[list_id] else None
    spoken = words(text)
    for known, code in _TABLES.get(list_id, {}).items():
        if contains(spoken, known) and code in lists[list_id]:
            return code
    return None
