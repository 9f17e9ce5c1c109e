# SPDX-License-Identifier: MIT
"""Words: how texts are cut into them, and which of them may be in a file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from hotmap.domain.fields import MONTH_NAMES, Kind, show
from hotmap.domain.records import KINDS
from hotmap.i18n import LANGUAGES, in_language, tr
from hotmap.release.release import Release

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u0020\u00a0\u2009\u202f,.’'٬]\d{3})+(?![\d])")
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010\ufffe]\s*[\r\n]+\s*(?=\w)")
_FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff]")
_ALTERNATE = re.compile(r"\d+|[^\W\d_]+")
_DECIMAL = re.compile(r"(?<![\w.])[-+−]?\d+[.,]\d+(?![\w]|[.,]\d)")
SHORTEST = 3
"""Fewer letters identify nobody: units, grid letters, badges."""
LONGEST_NUMBER = 7
"""Longer bare numbers could be phones or identities; figures and years are shorter."""
LONGEST_COLUMNS = 9
"""On a page figures of neighbouring columns run together."""
_ROUND = 4
"""Significant digits of a number that is round, such as the scale of a map."""
_SIGN = re.compile(r"\d{1,2}[c-hj-np-x](?:[a-hj-np-z]{2})?|[a-z]{1,2}\d{1,3}|[0-9a-f]{64}")
"""Squares of the military grid, short names of drawings and columns, and digests, which tell nothing."""


def words(text: str) -> list[str]:
    """Return the words of a text, folded so that the same word is always the same.

    Ligatures, Arabic presentation forms, full-width digits and case are folded, soft hyphens and
    hyphens at a line's end dropped, thousands joined to one number.

    >>> words("Vel-\\nmar camp: 18\\u202f400 people")
    ['velmar', 'camp', '18400', 'people']
    """
    text = unicodedata.normalize("NFKC", _HYPHENATED.sub("", text)).replace("\u00ad", "")
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    return _WORD.findall(text.casefold())


def loose(word: str) -> str:
    """Return a word so that it matches however a page's text was put together.

    Readers of PDF give the letters of scripts written from the right in more than one order, so
    for those only which letters they are counts.
    """
    return word if word.isascii() or not _FROM_THE_RIGHT.search(word) else "".join(sorted(word))


class Lexicon:
    """The words that may be in a file.

    Parameters
    ----------
    texts : iterable of str
        Whatever may appear, whole or in parts.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.words: set[str] = set()
        self._joined: str | None = None
        self._phrases: set[str] = set()
        self.add(texts)

    def __or__(self, other: Lexicon) -> Lexicon:
        both = Lexicon()
        both.words = self.words | other.words
        both._phrases = self._phrases | other._phrases
        return both

    def add(self, texts: Iterable[str]) -> None:
        """Allow more texts."""
        for text in texts:
            found = [loose(word) for word in words(text)]
            self.words.update(found)
            self._phrases.add(" ".join(found))
        self._joined = None

    def knows(self, word: str) -> bool:
        """Return whether a word may stand in a file."""
        if len(word) < SHORTEST or loose(word) in self.words:
            return True
        if word.isdecimal():
            return len(word) <= LONGEST_NUMBER or len(word.rstrip("0")) <= _ROUND
        return bool(_SIGN.fullmatch(word))

    def is_text(self, phrase: Sequence[str]) -> bool:
        """Return whether a sequence of words is the whole of one of the texts."""
        return " ".join(phrase) in self._phrases

    def explains(self, phrase: Sequence[str]) -> bool:
        """Return whether a sequence of words stands in one of the texts."""
        if self._joined is None:
            self._joined = "\n".join(f" {text} " for text in self._phrases)
        return f" {' '.join(phrase)} " in self._joined

    def strangers(self, text: str, *, broken: bool = False) -> Iterator[str]:
        """Yield the words of a text that may not be there.

        Parameters
        ----------
        broken : bool
            Words may be cut in two by a line's end, or run together with their neighbours.
        """
        found = words(_DECIMAL.sub(" ", text))
        for index, word in enumerate(found):
            if self.knows(word):
                continue
            if broken and self._is_fragment(found, index):
                continue
            yield word

    def _is_fragment(self, found: list[str], index: int) -> bool:
        """Return whether a word becomes a known one with the words beside it, or is two known ones."""
        word = found[index]
        if _is_scale_bar(word) or word in _month_strip():
            return True
        parts = _ALTERNATE.findall(word)
        if len(parts) > 1 and (all(self.knows(part) for part in parts) or "".join(reversed(parts)) in self.words):
            return True  # figures beside their unit; a code as it is read from a page written from the right
        for before in range(3):
            for after in range(3):
                joined = "".join(found[max(index - before, 0) : index + after + 1])
                if joined != word and loose(joined) in self.words:
                    return True
        halves = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        if any(max(half, key=len) in self.words and all(map(self.knows, half)) for half in halves):
            return True  # a name and the next label of the map, maybe the letter of its code
        return self._is_part(word)

    def _is_part(self, word: str) -> bool:
        """Return whether a word is a known one without the letters that a line's end or a gap set apart."""
        if word.isdecimal():
            return len(word) <= LONGEST_COLUMNS
        if not word.isascii() and _FROM_THE_RIGHT.search(word):
            letters = Counter(word)
            return any(letters <= Counter(known) for known in self.words if not known.isascii())
        ends = (known for known in self.words if len(known) - len(word) in (1, 2))
        return len(word) > SHORTEST and any(known.endswith(word) or known.startswith(word) for known in ends)


