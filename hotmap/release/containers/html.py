# SPDX-License-Identifier: MIT
"""Web pages: text, attributes, comments, embedded data, data URIs, scripts and style sheets."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

import numpy as np

from hotmap.release.containers import json_data
from hotmap.release.containers.piece import CODE, HIDDEN, METADATA, TEXT, Opener, Piece, inside

_DATA_URI = re.compile(r"data:([\w.+/-]*)((?:;[\w=.+-]+)*),([^\"'\s)<>\\]*)")
_REMOTE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_LOADS = frozenset({"src", "srcset", "poster", "action", "formaction", "background"})
_WORDLESS = frozenset(
    {"class", "style", "d", "points", "transform", "viewbox", "fill", "stroke", "width", "height", "x", "y",
     "xmlns", "integrity", "nonce", "for", "rel", "type", "charset", "http-equiv", "role", "dir", "tabindex", "href",
     "src", "media", "aria-live", "aria-hidden", "aria-controls", "aria-expanded", "aria-pressed", "aria-current",
     "aria-haspopup", "aria-modal", "aria-labelledby", "aria-describedby", "autocomplete", "inputmode", "spellcheck"}
)  # fmt: skip
"""Attributes that carry no words of people; data URIs in them are opened all the same."""
_JSON_TYPES = ("application/json", "application/geo+json", "application/ld+json")
_SOURCE_HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/=]+'")
"""In a content security policy: it is made from scripts and styles that are read themselves."""
_PAIR = re.compile(r"\[\s*(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*\]")

VOCABULARY = ("viewport width device-width initial-scale default-src none script-src style-src img-src data font-src",)
"""Words of the page's own head."""


def pieces(data: bytes, where: str, open_inside: Opener) -> Iterator[Piece]:
    """Yield what a page holds."""
    page = _Page(where)
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    for piece in page.found:
        yield piece if piece.role == CODE else _without_data(piece)
        yield from _data_uris(piece, open_inside)


class _Page(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._where = where
        self._tags: list[str] = []
        self._script_type = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags.append(tag)
        values = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._script_type = values.get("type", "").lower()
        for name, value in values.items():
            place = inside(self._where, f"{tag}@{name}")
            if (name in _LOADS or (name == "href" and tag != "a")) and _REMOTE.match(value):
                self.found.append(Piece(place, f"link to {value}", HIDDEN))
            elif name.startswith("on"):
                self.found.append(Piece(place, value, CODE))
            elif value and (name not in _WORDLESS or "data:" in value):
                role = METADATA if tag == "meta" else TEXT
                text = value if name not in _WORDLESS else "".join(m.group() for m in _DATA_URI.finditer(value))
                self.found.append(Piece(place, _SOURCE_HASH.sub(" ", text), role))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._tags:
            while self._tags and self._tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        tag = self._tags[-1] if self._tags else ""
        place = inside(self._where, tag or "text")
        if tag == "script" and self._script_type in _JSON_TYPES:
            self.found.extend(_json(data, place))
        elif tag in ("script", "style"):
            self.found.append(Piece(place, data, CODE))
            self.found.extend(_pairs(data, place))
        else:
            self.found.append(Piece(place, data))

    def handle_comment(self, data: str) -> None:
        self.found.append(Piece(inside(self._where, "comment"), data, HIDDEN))


def _json(text: str, place: str) -> list[Piece]:
    try:
        return list(json_data.value_pieces(json.loads(text), place))
    except ValueError:
        return [Piece(place, "JSON that cannot be read", HIDDEN), Piece(place, text)]


def _pairs(code: str, place: str) -> Iterator[Piece]:
    """Yield places and data that are written into a script."""
    pairs = [(float(first), float(second)) for first, second in _PAIR.findall(code)]
    if pairs:
        yield Piece(place, places=np.array(pairs))


def _without_data(piece: Piece) -> Piece:
    """Return a piece without its data URIs, which are opened on their own."""
    if "data:" not in piece.text:
        return piece
    return Piece(
        piece.where, _DATA_URI.sub(" ", piece.text), piece.role, piece.places, piece.record, piece.field, piece.broken
    )


def _data_uris(piece: Piece, open_inside: Opener) -> Iterator[Piece]:
    for match in _DATA_URI.finditer(piece.text) if "data:" in piece.text else ():
        place = inside(piece.where, f"data URI {match.group(1)}")
        content = unquote_to_bytes(match.group(3))
        if ";base64" in match.group(2):
            try:
                content = base64.b64decode(content, validate=False)
            except (binascii.Error, ValueError):
                yield Piece(place, "data that cannot be read", HIDDEN)
                continue
        if content:
            yield from open_inside(content, place)
