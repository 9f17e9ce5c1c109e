# SPDX-License-Identifier: MIT
"""XML from strangers: no entities, no great depth, no namespaces to trip over, faults with their line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from hotmap.errors import InputError
from hotmap.i18n import tr

MAX_DEPTH = 200
_CHUNK_BYTES = 1_000_000


class XmlReader:
    """Reads a document piece by piece, handing over chosen elements whole.

    Parameters
    ----------
    path : Path
        For the sentences of refusals.
    whole : collection of str
        Local names of elements that are built as trees and given to `on_whole`.
    on_whole : callable
        Called with each such element.
    on_start, on_end : callable
        Called with local name and attributes, or local name, of all other elements.

    Notes
    -----
    Prefixes are dropped rather than resolved: files of the field use old namespaces and prefixes
    that they never declare.
    """

    def __init__(
        self,
        path: Path,
        whole: frozenset[str],
        on_whole: Callable[[Element], None],
        on_start: Callable[[str, dict[str, str]], None],
        on_end: Callable[[str, str], None],
    ) -> None:
        self._path = path
        self._whole = whole
        self._on_whole = on_whole
        self._on_start, self._on_end = on_start, on_end
        self._depth = 0
        self._builder: TreeBuilder | None = None
        self._inside = 0
        self._text: list[str] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        self._parser = parser

    def read(self, data: bytes, progress: Callable[[int], None]) -> None:
        """Read a whole document.

        Raises
        ------
        InputError
            With the line of the fault.
        """
        try:
            for start in range(0, len(data), _CHUNK_BYTES):
                progress(start)
                self._parser.Parse(data[start : start + _CHUNK_BYTES], False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            place = tr("line {line}, column {column}").format(line=error.lineno, column=error.offset + 1)
            reason = expat.ErrorString(error.code)
            cut = error.code in (
                expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
                expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
                expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
            )
            text = (
                tr("The file is cut short ({place}: {reason}); get it again.")
                if cut
                else tr("Not valid XML ({place}: {reason}).")
            )
            raise InputError(text.format(place=place, reason=reason), self._path) from None

    def _entity(self, *_: Any) -> None:
        raise InputError(
            tr("Line {line} declares an XML entity, which can be a bomb; refused.").format(
                line=self._parser.CurrentLineNumber
            ),
            self._path,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InputError(
                tr("Line {line}: nested more than {n} deep; refused.").format(
                    line=self._parser.CurrentLineNumber, n=MAX_DEPTH
                ),
                self._path,
            )
        local = name.rpartition(":")[2]
        if self._builder is None and local in self._whole:
            self._builder, self._inside = TreeBuilder(), 0
        if self._builder is not None:
            self._inside += 1
            self._builder.start(local, attributes)
        else:
            self._text = []
            self._on_start(local, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if self._builder is None:
            self._on_end(local, "".join(self._text).strip())
            self._text = []
            return
        self._builder.end(local)
        self._inside -= 1
        if self._inside == 0:
            element, self._builder = self._builder.close(), None
            self._on_whole(element)

    def _characters(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)
        else:
            self._text.append(text)