def figures_in(text: str) -> list[str]:
    """Return the figures that may be meant where groups of digits follow each other.

    >>> figures_in("18 726 122")
    ['18726', '726122', '18726122']
    """
    found = []
    for match in _GROUPED.finditer(text):
        groups = re.split(r"\D+", match.group())
        for length in range(2, len(groups) + 1):
            found += ["".join(groups[at : at + length]) for at in range(len(groups) - length + 1)]
    return found


def decimals_in(text: str) -> Iterator[float]:
    """Yield the numbers of a text that have decimals."""
    for match in _DECIMAL.finditer(text):
        yield float(match.group().replace(",", ".").replace("−", "-"))


def _is_scale_bar(word: str) -> bool:
    """Return whether digits are the labels of a scale bar, run together: 0, 5, 10, 15; 0 may stand apart.

    >>> _is_scale_bar("0100200300"), _is_scale_bar("50100150200"), _is_scale_bar("0912345678")
    (True, True, False)
    """
    if not word.isdecimal():
        return False
    word = word if word.startswith("0") else f"0{word}"
    for length in range(1, 5):
        step = int(word[1 : 1 + length] or 0)
        labels = "".join(str(step * number) for number in range(len(word)))
        if step and labels.startswith(word) and len(word) > 1 + length:
            return True
    return False


@cache
def _month_strip() -> str:
    """Return the initials of two years' months in all languages, as calendars print them."""
    strips = []
    for language in LANGUAGES:
        with in_language(language):
            strips.append("".join(tr(name)[0] for name in MONTH_NAMES) * 2)
    return " ".join(strips).casefold()


def released_texts(release: Release) -> Iterator[str]:
    """Yield every text that a release may bring into a file, as data and as people read it."""
    yield from release.strings()
    for kind, record_type in KINDS.items():
        specs = record_type.all_specs()
        for record in release.of(kind):
            for code, spec in specs.items():
                value = record.value(code)
                if value is not None and spec.kind is not Kind.DATA:  # the release tells what of it may be said
                    yield show(spec, value, release.lists)
    for language in LANGUAGES:
        with in_language(language):
            for codes in release.lists.values():
                yield tr(codes.label)
                yield from (entry.text for entry in codes)
    yield from (entry.code for codes in release.lists.values() for entry in codes)
    yield from (text for text in _names(release) if text)
    yield release.precision_note()
    yield from _hash_parts(release.hash)


def _names(release: Release) -> Iterator[str]:
    """Yield what exports call themselves: catalogue number and dates without their signs."""
    yield release.info.catalogue or ""
    for date in (release.as_of, release.terms.today):
        yield date or ""
        yield (date or "")[:10].replace("-", "")


def _hash_parts(digest: str) -> Iterator[str]:
    """Yield the beginning of the hash as documents print it, in any length, and its letters alone.

    On a page written from the right readers of PDF give its digits in another order and beside those of
    the page's number; its letters stay together.
    """
    for length in range(4, 17):
        yield digest[:length]
    for start in range(0, 16, 4):
        yield digest[start : start + 4]
        yield from re.findall("[a-f]+", digest[start : start + 4])
