# SPDX-License-Identifier: MIT
"""Finish a painted sheet: a small picture, and a PDF that says nothing but its title and date."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pikepdf import Pdf

SHEET_BYTES = 1_000_000
"""What a one-page map may weigh, so that it goes through every mail box."""
PNG_COLOURS = 256
_QUALITIES = (82, 70, 58, 45)  # of JPEG; the first that leaves a sheet light enough
_SMALL_PICTURE_BYTES = 20_000
_COMMON_COLOURS = 128
_COMPRESSION = 4  # a twentieth larger than the best, in a seventh of the time
_HALO = re.compile(rb"1 1 0\.99607\d* scn\n(/GSa? ?[^\n]*gs\n)?BT\n")  # the text that follows is a halo


def squeeze(png: bytes, dpi: float) -> bytes:
    """Return a picture in 256 colours: a third of the size and no visible loss on a map of few colours."""
    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        whole = opened.convert("RGB")
    # The commonest colours as they are (land, sea, ink), the rest spread over what is rare.
    sample = whole.resize((whole.width // 2, whole.height // 2), Image.Resampling.NEAREST)
    pixels = np.asarray(sample, np.uint32)
    packed, counts = np.unique((pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2], return_counts=True)
    common = packed[np.argsort(-counts)[:_COMMON_COLOURS]]
    known = np.column_stack([common >> 16, (common >> 8) & 255, common & 255]).ravel().tolist()
    spread = sample.quantize(PNG_COLOURS - len(common), method=Image.Quantize.MAXCOVERAGE)
    palette = Image.new("P", (1, 1))
    palette.putpalette(known + (spread.getpalette() or [])[: 3 * (PNG_COLOURS - len(common))])
    file = BytesIO()
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True, dpi=(dpi, dpi))
    return file.getvalue()


def haloed(content: bytes, halo_px: float) -> bytes:
    """Return page content in which every text in the colour of halos is stroked in white with round corners."""
    stroked = b"1 1 1 scn\nBT\n1 Tr 1 1 1 RG %.1f w 1 J 1 j\n" % halo_px
    return _HALO.sub(stroked, content)


def _finished(content: bytes, halo_px: float) -> bytes:
    return zlib.compress(haloed(content, halo_px), _COMPRESSION)


def clean_pdf(
    document: bytes, title: str, created: datetime, creator: str, halo_px: float, bookmarks: Sequence[str] = ()
) -> bytes:
    """Return a PDF with only title and creator in its particulars, dated by its content, never by the clock.

    Parameters
    ----------
    halo_px : float
        Width of the strokes that become halos; see `haloed`.
    bookmarks : sequence of str
        One for each page, or none.
    """
    import pikepdf

    stamp = created.strftime("D:%Y%m%d%H%M%S") + "Z"
    with pikepdf.open(BytesIO(document)) as pdf:
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # made up anew each time; one made from the content takes its place
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/Title"] = title
        pdf.docinfo["/Creator"] = creator
        pdf.docinfo["/CreationDate"] = stamp
        pdf.docinfo["/ModDate"] = stamp
        contents = [page.obj.Contents for page in pdf.pages]
        with ThreadPoolExecutor() as pool:  # compression leaves the interpreter to others
            finished = pool.map(lambda content: _finished(content, halo_px), [one.read_bytes() for one in contents])
            for one, compressed in zip(contents, finished, strict=True):
                one.write(compressed, filter=pikepdf.Name.FlateDecode)
        if bookmarks:
            with pdf.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(text, page) for page, text in enumerate(bookmarks))
        return _saved(pdf, SHEET_BYTES * max(len(pdf.pages), 1))


def _saved(pdf: Pdf, room_bytes: int) -> bytes:
    """Return the file, its photographs as fine as there is room for."""
    import pikepdf

    pictures = [
        (item, item.read_raw_bytes())
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream)
        and item.get("/Subtype") == "/Image"
        and item.get("/Filter") == "/DCTDecode"
        and len(item.read_raw_bytes()) > _SMALL_PICTURE_BYTES
    ]
    for quality in _QUALITIES if pictures else (None,):
        for item, original in pictures:
            item.write(_jpeg(original, quality or _QUALITIES[0]), filter=pikepdf.Name.DCTDecode)
        file = BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        if file.tell() <= room_bytes:
            break
    return file.getvalue()


def _jpeg(original: bytes, quality: int) -> bytes:
    """Return a photograph at another quality, with nothing in it but its pixels."""
    from PIL import Image

    with Image.open(BytesIO(original)) as opened:
        picture = Image.frombytes(opened.mode, opened.size, opened.tobytes())
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
