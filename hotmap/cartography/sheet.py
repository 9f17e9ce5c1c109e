# SPDX-License-Identifier: MIT
"""The one-page map: paper, map, panel and notes put together from one description and painted in slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.canvas import Chunk
from hotmap.cartography.legend import LegendEntry, legend_entries
from hotmap.cartography.map_corners import corners
from hotmap.cartography.map_extent import drawn_extent, settled
from hotmap.cartography.map_frame import FIGURES_MM, FramePainting, MapFrame, frame_map
from hotmap.cartography.map_furniture import Inset
from hotmap.cartography.palette import PX_PER_MM
from hotmap.cartography.paper import Blank, Paper
from hotmap.cartography.photocopy import Proof, pixels_of, proof_of
from hotmap.cartography.projection import WORLD, BBox
from hotmap.cartography.scene import Scene
from hotmap.cartography.sheet_banner import paint_banner
from hotmap.cartography.sheet_choice import SheetChoice
from hotmap.cartography.sheet_content import MustLine, Note, SheetContent
from hotmap.cartography.sheet_files import squeeze
from hotmap.cartography.sheet_key import ground_key
from hotmap.cartography.sheet_notes import SheetNotes
from hotmap.cartography.sheet_page import NOTES_GAP_MM, page_of
from hotmap.cartography.sheet_panel import SidePanel, WidePanel
from hotmap.cartography.sheet_report import SheetReport, report_of
from hotmap.cartography.way_painting import undrawn_ways
from hotmap.i18n import tr
from hotmap.units import MM_PER_INCH, THIN_SPACE

PNG_DPI = 200
MAP_MARGIN_MM = 7.0
_NOT_ON_OVERVIEW = frozenset({"road", "road_minor", "track", "river"})
_WIDEST_DEG = 80.0
_BELOW_MM = 1.2  # between the notes and what stands below them


class MapSheet:
    """A map sheet ready to be painted.

    Parameters
    ----------
    scene : Scene
        Of a release.
    content : SheetContent
    page : str
        ``A4`` or ``A3``.
    choice : SheetChoice, optional
    grid : str
        ``mgrs``, ``degrees`` or ``none``.
    bbox : tuple of float, optional
        West, south, east, north in degrees; by default around the released hotspots.
    wide : tuple of float, optional
        West, south, east, north in degrees of what the locator shows; by default the surroundings.
    legend : list of LegendEntry, optional
        Of what is drawn on all sheets of a series; by default of what is drawn on this one.
    listed : callable, optional
        Returns the lines of the list, given what the map shows; by default those of the content.
    least_denominator : int
        n of the largest scale where none is fixed.
    numbers : sequence of (float, float, str)
        Makes it the overview of a series; see `MapFrame`.
    is_centred : bool
        What the sheet is about stays in the middle, even where that leaves no corner free.

    Attributes
    ----------
    report : SheetReport or None
        What became of signs and names, once the sheet has been painted.
    unexplained : tuple of LegendEntry
        Those for which the legend has no room.
    """

    def __init__(
        self,
        scene: Scene,
        content: SheetContent,
        *,
        page: str = "A4",
        choice: SheetChoice | None = None,
        grid: str = "mgrs",
        bbox: BBox | None = None,
        wide: BBox | None = None,
        legend: list[LegendEntry] | None = None,
        listed: Callable[[BBox], tuple[MustLine, ...]] | None = None,
        least_denominator: int = 0,
        numbers: Sequence[tuple[float, float, str]] = (),
        is_centred: bool = False,
    ) -> None:
        self.choice = choice or SheetChoice()
        self.scene, self.content, self.page = scene, content, page_of(page, self.choice.orientation)
        self.bbox = bbox or drawn_extent(scene) or WORLD
        self.report: SheetReport | None = None
        self._blank = Blank(self.page.width, right_to_left=content.right_to_left)
        self._grid, self._wide = grid, wide
        self._legend, self._listed, self._least = legend, listed, least_denominator
        self._numbers, self._is_centred = tuple(numbers), is_centred
        self._lay_out()

    def chunks(self, px_per_mm: float, *, is_vector: bool, halos_later: bool = False) -> Iterator[Chunk]:
        """Yield the painting of the sheet in slices of a few milliseconds.

        Parameters
        ----------
        px_per_mm : float
            Of the device.
        is_vector : bool
            True for PDF and printers.
        halos_later : bool
            True for a PDF file in which halos are made when it is finished.
        """

        def paper_of(painter: QPainter) -> Paper:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mirrored = self.content.right_to_left
            width = self.page.width
            return Paper(
                painter, px_per_mm, width, right_to_left=mirrored, is_vector=is_vector, halos_later=halos_later
            )

        # Panel and banners before the map: two texts that follow each other in a PDF on one line, the second
        # further left, are read as if they stood within each other.
        yield lambda painter: self.panel.paint(paper_of(painter))
        yield lambda painter: self._paint_banners(paper_of(painter))
        painting = FramePainting(
            self.frame, self.scene, px_per_mm, is_vector=is_vector, halos_later=halos_later, key=self._key
        )
        yield from painting.chunks(paper_of)
        yield lambda painter: self.notes.paint(paper_of(painter), self.page.margin + FIGURES_MM, self._notes_top)
        self.report = report_of(painting)

    def paint(self, painter: QPainter, px_per_mm: float, *, is_vector: bool) -> None:
        """Paint the sheet at once with any painter in device pixels."""
        for chunk in self.chunks(px_per_mm, is_vector=is_vector):
            chunk(painter)

    def image(self, dpi: float = PNG_DPI) -> QImage:
        """Return the sheet as a picture."""
        image = self.page.blank_image(dpi)
        with QPainter(image) as painter:
            self.paint(painter, dpi / MM_PER_INCH, is_vector=False)
        image.setDotsPerMeterX(round(dpi / MM_PER_INCH * 1000))
        image.setDotsPerMeterY(round(dpi / MM_PER_INCH * 1000))
        return image

    def proof(self, image: QImage, dpi: float) -> Proof:
        """Judge the sheet from a picture of it that has just been painted: would a photocopier spoil it?"""
        assert self.report is not None
        k, frame, page = dpi / MM_PER_INCH, self.frame, self.page
        left = page.width - frame.left - frame.width if self.content.right_to_left else frame.left
        map_ = np.s_[round(frame.top * k) : round((frame.top + frame.height) * k), round(left * k) :]
        return proof_of(pixels_of(image)[map_], k, self.report.signs)

    def png(self, dpi: float = PNG_DPI) -> bytes:
        """Return the sheet as PNG without any text chunk."""
        file = QBuffer()
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image(dpi).save(file, "PNG")  # type: ignore[call-overload]  # Qt takes the text alone
        return squeeze(bytes(file.data().data()), dpi)

    # ---- laying out ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Divide the page: notes as high as their text, the panel, and the map in all that is left.

        What the legend shows depends on the map's extent, and the room for the map of a portrait page on
        the legend: there the map is framed twice.
        """
        page = self.page
        # The height of the notes does not depend on the figure of the scale: there is always room for it.
        self.notes = SheetNotes([self._scale_note(0), *self.content.notes], self._notes_width, page.note)
        if page.is_portrait:
            guess = self._framed(page.top + 30.0, page.height * 0.45)
            panel = self._wide_panel(guess)
            room = page.foot - 2.2 - panel.height - _BELOW_MM - self._notes_room - panel.head_bottom
            self.frame = self._framed(panel.head_bottom, room)
            self._key, self.panel = self._panel_for(self.frame)
            self._notes_top = panel.head_bottom + room + NOTES_GAP_MM
        else:
            height = page.foot - _BELOW_MM - self._notes_room - page.top
            self.frame = self._framed(page.top, height)
            self._key, self.panel = self._panel_for(self.frame)
            self._notes_top = page.top + height + NOTES_GAP_MM
        self.notes = SheetNotes(
            [self._scale_note(self.frame.denominator), *self.content.notes], self._notes_width, page.note
        )

    @property
    def _notes_width(self) -> float:
        return self.page.map_width - 2 * FIGURES_MM

    @property
    def _notes_room(self) -> float:
        return self.notes.height + NOTES_GAP_MM

    def _framed(self, top: float, height: float) -> MapFrame:
        page, choice = self.page, self.choice
        frame = frame_map(
            page.margin,
            top,
            page.map_width,
            height,
            self.bbox,
            grid=self._grid,
            small=page.paper == "A4",
            denominator=choice.denominator,
            least_denominator=self._least,
            margin_mm=MAP_MARGIN_MM,
        )
        west, _, east, _ = frame.view.bbox
        locator = choice.locator if east - west < _WIDEST_DEG else "none"  # of half the world there are no surroundings
        frame = replace(frame, locator=locator, wide=self._wide, numbers=self._numbers)
        if not self._is_centred:
            frame = settled(frame, self.scene, self.bbox, MAP_MARGIN_MM)
        if self._listed is not None:
            self.content = replace(self.content, must=self._listed(frame.view.bbox))
        return frame

    def _entries(self, frame: MapFrame) -> list[LegendEntry]:
        if not self.choice.legend:
            return []
        if self._legend is not None:
            return self._legend
        told_in_table = any(column.symbol for column in self.content.columns)
        detail = frame.view.px_per_km * PX_PER_MM
        entries = legend_entries(self.scene, frame.view.bbox, cover=not told_in_table, detail=detail)
        undrawn = undrawn_ways(detail) | (_NOT_ON_OVERVIEW if frame.numbers else frozenset())
        return [e for e in entries if e.swatch not in undrawn and not (e.swatch == "line" and e.name in undrawn)]

    def _wide_panel(self, frame: MapFrame) -> WidePanel:
        return WidePanel(self.page, self.content, self._entries(frame), self._blank, ground_can_move=False)

    def _panel_for(self, frame: MapFrame) -> tuple[Inset | None, SidePanel | WidePanel]:
        """Return the panel, and the key of the ground where the panel has no room for it but the map has."""
        entries = self._entries(frame)
        make = WidePanel if self.page.is_portrait else SidePanel
        ground = [entry for entry in entries if entry.group == "ground"]

        def has_room(size_mm: tuple[float, float]) -> bool:
            return "key" in corners(frame.view, self.scene, size_mm, frame.locator)

        key = ground_key(self._blank, ground, self.page.types, has_room)
        panel = make(self.page, self.content, entries, self._blank, ground_can_move=key is not None)
        key = key if panel.fit.ground_moves else None
        self.unexplained = panel.fit.legend.left_out
        return key, panel

    def _scale_note(self, denominator: int) -> Note:
        n = f"{denominator or 9_999_999:,}".replace(",", THIN_SPACE)
        head = tr("1:{n} at {page}.").format(n=n, page=self.page.paper)
        if self._grid == "none":
            return Note(head, tr("WGS 84."))
        if denominator and self.frame.grid != "mgrs":
            return Note(head, tr("WGS 84. Grid: degrees of longitude and latitude."))
        step_km = self.frame.grid_step_m / 1000 if denominator else 100
        return Note(head, tr("WGS 84. MGRS grid, {step} km; letters name 100 km squares.").format(step=f"{step_km:g}"))

    def _paint_banners(self, paper: Paper) -> None:
        page, content = self.page, self.content
        mark, confidential = content.exercise, content.is_confidential
        paint_banner(paper, page, page.banner_top, content.banner, exercise=mark, is_confidential=confidential)
        paint_banner(
            paper, page, page.foot, content.foot, exercise=mark, is_confidential=confidential, number=content.number
        )
