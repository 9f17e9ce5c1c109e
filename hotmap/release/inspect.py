# SPDX-License-Identifier: MIT
"""Positive inspection of a written file: what does not come from the release fails the export.

Every word, identity and place that can be read back has to come from the release, the base map or
the fixed vocabulary. Whoever has the plan searches a second time for every withheld value. Without
a release a file is looked at for what people forget: metadata, hidden parts, contacts, exact places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from hotmap.domain.layer_style import LayerStyle
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import KINDS
from hotmap.domain.style_data import style_from_data
from hotmap.errors import InputError
from hotmap.i18n import tr
from hotmap.release.containers import VOCABULARY, pieces_of
from hotmap.release.containers.piece import CODE, HIDDEN, METADATA, Piece
from hotmap.release.ground import Ground, on_ground
from hotmap.release.lexicon import Lexicon, decimals_in, released_texts
from hotmap.release.places import EXACT_DECIMALS, KnownPlaces, decimals_of, places_in, released_places, strange_places
from hotmap.release.release import Release
from hotmap.release.traces import UUID, Traces, withheld_places
from hotmap.release.vocabulary import program_texts

MOST_PER_PLACE = 20
"""So many leaks are listed from one part of a file; more tell nothing new."""
_PLAIN = LayerStyle()
_SHOWN_CHARACTERS = 120
_REPEATED_CHARACTERS = 200
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\w.])\+\d[\d\s().-]{6,}\d(?![\w.])")
_TIME = re.compile(
    r"(?:D:)?((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:T?\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d[:']?\d\d'?)?)?"
)
_WITH_GAPS = (b"SQLite format 3", b"%PDF-")
"""Files in which bytes may lie that no reader shows."""
_PROGRAM = re.compile(r"author|hotmap(?: [\d.]+)?|(?:Typst|Qt|openpyxl|python-docx)(?: [\d.]+)?", re.IGNORECASE)
"""Names of programs, which no person bears, and the label of an author beside its value."""
_PERSONAL = re.compile(r"author|creator|modifiedby|company|manager|/users?/|/home/|[a-z]:\\", re.IGNORECASE)


@dataclass(frozen=True)
class Leak:
    """Something in a file that should not be there.

    Attributes
    ----------
    where : str
        Such as ``page 2`` or ``hotspot[3].name``.
    what : str
        One sentence in the current language.
    """

    where: str
    what: str


def inspect_file(
    path: Path,
    release: Release | None = None,
    *,
    plan: RecordSet | None = None,
    vocabulary: Iterable[str] = (),
    name: str | None = None,
    ground: Ground | None = None,
) -> list[Leak]:
    """Return what is in a file and should not be.

    Parameters
    ----------
    path : Path
    release : Release, optional
        What may be in it. Without one the file is looked at for metadata, hidden parts, contacts
        and exact places.
    plan : RecordSet, optional
        For the second search: the plan that the release was built from.
    vocabulary : iterable of str
        Fixed texts of the format (`Exporter.vocabulary`) and names of the base map.
    name : str, optional
        Under which the file will be sent; by default its own.
    ground : callable, optional
        Corners of the base map, which is drawn for everybody.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(tr("The file cannot be read: {reason}.").format(reason=error.strerror), path) from error
    if release is None:
        return _limited(_looked_at(data))
    inspection = Inspection(release, plan, vocabulary, ground)
    return _limited(inspection.leaks(data, name or path.name))


def inspect_typed(
    texts: Iterable[str], release: Release, *, plan: RecordSet, vocabulary: Iterable[str] = ()
) -> list[Leak]:
    """Return what is in texts that a sender typed for a file and should not be; parameters as in `inspect_file`."""
    return _limited(Inspection(release, plan, vocabulary).of_typed(texts))


