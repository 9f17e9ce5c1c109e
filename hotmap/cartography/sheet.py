# SPDX-License-Identifier: MIT
"""The one-page map: A4 or A3 landscape, to PDF as vectors or to PNG, from one description."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPolygonF

from hotmap.cartography.fonts import BOLD
from hotmap.cartography.legend import LegendEntry, legend_entries
from hotmap.cartography.map_extent import drawn_extent, settled
from hotmap.cartography.map_frame import MapFrame, frame_map, paint_map_frame
from hotmap.cartography.map_furniture import Inset, corners
from hotmap.cartography.palette import PX_PER_MM
from hotmap.cartography.paper import INK, MM_PER_PT, SECOND, Paper, Type
from hotmap.cartography.projection import WORLD, BBox
from hotmap.cartography.scene import Scene
from hotmap.cartography.sheet_content import Note, SheetContent
from hotmap.cartography.sheet_files import clean_pdf, squeeze
from hotmap.cartography.sheet_legend import LegendForm, SheetLegend
from hotmap.cartography.sheet_panel import Panel
from hotmap.cartography.sheet_types import A3_TYPES, A4_TYPES, PanelTypes
from hotmap.i18n import tr
from hotmap.units import MM_PER_INCH, THIN_SPACE

PDF_DPI, PNG_DPI = 600, 200
CREATOR = "hotmap"
MAP_MARGIN_MM = 7.0
_KEY_PAD_MM = 1.4
_WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Page:
    """The grid of a page in millimetres."""

    name: str
    width: float
    height: float
    margin: float
    banner_top: float
    banner_height: float
    map_width: float
    map_height: float
    gutter: float
    panel_width: float
    types: PanelTypes
    note: Type
    qt_size: QPageSize.PageSizeId

    @property
    def top(self) -> float:
        """Where map and panel start."""
        return self.banner_top + self.banner_height + 1.8

    @property
    def foot(self) -> float:
        """Top of the banner at the foot."""
        return self.height - self.banner_top - self.banner_height


PAGES = {
    "A3": Page("A3", 420, 297, 8, 5.6, 6.4, 302, 252, 5, 97, A3_TYPES, Type(7.6, 400, SECOND), QPageSize.PageSizeId.A3),
    "A4": Page(
        "A4", 297, 210, 7, 4.8, 5.6, 204.5, 171, 4.5, 74, A4_TYPES, Type(7.0, 400, SECOND), QPageSize.PageSizeId.A4
    ),
}


class MapSheet:
    """A map sheet ready to be painted.

    Parameters
    ----------
    scene : Scene
        Of a release.
    content : SheetContent
    page : str
        ``A4`` or ``A3``, landscape.
    grid : str
        ``mgrs`` or ``degrees``.
    bbox : tuple of float, optional
        West, south, east, north in degrees; by default around the released hotspots.
    """

    def __init__(
        self, scene: Scene, content: SheetContent, *, page: str = "A4", grid: str = "mgrs", bbox: BBox | None = None
    ) -> None:
        self.scene, self.content, self.page = scene, content, PAGES[page]
        box = bbox or drawn_extent(scene) or WORLD
        page_ = self.page
        frame = frame_map(
            page_.margin,
            page_.top,
            page_.map_width,
            page_.map_height,
            box,
            grid=grid,
            small=page == "A4",
            margin_mm=MAP_MARGIN_MM,
        )
        self.frame: MapFrame = settled(frame, scene, box, MAP_MARGIN_MM)

    def paint(self, painter: QPainter, px_per_mm: float, *, is_vector: bool) -> None:
        """Paint the sheet with any painter in device pixels."""
        page, content = self.page, self.content
        paper = Paper(painter, px_per_mm, page.width, right_to_left=content.right_to_left, is_vector=is_vector)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = page.margin + page.map_width + page.gutter
        panel = Panel(paper, left, page.top + 1.2, page.panel_width, page.foot - 2.2, page.types)
        told_in_table = any(column.symbol for column in content.columns)
        detail = self.frame.view.px_per_km * PX_PER_MM
        legend = legend_entries(self.scene, self.frame.view.bbox, cover=not told_in_table, detail=detail)
        key = self._ground_key(paper, [entry for entry in legend if entry.group == "ground"])
        moved = panel.paint(content, legend, ground_can_move=key is not None)
        # Banners between panel and map: two texts that follow each other in a PDF on one line, the second
        # further left, are read as if they stood within each other.
        self._banner(paper, page.banner_top, content.banner)
        self._banner(paper, page.foot, content.foot)
        paint_map_frame(paper, self.frame, self.scene, is_vector=is_vector, key=key if moved else None)
        self._notes(paper)

    def pdf(self, created: datetime) -> bytes:
        """Return the sheet as PDF, vectors with selectable text; the same sheet gives the same bytes.

        Parameters
        ----------
        created : datetime
            When its content was true: the only date in the file.
        """
        file = QBuffer()
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(file)
        writer.setResolution(PDF_DPI)
        writer.setPageLayout(
            QPageLayout(QPageSize(self.page.qt_size), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
        )
        writer.setTitle(self.content.title)
        writer.setCreator(CREATOR)
        with QPainter(writer) as painter:
            self.paint(painter, PDF_DPI / MM_PER_INCH, is_vector=True)
        return clean_pdf(bytes(file.data().data()), self.content.title, created, CREATOR)

    def image(self, dpi: float = PNG_DPI) -> QImage:
        """Return the sheet as a picture."""
        px_per_mm = dpi / MM_PER_INCH
        image = QImage(
            ceil(self.page.width * px_per_mm), ceil(self.page.height * px_per_mm), QImage.Format.Format_RGB32
        )
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            self.paint(painter, px_per_mm, is_vector=False)
        image.setDotsPerMeterX(round(px_per_mm * 1000))
        image.setDotsPerMeterY(round(px_per_mm * 1000))
        return image

    def png(self, dpi: float = PNG_DPI) -> bytes:
        """Return the sheet as PNG without any text chunk."""
        file = QBuffer()
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image(dpi).save(file, "PNG")  # type: ignore[call-overload]  # Qt takes the text alone
        return squeeze(bytes(file.data().data()), dpi)

    def _banner(self, paper: Paper, top: float, parts: tuple[str, ...]) -> None:
        """Classification and audience; hatched ends mean exercise."""
        page, content = self.page, self.content
        left, width, height = page.margin, page.width - 2 * page.margin, page.banner_height
        if content.is_confidential:
            paper.box(left, top, width, height, fill=INK)
        else:
            paper.box(left, top, width, height, fill=_WHITE, stroke=INK, line_width=0.35)
        ink = _WHITE if content.is_confidential else INK
        kind = Type(8.4 if page.name == "A3" else 7.6, BOLD, ink, spacing_em=0.06)
        base = top + height / 2 + kind.size_pt * MM_PER_PT * 0.35
        paper.text(left + width / 2, base, "      ".join(parts), kind, "middle")
        if content.exercise:
            for x in (left, left + width - _end_width(paper, content.exercise, kind)):
                _exercise_end(paper, x, top, height, content.exercise, kind)

    def _ground_key(self, paper: Paper, entries: list[LegendEntry]) -> Inset | None:
        """Return the legend of the ground as an inset of the map; None where no corner is free for it."""
        types = self.page.types
        head_mm = paper.line_height(types.section) + 1.0
        for form in (LegendForm.THREE_COLUMNS, LegendForm.TWO_COLUMNS):
            inner = SheetLegend(paper, 0.0, 0.0, types).natural_width(entries, form)
            width = inner + 2 * _KEY_PAD_MM
            height = head_mm + SheetLegend(paper, 0.0, inner, types).height(entries, form) + 2 * _KEY_PAD_MM
            if entries and "key" in corners(self.frame.view, self.scene, (width, height)):
                break
        else:
            return None

        def paint(left: float, top: float) -> None:
            paper.box(left, top, width, height, fill=_WHITE, stroke=INK, line_width=0.3)
            base = top + _KEY_PAD_MM + paper.ascent(types.section)
            paper.text(left + _KEY_PAD_MM, base, tr("Base map").upper(), types.section)
            SheetLegend(paper, left + _KEY_PAD_MM, inner, types).paint(entries, top + _KEY_PAD_MM + head_mm, form)

        return Inset((width, height), paint)

    def _notes(self, paper: Paper) -> None:
        """Notes side by side under the map; each as wide as its text needs."""
        page = self.page
        notes = [self._scale_note(), *self.content.notes]
        y = page.top + page.map_height + 1.4 + paper.ascent(page.note)
        gap = 4.0
        x = page.margin + 4.4
        for note, width in zip(
            notes, self._note_widths(paper, notes, page.map_width - 8.8 - gap * (len(notes) - 1)), strict=True
        ):
            paper.paragraph(x, y, width, note.text, page.note, head=note.head)
            x += width + gap

    def _note_widths(self, paper: Paper, notes: list[Note], room: float) -> list[float]:
        """Return widths that make the longest note as short as can be, never narrower than a word."""
        kind = self.page.note
        least = [max(paper.width(word, kind) for word in n.text.split(" ")) + 1.0 for n in notes]
        least = [
            max(width, paper.width(n.head, Type(kind.size_pt, BOLD)) + 0.5)
            for width, n in zip(least, notes, strict=True)
        ]
        texts = [f"{n.head} {n.text}" for n in notes]
        lengths = [paper.width(text, kind) * 1.04 for text in texts]
        spare = room - sum(least)
        widths = [least[i] + spare * lengths[i] / sum(lengths) for i in range(len(notes))]
        for _ in range(40):
            lines = [len(paper.wrapped(text, kind, width * 0.98)) for text, width in zip(texts, widths, strict=True)]
            longest = lines.index(max(lines))
            giving = [i for i in range(len(notes)) if lines[i] < max(lines) and widths[i] - 1.0 > least[i]]
            if not giving:
                break
            giver = min(giving, key=lambda i: (lines[i], -widths[i]))
            widths[giver] -= 1.0
            widths[longest] += 1.0
        return widths

    def _scale_note(self) -> Note:
        n = f"{self.frame.denominator:,}".replace(",", THIN_SPACE)
        head = tr("1:{n} at {page}.").format(n=n, page=self.page.name)
        if self.frame.grid != "mgrs":
            return Note(head, tr("WGS 84. Grid: degrees of longitude and latitude."))
        step_km = self.frame.grid_step_m / 1000
        return Note(head, tr("WGS 84. MGRS grid, {step} km; letters name 100 km squares.").format(step=f"{step_km:g}"))


def _end_width(paper: Paper, text: str, kind: Type) -> float:
    return paper.width(text, kind) + 18.0


def _exercise_end(paper: Paper, left: float, top: float, height: float, text: str, kind: Type) -> None:
    """Stripes at 45° with the mark on white between them."""
    painter, k = paper.painter, paper.px_per_mm
    width = _end_width(paper, text, kind)
    whole = paper.rect(left, top, width, height)
    painter.save()
    painter.setClipRect(whole)
    painter.fillRect(whole, QColor(_WHITE))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    step = 3.2 * k
    x = whole.left() - whole.height()
    while x < whole.right():
        corners = [
            (x, whole.bottom()),
            (x + whole.height(), whole.top()),
            (x + whole.height() + step / 2, whole.top()),
            (x + step / 2, whole.bottom()),
        ]
        painter.drawPolygon(QPolygonF([QPointF(*c) for c in corners]))
        x += step
    painter.restore()
    inner = paper.width(text, kind) + 3.0
    paper.box(left + (width - inner) / 2, top, inner, height, fill=_WHITE)
    edge = QRectF(whole)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(INK))
    painter.drawRect(edge)
    base = top + height / 2 + kind.size_pt * MM_PER_PT * 0.35
    paper.text(left + width / 2, base, text, Type(kind.size_pt, BOLD, INK, spacing_em=0.06), "middle")
