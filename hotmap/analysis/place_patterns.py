# SPDX-License-Identifier: MIT
"""Where in running text a coordinate may stand, and what looks like one and is none.

The patterns are generous: what they find is then read by `hotmap.analysis.coordinates.parse_point`,
which is strict. They run over text of one kind of digits
and primes, each at its place, so that what they find can be shown in the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hotmap.analysis.angles import plain_characters
from hotmap.analysis.place_links import LINK


@dataclass(frozen=True)
class Candidate:
    """A stretch of text that may be a place.

    Attributes
    ----------
    start, end : int
    kind : str
        ``link``, ``wkt``, ``mgrs``, ``utm``, ``named``, ``lettered``, ``signed``, ``xy``, ``keyed``,
        ``bare``, ``coarse``, ``partial`` or ``half``.
    text : str
        What is to be read: mostly the stretch itself.
    is_weak : bool
        It may be something else, such as amounts in thousands or the numbers of roads.
    """

    start: int
    end: int
    kind: str
    text: str
    is_weak: bool = False


_GAP = r"[ \t]*"
_SIGN = r"[-+−–]?"
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_MARKED = (  # degrees, minutes and seconds told by their marks
    rf"{_NUMBER}{_GAP}(?:°|deg\w*\.?|d\b)?{_GAP}"
    rf"(?:\d{{1,2}}(?:[.,]\d+)?{_GAP}(?:'(?!')|min\.?|m\b){_GAP})?(?:\d{{1,2}}(?:[.,]\d+)?{_GAP}(?:\"|''|sec\.?|s\b){_GAP})?"
)
_SPACED = rf"\d{{1,3}}[ :°]{_GAP}\d{{1,2}}(?:[.,]\d+)?(?:[ :']{_GAP}\d{{1,2}}(?:[.,]\d+)?)?[\"' ]*"
_PACKED = r"\d{4,7}(?:[.,]\d+)?"
_ANGLE = rf"(?:{_SPACED}|{_MARKED}|{_PACKED})"
_NS = r"(?:N(?:or(?:th|d))?|S(?:outh|ud)?|شمال(?:اً|ا)?|جنوب(?:اً|ا)?)(?!\w)\.?"
_EW = r"(?:E(?:a?st)?|W(?:est)?|O(?:uest)?|شرق(?:اً|ا)?|غرب(?:اً|ا)?)(?!\w)\.?"
_NS_BEFORE, _EW_BEFORE = r"(?:North|Nord|South|Sud|[NS])", r"(?:East|Est|West|Ouest|[EWO])"
_AND = r"[\s,;/|()]*(?:(?:and|et|by|و)\s+)?"
_LAT = r"(?<!\w)(?:latitude|lat|خط\s*العرض)\W{0,4}"
_LON = r"(?<!\w)(?:longitude|long|lon|lng|خط\s*الطول)\W{0,4}"
_DEGREES = (
    rf"{_SIGN}\d{{1,3}}(?:[.,]\d+)?{_GAP}°(?:{_GAP}\d{{1,2}}(?:[.,]\d+)?{_GAP}')?"
    rf"(?:{_GAP}\d{{1,2}}(?:[.,]\d+)?{_GAP}(?:\"|''))?"
)
_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_KEY = r"(?:gps|mgrs|utm|coord\w*|grid|position|pos|location|localisation|lat\W?lon\w*|إحداثيات|الإحداثيات|الموقع)"
_GRID_DIGITS = (
    r"(?:[\dOIl]{6,11}|(?=[OIl]*\d)[\dOIl]{1,5}(?:[ \t]*[,/-][ \t]*|[ \t]{1,2})(?=[OIl]*\d)[\dOIl]{1,5}|\d{4,5})"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("wkt", rf"\bPOINT\s*Z?\s*\(\s*({_SIGN}{_NUMBER})\s+({_SIGN}{_NUMBER})[^)]*\)", re.I),
        (
            "mgrs",
            rf"(?<![\w.])({_ZONE})([ \t]?)([C-HJ-NP-Xc-hj-np-x])([ \t]?)([A-HJ-NP-Za-hj-np-z][A-HJ-NP-Va-hj-np-v])"
            rf"[ \t:-]{{0,3}}({_GRID_DIGITS})(?!\w|[.,]\d)",
            0,
        ),
        (
            "utm",
            rf"(?<![\w.])(?:UTM\W{{0,3}})?(?:zone\W{{0,2}})?{_ZONE}\s?[C-HJ-NP-X]\b[\s,:]+(?:E\W{{0,2}})?\d{{6}}(?:[.,]\d+)?"
            rf"\s?(?:mE|E|m)?[\s,;/]+(?:N\W{{0,2}})?\d{{5,8}}(?:[.,]\d+)?\s?(?:mN|N|m)?(?!\w)",
            re.I,
        ),
        (
            "utm",
            r"(?<!\w)(?:UTM\W{1,3}\d{6}|\d{6}(?:\.\d+)?\s?mE)(?:\.\d+)?[\s,;/]+\d{5,8}(?:\.\d+)?\s?(?:mN|N|m)?"
            rf"(?:\W{{1,3}}zone\W{{0,2}}{_ZONE}\s?[C-HJ-NP-X]?)?(?!\w)",
            re.I,
        ),
        ("named", rf"{_LAT}{_SIGN}{_ANGLE}(?:{_NS})?{_AND}[\"']?{_LON}{_SIGN}{_ANGLE}(?:{_EW})?", re.I),
        ("named", rf"{_LON}{_SIGN}{_ANGLE}(?:{_EW})?{_AND}[\"']?{_LAT}{_SIGN}{_ANGLE}(?:{_NS})?", re.I),
        ("lettered", rf"(?<![\w.]){_ANGLE}{_GAP}{_NS}{_AND}{_ANGLE}{_GAP}{_EW}", re.I),
        ("lettered", rf"(?<![\w.]){_ANGLE}{_GAP}{_EW}{_AND}{_ANGLE}{_GAP}{_NS}", re.I),
        ("lettered", rf"(?<![\w.]){_NS_BEFORE}\W{{0,2}}{_ANGLE}{_AND}{_EW_BEFORE}\W{{0,2}}{_ANGLE}(?!\w)", re.I),
        ("lettered", rf"(?<![\w.]){_EW_BEFORE}\W{{0,2}}{_ANGLE}{_AND}{_NS_BEFORE}\W{{0,2}}{_ANGLE}(?!\w)", re.I),
        ("signed", rf"(?<![\w.,]){_DEGREES}{_AND}{_DEGREES}(?!{_GAP}[NSEWO]\b)", re.I),
        ("xy", rf"(?<!\w)x\W{{0,3}}({_SIGN}{_NUMBER})[\s,;/]+y\W{{0,3}}({_SIGN}{_NUMBER})(?!\w)", re.I),
        (
            "keyed",
            rf"(?<!\w){_KEY}\W{{0,4}}?({_SIGN}\d{{1,3}}[.,]\d+°?{_GAP}(?:[,;/|]{_GAP}|\s){_SIGN}\d{{1,3}}[.,]\d+°?)(?!\w)",
            re.I,
        ),
        (
            "bare",
            rf"(?<![\w.,]){_SIGN}\d{{1,3}}([.,])\d{{3,}}°?{_GAP}[,;/|]?{_GAP}{_SIGN}\d{{1,3}}\1\d{{3,}}°?(?!\w|[.,]\d)",
            0,
        ),
        (  # behind the pairs of three decimals: one or two may be a price, too
            "coarse",
            rf"(?<![\w.,%]){_SIGN}\d{{1,3}}([.,])\d+°?{_GAP}[,;/|]?{_GAP}{_SIGN}\d{{1,3}}\1\d+°?"
            rf"(?!\w|[.,]\d|{_GAP}(?:%|°C|[€$£]|USD|SDG|SSP|km|kg|ha\b|m\b))",
            0,
        ),
        (
            "partial",
            r"(?<![\w.])[A-HJ-NP-Z][A-HJ-NP-V][ \t]?(?:\d{6}|\d{8}|\d{10}|\d{3,5}[ \t]\d{3,5})(?!\w)",
            0,
        ),
        ("half", rf"(?<![\w.]){_DEGREES}{_GAP}[NSEWO](?!\w)", re.I),
    )
)

_MINUTES = frozenset(f"{minute:02}" for minute in range(0, 60, 5))
_MONTH = re.compile(r"JAN|FEB|FEV|MAR|APR|AVR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|NOV|DEC", re.I)
_MONTH_WORD = r"(?:jan|f[eé]v|feb|mar|avr|apr|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[eé]c)\w*"
_NOT_PLACES = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"  # dates
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]+)?"
    rf"|\d{{1,2}}(?:er)?\s+{_MONTH_WORD}\.?\s+\d{{2,4}}"
    r"|\b\d{6}\s?[A-Z]?\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s?\d{2,4}"  # 121430Z NOV 26
    r"|(?:tel|tél|phone|mob\w*|cell|call|contact|whatsapp|sat\w*|thuraya|هاتف|ت)\W{0,4}\+?\d[\d ().,/-]{5,}\d"
    r"|\+\d[\d ().-]{7,}\d"
    r"|\b0\d{2,4}[ .-]\d{3}[ .-]\d{3,4}\b"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+"
    r"|https?://\S+",
    re.I,
)
_WEAK_KINDS = frozenset({"bare", "coarse", "keyed", "partial", "utm", "signed", "xy"})


def candidates(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Candidate]:
    """Return what may be places in a text, in their order, none over another.

    Parameters
    ----------
    text : str
    taken : iterable of two ints
        Stretches that are read already.
    """
    plain = plain_characters(text, keep_length=True)
    is_taken, is_other = bytearray(len(plain)), bytearray(len(plain))
    for start, end in taken:
        is_taken[start:end] = b"\1" * (end - start)
    for match in _NOT_PLACES.finditer(plain):
        is_other[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found: list[Candidate] = []
    for candidate in _all(plain):
        span = slice(candidate.start, candidate.end)
        if 1 in is_taken[span] or (candidate.kind in _WEAK_KINDS and 1 in is_other[span]):
            continue
        is_taken[span] = b"\1" * (candidate.end - candidate.start)
        found.append(candidate)
    return sorted(found, key=lambda one: one.start)


def _all(plain: str) -> Iterator[Candidate]:
    for match in LINK.finditer(plain):
        link = match[0].rstrip(".,;:!?)]")
        yield Candidate(match.start(), match.start() + len(link), "link", link)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            made = _candidate(kind, match)
            if made is not None:
                yield made


def _candidate(kind: str, match: re.Match[str]) -> Candidate | None:
    text = match[0]
    start, end = match.start(), match.start() + len(text.rstrip())
    if kind == "mgrs":
        return _grid(match)
    if kind == "wkt":
        return Candidate(start, end, kind, f"lon {match[1]} lat {match[2]}")
    if kind == "xy":
        return Candidate(start, end, kind, f"lon {match[1]}, lat {match[2]}")
    if kind == "keyed":
        return Candidate(match.start(1), match.end(1), kind, match[1])
    if kind == "bare":
        is_short = all(len(decimals) == 3 for decimals in re.findall(r"[.,](\d+)", text))
        return Candidate(start, end, kind, text, is_weak=is_short)
    if kind == "coarse":
        return None if _are_hours(text) else Candidate(start, end, kind, text.rstrip(), is_weak=True)
    if kind == "lettered":
        return Candidate(start, end, kind, text.rstrip(), is_weak=not re.search(r"[.°'\":]|\d,\d|\d{4}|\d \d", text))
    return Candidate(start, end, kind, text.rstrip())


def _are_hours(text: str) -> bool:
    """Return whether both numbers may be hours and minutes, as in “08.30, 16.45”."""
    pairs = [(int(hours), minutes) for hours, minutes in re.findall(r"(\d+)[.,](\d+)", text)]
    return all(
        hours < 24 and len(minutes) == 2 and int(minutes) < 60 and int(minutes) % 5 == 0 for hours, minutes in pairs
    )


def _grid(match: re.Match[str]) -> Candidate | None:
    """Return an MGRS reference, or None for a date or a count of men that has the same shape."""
    zone, gap, band, between, square, digits = match.groups()
    letters = band + square
    count = len(re.sub(r"\W", "", digits))
    one_word = not between
    if (
        one_word
        and _MONTH.fullmatch(letters)
        and int(zone) <= 31
        and (count < 6 or re.match(r"(?:19|20)\d\d\b", digits))
    ):
        return None
    if (gap or not letters.isupper()) and one_word and count < 6:
        return None
    if gap and not letters.isupper():
        return None
    head, tail = re.fullmatch(r"(\w+)\W*(\w*)", digits).groups()  # type: ignore[union-attr]
    end = match.end()
    if len(head) == 4 and len(tail) in (1, 2):  # a number that follows, no part of the reference
        end = match.start(6) + len(head)
    return Candidate(match.start(), end, "mgrs", match.string[match.start() : end])