class Inspection:
    """Judges pieces of files against one release; made once for all files of a packet.

    Parameters
    ----------
    release, plan, vocabulary, ground
        As in `inspect_file`.
    """

    def __init__(
        self,
        release: Release,
        plan: RecordSet | None = None,
        vocabulary: Iterable[str] = (),
        ground: Ground | None = None,
    ) -> None:
        fixed = [*vocabulary, *VOCABULARY]
        self._release = release
        self._code = {_squeezed(text) for text in fixed}
        self._allowed = Lexicon(released_texts(release))
        self._allowed.add(fixed)
        self._ground = ground
        self._places = KnownPlaces(released_places(release))
        prose = Lexicon(program_texts(release.language))
        self._words = self._allowed | prose
        self._traces: Traces | None = None
        self._withheld: KnownPlaces | None = None
        if plan is not None and not release.internal:
            self._traces = Traces(plan, release, self._allowed, prose)
            self._withheld = KnownPlaces(withheld_places(plan, release))
        self._numbers = {v for kind in KINDS for r in release.of(kind) for v in r.values().values() if type(v) is float}
        columns = (values for _, table in release.layers for values in table.columns.values())
        self._numbers |= {value for values in columns for value in values if type(value) is float}
        self._numbers |= {
            edge for layer, _ in release.layers for edge in style_from_data(layer.style, _PLAIN).classes.edges
        }
        self._numbers |= {number for text in fixed for number in decimals_in(text)}
        self._days = _days_of(release)
        self._answers: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        self._identities = {record.uuid.casefold() for kind in KINDS for record in release.of(kind)}
        # Texts and layers bring identities of other people's programs with them.
        self._identities |= {found.casefold() for found in UUID.findall("\n".join(release.strings()))}

    def leaks(self, data: bytes, name: str = "") -> Iterator[Leak]:
        """Yield what is in a file of this content and name and was not released."""
        for piece in pieces_of(data, ""):
            yield from self._of_piece(piece)
        if self._traces is not None:
            for trace in self._traces.in_text(Path(name).stem):
                yield Leak(tr("file name"), _withheld_sentence(trace.field, trace.text))
            for trace in self._traces.in_bytes(data) if data.startswith(_WITH_GAPS) else ():
                if re.sub(r"\D", "", trace.text) in self._days:
                    continue  # bytes do not tell a withheld day from the day the file bears
                yield Leak(tr("raw bytes"), _withheld_sentence(trace.field, trace.text))

    def of_typed(self, texts: Iterable[str]) -> Iterator[Leak]:
        """Yield what texts that a sender typed for this file alone may not tell; their other words are the sender's.

        Search them before they are added to what a file may hold: as fixed texts they would explain themselves.
        """
        for text in texts:
            for trace in self._traces.in_text(text) if self._traces is not None else ():
                yield Leak(tr("typed text"), _withheld_sentence(trace.field, trace.text))
            for place in places_in(text):
                if place not in self._places:
                    yield Leak(tr("typed text"), tr("A place that was not released: {place}").format(place=place.text))

    def _of_piece(self, piece: Piece) -> Iterator[Leak]:
        if piece.role == HIDDEN:
            yield Leak(piece.where, tr("Hidden in the file: {text}").format(text=_short(piece.text)))
            return
        if piece.places is not None:
            yield from self._of_geometry(piece)
        if piece.text:
            if not (piece.role == CODE and _squeezed(piece.text) in self._code):
                yield from (Leak(piece.where, what) for what in self._of_words(piece))
            if piece.field:
                yield from self._of_value(piece)

    def _of_geometry(self, piece: Piece) -> Iterator[Leak]:
        assert piece.places is not None
        strange = strange_places(piece.places, self._places, self._withheld)
        if self._ground is not None and not piece.record:
            strange = strange[~on_ground(strange, self._ground)]
        for lon, lat in strange.tolist():
            yield Leak(piece.where, tr("A place that was not released: {place}").format(place=f"{lat}, {lon}"))
        record = self._release.get(piece.record) if piece.record else None
        if record is not None and record.geometry is not None:
            own = KnownPlaces(released_places(Release([record], self._release.terms)))
            for lon, lat in piece.places[~own.holds(piece.places)].tolist():
                if not own.near(lon, lat, 1e-9):
                    place = f"{lat}, {lon}"
                    yield Leak(piece.where, tr("Not the place that was released: {place}").format(place=place))

    def _of_words(self, piece: Piece) -> Iterable[str]:
        """Return what is wrong with a text; columns repeat the same ones thousands of times."""
        if len(piece.text) > _REPEATED_CHARACTERS:
            return self._read(piece.text, piece.role, piece.broken)
        asked = (piece.text, piece.role, piece.broken)
        if asked not in self._answers:
            self._answers[asked] = tuple(self._read(*asked))
        return self._answers[asked]

    def _read(self, text: str, role: str, broken: bool) -> Iterator[str]:
        for identity in UUID.findall(text):
            if identity.casefold() not in self._identities:
                yield tr("An identity that was not released: {text}").format(text=identity)
        if self._traces is not None:
            for trace in self._traces.in_text(text, broken=broken):
                yield _withheld_sentence(trace.field, trace.text)
        for place in places_in(text):
            if place not in self._places:
                yield tr("A place that was not released: {place}").format(place=place.text)
        for number in decimals_in(text) if role != CODE else ():
            if decimals_of(number) > EXACT_DECIMALS and not self._is_released_number(number):
                yield tr("A number that was not released: {text}").format(text=number)
        plain = UUID.sub(" ", text)
        if role == METADATA:
            plain, times = self._without_times(plain)
            for time in times:
                yield tr("A time that was not released: {text}").format(text=time)
        for word in dict.fromkeys(self._words.strangers(plain, broken=broken)):
            yield tr("Not from the release: “{text}”").format(text=_short(word))

    def _is_released_number(self, number: float) -> bool:
        return self._places.has_component(number) or number in self._numbers

    def _without_times(self, text: str) -> tuple[str, list[str]]:
        """Return metadata without its time stamps, and those that are not the release's own."""
        strange = [m.group() for m in _TIME.finditer(text) if "".join(m.groups()) not in self._days]
        return _TIME.sub(" ", text), strange

    def _of_value(self, piece: Piece) -> Iterator[Leak]:
        """Compare a value with the one that was released for this field of this record."""
        record = self._release.get(piece.record)
        if record is None or piece.field not in type(record).all_specs():
            return
        released = record.value(piece.field)
        parts = released if isinstance(released, tuple) else (released,)
        told = {str(part) for part in parts} | {",".join(map(str, parts)), repr(released)}
        told |= {str(int(part)) for part in parts if isinstance(part, bool)}
        told |= {repr(part) for part in parts}
        if released is None or piece.text not in told:
            yield Leak(piece.where, tr("Not the value that was released: “{text}”").format(text=_short(piece.text)))


