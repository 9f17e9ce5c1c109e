# SPDX-License-Identifier: MIT
"""One data set through every format: the same hotspots come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hotmap.errors import CancelledError, InputError, UsageError
from hotmap.importers.registry import read_source, tables_in
from hotmap.importers.source import ReadOptions


def test_import_any_format_gives_the_same_hotspots(places_file: Path, places: Any, import_file: Any) -> None:
    imported = import_file(places_file)
    assert imported.read == imported.count == len(places)
    assert not imported.skipped
    assert imported.geometry_types == {"Point": len(places)}
    for record, place in zip(imported.records, places, strict=True):
        assert record.name == place.name
        assert record.geometry.x == pytest.approx(place.lon, abs=1e-7)
        assert record.geometry.y == pytest.approx(place.lat, abs=1e-7)
        assert not record.geometry.has_z
    assert [record.type for record in imported.records] == [
        "market", "idp_camp_or_settlement", "village", "farming_area", "water_point",
    ]  # fmt: skip


def test_import_any_format_gives_the_same_counts_of_people(
    places_file: Path, format_name: str, places: Any, import_file: Any
) -> None:
    imported = import_file(places_file)
    counts = {count.hotspot: count.persons for count in imported.children}
    expected = [None if format_name == "gpx" else place.population for place in places]  # GPX has no such field
    assert [counts.get(record.uuid) for record in imported.records] == expected


def test_import_any_format_keeps_a_layer_as_it_is(places_file: Path, places: Any, import_file: Any) -> None:
    imported = import_file(places_file, "place")
    assert imported.layer.count == len(imported.features) == len(places)
    assert imported.layer.geometry_type == "Point"
    assert list(imported.features.columns["name"]) == [place.name for place in places]
    assert imported.layer.columns == list(imported.features.columns)


def test_import_any_format_reads_dates_of_incidents(places_file: Path, places: Any, import_file: Any) -> None:
    imported = import_file(places_file, "incident")
    assert [record.date[:10] for record in imported.records] == [place.date for place in places]


def test_read_source_cancelled_stops_at_once(places_file: Path) -> None:
    def cancel(done: int, total: int | None, text: str) -> None:
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        read_source(places_file, None, cancel)


def test_read_source_numbers_rows_as_the_user_sees_them(places_file: Path, format_name: str, places: Any) -> None:
    first = 2 if format_name.startswith(("csv", "xlsx")) else 1  # below the header, or the first feature
    assert read_source(places_file).rows.tolist() == list(range(first, first + len(places)))


def test_read_source_takes_a_table_by_its_name_and_refuses_one_that_is_not_there(
    places_file: Path, places: Any
) -> None:
    (name,) = tables_in(places_file)
    assert len(read_source(places_file, ReadOptions(sheet=name.upper()))) == len(places)
    with pytest.raises(UsageError, match="no “Nowhere” in it; it has: ") as refusal:
        read_source(places_file, ReadOptions(sheet="Nowhere"))
    assert refusal.value.file is not None


def test_read_source_cut_in_half_is_refused_with_its_name(places_file: Path, format_name: str, places: Any) -> None:
    data = places_file.read_bytes()
    places_file.write_bytes(data[: len(data) // 4 * 2])  # at a whole character of UTF-16
    if format_name.startswith("csv"):  # half a table is a table
        assert len(read_source(places_file)) < len(places)
        return
    with pytest.raises(InputError) as refusal:
        read_source(places_file)
    assert places_file.name in str(refusal.value.file)


def test_read_source_empty_file_is_refused(places_file: Path) -> None:
    places_file.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        read_source(places_file)
