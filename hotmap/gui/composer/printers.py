# SPDX-License-Identifier: MIT
"""Printers of this machine, and sheets on their way to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from hotmap.cartography.paper import PRINT_DPI, PRINT_PX_PER_MM
from hotmap.cartography.sheet_pdf import Printable
from hotmap.errors import OutputError
from hotmap.i18n import tr


@dataclass(frozen=True)
class PrintOrder:
    """How something is printed.

    Attributes
    ----------
    printer : str
        Name of the printer.
    copies : int
    grey : bool
    only : int or None
        The one page that is printed, from 0; None for all.
    file : Path, optional
        Where a printer that prints to files writes.
    """

    printer: str = ""
    copies: int = 1
    grey: bool = False
    only: int | None = None
    file: Path | None = None


def printer_names() -> list[str]:
    """Return the printers of this machine, the usual one first; none where there are none."""
    names = [str(name) for name in QPrinterInfo.availablePrinterNames()]
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name.casefold()))


def prints_colour(name: str) -> bool:
    """Return whether a printer can print in colour."""
    return QPrinter.ColorMode.Color in QPrinterInfo.printerInfo(name).supportedColorModes()


def print_pages(pages: Sequence[Printable], order: PrintOrder, title: str, progress: Callable[[float], None]) -> None:
    """Print pages with the painters of the screen.

    Parameters
    ----------
    title : str
        Of the job, as the printer's own list shows it.
    progress : callable
        Called with the share done; may raise, and nothing is printed then.

    Raises
    ------
    OutputError
        When the printer does not take the job.
    """
    chosen = pages if order.only is None else pages[order.only : order.only + 1]
    printer = _printer(order, title)
    printer.setPageLayout(chosen[0].page.qt_layout)
    painter = QPainter()
    if not painter.begin(printer):
        raise OutputError(tr("The printer “{name}” does not answer. Is it switched on?").format(name=order.printer))
    try:
        for number, page in enumerate(chosen):
            progress(number / len(chosen))
            if number:
                printer.setPageLayout(page.page.qt_layout)
                printer.newPage()
            for chunk in page.chunks(PRINT_PX_PER_MM, is_vector=True):
                chunk(painter)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _printer(order: PrintOrder, title: str) -> QPrinter:
    if order.file is None:
        printer = QPrinter(QPrinterInfo.printerInfo(order.printer), QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            raise OutputError(tr("There is no printer “{name}” any more.").format(name=order.printer))
    else:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(order.file))
    printer.setResolution(PRINT_DPI)
    printer.setDocName(title)
    printer.setCreator("hotmap")
    printer.setCopyCount(order.copies)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if order.grey else QPrinter.ColorMode.Color)
    printer.setFullPage(True)
    return printer
