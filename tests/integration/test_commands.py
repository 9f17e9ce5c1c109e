# SPDX-License-Identifier: MIT
"""The program as a shell meets it: streams, pipes, interruptions, odd names, two at a time."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotmap.services.session import PlanSession

Hotmap = Callable[..., Any]

HOTMAP = (sys.executable, "-m", "hotmap")


@pytest.fixture
def plan(hotmap: Hotmap, tmp_path: Path) -> Path:
    """A plan in a folder with blanks and letters of two scripts, with one hotspot that may leave."""
    folder = tmp_path / "plan à partager خطة"
    folder.mkdir()
    path = folder / "my plan.gpkg"
    hotmap("new", path, "--title", "Plan", "--area", "-14,-5,58,13")
    hotmap("add", path, "hotspot", "name=مخيم", "--geometry", "-4.5, -1.67", "audiences=mission,partners")
    return path


def shell(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run hotmap as a process of its own."""
    return subprocess.run([*HOTMAP, *map(str, arguments)], capture_output=True, check=False, **options)


def test_document_is_utf8_whatever_the_system_speaks(plan: Path) -> None:
    done = shell("show", plan, "hotspot", "--json", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    [feature] = json.loads(done.stdout.decode("utf-8"))["features"]
    assert feature["properties"]["name"] == "مخيم"
    assert feature["geometry"]["coordinates"] == [-1.67, -4.5]
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of Unix")
def test_reader_that_goes_is_no_error(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    rows = "".join(f"Place {n},{n % 10},{n % 50}.5\n" for n in range(5000))
    (tmp_path / "many.csv").write_text("name,lat,lon\n" + rows, "utf-8")
    hotmap("import", plan, tmp_path / "many.csv", "--as", "place")
    with subprocess.Popen([*HOTMAP, "show", plan, "many"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of Unix")
def test_interruption_leaves_the_plan_whole_and_no_half_file(hotmap: Hotmap, plan: Path) -> None:
    before = hotmap("log", plan, "--json")
    command = [*HOTMAP, "send", str(plan), str(plan.parent / "packet"), "--audience", "mission"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while not (plan.parent / "packet").exists() and running.poll() is None:
            signal.sigtimedwait((), 0.01)
        running.send_signal(signal.SIGINT)
        _, messages = running.communicate()
    assert running.returncode == 130
    assert messages.decode().splitlines()[-1].startswith("hotmap: stopped")  # Qt may say before that a painter ended
    assert [path for path in (plan.parent / "packet").iterdir() if path.name.startswith(".")] == []
    assert hotmap("log", plan, "--json") == before


def test_reading_and_sending_need_no_lock(hotmap: Hotmap, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMAP_MACHINE", "sector laptop")
    with PlanSession.open(plan, "Civil Affairs"):
        monkeypatch.setenv("HOTMAP_MACHINE", "team site laptop")
        assert len(hotmap("show", plan, "hotspot", "--json")["features"]) == 1
        hotmap("export", plan, plan.parent / "out.geojson", "--audience", "mission")
        _, _, messages = hotmap("set", plan, "H-001", "name=Other", code=2)
        assert "Civil Affairs" in messages
        assert "sector laptop" in messages


def test_export_never_touches_what_it_reads(hotmap: Hotmap, plan: Path) -> None:
    before = hotmap("show", plan, "--json")
    for target, code in ((plan, 2), (plan.parent / "none" / "x.kmz", 2), (plan.parent, 2)):
        hotmap("export", plan, target, "--audience", "mission", code=code)
    out = plan.parent / "out.geojson"
    out.write_text("older", "utf-8")
    hotmap("mark", plan, "H-001", "audiences=")
    hotmap("export", plan, out, "--audience", "mission", code=1)
    assert out.read_text("utf-8") == "older"
    hotmap("undo", plan)
    first = hotmap("export", plan, out, "--audience", "mission", "--json")
    assert first["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert hotmap("export", plan, out, "--audience", "mission", "--json") == first
    assert hotmap("show", plan, "--json") == before


def test_killed_export_leaves_nothing_in_the_way(hotmap: Hotmap, plan: Path) -> None:
    left = plan.parent / ".out.gpkg.part"
    left.mkdir()
    (left / "out.gpkg").write_bytes(b"half")
    (left / "out.gpkg-journal").write_bytes(b"half")
    hotmap("export", plan, plan.parent / "out.gpkg", "--audience", "mission")
    assert not left.exists()
    assert hotmap("inspect", plan.parent / "out.gpkg", "--plan", plan, "--audience", "mission", "--json")["leaks"] == []


def test_file_that_is_no_plan_is_refused_and_left_alone(hotmap: Hotmap, plan: Path, tmp_path: Path) -> None:
    broken = {
        "empty.gpkg": b"",
        "text.gpkg": b"hello" * 900,
        "half.gpkg": plan.read_bytes()[: plan.stat().st_size // 2],
    }
    for name, data in broken.items():
        path = tmp_path / name
        path.write_bytes(data)
        for verb in (["show", path], ["set", path, "H-001", "name=x"], ["export", path, "o.kmz", "--audience", "unct"]):
            _, out, messages = hotmap(*verb, code=2)
            assert (out, messages.count("\n")) == ("", 1)
            assert messages.startswith(f"hotmap: {path}: ")
        assert path.read_bytes() == data


def test_south_sudan_by_commands_alone(hotmap: Hotmap, real: Path, tmp_path: Path) -> None:
    plan, data = tmp_path / "south.gpkg", real / "southsudan"
    seen = ("--audiences", "mission,partners", "--json")
    hotmap("new", plan, "--title", "South", "--area", "23.4,3.4,36.1,12.5")
    counties = hotmap("import", plan, data / "undp_ss_county.geojson", "--as", "area", *seen)
    assert counties["imported"] == 80
    assert [w["kind"] for w in counties["warnings"]] == ["repaired-geometry"] * 4
    roads = hotmap("import", plan, data / "ss_route_line.geojson", "--as", "road", *seen)
    assert roads["geometry_types"] == {"LineString": 51, "MultiLineString": 2}
    land = json.loads((data / "ss_landuse_polygon.geojson").read_text("utf-8"))
    land["features"] = [f for f in land["features"] if f["properties"]["landuse"] == "farmland"]
    (tmp_path / "fields.geojson").write_text(json.dumps(land), "utf-8")
    fields = hotmap("import", plan, tmp_path / "fields.geojson", "--as", "hotspot", "--set", "type=farming_area", *seen)
    assert fields["imported"] == 86
    hotmap("decide", plan, "H-001", "--level", "must", "--forum", "State JPG", "--role", "chair")
    for audience in ("mission", "partners"):
        for name, what in (("map.pdf", "map"), ("map.html", "map"), ("data.gpkg", "data")):
            hotmap("export", plan, tmp_path / f"{audience}_{name}", "--audience", audience, "--what", what)
