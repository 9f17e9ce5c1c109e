# SPDX-License-Identifier: MIT
"""ZIP and what is made of it: KMZ, DOCX, XLSX; every part, name, comment and property."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np

from hotmap.release.containers.piece import HIDDEN, METADATA, TEXT, Opener, Piece, inside

_SHOWN_ATTRIBUTES = frozenset(
    {"descr", "title", "name", "tooltip", "display", "prompt", "error", "promptTitle", "errorTitle", "author",
     "initials", "oddHeader", "oddFooter", "date", "lastAuthor", "userName", "id", "displayName", "href"}
)  # fmt: skip
"""Attributes that carry words of people; the others are sizes, styles and references."""
_HIDDEN_STATES = ("hidden", "veryHidden")
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "delText"})
_UNWANTED = re.compile(
    r"comments?\d*\.xml$|threadedComment|people\.xml$|customXml/|vbaProject|embeddings/|externalLink|revisions?/|"
    r"printerSettings|thumbnail|\.bin$",
    re.IGNORECASE,
)
"""Parts of an Office file that ours never have."""
_MAX_RATIO, _MAX_BYTES = 500, 500_000_000
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?")


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what an archive holds, its parts taken apart in their turn."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        yield Piece(where, "an archive that cannot be read", HIDDEN)
        return
    with archive:
        if archive.comment:
            yield Piece(inside(where, "comment"), archive.comment.decode("utf-8", "replace"), HIDDEN)
        for entry in archive.infolist():
            place = inside(where, entry.filename)
            yield Piece(inside(where, "file names"), entry.filename, METADATA)
            if entry.comment:
                yield Piece(place, entry.comment.decode("utf-8", "replace"), HIDDEN)
            if _UNWANTED.search(entry.filename):
                yield Piece(place, "a part that should not be there", HIDDEN)
            if entry.file_size > _MAX_BYTES or entry.file_size > _MAX_RATIO * max(entry.compress_size, 1_000):
                yield Piece(place, "a part too large to look at", HIDDEN)
                continue
            content = archive.read(entry)
            if entry.filename.lower().endswith((".xml", ".rels", ".kml", ".vml")):
                yield from xml_pieces(content, place, open_inside)
            elif not entry.is_dir():
                yield from open_inside(content, place)


def xml_pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield the texts of an XML part, its comments, and the attributes that carry words."""
    if _DTD.search(data):
        yield Piece(where, "a document type definition", HIDDEN)
        return
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        root = ElementTree.fromstring(data, ElementTree.XMLParser(target=builder))
    except ElementTree.ParseError as error:
        yield Piece(where, f"XML that cannot be read: {error}", HIDDEN)
        return
    role = METADATA if "docProps/" in where else TEXT
    record = ""
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Piece(where, f"comment: {element.text}", HIDDEN)
            continue
        tag = element.tag.rpartition("}")[2]
        if tag == "Placemark":
            record = element.get("id", "").removeprefix("r-")
        elif tag == "Folder":
            record = ""
        yield from _element(element, tag, where, role, record)
    yield from _paragraphs(root, where, role)


def _element(element: Element, tag: str, where: str, role: str, record: str) -> Iterator[Piece]:
    if tag in _TRACKED:
        yield Piece(where, f"tracked change: {''.join(element.itertext())}", HIDDEN)
    if element.get("state") in _HIDDEN_STATES and tag == "sheet":
        yield Piece(where, f"hidden sheet {element.get('name')}", HIDDEN)
    if element.get("TargetMode") == "External":
        yield Piece(where, f"link to {element.get('Target')}", HIDDEN)
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name in _SHOWN_ATTRIBUTES and not value.startswith("rId"):
            yield Piece(inside(where, f"{tag}@{name}"), value.removeprefix("r-"), role)
    if tag == "coordinates":
        pairs = [(float(lon), float(lat)) for lon, lat in _PAIR.findall(element.text or "")]
        if pairs:
            yield Piece(inside(where, tag), places=np.array(pairs), record=record)
    elif tag not in ("t", "coordinates") and element.text and element.text.strip():
        yield Piece(inside(where, tag), element.text, role)
    if element.tail and element.tail.strip():
        yield Piece(inside(where, tag), element.tail, role)


def _paragraphs(root: Element, where: str, role: str) -> Iterator[Piece]:
    """Yield runs of text joined as people read them: a word may be cut into several runs."""
    owners = [e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in ("p", "si", "is")]
    joined: set[int] = set()
    for owner in owners:
        runs = [e for e in owner.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == "t"]
        if all(id(run) in joined for run in runs):
            continue
        joined.update(map(id, runs))
        yield Piece(where, "".join(run.text or "" for run in runs), role)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "t" and id(element) not in joined:
            yield Piece(where, element.text or "", role)
