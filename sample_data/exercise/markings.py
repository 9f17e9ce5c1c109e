# SPDX-License-Identifier: MIT
"""Who may see what: the markings that the invented originators of the exercise use.

Every way of withholding occurs: by audience, by precision, by field, by not marking at all.
"""

from __future__ import annotations

from hotmap.domain.marking import UNMARKED, Marking

UN = ("mission", "uniformed", "unct")
WITH_PARTNERS = (*UN, "partners")
EVERYONE = (*WITH_PARTNERS, "authorities", "public")
CIVILIANS = ("mission", "unct", "partners")


def _mission(originator: str, audiences: tuple[str, ...], **more: str) -> Marking:
    confidential = Marking(originator, "mission", "confidential", "moderate", audiences)
    return confidential.replaced(**more)


def _humanitarian(originator: str, audiences: tuple[str, ...], **more: str) -> Marking:
    unclassified = Marking(originator, "humanitarian", "unclassified", "moderate", audiences)
    return unclassified.replaced(**more)


MARKINGS: dict[str, Marking] = {
    # The mission's own.
    "mission": _mission("POC adviser", UN),
    "mission_partners": _mission("POC adviser", WITH_PARTNERS),
    "mission_shared": _mission("POC adviser", EVERYONE),
    "force": _mission("Force", ("mission", "uniformed"), sensitivity="high"),
    "force_shared": _mission("Force", WITH_PARTNERS),
    "unpol": _mission("UNPOL", WITH_PARTNERS),
    "joc": _mission("JOC", WITH_PARTNERS),
    "jmac": _mission("JMAC", ("mission",), classification="strictly_confidential", sensitivity="severe"),
    "civil_affairs": _mission("Civil Affairs", WITH_PARTNERS),
    "human_rights": _mission("Human Rights", ("mission",), sensitivity="severe", precision="cell_100km"),
    "human_rights_shared": _mission("Human Rights", (*UN, "partners"), sensitivity="high", precision="cell_10km"),
    "child_protection": _mission("Child Protection", CIVILIANS, sensitivity="high", precision="cell_10km"),
    # The humanitarians' own: some of it the uniformed side does not get.
    "unhcr": _humanitarian("UNHCR", CIVILIANS, precision="cell_1km"),
    "unhcr_shared": _humanitarian("UNHCR", WITH_PARTNERS),
    "ocha": _humanitarian("OCHA", CIVILIANS, precision="cell_1km"),
    "ocha_shared": _humanitarian("OCHA", EVERYONE),
    "partner": _humanitarian("Partner, through the protection cluster", ("unct", "partners"), precision="cell_10km"),
    "protection_cluster": _humanitarian(
        "Protection cluster", ("unct", "partners"), sensitivity="severe", precision="cell_100km"
    ),
    "protection_cluster_shared": _humanitarian("Protection cluster", WITH_PARTNERS, sensitivity="high"),
    "withheld_by_partner": _humanitarian("OCHA", ("mission", "unct"), sensitivity="severe", precision="cell_10km"),
    # Agreed by both sides.
    "shared": Marking("Sector Joint Protection Group", "shared", "unclassified", "moderate", WITH_PARTNERS),
    "shared_public": Marking("Sector Joint Protection Group", "shared", "unclassified", "low", EVERYONE),
    "unmarked": UNMARKED,
}


def within(marking: Marking, outer: Marking) -> Marking:
    """Return the marking of something told about a hotspot: it goes no further than the hotspot does."""
    if marking.audiences is None or outer.audiences is None:
        return marking
    return marking.replaced(audiences=tuple(a for a in marking.audiences if a in outer.audiences))


def mission_only(marking: Marking) -> Marking:
    """Return the marking of a field, such as a source, that stays with those in the mission who see the record.

    A record that the mission may not see, or that nobody marked, passes nothing on.
    """
    audiences = None if marking.audiences is None else tuple(a for a in marking.audiences if a == "mission")
    return marking.replaced(audiences=audiences, sensitivity="high")
