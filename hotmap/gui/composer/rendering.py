# SPDX-License-Identifier: MIT
"""Paints a sheet for the preview in slices of a few milliseconds, so that the window stays live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from hotmap.cartography.canvas import Chunk
from hotmap.cartography.photocopy import Proof
from hotmap.cartography.sheet import MapSheet
from hotmap.cartography.sheet_pdf import Printable
from hotmap.cartography.sheet_report import SheetReport
from hotmap.i18n import in_language
from hotmap.units import MM_PER_INCH

PREVIEW_DPI = 200
SLICE_MS = 8.0
_REST_MS = 1  # between slices, for the window


@dataclass(frozen=True)
class RenderedPage:
    """A page as it will be.

    Attributes
    ----------
    number : int
        Of the page, from 0.
    image : QImage
        At `PREVIEW_DPI`.
    report : SheetReport or None
        What became of signs and names; a list of sheets has none.
    proof : Proof or None
    """

    number: int
    image: QImage
    report: SheetReport | None = None
    proof: Proof | None = None


class SheetRenderer(QObject):
    """Paints one page after another; a newer wish takes the place of the one under way."""

    finished = Signal(object)
    """Carries the `RenderedPage`."""
    progressed = Signal(float)
    """Carries the share done, as far as can be told from the page before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.step)
        self._page: Printable | None = None
        self._number = 0
        self._language = "en"
        self._image = QImage()
        self._work: Iterator[Chunk] = iter(())
        self._done, self._expected = 0, 0

    @property
    def is_busy(self) -> bool:
        """True while a page is being painted."""
        return self._timer.isActive()

    def start(self, page: Printable, number: int, language: str) -> None:
        """Paint a page; what was under way is dropped."""
        self._page, self._number, self._language = page, number, language
        self._image = page.page.blank_image(PREVIEW_DPI)
        self._work = iter(page.chunks(PREVIEW_DPI / MM_PER_INCH, is_vector=False))
        self._done = 0
        self.progressed.emit(0.0)
        self._timer.start()

    def stop(self) -> None:
        """Drop what is under way."""
        self._timer.stop()
        self._work = iter(())

    def finish(self) -> None:
        """Paint all that is left now, for tests and screenshots."""
        while self.is_busy:
            self.step()

    def step(self) -> None:
        """Paint for one slice."""
        end = perf_counter() + SLICE_MS / 1000
        with in_language(self._language), QPainter(self._image) as painter:
            while perf_counter() < end:
                chunk = next(self._work, None)
                if chunk is None:
                    break
                chunk(painter)
                self._done += 1
            else:
                self.progressed.emit(min(self._done / max(self._expected, self._done + 1), 1.0))
                return
        self._timer.stop()
        self._expected = self._done
        self.finished.emit(self._rendered())

    def _rendered(self) -> RenderedPage:
        page = self._page
        if not isinstance(page, MapSheet):
            return RenderedPage(self._number, self._image)
        return RenderedPage(self._number, self._image, page.report, page.proof(self._image, PREVIEW_DPI))
