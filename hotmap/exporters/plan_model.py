# SPDX-License-Identifier: MIT
"""What the joint response plan says, before anybody lays it out: plain values in one language.

The PDF and the DOCX are two layouts of the same `PlanContent`; a section that has no data is
None or empty and is left out by both. Texts are plain: nothing in them is markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hotmap.exporters.frame import Frame
from hotmap.exporters.reading import Sign


@dataclass(frozen=True)
class Titled:
    """A paragraph with its first words in bold."""

    head: str
    text: str


@dataclass(frozen=True)
class Figure:
    """A key figure: a large number and what it counts. `strong` ones are printed white on black."""

    value: str
    label: str
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """A map, painted by `hotmap.cartography`.

    Attributes
    ----------
    name : str
        File name by which a layout asks for it.
    bbox : tuple of float
        West, south, east, north in degrees WGS 84.
    hotspot : str
        uuid of the hotspot of a locator, empty for the map of all.
    alt : str
        What it shows, for readers who cannot see it.
    caption : str
    """

    name: str
    bbox: tuple[float, float, float, float]
    hotspot: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Cover:
    """The first page."""

    kicker: str
    title: str
    subtitle: str
    endorsements: tuple[tuple[str, str, str], ...]
    """Label, state and sentence of the mission's and of the humanitarian side's endorsement."""
    facts: tuple[Titled, ...]
    """Forum, status, distribution, precision."""


@dataclass(frozen=True)
class LevelRow:
    """Hotspots of one level: all, then by who stands there (held, ears only, nobody)."""

    sign: Sign
    label: str
    count: int
    by_cover: tuple[int, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something that needs a decision, at one hotspot."""

    sign: Sign
    head: str
    text: str


@dataclass(frozen=True)
class Summary:
    """Half a page that says the essentials."""

    finding: str
    figures: tuple[Figure, ...]
    levels: tuple[LevelRow, ...]
    cover_heads: tuple[tuple[str, str], ...]
    """Status and word of each column of `LevelRow.by_cover`."""
    cover_note: str
    questions: tuple[Question, ...]
    signs: tuple[tuple[Sign, Titled], ...]
    balls: tuple[tuple[str, Titled], ...]
    unknown: tuple[Titled, ...]


@dataclass(frozen=True)
class MatrixRow:
    """One hotspot in the matrix."""

    uuid: str
    sign: Sign
    code: str
    name: str
    below: str
    people: str
    threat: str
    months: tuple[int, ...]
    season: str
    cover: str
    cover_word: str
    civilian: str
    lead: str
    review: str
    overdue: bool


@dataclass(frozen=True)
class Matrix:
    """The matrix; `columns` names the ones that hold anything in this release."""

    title: str
    subtitle: str
    columns: frozenset[str]
    rows: tuple[MatrixRow, ...]
    note: str


@dataclass(frozen=True)
class Group:
    """One group of people at risk, with its share of the largest group."""

    label: str
    persons: str
    share: float


@dataclass(frozen=True)
class ThreatRow:
    """One threat line."""

    threat: str
    actor: str
    months: tuple[int, ...]
    season: str
    risk: str
    grade: str


@dataclass(frozen=True)
class Factor:
    """One factor of the rubric, 1–5 or not known."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Risk:
    """The risk of the main threat: its factors and where it lies in the square of 25."""

    likelihood: str
    impact: str
    score: str
    likelihood_factors: tuple[Factor, ...]
    impact_factors: tuple[Factor, ...]
    at: tuple[int, int] | None
    """Likelihood and impact, None where unknown factors leave a range."""


@dataclass(frozen=True)
class ResponseRow:
    """One response line; `mark` is a status that must not be overlooked."""

    tier: str
    phase: str
    activity: str
    lead: str
    support: str
    due: str
    indicator: str
    status: str
    mark: bool


@dataclass(frozen=True)
class Sheet:
    """One page about one hotspot."""

    uuid: str
    sign: Sign
    code: str
    name: str
    meta: str
    state: Titled
    picture: Picture | None
    groups: tuple[Group, ...]
    people_note: str
    season: tuple[int, ...]
    season_text: str
    description: tuple[str, ...]
    protection: tuple[str, ...]
    threats: tuple[ThreatRow, ...]
    risk: Risk | None
    why: tuple[Titled, ...]
    responses: tuple[ResponseRow, ...]
    notes: tuple[Titled, ...]


@dataclass(frozen=True)
class ActionRow:
    """One action; `bar` is its span as shares of the time axis, None without a date."""

    entity: str
    sign: Sign
    code: str
    action: str
    due: str
    bar: tuple[float, float] | None
    firm: bool
    status: str
    mark: bool


@dataclass(frozen=True)
class ActionGroup:
    """The actions of one community."""

    title: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class Actions:
    """Who does what by when."""

    subtitle: str
    months: tuple[str, ...]
    groups: tuple[ActionGroup, ...]
    note: str


@dataclass(frozen=True)
class GapRow:
    """A gap, what is planned for it and who is asked."""

    sign: Sign
    place: str
    gap: str
    planned: str
    who: str
    by: str
    open: bool


@dataclass(frozen=True)
class Gaps:
    """What is missing, and what leadership is asked for."""

    subtitle: str
    rows: tuple[GapRow, ...]
    note: str


@dataclass(frozen=True)
class WithheldRow:
    """How many items of a kind were held back, as a band."""

    kind: str
    band: str


@dataclass(frozen=True)
class OverrideRow:
    """A level that the group set against the suggestion, or with dissent."""

    sign: Sign
    code: str
    levels: str
    forum: str
    reason: str
    dissent: str


@dataclass(frozen=True)
class Annex:
    """The rubric, what was withheld, overrides and words."""

    rubric: tuple[Titled, ...]
    bands: tuple[tuple[str, str, int], ...]
    """Level, text and number of scores (of 25) of each band of risk."""
    rubric_note: str
    withheld: tuple[WithheldRow, ...]
    withheld_note: str
    overrides: tuple[OverrideRow, ...]
    words: tuple[Titled, ...]


@dataclass(frozen=True)
class PlanContent:
    """The whole document."""

    frame: Frame
    cover: Cover
    summary: Summary
    map: Picture | None
    map_title: str
    matrix: Matrix
    sheets: tuple[Sheet, ...]
    actions: Actions | None
    gaps: Gaps | None
    warning_steps: tuple[Titled, ...]
    warning_note: str
    principles: tuple[Titled, ...]
    annex: Annex
    labels: dict[str, str] = field(default_factory=dict)
    """The fixed words of the layout (headings and column heads) by a short name."""
