# SPDX-License-Identifier: MIT
"""Sheets as one PDF: vectors with text to select, a page a sheet, and bookmarks where there are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from hotmap.cartography.canvas import FINEST_PER_MM, Chunk
from hotmap.cartography.ground import read_ground_for
from hotmap.cartography.palette import PRINT
from hotmap.cartography.paper import PRINT_DPI, PRINT_PX_PER_MM
from hotmap.cartography.sheet import MapSheet
from hotmap.cartography.sheet_content import SheetContent
from hotmap.cartography.sheet_files import clean_pdf
from hotmap.cartography.sheet_page import Page
from hotmap.cartography.sheet_series import joined

CREATOR = "hotmap"


class Printable(Protocol):
    """A page that can be painted in slices: a map sheet, or the list of the sheets of a series."""

    content: SheetContent

    @property
    def page(self) -> Page:
        """Its paper."""

    def chunks(self, px_per_mm: float, *, is_vector: bool, halos_later: bool = False) -> Iterable[Chunk]:
        """Yield its painting."""


def sheets_pdf(
    sheets: Sequence[Printable],
    title: str,
    created: datetime,
    bookmarks: Sequence[str] = (),
    progress: Callable[[float], None] = lambda share: None,
) -> bytes:
    """Return sheets as PDF; the same sheets give the same bytes.

    Parameters
    ----------
    sheets : sequence of Printable
    title : str
        In the particulars of the file.
    created : datetime
        When its content was true: the only date in the file.
    bookmarks : sequence of str
        One for each sheet, or none.
    progress : callable
        Called with the share done; may raise to stop.
    """
    file = QBuffer()
    file.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(file)
    writer.setResolution(PRINT_DPI)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setPageLayout(sheets[0].page.qt_layout)
    _read_ground_once([sheet for sheet in sheets if isinstance(sheet, MapSheet)])
    with QPainter(writer) as painter:
        for number, sheet in enumerate(sheets):
            progress(0.9 * number / len(sheets))
            if number:
                writer.setPageLayout(sheet.page.qt_layout)
                writer.newPage()
            for chunk in sheet.chunks(PRINT_PX_PER_MM, is_vector=True, halos_later=True):
                chunk(painter)
    progress(0.9)
    halo_px = 2 * PRINT.size("halo") * PRINT_PX_PER_MM
    return clean_pdf(bytes(file.data().data()), title, created, CREATOR, halo_px, bookmarks)


def _read_ground_once(sheets: Sequence[MapSheet]) -> None:
    """Read the base map for all sheets that have the scale of the last."""
    same = [one for one in sheets if one.frame.denominator == sheets[-1].frame.denominator]
    if len(same) > 1:
        bbox = joined([one.frame.view.bbox for one in same])
        read_ground_for(same[-1].scene, same[-1].frame.view.m_per_px / FINEST_PER_MM, bbox)
