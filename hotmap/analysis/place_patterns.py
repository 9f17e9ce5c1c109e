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
from hotmap.analysis.place_others import is_measure, surely_other


@dataclass(frozen=True)
class Candidate:
    """A stretch of text that may be a place.

    Attributes
    ----------
    start, end : int
    kind : str
        ``link``, ``wkt``, ``mgrs``, ``utm``, ``metres``, ``named``, ``lettered``, ``signed``,
        ``xy``, ``keyed``, ``bare``, ``coarse``, ``loose``, ``broken``, ``partial`` or ``half``.
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
_NS = r"(?:N(?:or(?:th|d))?|S(?:outh|ud)?|شمال(?:اً|ا)?|جنوب(?:اً|ا)?)(?![^\W\d])\.?"
_EW = r"(?:E(?:a?st)?|W(?:est)?|O(?:uest)?|شرق(?:اً|ا)?|غرب(?:اً|ا)?)(?!\w)\.?"
_NS_BEFORE, _EW_BEFORE = r"(?:North|Nord|South|Sud|[NS])", r"(?:East|Est|West|Ouest|[EWO])"
_AND = r"[\s,;/|()]*(?:(?:and|et|by|و|[-–—])\s+)?"
_LAT_WORD, _LON_WORD = r"(?:latitude|lat|خط\s*(?:ال)?عرض)", r"(?:longitude|long|lon|lng|خط\s*(?:ال)?طول)"
_LAT, _LON = rf"(?<!\w){_LAT_WORD}\W{{0,4}}", rf"(?<!\w){_LON_WORD}\W{{0,4}}"
_CODED = rf"[\"'>:=\s]{{0,4}}({_SIGN}\d{{1,3}}[.,]\d+)[\"']?"  # "lat": 9.75 and <lat>9.75</lat>
_CODED_GAP = r"(?:</\w{1,9}>)?[\s,;&<\"']{1,8}"
_DEGREES = (
    rf"{_SIGN}\d{{1,3}}(?:[.,]\d+)?{_GAP}°(?:{_GAP}\d{{1,2}}(?:[.,]\d+)?{_GAP}')?"
    rf"(?:{_GAP}\d{{1,2}}(?:[.,]\d+)?{_GAP}(?:\"|''))?"
)
_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_EASTING, _NORTHING = r"(?P<e>[1-8]\d{5}(?:[.,]\d{1,3})?)", r"(?P<n>[1-9]\d{6}(?:[.,]\d{1,3})?)"
_LOW_NORTHING = _NORTHING.replace("{6}", "{5,6}")  # near the equator, only where the word says what it is
_ZONE_AFTER = rf"(?:[ \t,;(]{{1,3}}(?:zone\W{{0,2}})?(?P<z>{_ZONE}\s?[C-HJ-NP-X])(?!\w))?"
_FINE = rf"{_SIGN}\d{{1,3}}[.,]\d{{2,}}"  # a number that may be degrees though nothing says so
_BROKEN = r"(\d{1,3}) ?[.·] ?([\dOol]{2,6})"
_BETWEEN = rf"(?:{_GAP}[,;/|]{_GAP}|[ \t]+)"
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
        (
            "metres",
            rf"(?<!\w)eastings?\W{{0,3}}{_EASTING}\s?m?E?\W{{1,4}}(?:and\s+)?northings?\W{{0,3}}{_LOW_NORTHING}\s?m?N?"
            rf"{_ZONE_AFTER}(?!\w)",
            re.I,
        ),
        (
            "metres",
            rf"(?<!\w)northings?\W{{0,3}}{_LOW_NORTHING}\s?m?N?\W{{1,4}}(?:and\s+)?eastings?\W{{0,3}}{_EASTING}\s?m?E?"
            rf"{_ZONE_AFTER}(?!\w)",
            re.I,
        ),
        (
            "metres",
            rf"(?<![\w.])[EX]\W{{0,2}}{_EASTING}\s?m?\W{{1,4}}[NY]\W{{0,2}}{_NORTHING}{_ZONE_AFTER}(?!\w)",
            re.I,
        ),
        ("metres", rf"(?<![\w.]){_EASTING}\s?m?\s?E\W{{1,4}}{_NORTHING}\s?m?\s?N{_ZONE_AFTER}(?!\w)", re.I),
        ("metres", rf"(?<![\w.]){_NORTHING}\s?m?\s?N\W{{1,4}}{_EASTING}\s?m?\s?E{_ZONE_AFTER}(?!\w)", re.I),
        ("partial", rf"(?<![\w.,]){_EASTING}[ \t,;/|]{{1,3}}{_NORTHING}{_ZONE_AFTER}(?!\w|[.,]\d)", 0),
        ("coded", rf"(?<!\w){_LAT_WORD}{_CODED}{_CODED_GAP}{_LON_WORD}{_CODED}(?!{_GAP}[\w°'])", re.I),
        ("coded", rf"(?<!\w){_LON_WORD}{_CODED}{_CODED_GAP}{_LAT_WORD}{_CODED}(?!{_GAP}[\w°'])", re.I),
        ("named", rf"{_LAT}{_SIGN}{_ANGLE}(?:{_NS})?{_AND}[\"']?{_LON}{_SIGN}{_ANGLE}(?:{_EW})?", re.I),
        ("named", rf"{_LON}{_SIGN}{_ANGLE}(?:{_EW})?{_AND}[\"']?{_LAT}{_SIGN}{_ANGLE}(?:{_NS})?", re.I),
        ("lettered", rf"(?<![\w.]){_ANGLE}{_GAP}{_NS}{_AND}{_ANGLE}{_GAP}{_EW}", re.I),
        ("lettered", rf"(?<![\w.]){_ANGLE}{_GAP}{_EW}{_AND}{_ANGLE}{_GAP}{_NS}", re.I),
        ("lettered", rf"(?<![\w.]){_NS_BEFORE}\W{{0,2}}{_ANGLE}{_AND}{_EW_BEFORE}\W{{0,2}}{_ANGLE}(?!\w)", re.I),
        ("lettered", rf"(?<![\w.]){_EW_BEFORE}\W{{0,2}}{_ANGLE}{_AND}{_NS_BEFORE}\W{{0,2}}{_ANGLE}(?!\w)", re.I),
        (
            "lettered",
            rf"(?<![\w.])\d{{1,2}}-\d{{2}}(?:-\d{{2}})?(?:[.,]\d+)?{_GAP}{_NS}{_AND}"
            rf"\d{{1,3}}-\d{{2}}(?:-\d{{2}})?(?:[.,]\d+)?{_GAP}{_EW}",
            re.I,
        ),
        ("signed", rf"(?<![\w.,]){_DEGREES}{_AND}{_DEGREES}(?!{_GAP}[NSEWO]\b)", re.I),
        ("xy", rf"(?<!\w)x\W{{0,3}}({_SIGN}{_NUMBER})[\s,;/]+y\W{{0,3}}({_SIGN}{_NUMBER})(?!\w)", re.I),
        (
            "keyed",
            rf"(?<!\w){_KEY}\W{{0,4}}?({_SIGN}\d{{1,3}}[.,]\d+°?{_GAP}(?:[,;/|]{_GAP}|\s){_SIGN}\d{{1,3}}[.,]\d+°?)(?!\w)",
            re.I,
        ),
        (
            "bare",
            rf"(?<![\w.,]){_SIGN}\d{{1,3}}([.,])\d{{3,}}°?{_BETWEEN}{_SIGN}\d{{1,3}}\1\d{{3,}}°?(?!\w|[.,]\d)",
            0,
        ),
        # behind the pairs of three decimals: one or two may be a price, too
        ("coarse", rf"(?<![\w.,%])({_FINE})°?{_GAP}([NSEW]){_BETWEEN}({_FINE})°?(?!\w|[.,]\d|{_GAP}[NSEWO]\b)", 0),
        ("coarse", rf"(?<![\w.,%])({_FINE})°?{_BETWEEN}({_FINE})°?{_GAP}([NSEW])(?!\w)", 0),
        (
            "coarse",
            rf"(?<![\w.,%]){_SIGN}\d{{1,3}}(?P<mark>[.,])\d+°?{_BETWEEN}{_SIGN}\d{{1,3}}(?P=mark)\d+°?(?!\w|[.,]\d)",
            0,
        ),
        (
            "loose",
            rf"(?<![\w.,%])({_FINE})°?{_GAP}(?:[-–—]|and\b|et\b|و|&){_GAP}(\d{{1,3}}[.,]\d{{2,}})°?(?!\w|[.,]\d)",
            re.I,
        ),
        ("loose", rf"^[ \t]*({_FINE})°?[ \t]*\r?\n[ \t]*({_FINE})°?(?=[ \t]*\r?$)", re.M),
        ("broken", rf"(?<![\w.,]){_BROKEN}(?: ?[,;/|] ?| {{1,3}}){_BROKEN}(?!\w|[.,]\d)", 0),
        (
            "partial",
            r"(?<![\w.])[A-HJ-NP-Z][A-HJ-NP-V][ \t]?(?:\d{6}|\d{8}|\d{10}|\d{3,5}[ \t]\d{3,5})(?!\w)",
            0,
        ),
        ("half", rf"(?<![\w.]){_DEGREES}{_GAP}[NSEWO](?!\w)", re.I),
    )
)

_GRID_WORD = re.compile(r"(?:grid(?:\W?ref\w*)?|mgrs|gr|at|vic|loc|location|position|pos)\W{1,3}$", re.I)
_MISTAKEN = str.maketrans("Ool", "001")
_MONTH = re.compile(r"JAN|FEB|FEV|MAR|APR|AVR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|NOV|DEC", re.I)
_UNTOLD_KINDS = frozenset({"coarse", "loose", "broken"})  # nothing but the numbers tells that they are degrees
_WEAK_KINDS = _UNTOLD_KINDS | frozenset({"bare", "keyed", "partial", "utm", "metres", "signed", "xy"})


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
    for start, end in surely_other(plain):
        is_other[start:end] = b"\1" * (end - start)
    found: list[Candidate] = []
    for candidate in _all(plain):
        span = slice(candidate.start, candidate.end)
        if 1 in is_taken[span] or (candidate.kind in _WEAK_KINDS and 1 in is_other[span]):
            continue
        if candidate.kind in _UNTOLD_KINDS and is_measure(plain, candidate.start, candidate.end):
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
    if kind == "metres" or (kind == "partial" and "e" in match.re.groupindex):
        return Candidate(start, end, kind, " ".join(["UTM", *filter(None, match.group("z", "e", "n"))]))
    if kind == "coded":
        lat_first = match.re.pattern.startswith(rf"(?<!\w){_LAT_WORD}")
        lat, lon = match.groups() if lat_first else reversed(match.groups())
        return Candidate(start, end, "named", f"lat {lat}, lon {lon}")
    if kind == "partial":
        is_short = sum(character.isdecimal() for character in text) == 6  # a call sign, or the number of a flight
        is_told = _GRID_WORD.search(match.string[max(start - 12, 0) : start]) is not None
        return Candidate(start, end, kind, text.rstrip(), is_weak=is_short and not is_told)
    if kind in _UNTOLD_KINDS:
        start += len(text) - len(text.lstrip())
        return Candidate(start, end, kind, _untold(kind, match), is_weak=True)
    if kind == "lettered":
        text = re.sub(r"(?<=\d)-(?=\d)", " ", re.sub(r"\s[-–—]\s(?=\d)", ", ", text))
        return Candidate(start, end, kind, text.rstrip(), is_weak=not re.search(r"[.°'\":]|\d,\d|\d{4}|\d \d", text))
    return Candidate(start, end, kind, text.rstrip())


def _untold(kind: str, match: re.Match[str]) -> str:
    """Return two numbers that nothing tells to be degrees in a form that can be read."""
    if kind == "broken":
        first, first_decimals, second, second_decimals = (part.translate(_MISTAKEN) for part in match.groups())
        return f"{first}.{first_decimals}, {second}.{second_decimals}"
    if kind == "loose":
        return "; ".join(match.groups())
    if "mark" in match.re.groupindex:
        return match[0].rstrip()
    first, second, third = match.groups()
    return f"{first} {second}; {third}" if second in "NSEW" else f"{first}; {second} {third}"


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
