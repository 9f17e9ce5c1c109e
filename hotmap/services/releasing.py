# SPDX-License-Identifier: MIT
"""What leaves: build a release, write it, inspect what was written, keep the record.

A file is written beside its destination, inspected there and only then given its name; a leak
deletes it. So no file with a leak ever bears a name that somebody could attach to a mail.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

from hotmap.domain.codelists import AUDIENCES
from hotmap.domain.features import FeatureTable
from hotmap.domain.records import Layer
from hotmap.errors import HotmapError, InputError, LeakError, OutputError, UsageError
from hotmap.exporters import EXPORTERS, Entry, ExportOptions, exporter_for
from hotmap.exporters.base import Progress, no_progress
from hotmap.i18n import LANGUAGES, in_language, tr, tr_count
from hotmap.release import INTERNAL, Release, build_release, prepare_release
from hotmap.release.build import Prepared
from hotmap.release.ground import Ground
from hotmap.release.inspect import Leak, inspect_file, inspect_typed
from hotmap.services.raster_files import opener
from hotmap.services.session import PlanSession
from hotmap.storage.planfile import PlanFile
from hotmap.units import format_bytes

MAP_BYTES = 1_000_000
"""What one map may weigh."""
SERIES_BYTES = 10_000_000
"""What a series of map sheets may weigh: more than most mail boxes take is no file to send."""


@dataclass(frozen=True)
class Exported:
    """A file that was written and inspected.

    Attributes
    ----------
    path : Path
    what : str
        ``map``, ``plan``, ``matrix`` or ``data``.
    audience : str
    size_bytes : int
    sha256 : str
        Of the file.
    unshown : tuple of str
        Names of the base maps whose picture is missing or cannot be read; the file shows their frame.
    is_series : bool
        Whether it is many map sheets in one.
    """

    path: Path
    what: str
    audience: str
    size_bytes: int
    sha256: str
    unshown: tuple[str, ...] = ()
    is_series: bool = False

    @property
    def remark(self) -> str:
        """What its sender should know of it; nothing where all is well."""
        words = tr("The picture of the base map {name} cannot be shown: only its frame is printed.")
        return " ".join([*(words.format(name=name) for name in self.unshown), *filter(None, [self._weight()])])

    def _weight(self) -> str:
        """Return what is to be said of its size."""
        if self.what != "map" or self.size_bytes <= (SERIES_BYTES if self.is_series else MAP_BYTES):
            return ""
        words = (
            tr("{name} weighs {size}; many mail boxes take no more than 10 MB. Fewer sheets make it lighter.")
            if self.is_series
            else tr(
                "{name} weighs {size}; one map should stay under 1 MB for mail boxes and phones. Where it shows a base "
                "map, hiding that makes it lighter."
            )
        )
        return words.format(name=self.path.name, size=format_bytes(self.size_bytes))


def known_audience(text: str) -> str:
    """Return the audience that `text` names, or raise `UsageError` with those there are."""
    audience = text.strip().casefold()
    if audience not in (*AUDIENCES, INTERNAL):
        raise UsageError(
            tr("“{text}” is not an audience; use one of: {known}").format(
                text=text, known=", ".join((*AUDIENCES, INTERNAL))
            )
        )
    return audience


def build(session: PlanSession, audience: str, language: str = "en") -> Release:
    """Return what one audience may have, now.

    Raises
    ------
    RuleError
        When nothing would leave.
    """
    return build_release(
        session.plan,
        known_audience(audience),
        features=session.features,
        rasters=session.raster,
        today=session.today(),
        language=language,
        changed=session.changed_times(),
    )


def preview(session: PlanSession, audience: str, language: str = "en") -> Prepared:
    """Return a release beside the sender's exact figures of what stays in; an empty one is no error."""
    return prepare_release(
        session.plan,
        known_audience(audience),
        features=session.features,
        rasters=session.raster,
        today=session.today(),
        language=language,
        changed=session.changed_times(),
    )


def previewer(session: PlanSession) -> Callable[[str, str], Prepared]:
    """Return `preview` of the plan as it stands now, to be called with audience and language in any thread.

    The session's own database belongs to the thread that opened it; elsewhere layers are read through
    a file of their own.
    """
    plan, today, changed = session.plan, session.today(), session.changed_times()
    path, actor, home = session.path, session.actor, get_ident()

    def features(layer: Layer) -> FeatureTable:
        if get_ident() == home:
            return session.features(layer)
        with closing(PlanFile.open(path, actor=actor, write=False)) as file:
            return file.features(layer)

    def prepared(audience: str, language: str) -> Prepared:
        return prepare_release(
            plan,
            known_audience(audience),
            features=features,
            today=today,
            language=language,
            changed=changed,
            rasters=opener(path),
        )

    return prepared


def fixed_words(*entries: Entry) -> list[str]:
    """Return the words that a file of these formats may hold beside the release: their own and the base map's."""
    from hotmap.cartography.basemap import BaseMap

    return [*(word for entry in entries for word in entry.vocabulary()), *BaseMap().town_names()]


def ground() -> Ground:
    """Return what tells the corners of the base map, which is drawn for everybody."""
    from hotmap.cartography.basemap import BaseMap

    return BaseMap().corners


