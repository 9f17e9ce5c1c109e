# SPDX-License-Identifier: MIT
"""What every export says of itself, so that a reader of that file alone is not misled.

Classification, audience, exercise, as-of, version, precision and what was withheld are told in
the same words by the web map, the plan document and the matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hotmap.domain.fields import show_date
from hotmap.i18n import RIGHT_TO_LEFT, current_language, tr

if TYPE_CHECKING:
    from hotmap.release import Release

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Time stamp of a file whose release does not say when it was true."""

_WITH_PICTURES = ("hotspots", "plan")
"""What draws base maps; pictures would make the web map too heavy for a mail."""


@dataclass(frozen=True)
class Frame:
    """The margin of an export, in the current language.

    Attributes
    ----------
    title : str
        Of the plan.
    classification, audience : str
        As printed in the banner, such as ``UN CONFIDENTIAL``.
    exercise : str
        The exercise mark, empty for a real plan.
    confidential : bool
        Whether the banner is printed white on black.
    internal : bool
        The holder's own print of all records: says so on every page.
    version, as_of : str
        ``Version 4`` and ``as of 16 Nov 2026, 18:00 UTC−02:00``.
    precision : str
        How precisely places are shown.
    withheld : str
        What was held back, as a band; never how many or where.
    sources : str
        Where the layers shown and the base map come from, and as of when, for what has a map.
    period, forum, sector, contact : str
    file_id : str
        Catalogue name with page size and date, then the start of the release's hash.
    language, direction : str
        ``en`` and ``ltr``, for instance.
    """

    title: str
    classification: str
    audience: str
    exercise: str
    confidential: bool
    internal: bool
    version: str
    as_of: str
    precision: str
    withheld: str
    sources: str
    period: str
    forum: str
    sector: str
    contact: str
    file_id: str
    language: str
    direction: str

    @property
    def banner(self) -> str:
        """Classification and audience on one line."""
        return f"{self.classification} · {self.audience}"

    @property
    def when(self) -> str:
        """The as-of as a line of its own: ``As of 16 Nov 2026``."""
        return self.as_of[:1].upper() + self.as_of[1:]

    @property
    def running(self) -> str:
        """Version and as-of on one line."""
        return " · ".join(part for part in (self.version, self.as_of) if part)


def frame_of(release: Release, what: str, page: str = "") -> Frame:
    """Return the frame of one export.

    Parameters
    ----------
    release : Release
    what : str
        Short name of the document in its file id: ``plan``, ``matrix``, ``webmap``.
    page : str
        Paper size in the file id, if any.
    """
    info = release.info
    day = (release.as_of or "")[:10].replace("-", "")
    name = "_".join(part for part in (info.catalogue, what, page, day) if part)
    return Frame(
        title=release.title,
        classification=_classification(release),
        audience=_audience(release),
        exercise=release.exercise,
        confidential=release.internal or release.classification != "unclassified",
        internal=release.internal,
        version=tr("Version {n}").format(n=release.version) if release.version else "",
        as_of=tr("as of {when}").format(when=show_moment(release.as_of)) if release.as_of else "",
        precision=release.precision_note(),
        withheld=_withheld(release),
        sources=_sources(release, with_pictures=what in _WITH_PICTURES),
        period=info.period or "",
        forum=info.forum or "",
        sector=info.sector or info.mission or "",
        contact=info.contact or "",
        file_id=" · ".join((name, tr("id {hash}").format(hash=short_hash(release)))),
        language=current_language(),
        direction="rtl" if current_language() in RIGHT_TO_LEFT else "ltr",
    )


def _withheld(release: Release) -> str:
    told = {
        "some": tr("Some items are withheld by their originators."),
        "many": tr("Many items are withheld by their originators."),
    }
    return told.get(release.withheld_band, tr("Nothing is withheld from this audience."))


def _sources(release: Release, *, with_pictures: bool) -> str:
    """Return whom the layers and the base map are owed to, each once."""
    from hotmap.cartography.credits import credit_line

    shown = (layer for layer in release.of("layer") if layer.visible is not False)
    return f"{credit_line(layer for layer in shown if with_pictures or layer.kind != 'raster')}."


def short_hash(release: Release) -> str:
    """Return the first eight digits of the release's hash as ``7f3a-c21e``."""
    return f"{release.hash[:4]}-{release.hash[4:8]}"


def _classification(release: Release) -> str:
    label = release.lists.text("classification", release.classification) or tr("Unclassified")
    return f"{tr('UN')} {label}".upper()


def _audience(release: Release) -> str:
    if release.internal:
        return tr("INTERNAL, ALL RECORDS: NOT FOR RELEASE")
    return tr("AUDIENCE: {audience}").format(audience=release.lists.text("audience", release.audience).upper())


def show_moment(iso: str | None) -> str:
    """Return an ISO moment as ``16 Nov 2026, 18:00 UTC−02:00``, as precisely as it was given."""
    if not iso or len(iso) <= 10:
        return show_date(iso)
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    clock = f"{show_date(iso)}, {moment:%H:%M}"
    offset = moment.utcoffset()
    if offset is None:
        return clock
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return f"{clock} UTC"
    sign = "+" if minutes > 0 else "−"
    return f"{clock} UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def stamp(release: Release) -> datetime:
    """Return the time stamp of the written file, in UTC: its as-of, never the clock of this machine.

    Two exports of one release are then the same bytes, and no file tells when somebody worked.
    """
    try:
        moment = datetime.fromisoformat(release.as_of or "")
    except ValueError:
        return EPOCH
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
