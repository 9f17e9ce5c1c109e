# SPDX-License-Identifier: MIT
"""Canaries: of a plan full of tokens, each file holds exactly those that its audience may have."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotmap.domain.codelists import AUDIENCES, PRECISIONS
from hotmap.domain.features import FeatureTable
from hotmap.domain.marking import Marking
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release, prepare_release
from hotmap.release.inspect import Inspection

FORMATS = (".geojson", ".kmz", ".gpkg")
NOTHING = FeatureTable(np.array([], dtype=object), {})

audiences = st.one_of(st.none(), st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple))
markings = st.builds(
    Marking,
    originator=st.sampled_from([None, "JMAC", "OCHA"]),
    audiences=st.one_of(st.just(AUDIENCES), audiences),
    precision=st.sampled_from([None, *PRECISIONS]),
    expires=st.sampled_from([None, "2026-11-01", "2026-12-31"]),
)
field_markings = st.builds(Marking, audiences=st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple))


@st.composite
def marked_canaries(draw: st.DrawFn, mine: ModuleType) -> list[Any]:
    """Draw markings for every canary and for some of its fields."""
    found = []
    for canary in mine.canaries():
        fields = draw(st.dictionaries(st.sampled_from(sorted(canary.tokens)), field_markings, max_size=4))
        found.append(mine.marked(canary, draw(markings), fields))
    return found


def release_of(mine: ModuleType, found: list[Any], audience: str) -> Release:
    plan = mine.plan_of(found)
    return prepare_release(plan, audience, features=lambda layer: NOTHING, today=mine.TODAY).release


def written(release: Release, suffix: str, folder: Path) -> tuple[Path, str]:
    """Return a written file and everything in it as text."""
    path = folder / f"data{suffix}"
    exporter_for(suffix, "data").write(release, path, ExportOptions())
    if suffix == ".kmz":
        with zipfile.ZipFile(path) as archive:
            return path, archive.read("doc.kml").decode()
    return path, path.read_bytes().decode("utf-8", "replace")


@settings(max_examples=40)
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_canaries_release_holds_exactly_the_allowed_tokens(coal_mine: ModuleType, data: Any, audience: str) -> None:
    found = data.draw(marked_canaries(coal_mine))
    release = release_of(coal_mine, found, audience)
    held = {token for text in release.strings() for token in coal_mine.TOKEN.findall(text)}
    assert held == set(coal_mine.expected(found, audience))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
@pytest.mark.parametrize("suffix", FORMATS)
def test_canaries_files_hold_the_allowed_tokens_and_no_others(
    coal_mine: ModuleType, tmp_path: Path, data: Any, audience: str, suffix: str
) -> None:
    found = data.draw(marked_canaries(coal_mine))
    release = release_of(coal_mine, found, audience)
    path, text = written(release, suffix, tmp_path)
    allowed = set(coal_mine.expected(found, audience))
    held = set(coal_mine.TOKEN.findall(text))
    if suffix == ".kmz":  # a map: it shows what has a place
        assert held <= allowed
    else:
        assert held == allowed
    inspection = Inspection(release, coal_mine.plan_of(found), exporter_for(suffix, "data").vocabulary())
    assert list(inspection.leaks(path.read_bytes())) == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_canaries_no_withheld_place_in_any_notation(
    coal_mine: ModuleType, tmp_path: Path, audience: str, suffix: str
) -> None:
    open_to_all = Marking(audiences=AUDIENCES, precision="cell_1km")
    found = [coal_mine.marked(canary, open_to_all) for canary in coal_mine.canaries()]
    _, text = written(release_of(coal_mine, found, audience), suffix, tmp_path)
    raw = (tmp_path / f"data{suffix}").read_bytes()
    for canary in found:
        if canary.record.geometry is not None:
            place = canary.record.geometry
            assert repr(place.x) not in text
            assert place.wkb[5:13] not in raw
            assert not re.search(rf"{place.x:.4f}|{int(place.x)}°{place.x % 1 * 60:02.0f}", text)


@pytest.mark.parametrize("suffix", FORMATS)
def test_canaries_file_of_another_audience_is_caught(coal_mine: ModuleType, tmp_path: Path, suffix: str) -> None:
    found = [coal_mine.marked(canary, Marking(audiences=AUDIENCES)) for canary in coal_mine.canaries()]
    plan = coal_mine.plan_of(found)
    vocabulary = list(exporter_for(suffix, "data").vocabulary())
    path, text = written(release_of(coal_mine, found, "mission"), suffix, tmp_path)
    leaks = list(Inspection(release_of(coal_mine, found, "public"), plan, vocabulary).leaks(path.read_bytes()))
    told = " ".join(leak.what for leak in leaks)
    for token in coal_mine.TOKEN.findall(text):
        assert token in told


@pytest.mark.parametrize("audience", ["uniformed", "unct", "partners", "authorities", "public"])
def test_canaries_one_rule_loosened_is_caught_every_time(coal_mine: ModuleType, tmp_path: Path, audience: str) -> None:
    found = [coal_mine.marked(canary, Marking(audiences=AUDIENCES)) for canary in coal_mine.canaries()]
    plan = coal_mine.plan_of(found)
    inspection = Inspection(release_of(coal_mine, found, audience), plan, exporter_for(".geojson").vocabulary())
    caught = 0
    for canary in found:
        kind, uuid = canary.record.KIND, canary.record.uuid
        for field, token in canary.tokens.items():
            if not coal_mine.TOKEN.fullmatch(token) or coal_mine.rule(kind, canary.case, field, audience) == "yes":
                continue
            rows = {f"{kind}.{case}.{field}".replace("..", "."): {audience: "yes"} for case in {"", canary.case}}
            loose = coal_mine.plan_of([c for c in found if c.record.uuid in (uuid, coal_mine.HOTSPOT)], rules=rows)
            loosened = prepare_release(loose, audience, features=lambda layer: NOTHING, today=coal_mine.TODAY).release
            path, text = written(loosened, ".geojson", tmp_path)
            if token in text:  # some stay in for another reason too: a district is told of the cell
                assert any(token in leak.what for leak in inspection.leaks(path.read_bytes()))
                caught += 1
    assert caught > 10
