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
from itertools import accumulate

import numpy as np
import shapely

from hotmap.domain.fields import FieldSpec, Kind
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, KINDS, Layer, Record
from hotmap.release.lexicon import Lexicon, figures_in, loose, words
from hotmap.release.release import Release

_FREE = (Kind.TEXT, Kind.LONG_TEXT, Kind.MOMENT)
_SHORTEST_CHARACTERS = 4
_SHORTEST_RUN = 8
"""Characters from which a text is also looked for across line breaks, with all spaces left out."""
_CHUNK_BYTES = 4_000_000
_SENTENCE = re.compile(r"[.!?;\n]+\s+")
_SMALLEST_FIGURE = 1_000
"""Smaller figures are page numbers, distances and counts of anything."""
_ROUND_FIGURE = 100
_YEARS = range(1900, 2101)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
"""A day alone is no secret that could be told from any other day."""
_LETTER = re.compile(rb"[A-Za-z0-9\x80-\xff]")
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
        self._by_words: dict[tuple[str, ...], Trace] = {}
        self._lengths: dict[str, set[int]] = {}  # of the traces that begin with a word
        self._runs: list[tuple[str, Trace]] = []
        self._explained: dict[tuple[str, ...], bool] = {}
        self.identities = {record.uuid.casefold() for record in _records(plan)} - _identities(release)
        for trace in {t.words: t for t in _traces(plan)}.values():
            if allowed.is_text(trace.words) or prose.is_text(trace.words):
                continue
            self._by_words[trace.words] = trace
            self._lengths.setdefault(trace.words[0], set()).add(len(trace.words))
            run = "".join(trace.words)
            if len(run) >= _SHORTEST_RUN:
                self._runs.append((run, trace))

    def in_text(self, text: str, *, broken: bool = False) -> Iterator[Trace]:
        """Yield the withheld values that stand in a text, each once."""
        found = [loose(word) for word in words(text)]
        if broken:  # figures of neighbouring columns look like one that has thousands
            found += figures_in(text)
        seen: set[tuple[str, ...]] = set()
        for index, word in enumerate(found):
            for length in self._lengths.get(word, ()):
                phrase = tuple(found[index : index + length])
                trace = self._by_words.get(phrase)
                if trace is None or phrase in seen:
                    continue
                seen.add(phrase)
                if not self._is_harmless(trace, alone=length == len(found)):
                    yield trace
        if broken:
            yield from (t for t in self._across_lines(found) if t.words not in seen and not self._is_harmless(t))
        yield from self._identities_in(text)

    def _across_lines(self, found: list[str]) -> Iterator[Trace]:
        """Yield the values that stand in a row of words whichever way lines cut them."""
        joined = "".join(found)
        ends = set(accumulate(map(len, found)))
        starts = {0, *ends}
        for run, trace in self._runs:
            at = joined.find(run)
            while at >= 0:
                if at in starts and at + len(run) in ends:
                    yield trace
                    break
                at = joined.find(run, at + 1)

    def in_bytes(self, data: bytes) -> Iterator[Trace]:
        """Yield the withheld values that stand in raw bytes, between pages and behind rows.

        Bytes know no words: a withheld day is part of a released moment of that day, and no trace.
        """
        needles = {t.text.encode(): t for t in self._by_words.values() if len(t.text.encode()) >= _SHORTEST_RUN}
        for needle, at in found_in(data, needles):
            trace = needles[needle]
            around = data[max(at - 1, 0) : at], data[at + len(needle) : at + len(needle) + 1]
            if len(trace.words) == 1 and any(map(_LETTER.match, around)):
                continue  # a piece of a longer word
            if trace.text not in self._told and not self._is_harmless(trace):
                yield trace
        for identity in {match.decode().casefold() for match in _UUID_BYTES.findall(data)} & self.identities:
            yield Trace((identity,), "uuid", identity)

    @cached_property
    def _told(self) -> str:
        """All released texts, one a line."""
        return "\n".join(self._release.strings())

    def _is_harmless(self, trace: Trace, alone: bool = False) -> bool:
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


def found_in(data: bytes, needles: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield which of many texts stand in raw bytes, and where; they must have eight bytes or more.

    Compares the eight bytes at every place with the beginnings of all texts at once.
    """
    by_start: dict[int, list[bytes]] = {}
    for needle in needles:
        by_start.setdefault(int.from_bytes(needle[:_SHORTEST_RUN], "little"), []).append(needle)
    starts = np.array(sorted(by_start), dtype="<u8")
    if not len(starts):
        return
    raw = np.frombuffer(data, dtype=np.uint8)
    for first in range(0, len(raw) - _SHORTEST_RUN + 1, _CHUNK_BYTES):
        chunk = raw[first : first + _CHUNK_BYTES + _SHORTEST_RUN - 1]
        windows = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(chunk, _SHORTEST_RUN))
        values = windows.view("<u8").ravel()
        at = np.minimum(np.searchsorted(starts, values), len(starts) - 1)
        for index in np.flatnonzero(starts[at] == values).tolist():
            for needle in by_start[int(values[index])]:
                if data.startswith(needle, first + index):
                    yield needle, first + index


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
        if spec.kind in _FREE and not _DAY.fullmatch(str(value)):
            yield from _of_text(str(value), field)
        elif spec.kind is Kind.INTEGER and _is_telling(value):
            yield Trace((str(value),), field, str(value))


def _of_layer(layer: Layer) -> Iterator[Trace]:
    for code in ("name", "table", "attribution", "source", "notes"):
        yield from _of_text(str(layer.value(code) or ""), f"layer.{code}")


def _of_text(text: str, field: str) -> Iterator[Trace]:
    """Yield a text as a whole and, where it is long, each of its sentences."""
    parts = [text, *(_SENTENCE.split(text) if _SENTENCE.search(text) else ())]
    for part in parts:
        found = [loose(word) for word in words(part)]
        if sum(map(len, found)) >= _SHORTEST_CHARACTERS:
            yield Trace(tuple(found), field, part.strip())


def _is_telling(value: int) -> bool:
    """Return whether a figure would be known again: not small, not round, not a year."""
    return value >= _SMALLEST_FIGURE and value % _ROUND_FIGURE != 0 and value not in _YEARS
