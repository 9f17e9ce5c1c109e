# SPDX-License-Identifier: MIT
"""Traces of what was withheld: the second search, for those who have the plan.

Whatever stays in and is not also a released value, a fixed text or a name of the base map is
looked for: names and texts, exact figures, identities, places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, KINDS, Layer, Record
from hotmap.release.lexicon import Lexicon, words
from hotmap.release.release import Release

_FREE = (Kind.TEXT, Kind.LONG_TEXT, Kind.MOMENT)
_SHORTEST_CHARACTERS = 4
_SHORTEST_RUN = 8
"""Characters from which a text is also looked for across line breaks, with all spaces left out."""
_SENTENCE = re.compile(r"[.!?;\n]+\s+")
_SMALLEST_FIGURE = 100
_YEARS = range(1900, 2101)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_UUID_BYTES = re.compile(UUID.pattern.encode(), re.IGNORECASE)


@dataclass(frozen=True)
class Trace:
    """One withheld value as words, with the field that it is the value of."""

    words: tuple[str, ...]
    field: str
    text: str


class Traces:
    """Finds withheld values in texts.

    Parameters
    ----------
    plan : RecordSet
        Everything there is.
    release : Release
        What may leave.
    allowed : Lexicon
        Released, fixed and base map texts; a value that stands in one of them is no trace.
    prose : Lexicon
        The program's own texts. A value that is one of them is no trace either; one of its words
        is a trace only where it stands alone.
    """

    def __init__(self, plan: RecordSet, release: Release, allowed: Lexicon, prose: Lexicon) -> None:
        self._prose = prose
        self._allowed = allowed
        self._release = release
        self._by_first: dict[str, list[Trace]] = {}
        self._runs: list[tuple[str, Trace]] = []
        self._explained: dict[tuple[str, ...], bool] = {}
        self.identities = {record.uuid.casefold() for record in _records(plan)} - _identities(release)
        for trace in {t.words: t for t in _traces(plan)}.values():
            if allowed.is_text(trace.words) or prose.is_text(trace.words):
                continue
            self._by_first.setdefault(trace.words[0], []).append(trace)
            run = "".join(trace.words)
            if len(run) >= _SHORTEST_RUN:
                self._runs.append((run, trace))

    def in_text(self, text: str, *, broken: bool = False) -> Iterator[Trace]:
        """Yield the withheld values that stand in a text, each once."""
        found = words(text)
        seen: set[tuple[str, ...]] = set()
        for index, word in enumerate(found):
            for trace in self._by_first.get(word, ()):
                if trace.words in seen or tuple(found[index : index + len(trace.words)]) != trace.words:
                    continue
                seen.add(trace.words)
                alone = len(trace.words) == len(found)
                if not self._is_harmless(trace, alone):
                    yield trace
        if broken:
            joined = "".join(found)
            for run, trace in self._runs:
                if trace.words not in seen and run in joined and not self._is_harmless(trace, False):
                    yield trace
        yield from self._identities_in(text)

    def in_bytes(self, data: bytes) -> Iterator[Trace]:
        """Yield the withheld values that stand in raw bytes, between pages and behind rows.

        Bytes know no words: a withheld day is part of a released moment of that day, and no trace.
        """
        for traces in self._by_first.values():
            for trace in traces:
                if len(trace.text) >= _SHORTEST_RUN and trace.text.encode() in data and trace.text not in self._told:
                    yield trace
        for identity in {match.decode().casefold() for match in _UUID_BYTES.findall(data)} & self.identities:
            yield Trace((identity,), "uuid", identity)

    @cached_property
    def _told(self) -> str:
        """All released texts, one a line."""
        return "\n".join(self._release.strings())

    def _is_harmless(self, trace: Trace, alone: bool) -> bool:
        """Return whether a value stands in a longer text that was released, or is one word of the program's."""
        if len(trace.words) == 1 and not alone and trace.words[0] in self._prose.words:
            return True
        if trace.words not in self._explained:
            self._explained[trace.words] = self._allowed.explains(trace.words)
        return self._explained[trace.words]

    def _identities_in(self, text: str) -> Iterator[Trace]:
        for match in UUID.findall(text):
            if match.casefold() in self.identities:
                yield Trace((match,), "uuid", match)


def withheld_places(plan: RecordSet, release: Release) -> np.ndarray:
    """Return the corners of every place in a plan that was not released exactly, shape (n, 2) in degrees."""
    shapes = [record.geometry for record in plan.content() if record.geometry is not None]
    if not shapes:
        return np.empty((0, 2))
    corners = np.asarray(shapely.get_coordinates(np.array(shapes, dtype=object)))
    told = [record.geometry for record in release.content() if record.geometry is not None]
    if not told:
        return corners
    kept = shapely.get_coordinates(np.array(told, dtype=object))
    return np.asarray(corners[~np.isin(corners @ np.array([1, 1j]), kept @ np.array([1, 1j]))])


def _records(plan: RecordSet) -> Iterable[Record]:
    return [record for kind in KINDS for record in plan.of(kind) if record.uuid]


def _identities(release: Release) -> set[str]:
    return {record.uuid.casefold() for record in _records(release)}


def _traces(plan: RecordSet) -> Iterator[Trace]:
    """Yield every value of a plan that people wrote; what was released is taken out by its words later."""
    for kind in CONTENT_KINDS:
        for record in plan.of(kind):
            yield from _of_record(record, type(record).specs())
            yield from _of_text(record.marking.originator or "", f"{kind}.originator")
            for code, value in record.extra.items():
                yield from _of_text(str(value), f"{kind}.{code}")
    yield from _of_record(plan.info, type(plan.info).specs())
    yield from _of_text(plan.info.release_key or "", "plan.release_key")
    for layer in plan.of("layer"):
        yield from _of_layer(layer)


def _of_record(record: Record, specs: dict[str, FieldSpec]) -> Iterator[Trace]:
    for code, spec in specs.items():
        value = record.value(code)
        field = f"{record.KIND}.{code}"
        if value is None:
            continue
        if spec.kind in _FREE:
            yield from _of_text(str(value), field)
        elif spec.kind is Kind.INTEGER and _is_telling(value):
            yield Trace((str(value),), field, str(value))


def _of_layer(layer: Layer) -> Iterator[Trace]:
    for code in ("name", "table", "attribution", "notes"):
        yield from _of_text(str(layer.value(code) or ""), f"layer.{code}")


def _of_text(text: str, field: str) -> Iterator[Trace]:
    """Yield a text as a whole and, where it is long, each of its sentences."""
    parts = [text, *(_SENTENCE.split(text) if _SENTENCE.search(text) else ())]
    for part in parts:
        found = words(part)
        if sum(map(len, found)) >= _SHORTEST_CHARACTERS:
            yield Trace(tuple(found), field, part.strip())


def _is_telling(value: int) -> bool:
    """Return whether a figure would be known again: not small, not round, not a year."""
    return value >= _SMALLEST_FIGURE and value % _SMALLEST_FIGURE != 0 and value not in _YEARS
