# SPDX-License-Identifier: MIT
"""What stands beside a coordinate in running text: most often the name of the place, and a time."""

from __future__ import annotations

import re

from hotmap.analysis.angles import plain_characters
from hotmap.analysis.place_others import surely_other

MOST_CHARACTERS = 60
MOST_WORDS = 6

# [12/11/2026, 14:30:05] Post 3: …   12/11/26, 2:30 PM - Post 3: …   0634Z  V3: …
_CHAT_HEAD = re.compile(
    r"^\W{0,2}(?P<time>(?:[01]\d|2[0-3])[:.]?[0-5]\d\s?(?:Z|hrs?|h)?(?=\s+[-–:]?\s*[A-Z]{1,8}[ -]?\d{1,3}\s?:\s)"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AP]\.?M\.?)?)\]?\s*[-–:]?\s*"
    r"(?:[^:\n\[\]]{1,40}:\s)?",
    re.I,
)
_MONTH = r"(?:jan|f[eé]v|feb|mar|avr|apr|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[eé]c)\w*"
_DATE = re.compile(
    r"\b\d{6}\s?[A-Z]?\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s?\d{2,4}\b"
    r"|\b\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    rf"|\b\d{{1,2}}(?:er)?\s+{_MONTH}\.?(?:\s+\d{{4}}|\s+\d{{2}}\b)?",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])\.[0-5]\d\s?(?:hrs?|heures|h)\b"
    r"|\b(?:[01]?\d|2[0-3])[:h][0-5]\d(?::\d{2})?\b\s?(?:[ap]\.?m\b\.?|hrs?\b|h\b|Z\b)?"
    r"|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs?|h|Z)\b",
    re.I,
)
_NUMBERING = re.compile(r"^\W*(?:\(?\d{1,3}[.):]|\(?[a-zA-Z][.)])(?=\s)\s*|^[\s\-–*•·▪◦>;,.:)\]|]+")
_LINKING = (
    r"at|near|in|is|are|to|from|by|via|around|approx\w*|vic|vicinity of|close to|coordinates?|coords?\.?|coordonn[eé]es"
    r"|grid(?:\s+ref\w*)?|gr|mgrs|utm|gps|position|pos|location|located|loc|localisation|lat/?lon|latitude|lat|point"
    r"|waypoint|the|of|on|now|seen|moved|moving|observed|spotted|reported|confirmed|please|note|following"
    r"|à|a|au|aux|près de|vers|situ[eé]e?|est|de|du|le|في|عند|قرب|من|إحداثيات|الإحداثيات|الموقع"
)
_PLACING = re.compile(
    r"(?<!\w)(?:near|at|in|vic|vicinity of|around|outside|close to|left|reached|passed|visited"
    r"|entered|crossed|attacked|près de|vers|قرب|عند)(?!\w)",
    re.I,
)
_KIND_BEFORE = re.compile(  # “Water point near Baliet” is the water point, not Baliet
    r"(?:^|\s)(?:(?:\w+\s){0,2}(?:camp|site|settlement|water ?point|borehole|well|pump|market|school|clinic|hospital"
    r"|farms?|farmland|fields?|checkpoint|check ?post|roadblock|bridge|ford|crossing|mine|base|post|church|mosque"
    r"|airstrip|landing|marché|école|puits|forage|champs?|barrage|pont|poste|campement))\s+$",
    re.I,
)
_NAMED_NEAR = re.compile(  # “Burnt huts near Baliet”, but not “Shots heard near Baliet”
    r"^[A-ZÀ-Þ][\w'’-]*(?:\s(?!(?:is|are|was|were|has|have|and)\b)[\w'’-]+){0,2}\s+$"
)
_HAPPENS = re.compile(
    r"(?:ing|ed|heard|seen|hit|shot|held|fell|met|fire|now|moved|combats?|tirs?|vus?|entendus?)\s+$", re.I
)
_TAIL = re.compile(rf"(?:[\s:=,;.(\[@\"{{<–—-]|(?<!\w)(?:{_LINKING})(?!\w))+$", re.I)
_HEAD = re.compile(rf"^(?:[\s:=,;.)\]@–—-]|(?<!\w)(?:{_LINKING}|and|et)(?!\w))+", re.I)
_FIELD = re.compile(r"^\W*(?:name|place|site|village|camp name|nom|lieu|village name|اسم|الاسم)\s*[:=]\s*(.+)$", re.I)
_SENTENCE = re.compile(r"[.;!?:]\s+|[;()\[\]]|،\s")
_LETTER = re.compile(r"[^\W\d_]")
_CELL_EDGE = re.compile(r"\t|\s\|\s|;")
_SMALL = frozenset("of de du des la le les el al en the and et camp village town market site -".split())


