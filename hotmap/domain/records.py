# SPDX-License-Identifier: MIT
"""The kinds of records of a plan: frozen, described field by field, each with its marking.

Coordinates are WGS 84 degrees, longitude first. Dates are ISO 8601 texts, so that the
precision and offset in which something was reported survive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hotmap.domain.fields import Kind, described
from hotmap.domain.marking import Marking
from hotmap.domain.record import MARKING_SPECS, Record
from hotmap.i18n import tr

__all__ = [
    "CODE_PREFIXES", "CONTENT_KINDS", "GEOMETRY_KINDS", "HOTSPOT_CHILDREN", "KINDS", "MARKING_SPECS",
    "Decision", "Hotspot", "Incident", "Layer", "PlanInfo", "Population", "Presence", "Record", "Response",
    "Threat", "Visit",
]  # fmt: skip

POC_SENSITIVE = Marking(sensitivity="high")


@dataclass(frozen=True, kw_only=True)
class PlanInfo(Record):
    """The plan itself: what it covers and under which rules."""

    KIND: ClassVar[str] = "plan"
    LABEL: ClassVar[str] = "Plan"
    PLURAL: ClassVar[str] = "Plans"

    title: str | None = described("Title", hxl="#meta+title")
    mission: str | None = described("Mission")
    sector: str | None = described("Sector")
    period: str | None = described("Period", help="In words: 1 December 2026 – 31 May 2027.")
    forum: str | None = described("Forum", help="The group that decides, such as Sector Joint Protection Group.")
    catalogue: str | None = described("Catalogue number", help="Starts the names of exported files.")
    version: int | None = described("Version", Kind.INTEGER, minimum=1)
    as_of: str | None = described("As of", Kind.MOMENT, hxl="#date+asof")
    exercise: bool | None = described("Exercise", Kind.FLAG, help="Marks every page and every export.")
    exercise_name: str | None = described("Name of the exercise")
    contact: str | None = described("Contact", help="A role, never a person.")
    default_audiences: tuple[str, ...] | None = described("New records may be seen by", Kind.CHOICES, codes="audience")
    household_size: float | None = described("Persons in a household", Kind.NUMBER, minimum=1, maximum=20)
    rubric: Any = described("Rubric", Kind.DATA)
    code_lists: Any = described("Code lists", Kind.DATA)
    policy: Any = described("Release policy", Kind.DATA)
    bookmarks: Any = described("Bookmarks", Kind.DATA, help="Named views of the map: name and box of degrees.")
    release_key: str | None = described(
        "Release key", Kind.DATA, read_only=True, help="Keys released identities; never released."
    )

    def day(self) -> date:
        """Return the day by which reviews, presence, alerts and permissions are judged.

        An exercise plays on the day it states, so that it is the same whenever it is played.
        """
        return date.fromisoformat(self.as_of[:10]) if self.exercise and self.as_of else date.today()

    @property
    def exercise_mark(self) -> str:
        """What every page and picture of an exercise bears; nothing for a real plan."""
        if not self.exercise:
            return ""
        name = (self.exercise_name or "").upper()
        return tr("EXERCISE {name}").format(name=name) if name else tr("EXERCISE")


@dataclass(frozen=True, kw_only=True)
class Hotspot(Record):
    """A place where civilians face a threat of physical violence."""

    KIND: ClassVar[str] = "hotspot"
    LABEL: ClassVar[str] = "Hotspot"
    PLURAL: ClassVar[str] = "Hotspots"

    code: str | None = described("Code", hxl="#loc+code")
    name: str | None = described("Name", hxl="#loc+name")
    other_names: str | None = described("Other names", hxl="#loc+name+alt")
    type: str | None = described("Type", Kind.CHOICE, codes="hotspot_type", hxl="#loc+type")
    certainty: str | None = described("How certain is the place?", Kind.CHOICE, codes="certainty", hxl="#x_certainty")
    pcode: str | None = described("P-code", hxl="#adm2+code", help="Of the district it lies in; kept as text.")
    description: str | None = described("Description", Kind.LONG_TEXT, hxl="#description")
    months: tuple[int, ...] | None = described("Months when it matters", Kind.MONTHS, hxl="#x_months")
    status: str | None = described("Status", Kind.CHOICE, codes="hotspot_status", hxl="#status")
    nominated_by: str | None = described("Nominated by", Kind.CHOICE, codes="entity", hxl="#org+nominated")
    first_identified: str | None = described("First identified", Kind.DATE, hxl="#date+start")
    review_due: str | None = described("Review due", Kind.DATE, hxl="#date+review")


@dataclass(frozen=True, kw_only=True)
class Population(Record):
    """A count of people at risk at a hotspot, with its date and source."""

    KIND: ClassVar[str] = "population"
    LABEL: ClassVar[str] = "People at risk"
    PLURAL: ClassVar[str] = "People at risk"

    hotspot: str | None = described("Hotspot", Kind.LINK, links_to="hotspot")
    group: str | None = described("Group", Kind.CHOICE, codes="civilians", hxl="#beneficiary+type")
    persons: int | None = described("How many", Kind.INTEGER, minimum=0, hxl="#population")
    unit: str | None = described("Counted in", Kind.CHOICE, codes="unit", hxl="#population+unit")
    as_of: str | None = described("As of", Kind.DATE, hxl="#date+asof")
    source: str | None = described("Source", hxl="#meta+source", default_marking=POC_SENSITIVE)
    estimated: bool | None = described("Estimate", Kind.FLAG, hxl="#x_estimated")


@dataclass(frozen=True, kw_only=True)
class Threat(Record):
    """A threat line: one threat at one hotspot, with the factors of the rubric."""

    KIND: ClassVar[str] = "threat"
    LABEL: ClassVar[str] = "Threat line"
    PLURAL: ClassVar[str] = "Threat lines"

    hotspot: str | None = described("Hotspot", Kind.LINK, links_to="hotspot")
    type: str | None = described("Threat", Kind.CHOICE, codes="threat_type", hxl="#event+type")
    actor_category: str | None = described(
        "Actor category", Kind.CHOICE, codes="actor_category", hxl="#x_actor+category"
    )
    actor_name: str | None = described("Actor name", hxl="#x_actor+name", default_marking=POC_SENSITIVE)
    mandate: str | None = described("Mandate", Kind.CHOICE, codes="mandate", hxl="#x_mandate")
    intent: int | None = described("Intent", Kind.FACTOR, hxl="#x_factor+intent")
    capability: int | None = described("Capability", Kind.FACTOR, hxl="#x_factor+capability")
    opportunity: int | None = described("Opportunity", Kind.FACTOR, hxl="#x_factor+opportunity")
    history: int | None = described("History", Kind.FACTOR, hxl="#x_factor+history")
    severity: int | None = described("Severity", Kind.FACTOR, hxl="#x_factor+severity")
    exposure: int | None = described("Exposure", Kind.FACTOR, hxl="#x_factor+exposure")
    vulnerability: int | None = described("Vulnerability", Kind.FACTOR, hxl="#x_factor+vulnerability")
    time_of_day: tuple[str, ...] | None = described("Time of day", Kind.CHOICES, codes="time_of_day", hxl="#x_time")
    months: tuple[int, ...] | None = described("Months", Kind.MONTHS, hxl="#x_months")
    confidence: str | None = described("Confidence", Kind.CHOICE, codes="confidence", hxl="#x_confidence")
    grade: str | None = described("Source grade", hxl="#x_grade", help="Source A–F and information 1–6, such as B2.")


@dataclass(frozen=True, kw_only=True)
class Presence(Record):
    """Who is there: troops, police, civilian, humanitarian or host state."""

    KIND: ClassVar[str] = "presence"
    LABEL: ClassVar[str] = "Presence"
    PLURAL: ClassVar[str] = "Presence"

    code: str | None = described("Code", hxl="#x_presence+code")
    name: str | None = described("Name", hxl="#x_presence+name")
    domain: str | None = described("Domain", Kind.CHOICE, codes="presence_domain", hxl="#x_presence+domain")
    type: str | None = described("Type", Kind.CHOICE, codes="presence_type", hxl="#x_presence+type")
    entity: str | None = described("Entity", Kind.CHOICE, codes="entity", hxl="#org")
    from_date: str | None = described("From", Kind.DATE, hxl="#date+start")
    to_date: str | None = described("To", Kind.DATE, hxl="#date+end")
    permanence: str | None = described("Permanence", Kind.CHOICE, codes="permanence", hxl="#x_permanence")
    strength: str | None = described("Strength", Kind.CHOICE, codes="strength", hxl="#x_strength")
    mobility: str | None = described("Mobility", Kind.CHOICE, codes="mobility", hxl="#x_mobility")
    ready_min: float | None = described("Ready in", Kind.NUMBER, unit="min", minimum=0, hxl="#x_ready")
    reach_km: float | None = described("Reach", Kind.NUMBER, unit="km", minimum=0, hxl="#x_reach")
    night: bool | None = described("Works at night", Kind.FLAG, hxl="#x_night")
    seasons: tuple[str, ...] | None = described("Seasons", Kind.CHOICES, codes="season", hxl="#x_season")


@dataclass(frozen=True, kw_only=True)
class Incident(Record):
    """Something that happened, or an alert that something may."""

    KIND: ClassVar[str] = "incident"
    LABEL: ClassVar[str] = "Incident"
    PLURAL: ClassVar[str] = "Incidents"

    code: str | None = described("Code", hxl="#event+code")
    hotspot: str | None = described("Hotspot", Kind.LINK, links_to="hotspot")
    type: str | None = described("Type", Kind.CHOICE, codes="incident_type", hxl="#event+type")
    date: str | None = described("When", Kind.MOMENT, hxl="#date+occurred")
    date_precision: str | None = described(
        "Precision of the date", Kind.CHOICE, codes="date_precision", hxl="#date+precision"
    )
    place_precision: str | None = described(
        "Precision of the place", Kind.CHOICE, codes="place_precision", hxl="#loc+precision"
    )
    grade: str | None = described("Grade", hxl="#x_grade", help="Source A–F and information 1–6, such as B2.")
    verified: bool | None = described("Verified", Kind.FLAG, hxl="#x_verified")
    imminent: bool | None = described("Imminent", Kind.FLAG, hxl="#x_imminent")
    fatalities: int | None = described("Fatalities", Kind.INTEGER, minimum=0, hxl="#affected+killed")
    received: str | None = described("Received", Kind.MOMENT, hxl="#date+received")
    decided: str | None = described("Decided", Kind.MOMENT, hxl="#date+decided")
    arrived: str | None = described("Arrived", Kind.MOMENT, hxl="#date+arrived")
    responder: str | None = described("Responder", Kind.CHOICE, codes="entity", hxl="#org+responder")
    outcome: str | None = described("Outcome", Kind.CHOICE, codes="outcome", hxl="#x_outcome")
    source: str | None = described("Source", hxl="#meta+source", default_marking=POC_SENSITIVE)


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A level agreed by a group. Append-only: a later one names what it supersedes."""

    KIND: ClassVar[str] = "decision"
    LABEL: ClassVar[str] = "Decision"
    PLURAL: ClassVar[str] = "Decisions"

    hotspot: str | None = described("Hotspot", Kind.LINK, links_to="hotspot")
    suggested: str | None = described("Suggested", Kind.CHOICE, codes="level", hxl="#x_level+suggested")
    level: str | None = described("Agreed level", Kind.CHOICE, codes="level", hxl="#severity")
    reason: str | None = described("Reason", Kind.LONG_TEXT, hxl="#x_reason")
    forum: str | None = described("Forum", hxl="#x_forum")
    role: str | None = described("Agreed by", hxl="#x_role", help="A role, never a person.")
    date: str | None = described("Date", Kind.DATE, hxl="#date+decided")
    dissent: str | None = described("Dissent, kept on record", Kind.LONG_TEXT, hxl="#x_dissent")
    valid_until: str | None = described("Valid until", Kind.DATE, hxl="#date+end")
    supersedes: tuple[str, ...] | None = described("Supersedes", Kind.LINKS, links_to="decision")


