# SPDX-License-Identifier: MIT
"""The sheets of a release: one, or one for each district or hotspot with an overview of them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from hotmap.cartography.sheet_content import MustLine, SheetContent
from hotmap.exporters.base import ExportOptions
from hotmap.exporters.mapsheet_content import must_line, sheet_content, table_of
from hotmap.exporters.mapsheet_parts import Part, district_parts, hotspot_parts
from hotmap.exporters.plan_summary import finding_of
from hotmap.exporters.reading import Reading
from hotmap.i18n import tr
from hotmap.release import Release

if TYPE_CHECKING:
    from hotmap.cartography.projection import BBox
    from hotmap.cartography.scene import Scene
    from hotmap.cartography.sheet import MapSheet
    from hotmap.cartography.sheet_pdf import Printable

HOTSPOT_DENOMINATOR = 100_000
"""Scale of a hotspot's sheet where nobody chose one: the places around it are in sight."""


@dataclass(frozen=True)
class SheetSet:
    """Sheets that belong together.

    Attributes
    ----------
    title : str
    pages : tuple of Printable
        In their order.
    maps : tuple of MapSheet
        Those of the pages that are maps.
    bookmarks : tuple of str
        One for each page; none for a single sheet.
    dpi : int
        Of a picture.
    """

    title: str
    pages: tuple[Printable, ...]
    maps: tuple[MapSheet, ...]
    bookmarks: tuple[str, ...] = ()
    dpi: int = 200

    @property
    def first(self) -> MapSheet:
        """The only sheet, or the overview."""
        return self.maps[0]


def make_sheets(release: Release, options: ExportOptions) -> SheetSet:
    """Return the sheets of a release as they were chosen.

    Raises
    ------
    UsageError
        When the release has no district or hotspot to make sheets of.
    """
    from hotmap.cartography.basemap import BaseMap
    from hotmap.cartography.fonts import ensure_gui_application
    from hotmap.cartography.scene import Scene

    ensure_gui_application()
    cover = release.cover if Reading(release).cover_known else {}  # untold cover is not a missing place
    scene = Scene(release, base_map=BaseMap(), today=release.today, cover=cover)
    if options.sheet.series == "one":
        sheet = _sheet(scene, sheet_content(release, options), options, bbox=options.bbox_wgs84)
        return SheetSet(sheet.content.title, (sheet,), (sheet,), dpi=options.sheet.dpi)
    return _Series(release, scene, options).sheets()


def _sheet(
    scene: Scene,
    content: SheetContent,
    options: ExportOptions,
    *,
    bbox: BBox | None,
    wide: BBox | None = None,
    listed: Callable[[BBox], tuple[MustLine, ...]] | None = None,
    least_denominator: int = 0,
    numbers: Sequence[tuple[float, float, str]] = (),
) -> MapSheet:
    from hotmap.cartography.sheet import MapSheet

    return MapSheet(
        scene,
        content,
        page=options.page,
        choice=options.sheet,
        grid=options.grid,
        bbox=bbox,
        wide=wide,
        listed=listed,
        least_denominator=least_denominator,
        numbers=numbers,
        is_centred=bool(least_denominator),
    )


