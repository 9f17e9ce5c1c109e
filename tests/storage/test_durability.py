# SPDX-License-Identifier: MIT
"""A laptop dies at any moment: what was acknowledged is there, and nothing is torn."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import shapely

from hotmap.domain.changes import ChangeSet, deleted, edited, inserted
from hotmap.domain.features import FeatureTable
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Decision, Hotspot, Layer, PlanInfo
from hotmap.storage import backups
from hotmap.storage.planfile import PlanFile
from tests.storage.conftest import records_in

KILLS = 50
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill")


def edit_forever(path: Path, acknowledge: int, seed: int) -> None:
    """Draw, rename, decide, delete, undo, import a layer; write each finished action's id to a pipe."""
    draw = random.Random(seed)
    with PlanFile.open(path, actor="JPT") as plan:
        while True:
            there = plan.load().of("hotspot")
            step = draw.choice(["draw", "import", "rename", "decide", "delete", "undo", "layer"] if there else ["draw"])
            if step == "undo":
                plan.undo()
            elif step == "layer":
                table = FeatureTable(shapely.points(np.full((40, 2), draw.random())), {"n": list(range(40))})
                plan.add_layer(Layer(name="Places"), table, "Add places")
            else:
                fresh = [Hotspot(uuid=new_uuid(), geometry=shapely.Point(draw.random(), 1)) for _ in range(60)]
                changes = {
                    "draw": lambda fresh=fresh: [inserted(fresh[0])],
                    "import": lambda fresh=fresh: map(inserted, fresh),
                    "rename": lambda there=there: edited(draw.choice(there), {"name": f"Name {draw.random()}"}),
                    "decide": lambda there=there: [
                        inserted(Decision(uuid=new_uuid(), hotspot=draw.choice(there).uuid, level="must"))
                    ],
                    "delete": lambda there=there: [deleted(draw.choice(there))],
                }[step]()
                plan.commit(ChangeSet(step, tuple(changes)))
            os.write(acknowledge, plan.log()[-1].id.encode() + b"\n")


def killed_session(path: Path, seed: int) -> list[str]:
    """Run a session in a process of its own, kill it, and return the actions that it had finished."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            edit_forever(path, tell, seed)
        finally:
            os._exit(1)
    os.close(tell)
    select.select([told], [], [], 20)  # it is at work
    time.sleep(random.Random(seed).uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with os.fdopen(told, "rb") as pipe:
        return [line.decode() for line in pipe.read().splitlines()]


def test_open_plan_is_durable_and_leaves_nothing_behind_in_free_pages(path: Path) -> None:
    with PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT") as plan:
        pragmas = ("journal_mode", "synchronous", "secure_delete", "busy_timeout", "cell_size_check", "trusted_schema")
        found = [plan._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert found == ["truncate", 3, 1, 5000, 1, 1]


@pytest.mark.parametrize("write", [True, False])
def test_open_after_death_in_the_middle_of_writing_shows_the_plan_before(path: Path, write: bool) -> None:
    kept = Hotspot(uuid=new_uuid(), name="Kept")
    with PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT") as plan:
        plan.commit(ChangeSet("Draw", (inserted(kept),)))
    child = os.fork()
    if child == 0:
        half = PlanFile.open(path, actor="JPT")
        half._db.execute("PRAGMA cache_size = 5")  # so that pages reach the file before the commit
        half._db.execute("BEGIN IMMEDIATE")
        half._db.execute("UPDATE hotspot SET name = 'Torn'")
        half._db.executemany(
            "INSERT INTO sketch (id, saved, content) VALUES (?, '', ?)", ((n, "x" * 3000) for n in range(99))
        )
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    with PlanFile.open(path, actor="JPT", write=write) as plan:
        assert plan.load().get(kept.uuid) == kept
        assert plan.sketches() == []


def test_two_processes_writing_at_once_lose_nothing(path: Path) -> None:
    PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT").close()
    children = []
    for name in ("JPT", "Civil Affairs"):
        child = os.fork()
        if child == 0:
            try:
                with PlanFile.open(path, actor=name) as plan:
                    for _ in range(15):
                        plan.commit(ChangeSet("Draw", (inserted(Hotspot(uuid=new_uuid(), name=name)),)))
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    with PlanFile.open(path, actor="JPT") as plan:
        assert sorted(h.name for h in plan.load().of("hotspot")) == ["Civil Affairs"] * 15 + ["JPT"] * 15
        stamps = [action.hlc for action in plan.log()]
        assert stamps == sorted(set(stamps))


def test_killed_session_loses_no_acknowledged_action_and_tears_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "is_due", lambda plan: False)
    PlanFile.create(path, PlanInfo(title="Sector North"), actor="JPT").close()
    acknowledged: list[str] = []
    for seed in range(KILLS):
        finished = killed_session(path, seed)
        assert finished
        acknowledged += finished
        with PlanFile.open(path, actor="JPT") as plan:  # checks the file's pages, takes over the lock
            assert {action.id for action in plan.log()} >= set(acknowledged)
            for layer in plan.load().of("layer"):
                assert len(plan.features(layer)) == 40
            if seed % 10 == 9:
                kept = records_in(plan)
                plan.rebuild()
                assert records_in(plan) == kept
                assert plan._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