@dataclass(frozen=True, kw_only=True)
class Response(Record):
    """A response line: one activity for one hotspot."""

    KIND: ClassVar[str] = "response"
    LABEL: ClassVar[str] = "Response line"
    PLURAL: ClassVar[str] = "Response lines"

    code: str | None = described("Code", hxl="#activity+code")
    hotspot: str | None = described("Hotspot", Kind.LINK, links_to="hotspot")
    threat: str | None = described("Threat line", Kind.LINK, links_to="threat")
    tier: str | None = described("Tier", Kind.CHOICE, codes="tier", hxl="#x_tier")
    phase: str | None = described("Phase", Kind.CHOICE, codes="phase", hxl="#x_phase")
    activity: str | None = described("Activity", Kind.CHOICE, codes="activity", hxl="#activity+type")
    title: str | None = described("What is done", hxl="#activity+name")
    lead: str | None = described("Lead", Kind.CHOICE, codes="entity", hxl="#org+lead")
    support: tuple[str, ...] | None = described("Support", Kind.CHOICES, codes="entity", hxl="#org+support")
    resources: str | None = described("Resources", Kind.LONG_TEXT, hxl="#x_resources")
    start: str | None = described("Start", Kind.DATE, hxl="#date+start")
    due: str | None = described("Due", Kind.DATE, hxl="#date+end")
    status: str | None = described("Status", Kind.CHOICE, codes="response_status", hxl="#status")
    indicator: str | None = described("Indicator", Kind.LONG_TEXT, hxl="#indicator+name")
    objective: str | None = described("Objective", Kind.LONG_TEXT, hxl="#x_objective")
    hrddp: str | None = described("HRDDP status", Kind.CHOICE, codes="hrddp", hxl="#x_hrddp")
    depends_on: tuple[str, ...] | None = described("Depends on", Kind.LINKS, links_to="response")
    hands_over_to: str | None = described("Hands over to", Kind.CHOICE, codes="entity", hxl="#org+handover")