def export(
    session: PlanSession,
    out: Path,
    audience: str,
    *,
    what: str | None = None,
    options: ExportOptions | None = None,
    progress: Progress = no_progress,
) -> Exported:
    """Write one file for one audience, in the format that its suffix names.

    Raises
    ------
    RuleError
        When nothing would leave.
    LeakError
        When the inspection finds something that was not released; the file is gone.
    OutputError
        When it cannot be written.
    """
    options = options or ExportOptions()
    entry = exporter_for(out.suffix, what)
    with in_language(options.language):
        release = build(session, audience, options.language)
        written = write_inspected(entry, release, out, options, session, progress)
    record(session, release, [written])
    return written


def write_inspected(
    entry: Entry,
    release: Release,
    out: Path,
    options: ExportOptions,
    session: PlanSession,
    progress: Progress = no_progress,
) -> Exported:
    """Write a release to `out` through one exporter and inspect the file; see `export` for errors."""
    out = out.expanduser()
    if out.resolve() == session.path.resolve():
        raise OutputError(tr("This is the plan file itself; choose another name for what leaves."), out)
    if not out.parent.is_dir():
        raise OutputError(tr("There is no such folder."), out)
    # The name a reader sees is inside some formats, so the part keeps it and only its folder is hidden.
    refuse_typed_leaks(release, options, session, entry, out)
    folder = out.parent / f".{out.name}.part"
    part = folder / out.name
    shutil.rmtree(folder, ignore_errors=True)  # of an export that was killed
    try:
        folder.mkdir()
        entry.write(release, part, options, progress)
        leaks = inspect_file(
            part,
            release,
            plan=session.plan,
            vocabulary=[*fixed_words(entry), *options.sheet.typed],
            name=out.name,
            ground=ground(),
        )
        if leaks:
            raise LeakError(leak_sentence(leaks), out, tuple(leaks))
        with part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        size = part.stat().st_size
        os.replace(part, out)
    except OutputError as error:
        raise OutputError(error.message, out) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(tr("The file cannot be written: {reason}.").format(reason=reason), out) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    is_series = entry.what == "map" and options.sheet.series != "one"
    return Exported(out, entry.what, release.audience, size, sha256, _unshown(entry, release), is_series)


def _unshown(entry: Entry, release: Release) -> tuple[str, ...]:
    """Return the names of the base maps that a format draws and cannot: their pictures are missing or unreadable."""
    if entry.what not in ("map", "plan") or entry.suffix == ".html":
        return ()
    names = []
    for layer in release.of("layer"):
        if layer.kind == "raster" and layer.visible is not False:
            try:
                release.raster(layer)
            except HotmapError:
                names.append(layer.name or "")
    return tuple(names)


def refuse_typed_leaks(
    release: Release, options: ExportOptions, session: PlanSession, entry: Entry, out: Path | None = None
) -> None:
    """Refuse words that a sender typed for a file and that tell what was withheld.

    Raises
    ------
    LeakError
        With what they tell.
    """
    if not options.sheet.typed:
        return
    leaks = inspect_typed(options.sheet.typed, release, plan=session.plan, vocabulary=fixed_words(entry))
    if leaks:
        raise LeakError(leak_sentence(leaks), out, tuple(leaks))


def leak_sentence(leaks: list[Leak]) -> str:
    """Return what the inspection found, for the sender, without repeating the whole file."""
    shown = "; ".join(f"{leak.where}: {leak.what}" for leak in leaks[:5])
    return tr_count(
        "Not written: the inspection found {n} thing that was not released ({shown}).",
        "Not written: the inspection found {n} things that were not released ({shown}).",
        len(leaks),
        shown=shown,
    )


def record(session: PlanSession, release: Release, files: list[Exported]) -> None:
    """Keep what went to whom, with hashes; the plan file adds when and by whom."""
    session.record_release(
        {
            "audience": release.audience,
            "hash": release.hash,
            "version": release.version,
            "as_of": release.as_of,
            "files": [{"name": f.path.name, "bytes": f.size_bytes, "sha256": f.sha256} for f in files],
        }
    )


def inspect(path: Path, session: PlanSession | None = None, audience: str | None = None) -> list[Leak]:
    """Search a file for what it should not hold.

    Parameters
    ----------
    path : Path
    session, audience : optional
        The plan and audience it was made for. Without them the file alone is searched for
        metadata, hidden parts, contacts and exact coordinates.
    """
    if path.is_dir():
        raise InputError(tr("This is a folder; choose a file in it."), path)
    if not path.is_file():
        raise InputError(tr("There is no such file."), path)
    if session is None or audience is None:
        return inspect_file(path)
    # A map and a plan are both PDF, and a renamed file has any suffix: then all formats may have made it.
    same = [entry for entry in EXPORTERS if entry.suffix == path.suffix.lower()]
    found = []
    for language in LANGUAGES:  # a release holds words of its language, and a file may be in any
        with in_language(language):
            release = preview(session, audience, language).release
            words = fixed_words(*(same or EXPORTERS))
            found.append(inspect_file(path, release, plan=session.plan, vocabulary=words, ground=ground()))
        if not found[-1]:
            return []
    return min(found, key=len)
