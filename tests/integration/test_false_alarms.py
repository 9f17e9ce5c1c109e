# SPDX-License-Identifier: MIT
"""Honest exports pass their inspection: a guard that cries wolf is switched off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotmap.release.release import Release

Hotmap = Callable[..., Any]


@pytest.fixture(scope="module")
def plan(hotmap: Hotmap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with texts and days that look like something else."""
    path = tmp_path_factory.mktemp("alarms") / "plan.gpkg"
    hotmap("new", path, "--title", "Plan with traps", "--area", "19,4,31,13")
    hotmap("set", path, "plan", "catalogue=EXC004")
    open_to = "audiences=mission,partners"
    for name, place in (("North village", "20.1, 5.1"), ("Far village", "29.9, 12.4")):
        lon, lat = place.split(", ")
        hotmap("add", path, "hotspot", f"name={name}", "type=village", open_to, "--geometry", f"POINT({lon} {lat})")
    hotmap("decide", path, "H-001", "--level", "must", "--forum", "SJPG", "--role", "chair")
    marks = "audiences=mission"
    text = "notes=Reported by e3d1420e-ea53-11dd-965c-b55c1122d73f, 3 families of 12"
    hotmap("add", path, "incident", "type=killing", "date=2000-01-01", text, marks, "--geometry", "POINT(20.2 5.2)")
    hotmap("add", path, "incident", "type=killing", "date=1980-01-01", marks, "--geometry", "POINT(20.3 5.2)")
    return path


@pytest.mark.parametrize(
    ("name", "what", "audience", "language"),
    [
        ("map.pdf", "map", "mission", "en"),
        ("data.gpkg", "data", "mission", "en"),
        ("data.gpkg", "data", "partners", "fr"),
        ("plan.pdf", "plan", "partners", "fr"),
        ("plan.pdf", "plan", "mission", "ar"),
        ("map.html", "map", "partners", "ar"),
        ("plan.docx", "plan", "mission", "fr"),
        ("matrix.xlsx", "matrix", "mission", "fr"),
    ],
)
def test_own_exports_are_clean_in_any_language(
    hotmap: Hotmap, plan: Path, tmp_path: Path, name: str, what: str, audience: str, language: str
) -> None:
    out = tmp_path / name
    hotmap("export", plan, out, "--audience", audience, "--what", what, "--lang", language)
    assert hotmap("inspect", out, "--plan", plan, "--audience", audience, "--json")["leaks"] == []
    alone = hotmap("inspect", out, "--json", code=None)["leaks"]
    assert [leak for leak in alone if "etadata" in leak["what"]] == []


@pytest.mark.parametrize("digits", ["1238cbf0", "ab128cbf", "9f40ea71"])
def test_file_id_of_an_arabic_plan_is_known_in_whatever_order_its_page_is_read(
    hotmap: Hotmap, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digits: str
) -> None:
    monkeypatch.setattr(Release, "hash", property(lambda release: digits.ljust(64, "0")))
    hotmap("export", plan, tmp_path / "plan.pdf", "--audience", "mission", "--what", "plan", "--lang", "ar")