@dataclass(frozen=True, kw_only=True)
class Visit(Record):
    """A visit of a joint protection team or a joint assessment or investigation mission."""

    KIND: ClassVar[str] = "visit"
    LABEL: ClassVar[str] = "Visit"
    PLURAL: ClassVar[str] = "Visits"

    code: str | None = described("Code", hxl="#x_visit+code")
    name: str | None = described("Name", hxl="#x_visit+name")
    from_date: str | None = described("From", Kind.DATE, hxl="#date+start")
    to_date: str | None = described("To", Kind.DATE, hxl="#date+end")
    sections: tuple[str, ...] | None = described("Sections", Kind.CHOICES, codes="entity", hxl="#org")
    hotspots: tuple[str, ...] | None = described("Hotspots", Kind.LINKS, links_to="hotspot")
    findings: str | None = described("Findings", Kind.LONG_TEXT, hxl="#x_findings")
    recommendations: str | None = described("Recommendations", Kind.LONG_TEXT, hxl="#x_recommendations")


@dataclass(frozen=True, kw_only=True)
class Layer(Record):
    """A context layer: an immutable table of features, its style and its one marking.

    The features lie beside the journal under the address of their content; the journal holds
    only that the layer was added, removed or restyled.
    """

    KIND: ClassVar[str] = "layer"
    LABEL: ClassVar[str] = "Layer"
    PLURAL: ClassVar[str] = "Layers"

    name: str | None = described("Name")
    kind: str | None = described("Kind", Kind.CHOICE, codes="layer_kind")
    table: str | None = described("Table", Kind.DATA, read_only=True, help="layer_<hash of its content>")
    count: int | None = described("Features", Kind.INTEGER, read_only=True)
    geometry_type: str | None = described("Geometry", Kind.DATA, read_only=True, help="Point, Line, Area or Mixed.")
    columns: Any = described("Columns", Kind.DATA, read_only=True, help="Names of the file's own fields, in order.")
    bbox: Any = described("Extent", Kind.DATA, read_only=True, help="West, south, east, north in degrees.")
    style: Any = described("Style", Kind.DATA, help="See `hotmap.cartography.style`.")
    order: float | None = described("Order", Kind.NUMBER)
    visible: bool | None = described("Shown", Kind.FLAG)
    as_of: str | None = described("As of", Kind.DATE)
    attribution: str | None = described("Attribution")
    group: str | None = described("Group", help="Layers of one group stand, and are hidden, together.")
    source: str | None = described(
        "File", read_only=True, help="Of a picture that stays outside the plan, as a path from the plan's folder."
    )
    crs: str | None = described(
        "Reference system", read_only=True, help="Of a picture whose file does not name its own, such as EPSG:32635."
    )


KINDS: dict[str, type[Record]] = {
    cls.KIND: cls
    for cls in (
        PlanInfo,
        Hotspot,
        Population,
        Threat,
        Presence,
        Incident,
        Decision,
        Response,
        Visit,
        Layer,
    )
}
"""Every kind of record by its code: ``plan``, ``hotspot``, …"""

CONTENT_KINDS = tuple(kind for kind in KINDS if kind not in ("plan", "layer"))
"""The kinds that people write, list, mark and release record by record."""

GEOMETRY_KINDS = ("hotspot", "presence", "incident", "visit")
"""The kinds that have a place of their own."""

CODE_PREFIXES = {"hotspot": "H", "presence": "P", "incident": "I", "response": "R", "visit": "V"}
"""How a new code starts: the next hotspot after H-024 is H-025."""

HOTSPOT_CHILDREN = ("population", "threat", "incident", "decision", "response")
"""The kinds whose field ``hotspot`` links to one hotspot."""
