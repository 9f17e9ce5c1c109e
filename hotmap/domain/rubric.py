# SPDX-License-Identifier: MIT
"""The rubric: a transparent suggestion of a level, never a decision.

Presence and coverage do not enter here, and nothing here is a prediction.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hotmap.domain.codelists import DEFAULT, FACTORS, LEVELS, CodeLists
from hotmap.domain.records import Incident, Threat
from hotmap.i18n import tr

LIKELIHOOD, IMPACT = FACTORS[:4], FACTORS[4:]


@dataclass(frozen=True)
class Rubric:
    """The scoring rules as data, editable in the plan.

    Attributes
    ----------
    version : int
        Raised with every edit.
    thresholds : mapping
        Lowest risk (1–25) that suggests a level; below the last is Watch.
    review_days : mapping
        Days after which a level is looked at again.
    response_min : mapping
        Minutes within which help must arrive to count as reachable.
    must_share_warning : float
        Share of Must hotspots above which inflation is warned about.
    alert_days : int
        Days for which a credible imminent alert suggests Must.
    household_size : float
        Persons per household where the plan states none.
    """

    version: int = 1
    thresholds: Mapping[str, int] = field(default_factory=lambda: {"must": 15, "should": 8, "could": 4})
    review_days: Mapping[str, int] = field(default_factory=lambda: {"must": 14, "should": 30, "could": 60, "watch": 60})
    response_min: Mapping[str, int] = field(
        default_factory=lambda: {"must": 60, "should": 180, "could": 360, "watch": 360}
    )
    must_share_warning: float = 0.30
    alert_days: int = 14
    household_size: float = 5.0

    @classmethod
    def from_data(cls, data: Any) -> Rubric:
        """Return the rubric kept in a plan; what it does not say is the default."""
        known = cls.__dataclass_fields__
        return (
            cls(**{key: value for key, value in data.items() if key in known}) if isinstance(data, Mapping) else cls()
        )

    def level_for(self, risk: int) -> str:
        """Return the level that a risk of 1–25 suggests."""
        return next((level for level in LEVELS[:-1] if risk >= self.thresholds[level]), "watch")


@dataclass(frozen=True)
class Risk:
    """Risk of one threat line or, as the maximum over its lines, of one hotspot.

    Attributes
    ----------
    low, high : int
        Span of the score over all values that the unknown factors could take.
    likelihood, impact : tuple of int
        Their spans, each 1–5.
    unknown : tuple of str
        Codes of the factors that nobody knows.
    threat : Threat or None
        The line it is about: for a hotspot the one that sets the maximum.
    """

    low: int
    high: int
    likelihood: tuple[int, int] = (1, 5)
    impact: tuple[int, int] = (1, 5)
    unknown: tuple[str, ...] = ()
    threat: Threat | None = None

    @property
    def score(self) -> int | None:
        """The score 1–25, or None when unknown factors leave a range."""
        return self.low if self.low == self.high else None

    @property
    def score_text(self) -> str:
        """The score as ``12`` or, with unknown factors, ``9–12``."""
        return span_text((self.low, self.high))


@dataclass(frozen=True)
class Suggestion:
    """What the rubric says of a hotspot, in numbers and in one sentence.

    Attributes
    ----------
    risk : Risk or None
        None without a threat line.
    level : str or None
        None where the range of the risk spans several levels, or there is no risk.
    sentence : str
        Why, with each factor, in the current language.
    alert : Incident or None
        The imminent alert that suggests Must by itself.
    """

    risk: Risk | None
    level: str | None
    sentence: str
    alert: Incident | None = None


def half_up(values: Sequence[int]) -> int:
    """Return the mean of whole numbers, halves rounded up.

    >>> half_up([4, 3]), half_up([1, 2, 1])
    (4, 1)
    """
    return math.floor(sum(values) / len(values) + 0.5)


def likelihood_of(intent: int, capability: int, opportunity: int, history: int) -> int:
    """Return the likelihood 1–5; at most 2 when intent or capability is 1."""
    mean = half_up((intent, capability, opportunity, history))
    return min(mean, 2) if 1 in (intent, capability) else mean


def impact_of(severity: int, exposure: int, vulnerability: int) -> int:
    """Return the impact 1–5; at least 4 when severity is 5."""
    mean = half_up((severity, exposure, vulnerability))
    return max(mean, 4) if severity == 5 else mean


def risk_of(threat: Threat) -> Risk:
    """Return the risk of one threat line.

    Both parts rise with every factor, so the span over all completions of the unknown factors
    is reached with all of them at 1 and all of them at 5.
    """
    unknown = tuple(code for code in FACTORS if threat.value(code) is None)

    def ends(codes: Sequence[str], part: Callable[..., int]) -> tuple[int, int]:
        low, high = ([threat.value(c) if c not in unknown else end for c in codes] for end in (1, 5))
        return part(*low), part(*high)

    likelihood, impact = ends(LIKELIHOOD, likelihood_of), ends(IMPACT, impact_of)
    return Risk(likelihood[0] * impact[0], likelihood[1] * impact[1], likelihood, impact, unknown, threat)


def highest(risks: Iterable[Risk]) -> Risk | None:
    """Return the hotspot's risk: the maximum, because a mean hides killings behind thefts."""
    risks = list(risks)
    if not risks:
        return None
    lead = max(risks, key=lambda risk: (risk.high, risk.low))
    low = max(risk.low for risk in risks)
    return Risk(low, lead.high, lead.likelihood, lead.impact, lead.unknown, lead.threat)


