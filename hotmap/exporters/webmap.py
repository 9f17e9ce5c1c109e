# SPDX-License-Identifier: MIT
"""The web map: one HTML file that opens from a mail attachment and asks the network for nothing.

Script, style and data are inside; a content security policy with their hashes lets nothing else
run or load. What people wrote is in one JSON block and in escaped text, never in a script.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from hotmap.exporters import webmap_defs
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.frame import Frame, frame_of
from hotmap.exporters.leaflet import leaflet, start_script
from hotmap.exporters.plan_summary import cover_note, finding_of
from hotmap.exporters.reading import Reading
from hotmap.exporters.webmap_data import webmap_data
from hotmap.exporters.webmap_looks import colours
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.paths import resource
from hotmap.release import Release


class WebMap:
    """Writes the map as a web page; see `hotmap.exporters.base.Exporter`."""

    id = "webmap"
    label = _("Web map (HTML)")
    suffix = ".html"
    what = "map"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        reading = Reading(release)
        frame = frame_of(release, "webmap")
        data = webmap_data(reading)
        progress(0.5)
        page = _page(frame, reading, data)
        progress(0.9)
        write_bytes(path, page.encode())
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the scripts and style sheets, each whole, and the colours of classes."""
        scripts, styles = _parts()
        return (
            *scripts,
            *styles,
            *colours(),
            *webmap_defs.VOCABULARY,
            "hotmap",
            "width=device-width, initial-scale=1",
            "no-referrer",
        )


@cache
def _parts() -> tuple[tuple[str, str, str], tuple[str, str]]:
    """Return the three scripts and two style sheets of every web map."""
    library, library_css = leaflet()
    own, own_css = (
        _compact(resource("webmap", name).read_text(encoding="utf-8")) for name in ("webmap.js", "webmap.css")
    )
    return (library, own, start_script("hotmap.start")), (library_css, own_css)


def _compact(source: str) -> str:
    """Return our own script or style sheet without indentation and whole-line comments."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _page(frame: Frame, reading: Reading, data: dict[str, Any]) -> str:
    scripts, styles = _parts()
    data["signs"], drawings = _signs(data)
    partial = data.pop("is_partial")
    template = Template(resource("webmap", "page.html").read_text(encoding="utf-8"))
    text = {name: html.escape(value) for name, value in _texts(frame, reading).items()}
    exercise = f'<div class="exercise"><b>{html.escape(frame.exercise)}</b></div>' if frame.exercise else ""
    return template.substitute(
        **text,
        classes="confidential" if frame.confidential else "open",
        policy=_policy(scripts, styles),
        exercise=exercise,
        notes=_notes(reading, frame, partial),
        symbols=drawings,
        data=as_json(data),
        leaflet_css=styles[0],
        css=styles[1],
        leaflet_js=scripts[0],
        js=scripts[1],
        start=scripts[2],
    )


def _texts(frame: Frame, reading: Reading) -> dict[str, str]:
    heading = frame.sector or frame.title or tr("Protection hotspots")
    return {
        "language": frame.language,
        "direction": frame.direction,
        "title": " · ".join(p for p in (frame.exercise, heading, tr("Protection hotspots"), frame.audience) if p),
        "heading": f"{heading}: {tr('protection hotspots')}" if heading != tr("Protection hotspots") else heading,
        "classification": frame.classification,
        "audience": frame.audience,
        "running": ", ".join(part for part in (frame.when, frame.version) if part),
        "finding": f"{finding_of(reading)}.",
        "search_label": tr("Search name, code or district"),
        "filter_label": tr("Levels shown"),
        "list_label": tr("Hotspots"),
        "map_label": tr("Map"),
        "file_id": frame.file_id,
        "noscript": tr(
            "This map needs scripts: save the file and open it in a browser. It loads nothing from the network."
        ),
    }


def _notes(reading: Reading, frame: Frame, partial: bool) -> str:
    from hotmap.cartography.basemap import DISCLAIMER

    notes = [
        (tr("Precision"), f"{frame.precision} {tr('Nothing drawn does not mean nobody at risk.')}"),
        (tr("Withheld"), frame.withheld),
        (tr("Cover"), cover_note(reading)),
        (tr("Boundaries"), tr(DISCLAIMER)),
        (tr("Sources"), frame.sources),
    ]
    if partial:
        notes.append((tr("Layers"), tr("Simplified; the smallest features are left out here.")))
    return "".join(f"<p><b>{html.escape(label)}</b> {html.escape(text)}</p>" for label, text in notes)


def _signs(data: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return each sign's id and size by name, and all drawings to which the page refers."""
    names = {entry["s"] for key in ("hotspots", "presence", "towns") for entry in data[key]}
    names |= {level["sign"] for level in data["levels"].values()}
    names |= {f"cover-{status}" for status in data["covers"]}
    found, drawings = webmap_defs.signs(names)
    return found, drawings + webmap_defs.referred(data)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a policy that allows these scripts and style sheets and nothing else at all."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {' '.join(map(_hash, styles))}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def as_json(value: Any) -> str:
    """Return a value as JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


EXPORTER = WebMap()
