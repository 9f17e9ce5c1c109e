# SPDX-License-Identifier: MIT
"""PDF: page text, metadata, XMP, alternative texts, notes, attachments, layers, old revisions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from hotmap.release.containers.piece import HIDDEN, METADATA, Opener, Piece, inside

_SPOKEN_KEYS = ("/Alt", "/ActualText", "/Contents", "/Title", "/T", "/TU", "/E", "/Subj", "/NM", "/URI", "/Desc", "/TM")
"""Keys of objects whose texts people see, hear or find."""
_SCRIPTS = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData")
_NOTES = ("/Text", "/FreeText", "/Popup", "/FileAttachment", "/Stamp", "/Sound", "/Movie")
_IDENTIFIERS = "http://ns.adobe.com/xap/1.0/mm/"
"""Namespace of the numbers that tell one file from another; made from its content, not from people."""

VOCABULARY = (
    "xmp writer application pdf proof section page link figure table Typst Qt PDF/UA PDF/A qpdf pikepdf x-default",
)
"""What programs that write PDF put into every document."""


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what a document holds."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data))
    except (pikepdf.PasswordError, pikepdf.PdfError) as error:
        yield Piece(where, f"a document that cannot be read: {type(error).__name__}", HIDDEN)
        return
    with document:
        revisions = len(re.findall(rb"startxref", data))
        if revisions > (2 if document.is_linearized else 1):
            yield Piece(where, f"{revisions - 1} older revisions", HIDDEN)
        tail = data[data.rfind(b"%%EOF") + 5 :].strip()
        if tail:
            yield Piece(inside(where, "after the end"), tail.decode("latin-1"), HIDDEN)
        yield from _metadata(document, where)
        yield from _objects(document, where)
        yield from _attachments(document, where, open_inside)
        yield from _layers(document, where)
    yield from _pages(data, where)


def _pages(data: bytes, where: str) -> Iterator[Piece]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range()
            yield Piece(inside(where, f"page {number}"), text, broken=True)
    finally:
        document.close()


def _metadata(document: Any, where: str) -> Iterator[Piece]:
    for key, value in document.docinfo.items():
        yield Piece(inside(where, f"document information {key}"), str(value), METADATA)
    for item in document.objects:
        if getattr(item, "get", None) is None or str(item.get("/Type", "")) != "/Metadata":
            continue
        place = inside(where, "XMP")
        try:
            root = ElementTree.fromstring(item.read_bytes())
        except ElementTree.ParseError:
            yield Piece(place, "metadata that cannot be read", HIDDEN)
            continue
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(f"{{{_IDENTIFIERS}"):
                continue
            said = [v for k, v in element.attrib.items() if _is_told(k)]
            for value in (element.text or "", *said):
                if value.strip():
                    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"
                    yield Piece(inside(place, name), value, METADATA)


def _is_told(attribute: str) -> bool:
    return not attribute.endswith(("about", "parseType")) and _IDENTIFIERS not in attribute


def _objects(document: Any, where: str) -> Iterator[Piece]:
    """Yield the texts of all objects, those too that no page refers to."""
    for item in document.objects:
        for found in _dictionaries(item):
            yield from _of_dictionary(found, where)


def _dictionaries(item: Any) -> Iterator[Any]:
    """Yield an object's dictionaries, those inside it too unless they are objects of their own."""
    import pikepdf

    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        yield item
        children = [item.get(key) for key in item.keys()]  # noqa: SIM118, iterating it means something else
    elif isinstance(item, pikepdf.Array):
        children = list(item)
    else:
        return
    for child in children:
        if isinstance(child, (pikepdf.Dictionary, pikepdf.Array)) and not child.is_indirect:
            yield from _dictionaries(child)


def _of_dictionary(item: Any, where: str) -> Iterator[Piece]:
    import pikepdf

    keys = set(item.keys())
    for key in keys.intersection(_SPOKEN_KEYS):
        value = item.get(key)
        if isinstance(value, pikepdf.String):
            yield Piece(inside(where, key.strip("/")), str(value), broken=True)
    if keys.intersection(_SCRIPTS) or str(item.get("/S", "")) in _SCRIPTS:
        yield Piece(where, "a script or an action", HIDDEN)
    if str(item.get("/Subtype", "")) in _NOTES:
        yield Piece(where, f"a note: {item.get('/Contents', '')}", HIDDEN)
    if "/PieceInfo" in keys or "/Thumb" in keys:
        yield Piece(where, "private data or a thumbnail", HIDDEN)


def _attachments(document: Any, where: str, open_inside: Opener) -> Iterator[Piece]:
    for name, attached in document.attachments.items():
        place = inside(where, f"attachment {name}")
        yield Piece(place, f"attached file {name}", HIDDEN)
        yield from open_inside(attached.get_file().read_bytes(), place)


def _layers(document: Any, where: str) -> Iterator[Piece]:
    properties = document.Root.get("/OCProperties")
    if properties is None:
        return
    default = properties.get("/D", {})
    off = len(default.get("/OFF", [])) if "/OFF" in default else 0
    if off or str(default.get("/BaseState", "/ON")) == "/OFF":
        yield Piece(where, f"{off or 'all'} hidden layers", HIDDEN)
    for group in properties.get("/OCGs", []):
        yield Piece(inside(where, "layer"), str(group.get("/Name", "")))
