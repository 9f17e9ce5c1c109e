# SPDX-License-Identifier: MIT
"""The command line keeps its promises: names, JSON shapes, exit codes, one sentence for errors."""

from __future__ import annotations

import argparse
import importlib
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from hotmap.cli.main import run
from hotmap.cli.parser import Verb, comma_pairs, join_negative_values, run_verb
from hotmap.services.session import PlanSession

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def plan(tmp_path: Path, capsys: Capture) -> str:
    """A plan with one hotspot."""
    path = str(tmp_path / "plan.gpkg")
    assert run(["new", path, "--title", "Exercise", "--area", "-14,-5,58,13"]) == 0
    assert run(["add", path, "hotspot", "name=Camp", "--geometry", "-4.5, 57.2", "type=poc_site"]) == 0
    capsys.readouterr()
    return path


def asked(capsys: Capture, *arguments: str, code: int = 0) -> Any:
    """Run a verb with --json and return its document."""
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *arguments: str, code: int = 2) -> str:
    """Run a verb that refuses and return its one sentence."""
    assert run(list(arguments)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("hotmap: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_show_prints_every_field_by_its_code(plan: str, capsys: Capture) -> None:
    document = asked(capsys, "show", plan, "hotspot")
    [feature] = document["features"]
    assert document["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [57.2, -4.5]}
    expected = {
        "kind": "hotspot",
        "code": "H-001",
        "name": "Camp",
        "type": "poc_site",
        "level": None,
        "audiences": None,
    }
    assert expected.items() <= feature["properties"].items()


def test_decide_shows_as_level_and_undo_takes_it_back(plan: str, capsys: Capture) -> None:
    asked(capsys, "decide", plan, "H-001", "--level", "must", "--forum", "SJPG", "--role", "chair")
    assert asked(capsys, "show", plan, "hotspot")["features"][0]["properties"]["level"] == "must"
    asked(capsys, "undo", plan)
    assert asked(capsys, "show", plan, "hotspot")["features"][0]["properties"]["level"] is None
    asked(capsys, "redo", plan)
    assert asked(capsys, "show", plan, "hotspot")["features"][0]["properties"]["level"] == "must"


def test_risk_has_its_promised_shape(plan: str, capsys: Capture) -> None:
    [nothing] = asked(capsys, "risk", plan)["hotspots"]
    assert (nothing["score"], nothing["range"], nothing["suggested"], nothing["agreed"]) == (None, None, None, None)
    factors = ["intent=4", "capability=4", "opportunity=4", "severity=4", "exposure=4", "vulnerability=4"]
    run(["add", plan, "threat", "hotspot=H-001", "type=killing", *factors])
    capsys.readouterr()
    [partly] = asked(capsys, "risk", plan)["hotspots"]
    assert (partly["score"], partly["range"], partly["suggested"]) == (None, [12, 16], None)
    assert set(partly) >= {"id", "code", "name", "disputed", "sentence"}


def test_check_exits_1_only_with_an_error(plan: str, capsys: Capture) -> None:
    assert all(f["severity"] != "error" for f in asked(capsys, "check", plan)["findings"])
    run(["decide", plan, "H-001", "--level", "must", "--forum", "SJPG", "--role", "chair"])
    capsys.readouterr()
    found = asked(capsys, "check", plan, code=1)["findings"]
    assert {"rule", "severity", "id", "message"} == set(found[0])
    assert found[0]["rule"] == "must-without-lead"


def test_log_lists_actions_with_their_actor(plan: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMAP_ACTOR", "POC adviser")
    run(["set", plan, "H-001", "name=Other"])
    run(["set", plan, "plan", "title=New title"])
    capsys.readouterr()
    actions = asked(capsys, "log", plan)["actions"]
    assert [a["actor"] for a in actions[-2:]] == ["POC adviser"] * 2
    assert {"id", "actor", "time", "note", "undone", "changes"} <= set(actions[-1])
    assert len(asked(capsys, "log", plan, "H-001")["actions"]) == 2


def test_mark_and_field_marking(plan: str, capsys: Capture) -> None:
    asked(capsys, "mark", plan, "H-001", "audiences=mission,UNCT", "precision=cell_1km")
    asked(capsys, "mark", plan, "H-001", "--field", "name", "audiences=mission")
    properties = asked(capsys, "show", plan, "hotspot")["features"][0]["properties"]
    assert properties["audiences"] == ["mission", "unct"]
    assert properties["precision"] == "cell_1km"
    assert properties["name@audiences"] == ["mission"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "missing.gpkg"], "missing.gpkg"),
        (["add", "PLAN", "castle"], "castle"),
        (["add", "PLAN", "hotspot", "name"], "field=value"),
        (["add", "PLAN", "hotspot", "name=a", "name=b"], "twice"),
        (["add", "PLAN", "hotspot", "colour=red"], "colour"),
        (["add", "PLAN", "threat", "intent=9"], "intent"),
        (["add", "PLAN", "hotspot", "--geometry", "nowhere"], "nowhere"),
        (["add", "PLAN", "threat", "--geometry", "1, 2"], "place"),
        (["add", "PLAN", "hotspot", "--geometry", ""], "place"),
        (["add", "PLAN", "hotspot", "--geometry", "POINT(nan 3)"], "world"),
        (["add", "PLAN", "hotspot", "--geometry", "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1))"], "one"),
        (["add", "PLAN", "threat", "type=killing"], "hotspot=CODE"),
        (["set", "PLAN", "plan", "title="], "title"),
        (["mark", "PLAN", "H-001", "audiences=mission", "--field", "colour"], "“colour”"),
        (["new", "plan.txt", "--title", "x"], ".gpkg"),
        (["import", "PLAN", "PLAN", "--as", "hotspot"], "itself"),
        (["inspect", "."], "folder"),
        (["set", "PLAN", "H-404", "name=x"], "H-404"),
        (["set", "PLAN", "H-001"], "field=value"),
        (["show", "PLAN", "rivers"], "rivers"),
        (["new", "PLAN", "--title", "x"], "already"),
        (["new", "other.gpkg", "--title", "x", "--area", "1,2,3"], "4 numbers"),
        (["decide", "PLAN", "H-001", "--level", "must"], "--forum"),
        (["export", "PLAN", "out.xyz", "--audience", "mission"], ".xyz"),
        (["export", "PLAN", "out.kmz", "--audience", "friends"], "friends"),
        (["export", "PLAN", "out.pdf", "--audience", "internal", "--what", "map", "--scale", "near"], "1:250 000"),
        (["export", "PLAN", "out.pdf", "--audience", "internal", "--what", "map", "--sheets", "district"], "districts"),
        (["inspect", "nothing.pdf"], "nothing.pdf"),
        (["inspect", "PLAN", "--plan", "PLAN"], "--audience"),
        (["snapshot", "PLAN", "out.jpg"], "PNG"),
        (["snapshot", "PLAN", "out.png", "--size", "big"], "1600x1000"),
        (["fly", "PLAN"], "fly"),
    ],
)  # fmt: skip
def test_errors_are_one_sentence_and_exit_2(plan: str, capsys: Capture, arguments: list[str], says: str) -> None:
    assert says in refused(capsys, *[plan if a == "PLAN" else a for a in arguments])


def test_rules_refuse_with_exit_1(plan: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["mark", plan, "H-001", "audiences=mission"])
    capsys.readouterr()
    monkeypatch.setenv("HOTMAP_ACTOR", "Force")
    refused(capsys, "mark", plan, "H-001", "audiences=mission,public", code=1)


def test_add_says_what_it_guessed_about_a_place(plan: str, capsys: Capture) -> None:
    run(["add", plan, "hotspot", "--geometry", "24.3, 12.5"])
    assert "Read as longitude, latitude" in capsys.readouterr().err
    run(["add", plan, "hotspot", "--geometry", "36N 612345 1234567"])
    assert "Read as" not in capsys.readouterr().err


def test_added_decision_keeps_the_rules_of_decide(plan: str, capsys: Capture) -> None:
    refused(capsys, "add", plan, "decision", "hotspot=H-001", "level=must", code=1)
    for level in ("must", "should"):
        asked(capsys, "add", plan, "decision", "hotspot=H-001", f"level={level}", "forum=SJPG", "role=chair")
    first, second = asked(capsys, "show", plan, "decision")["features"]
    assert second["properties"]["supersedes"] == [first["id"]]
    assert first["properties"]["date"]
    assert asked(capsys, "risk", plan)["hotspots"][0]["disputed"] is False


def test_wkt_is_flattened_and_repaired(plan: str, capsys: Capture) -> None:
    asked(capsys, "add", plan, "hotspot", "--geometry", "POLYGON Z((0 0 9,1 1 9,0 1 9,1 0 9,0 0 9))")
    geometry = asked(capsys, "show", plan, "hotspot")["features"][1]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    assert {len(place) for ring in geometry["coordinates"] for part in ring for place in part} == {2}


def test_second_record_of_a_code_is_told(plan: str, capsys: Capture) -> None:
    assert run(["add", plan, "hotspot", "code=H-001", "audiences=mission"]) == 0
    assert "H-001" in capsys.readouterr().err


def test_show_takes_kinds_as_people_write_them_and_keeps_the_key(plan: str, capsys: Capture) -> None:
    asked(capsys, "add", plan, "threat", "hotspot=h-001", "type=killing")
    assert len(asked(capsys, "show", plan, "Threat lines")["features"]) == 1
    assert len(asked(capsys, "show", plan, "HOTSPOTS")["features"]) == 1
    assert "release_key" not in asked(capsys, "show", plan, "plan")["features"][0]["properties"]
    assert run(["show", plan, "threat"]) == 0
    assert "H-001" in capsys.readouterr().out


def test_export_is_on_the_record_of_what_left(plan: str, tmp_path: Path, capsys: Capture) -> None:
    run(["mark", plan, "H-001", "audiences=mission"])
    capsys.readouterr()
    written = asked(capsys, "export", plan, str(tmp_path / "out.geojson"), "--audience", "MISSION")
    assert written["audience"] == "mission"
    with PlanSession.open(plan, "x", write=False) as session:
        [entry] = session.releases()
    assert (entry["audience"], entry["files"]) == (
        "mission",
        [{"name": "out.geojson", "bytes": written["bytes"], "sha256": written["sha256"]}],
    )


def test_defect_of_ours_is_one_sentence_too(plan: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotmap.cli.history_verbs.check", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in refused(capsys, "check", plan)


def test_version_and_help_exit_0(capsys: Capture) -> None:
    for flag in ("--version", "--help"):
        with pytest.raises(SystemExit) as stopped:
            run([flag])
        assert stopped.value.code == 0
    assert "snapshot" in capsys.readouterr().out


def test_negative_values_are_no_options() -> None:
    assert join_negative_values(["--bbox", "-14,8,-13,9", "-h"]) == ["--bbox=-14,8,-13,9", "-h"]
    assert join_negative_values(["--geometry", "-1.67, 29.2"]) == ["--geometry=-1.67, 29.2"]
    assert join_negative_values(["--json", "PLAN"]) == ["--json", "PLAN"]


def test_comma_pairs_keep_commas_inside_values() -> None:
    assert comma_pairs("name=A, B,type=x") == {"name": "A, B", "type": "x"}
    assert comma_pairs(None) == {}


def test_refusal_that_an_option_settles_names_it(plan: str, capsys: Capture, tmp_path: Path) -> None:
    text = tmp_path / "needs.csv"
    text.write_text("name,people\nCamp,12\n", encoding="utf-8")
    assert "--columns" in refused(capsys, "import", plan, str(text), "--as", "hotspot")


def test_interruption_inside_a_string_that_a_library_runs_does_not_kill_the_process(tmp_path: Path) -> None:
    program = tmp_path / "interrupted.py"
    program.write_text(
        "import ctypes, sys\n"
        "from hotmap.cli.parser import Verb, run_verb\n"
        "def run(_):\n"
        "    ctypes.pythonapi.PyRun_SimpleString(b'import signal; signal.raise_signal(signal.SIGINT)')\n"
        "    raise ImportError('could not import')\n"
        "sys.exit(run_verb([Verb('wait', '', lambda _: None, run)], ['wait']))\n"
    )
    ran = subprocess.run([sys.executable, "-m", "interrupted"], cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == 130


def test_interruption_during_an_import_waits_until_it_has_ended(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_to_import.py").write_text("import signal\nsignal.raise_signal(signal.SIGINT)\nwhole = True\n")
    monkeypatch.syspath_prepend(tmp_path)

    def bring_in(_: argparse.Namespace) -> int:
        module = importlib.import_module("slow_to_import")
        assert module.whole
        threading.Event().wait(20)
        return 0

    assert run_verb([Verb("wait", "", lambda _: None, bring_in)], ["wait"]) == 130
    assert capsys.readouterr().err.startswith("hotmap: stopped")


def test_interruption_that_a_library_turns_into_an_error_is_still_one(capsys: Capture) -> None:
    def swallow(_: argparse.Namespace) -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ImportError("could not import") from None
        return 0

    before = signal.getsignal(signal.SIGINT)
    assert run_verb([Verb("wait", "", lambda _: None, swallow)], ["wait"]) == 130
    assert capsys.readouterr().err.startswith("hotmap: stopped")
    assert signal.getsignal(signal.SIGINT) is before