def credible_alert(incidents: Iterable[Incident], rubric: Rubric, today: date) -> Incident | None:
    """Return the newest imminent alert of grade A–C and 1–3 that still holds on `today`, or None."""
    oldest = (today - timedelta(days=rubric.alert_days)).isoformat()
    held = [
        i
        for i in incidents
        if i.imminent
        and i.date
        and oldest <= i.date[:10] <= today.isoformat()
        and (i.grade or "").upper()[:1] in ("A", "B", "C")
        and (i.grade or "")[-1:] in ("1", "2", "3")
    ]
    return max(held, key=lambda i: i.date or "", default=None)


def suggest(
    threats: Iterable[Threat],
    incidents: Iterable[Incident] = (),
    rubric: Rubric | None = None,
    today: date | None = None,
    lists: CodeLists = DEFAULT,
) -> Suggestion:
    """Return the suggestion for one hotspot.

    Parameters
    ----------
    threats, incidents : iterables
        Those of the hotspot.
    rubric : Rubric, optional
        The plan's; by default the default rules.
    today : date, optional
        For the days that an alert holds; without it alerts do not count.
    lists : CodeLists
        The plan's, for the words of the sentence.

    Returns
    -------
    Suggestion
        Without a level when there is no threat line or the range spans two levels.
    """
    rubric = rubric or Rubric()
    risk = highest(risk_of(threat) for threat in threats)
    alert = credible_alert(incidents, rubric, today) if today else None
    level = None
    if risk and rubric.level_for(risk.low) == rubric.level_for(risk.high):
        level = rubric.level_for(risk.low)
    sentence = _sentence(risk, level, rubric, lists)
    if alert:
        level = "must"
        sentence = tr("Suggested Must: a credible alert of {date} says that danger is imminent. {rest}").format(
            date=(alert.date or "")[:10], rest=sentence
        )
    return Suggestion(risk, level, sentence, alert)


def _sentence(risk: Risk | None, level: str | None, rubric: Rubric, lists: CodeLists) -> str:
    if risk is None or risk.threat is None:
        return tr("Not enough information: no threat line has been entered yet.")
    threat = risk.threat
    what = lists.text("threat_type", threat.type) or tr("An unnamed threat")
    by = f" ({lists.text('actor_category', threat.actor_category)})" if threat.actor_category else ""
    why = tr(
        "{what}{by}: likelihood {likelihood} ({l_factors}) × impact {impact} ({i_factors}) = {risk} of 25."
    ).format(
        what=what,
        by=by,
        likelihood=span_text(risk.likelihood),
        l_factors=_factors(threat, LIKELIHOOD),
        impact=span_text(risk.impact),
        i_factors=_factors(threat, IMPACT),
        risk=span_text((_own_low(risk), risk.high)),
    )
    if risk.low > _own_low(risk):
        why += " " + tr("Another threat line makes it {low} at least.").format(low=risk.low)
    if level is None:
        low, high = rubric.level_for(risk.low), rubric.level_for(risk.high)
        head = tr("Not enough information: it could be {low} or {high}.").format(
            low=tr(low.capitalize()), high=tr(high.capitalize())
        )
        return f"{head} {why}"
    return tr("Suggested {level}.").format(level=tr(level.capitalize())) + " " + why


def _own_low(risk: Risk) -> int:
    """Return the lowest risk of the leading threat line alone."""
    return risk.likelihood[0] * risk.impact[0]


def span_text(ends: tuple[int, int]) -> str:
    """Return lowest and highest as people read them: ``3`` where they are the same, else ``2–4``."""
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _factors(threat: Threat, codes: Sequence[str]) -> str:
    specs = Threat.specs()
    return ", ".join(
        f"{specs[code].text.lower()} {tr('unknown') if threat.value(code) is None else threat.value(code)}"
        for code in codes
    )
