# SPDX-License-Identifier: MIT
"""The default code lists: editable in every plan, never official.

A code is the lower-case English label with ``_``; that makes it readable in a file that is
opened elsewhere and stable when a label is translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from hotmap.i18n import current_language, tr


def code_of(label: str) -> str:
    """Return the code for an English label.

    >>> code_of("IDP camp or settlement"), code_of("DDR/CVR")
    ('idp_camp_or_settlement', 'ddr_cvr')
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


@dataclass(frozen=True)
class Code:
    """One entry of a code list.

    Attributes
    ----------
    code : str
        What is stored.
    label : str
        English label, the translation key.
    group : str
        Where it belongs inside its list (the community of an entity, the domain of a presence).
    labels : mapping
        Labels of the plan's own making by language, which win over the catalogue.
    """

    code: str
    label: str
    group: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The label in the current language."""
        return self.labels.get(current_language()) or tr(self.label)


@dataclass(frozen=True)
class CodeList:
    """An ordered list of codes with look-up by code or label, in any case and language."""

    id: str
    label: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(c.code == code for c in self.codes)

    def get(self, code: str | None) -> Code | None:
        """Return the entry with this code, or None."""
        return next((c for c in self.codes if c.code == code), None)

    def text(self, code: str | None) -> str:
        """Return the label of a code; an unknown code is shown as it stands, None as nothing."""
        if code is None:
            return ""
        entry = self.get(code)
        return entry.text if entry else code

    def match(self, text: str) -> str | None:
        """Return the code that `text` names by code or by label in any language, else None."""
        wanted = code_of(text)
        folded = text.strip().casefold()
        for entry in self.codes:
            labels = (entry.label, entry.text, *entry.labels.values())
            if (wanted and wanted == entry.code) or any(folded == label.casefold() for label in labels):
                return entry.code
        return None

    def group(self, group: str) -> tuple[Code, ...]:
        """Return the entries of one group."""
        return tuple(c for c in self.codes if c.group == group)


def _list(id: str, label: str, groups: Mapping[str, str] | str) -> CodeList:
    if isinstance(groups, str):
        groups = {"": groups}
    codes = [
        Code(code_of(text), text[0].upper() + text[1:], group)
        for group, texts in groups.items()
        for text in (part.strip() for part in texts.split(";"))
        if text
    ]
    return CodeList(id, label, tuple(codes))


_THREATS = (
    "killing; armed attack; shelling or air strike; abduction; arbitrary detention; torture; "
    "conflict-related sexual violence; child recruitment; other grave violation against children; "
    "forced displacement or siege; looting, burning, extortion; forced labour; denial of movement; "
    "explosive ordnance; attack on school or hospital; attack on aid workers; intercommunal violence; "
    "cattle raid; crop destruction; hate speech; unrest; crime; tension or troop movement; coerced return"
)

DEFAULT_LISTS: tuple[CodeList, ...] = (
    _list(
        "hotspot_type",
        "Hotspot types",
        "IDP camp or settlement; POC site; refugee site; return area; village; urban neighbourhood; farming area; "
        "grazing land or migration corridor; market; road or checkpoint; water point; firewood route; school; "
        "health facility; mine or extractive site; border crossing",
    ),
    _list("certainty", "Certainty of the place", "exact; approximate; somewhere here"),
    _list("hotspot_status", "Hotspot status", "proposed; active; watch; closed"),
    _list("level", "Levels", "must; should; could; watch"),
    _list("threat_type", "Threats", _THREATS),
    _list("incident_type", "Incident types", _THREATS + "; alert; peaceful event"),
    _list("outcome", "Outcomes", "prevented; answered in time; late; none; false alarm; open"),
    _list(
        "actor_category",
        "Actor categories",
        {
            "state": "state military; police; intelligence; parallel forces",
            "other": "foreign force; armed group; community militia; armed herders; gang; mob; private security; "
            "individuals; unknown",
        },
    ),
    _list("mandate", "Mandate", "in POC mandate; wider protection"),
    _list(
        "civilians",
        "Civilians at risk",
        {
            "status": "IDPs; returnees; refugees; host community; farmers; pastoralists",
            "within": "women and girls; children; older people; people with disabilities; minority group; "
            "human rights defenders; aid workers",
        },
    ),
    _list("unit", "Unit of a count", "persons; households"),
    _list(
        "entity",
        "Entities",
        {
            "uniformed": "Force; UNPOL; FPU; military observers",
            "mission": "head of office; POC adviser; Civil Affairs; Human Rights; Child Protection; "
            "Women's Protection; Gender; DDR/CVR; Political Affairs; Public Information; Justice and Corrections; "
            "Mine Action; JOC; JMAC; Mission Support; CIMIC; UNDSS",
            "unct": "RCO; OCHA; UNHCR; OHCHR; UNICEF; UNFPA; UN Women; WFP; FAO; WHO; IOM; UNDP; UNMAS; "
            "clusters and AoRs",
            "partner": "INGO; national NGO; civil society; community committee; regional force",
            "observer": "ICRC",
            "authority": "host authorities",
        },
    ),
    _list("presence_domain", "Presence domains", "troops; police; civilian; humanitarian; host state"),
    _list(
        "presence_type",
        "Presence types",
        {
            "base": "sector HQ; battalion HQ; company operating base; temporary operating base; "
            "standing combat deployment; team site; static post; FPU; UNPOL post",
            "patrol": "foot patrol; vehicle patrol; long-range patrol; air patrol; night patrol",
            "reaction": "QRF; helicopter; UAS",
            "ears": "CLA; CAN focal area",
            "civilian": "field office; joint protection team; human rights team",
            "humanitarian": "partner; mobile clinic",
            "host": "host-state post",
        },
    ),
    _list("permanence", "Permanence", "permanent; temporary; planned"),
    _list(
        "strength",
        "Strength bands",
        "up to 10; 11 to 30; 31 to 100; 101 to 250; 251 to 700; over 700",
    ),
    _list("mobility", "Mobility", "foot; vehicle; air"),
    _list("season", "Seasons", "dry; wet"),
    _list("time_of_day", "Time of day", "dawn; day; dusk; night"),
    _list("confidence", "Confidence", "low; medium; high"),
    _list("date_precision", "Precision of a date", "hour; day; week; month; year"),
    _list("place_precision", "Precision of a place", "exact; settlement; district; province; country"),
    _list("tier", "Tiers of action", "I; II; III"),
    _list("phase", "Phases", "prevention; pre-emption; response; consolidation"),
    _list(
        "activity",
        "Activities",
        {
            "i": "mediation; peace committee; good offices; engagement of armed actors; human rights advocacy; "
            "messaging",
            "ii": "base; patrol; escort; interposition; quick reaction; FPU patrol; cordon; evacuation; "
            "firewood or farm patrol; unarmed presence",
            "iii": "police training; courts; detention monitoring; CVR; weapons management; clearance of ordnance; "
            "quick-impact project; land dispute work; lighting; referral pathway; return monitoring",
        },
    ),
    _list(
        "response_status",
        "Status of a response line",
        "proposed; planned; agreed; funded; started; done; on hold; cancelled",
    ),
    _list(
        "hrddp",
        "HRDDP status",
        "not needed; needed; assessment open; cleared with measures; cleared; refused",
    ),
    _list("community", "Community", "mission; humanitarian; shared"),
    _list("classification", "UN classification", "unclassified; confidential; strictly confidential"),
    _list("sensitivity", "Sensitivity", "low; moderate; high; severe"),
    _list("audience", "Audiences", "mission; uniformed; unct; partners; authorities; public"),
    _list(
        "precision",
        "Finest precision",
        "exact; cell 1km; cell 10km; cell 100km; withheld",
    ),
    _list("layer_kind", "Kinds of layer", "road; area; place; layer; raster"),
)

# Labels that read better than their code does.
_LABELS = {
    ("audience", "unct"): "UN country team",
    ("audience", "authorities"): "Host authorities",
    ("precision", "cell_1km"): "1 km cell",
    ("precision", "cell_10km"): "10 km cell",
    ("precision", "cell_100km"): "100 km cell",
    ("level", "must"): "Must Protect",
    ("level", "should"): "Should Protect",
    ("level", "could"): "Could Protect",
    ("season", "wet"): "Rainy",
    ("mandate", "in_poc_mandate"): "In the POC mandate",
}


class CodeLists(Mapping[str, CodeList]):
    """The code lists in force: the defaults with a plan's own entries laid over them.

    Parameters
    ----------
    overrides : mapping, optional
        ``{list id: [{"code", "label", "group", "labels"}, …]}`` as kept in the plan; a list that
        is named replaces the default one.
    """

    def __init__(self, overrides: Mapping[str, Iterable[Mapping[str, object]]] | None = None) -> None:
        self._lists = dict(_default_lists())
        for list_id, entries in (overrides or {}).items():
            codes = tuple(_code_from(entry) for entry in entries)
            label = self._lists[list_id].label if list_id in self._lists else list_id
            self._lists[list_id] = CodeList(list_id, label, codes)

    def __getitem__(self, list_id: str) -> CodeList:
        return self._lists[list_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def text(self, list_id: str, code: str | None) -> str:
        """Return the label of a code of a list."""
        return self._lists[list_id].text(code)


@cache
def _default_lists() -> Mapping[str, CodeList]:
    return {default.id: _relabel(default) for default in DEFAULT_LISTS}


def _relabel(codes: CodeList) -> CodeList:
    return CodeList(
        codes.id,
        codes.label,
        tuple(Code(c.code, _LABELS.get((codes.id, c.code), c.label), c.group) for c in codes),
    )


def _code_from(entry: Mapping[str, object]) -> Code:
    labels = entry.get("labels")
    return Code(
        str(entry["code"]),
        str(entry.get("label") or entry["code"]),
        str(entry.get("group") or ""),
        {str(k): str(v) for k, v in labels.items()} if isinstance(labels, Mapping) else {},
    )


DEFAULT = CodeLists()

LEVELS = ("must", "should", "could", "watch")
AUDIENCES = ("mission", "uniformed", "unct", "partners", "authorities", "public")
PRECISIONS = ("exact", "cell_1km", "cell_10km", "cell_100km", "withheld")
FACTORS = ("intent", "capability", "opportunity", "history", "severity", "exposure", "vulnerability")