def _days_of(release: Release) -> set[str]:
    """Return the days that a file may say it was made on, as eight digits."""
    days = {"20000101", "19800101"}
    if release.as_of:
        day = date.fromisoformat(release.as_of[:10])
        # Told in UTC the hour may be of the day before or after.
        days |= {(day + timedelta(days=step)).strftime("%Y%m%d") for step in (-1, 0, 1)}
    return days


def _looked_at(data: bytes) -> Iterator[Leak]:
    """Yield what people forget in a file of which nothing else is known."""
    nowhere = KnownPlaces(np.empty((0, 2)))
    for piece in pieces_of(data, ""):
        if piece.role == HIDDEN:
            yield Leak(piece.where, tr("Hidden in the file: {text}").format(text=_short(piece.text)))
        elif piece.role == METADATA and piece.text and _is_personal(piece):
            yield Leak(piece.where, tr("Metadata: {text}").format(text=_short(piece.text)))
        for contact in (*_EMAIL.findall(piece.text), *_PHONE.findall(piece.text)):
            yield Leak(piece.where, tr("A contact: {text}").format(text=_short(contact)))
        for place in places_in(piece.text):
            yield Leak(piece.where, tr("An exact place: {place}").format(place=place.text))
        if piece.places is not None:
            for lon, lat in strange_places(piece.places, nowhere, decimals=EXACT_DECIMALS - 1).tolist():
                yield Leak(piece.where, tr("An exact place: {place}").format(place=f"{lat}, {lon}"))


def _is_personal(piece: Piece) -> bool:
    """Return whether a property of a file may name a person, a company or somebody's folder."""
    return bool(_PERSONAL.search(f"{piece.where} {piece.text}") and not _PROGRAM.fullmatch(piece.text.strip()))


def _limited(leaks: Iterable[Leak]) -> list[Leak]:
    """Return leaks without repeats, not more than a few of each part of the file."""
    kept: dict[Leak, None] = {}
    counts: dict[str, int] = {}
    for leak in leaks:
        leak = leak if leak.where else replace(leak, where=tr("the file"))
        part = re.sub(r"\[\d+\]", "", leak.where)
        if leak not in kept and counts.get(part, 0) < MOST_PER_PLACE:
            counts[part] = counts.get(part, 0) + 1
            kept[leak] = None
    return list(kept)


def _withheld_sentence(field: str, text: str) -> str:
    return tr("Withheld, yet in the file ({field}): “{text}”").format(field=field, text=_short(text))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def _squeezed(text: str) -> str:
    return "".join(text.split())
