# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QColor, QPainter, QPdfWriter

from hotmap.cartography.fonts import font
from hotmap.cartography.labels import PAPER_HALO
from hotmap.cartography.sheet_files import clean_pdf, haloed


def _written(*texts: tuple[str, str]) -> bytes:
    """Return a PDF with texts in colours, one upon the other."""
    file = QBuffer()
    file.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(file)
    writer.setResolution(600)
    with QPainter(writer) as painter:
        painter.setFont(font(70))
        for text, colour in texts:
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(400, 400), text)
    return bytes(file.data().data())


def _finished(document: bytes) -> bytes:
    return clean_pdf(document, "Title", datetime(2026, 11, 1, tzinfo=UTC), "hotmap", 21.0)


def _content(document: bytes) -> bytes:
    with pikepdf.open(BytesIO(document)) as pdf:
        return pdf.pages[0].obj.Contents.read_bytes()


def test_halo_becomes_a_stroked_copy_and_the_name_stays_as_it_is() -> None:
    content = _content(_finished(_written(("Camp", PAPER_HALO), ("Camp", "#16202B"))))
    assert content.count(b"1 Tr 1 1 1 RG 21.0 w") == 1
    assert content.count(b"BT") == 2
    assert content.index(b"1 Tr") < content.rindex(b"BT")
    assert not re.search(rb"0\.9960784\d* scn", content)


def test_halo_does_not_double_the_text_that_is_read() -> None:
    document = _finished(_written(("Camp", PAPER_HALO), ("Camp", "#16202B")))
    with pypdfium2.PdfDocument(document) as pdf:
        assert pdf[0].get_textpage().get_text_bounded().split() == ["Camp"]


def test_white_text_is_no_halo() -> None:
    assert b"1 Tr" not in _content(_finished(_written(("Camp", "#FFFFFF"))))


def test_content_without_halos_is_left_alone() -> None:
    content = _content(_written(("Camp", "#16202B")))
    assert haloed(content, 21.0) == content


def test_finished_file_is_the_same_bytes_each_time() -> None:
    assert _finished(_written(("Camp", "#16202B"))) == _finished(_written(("Camp", "#16202B")))