class _Series:
    """Makes an overview, lists where the overview has no room for them, and a sheet for each part.

    Parameters
    ----------
    release : Release
    scene : Scene
    options : ExportOptions
    """

    def __init__(self, release: Release, scene: Scene, options: ExportOptions) -> None:
        self._release, self._scene, self._options = release, scene, options
        self._choice, self._reading = options.sheet, Reading(release)
        find = district_parts if self._choice.series == "district" else hotspot_parts
        self._parts = find(self._reading, self._choice)
        own = replace(options, sheet=replace(self._choice, title="", subtitle=""))
        self._own = sheet_content(release, own, self._reading)

    def sheets(self) -> SheetSet:
        """Return the whole series, its pages numbered and its neighbours named."""
        from hotmap.cartography.map_extent import drawn_extent
        from hotmap.cartography.sheet_list import pages_for
        from hotmap.cartography.sheet_series import joined, name_neighbours

        wide = joined([part.bbox for part in self._parts], drawn_extent(self._scene))
        maps = [self._part_sheet(part, wide) for part in self._parts]
        lists = 0
        if len(maps) > maps[0].page.types.must_least:
            lists = pages_for(len(maps), self._options.page, self._choice.orientation)
        first = 2 + lists  # page of the first part
        numbers = range(first, first + len(maps))
        titles = [part.title for part in self._parts]
        name_neighbours(maps, titles, first)
        overview = self._overview(maps, numbers, wide, is_listed=not lists)
        pages = [overview, *(self._lists(numbers) if lists else ()), *maps]
        for number, page in enumerate(pages, 1):
            page.content = replace(page.content, number=f"{number} / {len(pages)}")
        bookmarks = (tr("Overview"), *[tr("Sheets")] * lists, *titles)
        return SheetSet(overview.content.title, tuple(pages), (overview, *maps), bookmarks, self._choice.dpi)

    def _part_sheet(self, part: Part, wide: BBox) -> MapSheet:
        least = HOTSPOT_DENOMINATOR if self._choice.series == "hotspot" else 0
        content = self._content_of(part)
        listed = self._lister(part)
        return _sheet(
            self._scene, content, self._options, bbox=part.bbox, wide=wide, listed=listed, least_denominator=least
        )

    def _content_of(self, part: Part) -> SheetContent:
        """Return what the sheet of a part says: of a district its table, of a hotspot its list alone."""
        content = replace(
            self._own,
            kicker=" · ".join(text for text in (self._own.title, self._own.kicker) if text),
            title=part.title,
            subtitle="",
            status=" · ".join(text for text in (part.subtitle, self._own.status) if text),
            finding=part.finding,
            figures=(),
            levels=(),
            total=None,
            must_head=tr("Hotspots on this sheet"),
            more=tr("and {n} more"),
            legend_note=tr("what is drawn on this sheet"),
        )
        if self._choice.series == "hotspot":
            return content
        reading = Reading(self._release, only=set(part.uuids))
        return table_of(replace(content, finding=f"{finding_of(reading)}."), reading, self._choice)

    def _lister(self, part: Part) -> Callable[[BBox], tuple[MustLine, ...]] | None:
        """Return what lists the hotspots of a sheet once it is known what it shows, those it is about first."""
        if not self._choice.must:
            return None
        reading, cover = self._reading, self._choice.cover

        def listed(bbox: BBox) -> tuple[MustLine, ...]:
            shown = shapely.box(*bbox)
            near = [s for s in reading.hotspots if s.hotspot.geometry is not None]
            found = [s for s in near if s.hotspot.geometry.intersects(shown)]  # type: ignore[union-attr]
            if self._choice.series == "district":
                found = [s for s in found if s.hotspot.uuid in part.uuids]
            found.sort(key=lambda s: s.hotspot.uuid not in part.uuids)
            return tuple(must_line(reading, summary, cover=cover) for summary in found)

        return listed

    def _overview(self, maps: Sequence[MapSheet], numbers: range, wide: BBox, *, is_listed: bool) -> MapSheet:
        """Return the sheet that shows where all others lie, and lists them where there are few."""
        options = replace(self._options, sheet=replace(self._choice, denominator=None, locator="none"))
        content = sheet_content(self._release, options, self._reading)
        if is_listed:
            lines = self._lines(numbers)
            content = replace(
                content, must=tuple(lines), must_head=tr("Sheets"), must_note="", rows_note=tr("page"), figures=()
            )
        middles = [((west + east) / 2, (south + north) / 2) for west, south, east, north in (m.bbox for m in maps)]
        told = tuple((lon, lat, str(number)) for (lon, lat), number in zip(middles, numbers, strict=True))
        return _sheet(self._scene, content, options, bbox=wide, numbers=told)

    def _lines(self, numbers: range) -> list[MustLine]:
        pages = (tr("page {n}").format(n=number) for number in numbers)
        return [
            MustLine(part.symbol, part.title, (" · ".join(filter(None, (page, part.brief))),), brief=page)
            for part, page in zip(self._parts, pages, strict=True)
        ]

    def _lists(self, numbers: range) -> Sequence[Printable]:
        from hotmap.cartography.sheet_list import list_pages

        content = replace(self._own, title=self._choice.title or self._own.title, subtitle=tr("Sheets"))
        return list_pages(content, self._lines(numbers), self._options.page, self._choice.orientation)
