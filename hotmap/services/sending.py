# SPDX-License-Identifier: MIT
"""The packet: everything one audience gets, in one folder with a manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hotmap.domain.codelists import code_of
from hotmap.errors import OutputError
from hotmap.exporters import EXPORTERS, Entry, ExportOptions
from hotmap.exporters.base import Progress, no_progress
from hotmap.i18n import in_language, tr
from hotmap.release import Release
from hotmap.services import releasing
from hotmap.services.releasing import Exported
from hotmap.services.session import PlanSession

PACKET = ("map_pdf", "plan_pdf", "matrix_xlsx", "webmap", "kmz", "geopackage")
"""Ids of the exporters whose files make a packet, in the order of the manifest."""

MAIL_LIMITS_MB = (5, 10, 25)
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Packet:
    """The files of a packet and what they weigh together."""

    folder: Path
    audience: str
    files: tuple[Exported, ...]

    @property
    def size_bytes(self) -> int:
        """Size of all files together."""
        return sum(file.size_bytes for file in self.files)

    def fits(self) -> dict[str, bool]:
        """Return which usual mail limits the packet stays under."""
        return {f"{limit} MB": self.size_bytes <= limit * 1_000_000 for limit in MAIL_LIMITS_MB}


def send(
    session: PlanSession,
    folder: Path,
    audience: str,
    *,
    options: ExportOptions | None = None,
    entries: Sequence[Entry] | None = None,
    progress: Progress = no_progress,
) -> Packet:
    """Write the packet for one audience into `folder`, with a manifest of sizes and hashes.

    Parameters
    ----------
    folder : Path
        Made when it is not there.
    entries : sequence of Entry, optional
        Exporters to use; by default those of `PACKET`.

    Raises
    ------
    RuleError, LeakError, OutputError
        As `hotmap.services.releasing.export`; the files written before stay.
    """
    options = options or ExportOptions()
    chosen = tuple(entries) if entries is not None else packet_entries()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(tr("The folder cannot be made: {reason}.").format(reason=error.strerror), folder) from error
    files = []
    with in_language(options.language):
        release = releasing.build(session, audience, options.language)
        for number, entry in enumerate(chosen):
            out = folder / file_name(release, entry, options)
            files.append(releasing.write_inspected(entry, release, out, options, session))
            progress((number + 1) / len(chosen))
        packet = Packet(folder, release.audience, tuple(files))
        _write_manifest(release, packet)
    releasing.record(session, release, files)
    return packet


def packet_entries() -> tuple[Entry, ...]:
    """Return the exporters of a packet, in its order."""
    by_id = {entry.id: entry for entry in EXPORTERS}
    return tuple(by_id[entry_id] for entry_id in PACKET)


def file_name(release: Release, entry: Entry, options: ExportOptions) -> str:
    """Return the name of a file after the convention ``catalogue_short_name_A4_YYYYMMDD``.

    Nothing in it comes from anywhere but the release.
    """
    catalogue = re.sub(r"[^A-Za-z0-9-]", "", release.info.catalogue or "")
    page = options.page if entry.suffix in (".pdf", ".png", ".docx") else ""
    day = (release.as_of or release.today.isoformat())[:10].replace("-", "")
    short = {"map": "hotspots", "data": "data"}.get(entry.what, entry.what)
    parts = (catalogue or code_of(release.title)[:24], short, release.audience, page, day)
    return "_".join(part for part in parts if part) + entry.suffix


def _write_manifest(release: Release, packet: Packet) -> None:
    manifest = {
        "title": release.title,
        "audience": release.audience,
        "exercise": release.exercise,
        "classification": release.classification,
        "as_of": release.as_of,
        "version": release.version,
        "release": release.hash,
        "precision": release.precision_note(),
        "withheld": dict(release.withheld),
        "files": [
            {"name": f.path.name, "what": f.what, "bytes": f.size_bytes, "sha256": f.sha256} for f in packet.files
        ],
        "bytes": packet.size_bytes,
        "fits_mail_limit": packet.fits(),
    }
    target = packet.folder / MANIFEST
    target.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
