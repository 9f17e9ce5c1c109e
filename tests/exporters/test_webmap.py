# SPDX-License-Identifier: MIT
from __future__ import annotations

import base64
import gzip
import hashlib
import html.parser
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hotmap.domain.changes import ChangeSet, edited
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.i18n import in_language
from hotmap.release import Release

Released = Callable[..., Release]
Write = Callable[..., Path]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
# Of the browser itself, so that a request of the page is told from the browser's own.
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-default-apps --disable-extensions"
).split()


class Page(html.parser.HTMLParser):
    """What a browser would find: elements with attributes, and the text of scripts and styles."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.embedded: dict[str, list[str]] = {"script": [], "style": []}
        self._inside: str | None = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in self.embedded else None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.embedded[self._inside].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.embedded["script"][0])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(release: Release, name: str = "map.html", language: str = "en") -> Path:
        with in_language(language):
            exporter_for(".html", "map").write(release, tmp_path / name, ExportOptions(language=language))
        return tmp_path / name

    return written


def test_webmap_lets_only_its_own_scripts_and_styles_run(released: Released, write: Write) -> None:
    page = Page(write(released()))
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy") or ""

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for text in (*page.embedded["script"][1:], *page.embedded["style"]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert policy.count("sha256-") == len(page.embedded["script"]) - 1 + len(page.embedded["style"])


def test_webmap_has_nothing_to_load(released: Released, write: Write) -> None:
    page = Page(write(released()))

    assert [tag for tag, a in page.elements if {"src", "srcset", "href", "data", "action"} & set(a)] == []
    assert not re.search(r"url\(|@import", "".join(page.embedded["style"]))
    assert not re.search(r"sourceMappingURL|attribution-flag", "".join(page.embedded["script"]))


def test_webmap_says_what_people_wrote_as_text(made_up: ModuleType, released: Released, write: Write) -> None:
    plan = made_up.joint_plan(1)
    hotspot = plan.of("hotspot")[0]
    plan = plan.applied(ChangeSet("rename", edited(hotspot, {"name": made_up.NASTY, "description": made_up.NASTY})))
    plan = plan.applied(ChangeSet("rename", edited(plan.info, {"sector": made_up.NASTY, "title": made_up.NASTY})))

    page = Page(write(released(plan)))

    assert len(page.embedded["script"]) == 4  # data, library, page, start
    assert page.data["hotspots"][0]["n"] == made_up.NASTY
    assert not any(tag == "b" and not attrs for tag, attrs in page.elements[:8])


def test_webmap_tells_audience_exercise_date_and_precision(released: Released, write: Write) -> None:
    text = write(released(audience="partners")).read_text(encoding="utf-8")

    for told in ("AUDIENCE: PARTNERS", "UN CONFIDENTIAL", "EXERCISE", "As of 16 Nov 2026", "10 km", "Version 4"):
        assert told in text


def test_webmap_shows_a_cell_as_an_area_without_a_place(released: Released, write: Write) -> None:
    hotspots = Page(write(released(audience="partners"))).data["hotspots"]

    assert all("o" not in h and h["g"][0] == "area" for h in hotspots)


def test_webmap_of_the_public_has_no_levels_and_no_cover(released: Released, write: Write) -> None:
    data = Page(write(released(audience="public"))).data

    assert not any(level["shown"] for level in data["levels"].values())
    assert not any("v" in h or "a" in h for h in data["hotspots"])


def test_webmap_in_arabic_runs_from_right_to_left(released: Released, write: Write) -> None:
    tag, attributes = Page(write(released(), language="ar")).elements[0]

    assert (tag, attributes["lang"], attributes["dir"]) == ("html", "ar", "rtl")


def test_webmap_twice_gives_the_same_bytes(released: Released, write: Write) -> None:
    assert write(released(), "one.html").read_bytes() == write(released(), "two.html").read_bytes()


def test_webmap_of_three_hundred_hotspots_fits_a_mail(made_up: ModuleType, released: Released, write: Write) -> None:
    content = write(released(made_up.joint_plan(300))).read_bytes()

    assert len(content) <= 350_000
    assert len(gzip.compress(content)) <= 80_000


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_webmap_draws_in_a_browser_and_asks_the_network_for_nothing(
    released: Released, write: Write, tmp_path: Path
) -> None:
    path, log = write(released()), tmp_path / "net.json"

    done = subprocess.run(
        [CHROMIUM or "", *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom",
         "--enable-logging=stderr", f"--log-net-log={log}", f"{path.as_uri()}#H-007"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    assert done.stdout.count("<li>") == 7  # the list is made by the script
    assert done.stdout.count("leaflet-marker-icon") >= 7
    assert '<article id="card" tabindex="-1" aria-live="polite">' in done.stdout  # opened by the address
    assert "CONSOLE" not in done.stderr
    assert requested(log) == []


def requested(log: Path) -> list[str]:
    """Return the addresses beyond this machine that were asked for, the browser's own calls home left out."""
    text = log.read_text(encoding="utf-8", errors="replace")
    addresses = set(re.findall(r'"url":"((?:https?|wss?)://[^"]+)"', text))
    own = re.compile(r"https?://([\w-]+\.)*(google|googleapis|gstatic|gvt1)\.com/")
    return sorted(address for address in addresses if not own.match(address))