def name_beside(before: str, after: str, above: str = "") -> str:
    """Return what the place is called, as far as the words about it tell.

    Parameters
    ----------
    before, after : str
        The rest of its line on either side, up to the next place; cells parted by tabs.
    above : str
        The line before it, for a coordinate that stands alone.

    Returns
    -------
    str
        At most some words, or nothing: a sentence is no name.

    Examples
    --------
    >>> name_beside("[12/11/2026, 14:30] Post 3: shots heard near Faroda village ", "")
    'Faroda village'
    """
    is_said = _CHAT_HEAD.match(before) is not None
    before = _CHAT_HEAD.sub("", before)
    if is_said or _LETTER.search(_TAIL.sub("", before)):
        above = ""  # the line before is another's, or the place is told already
    for text, is_before in ((before, True), (after, False), (above, True)):
        name = _from_cells(text) if _CELL_EDGE.search(text) else _from_words(text, is_before)
        if name and not (text is above and name[0].islower()):  # “to follow” is no heading
            return name
    return ""


def time_beside(before: str, after: str = "") -> str:
    """Return the date and time nearest to a coordinate in its line, as they are written, or nothing."""
    head = _CHAT_HEAD.match(before)
    if head:
        return head["time"].strip()
    for text, nearest in ((before, -1), (after, 0)):
        date, clock = ([match[0].strip() for match in pattern.finditer(text)] for pattern in (_DATE, _CLOCK))
        parts = [found[nearest] for found in (date, clock) if found]
        if parts:
            return " ".join(dict.fromkeys(parts)) if not re.match(r"\d{6}|\d{4}-.*:", parts[0]) else parts[0]
    return ""


def _from_cells(text: str) -> str:
    """Return the first cell of a table's row that is words."""
    cells = [cell.strip(" \"'") for cell in _CELL_EDGE.split(text)]
    return next((name for cell in cells if (name := _from_words(cell, is_before=True, is_cell=True))), "")


def _from_words(text: str, is_before: bool, is_cell: bool = False) -> str:
    for start, end in reversed(surely_other(plain_characters(text, keep_length=True))):
        text = f"{text[:start]} {text[end:]}"
    field = _FIELD.match(text)
    if field:
        text = field[1]
    text = _CLOCK.sub(" ", _DATE.sub(" ", _NUMBERING.sub("", _NUMBERING.sub("", text))))
    if not is_before and not re.match(r"\W*[-–:(,]\s*\w|\s*[A-ZÀ-Þ\u0600-\u06ff]", text):
        return ""  # what follows in small letters goes on telling, and names nothing
    text = _TAIL.sub("", text) if is_before else _HEAD.sub("", text)
    clauses = [clause for clause in _SENTENCE.split(text) if _LETTER.search(clause)]
    if not clauses:
        return ""
    clause = clauses[-1 if is_before else 0]
    if is_before and not is_cell and not field:
        clause = _nearest_place(clause)
    elif not is_before:
        clause = clause.split(",")[0]
    words = _HEAD.sub("", _TAIL.sub("", clause)).split()
    if len(words) > MOST_WORDS:
        words = _capitalised(words, is_before)
    name = " ".join(words).strip(" ,.;:-–—*\"'“”")
    return name if _is_name(name) and len(name) <= MOST_CHARACTERS else ""


def _nearest_place(clause: str) -> str:
    """Return what a clause tells last: behind *near* and the like, with the kind of place that stands before it."""
    placings = [match for match in _PLACING.finditer(clause) if _LETTER.search(clause[match.end() :])]
    if not placings:
        return clause.rstrip() if not (ends := list(_PLACING.finditer(clause))) else clause[: ends[-1].start()]
    last = placings[-1]
    before_last = clause[placings[-2].end() if len(placings) > 1 else 0 : last.start()]
    kind = _KIND_BEFORE.search(before_last)
    if (
        kind is None
        and len(placings) == 1
        and last[0].casefold() in ("near", "around", "outside", "close to", "près de")
    ):
        kind = None if _HAPPENS.search(before_last) else _NAMED_NEAR.search(before_last)
    return clause[last.start() - len(kind[0]) :].strip() if kind else clause[last.end() :]


def _is_name(text: str) -> bool:
    """Return whether some words can be a name: a count of families is none, nor are many small words."""
    if not _LETTER.search(text) or text[0].isdecimal() or text[-1] in "?؟" or any(mark in text for mark in "<>{}="):
        return False
    return text.casefold() != text or len(text.split()) <= 2 or not text[0].isascii()


def _capitalised(words: list[str], is_before: bool) -> list[str]:
    """Return the run of names nearest to the coordinate in a sentence."""
    runs: list[list[str]] = [[]]
    for index, word in enumerate(words):
        bare = word.strip("(),.;:\"'“”")
        if (bare[:1].isupper() and index) or (runs[-1] and bare.casefold() in _SMALL):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    named = [run for run in runs if run]
    return (named[-1] if is_before else named[0])[:MOST_WORDS] if named else []
