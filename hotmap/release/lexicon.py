# SPDX-License-Identifier: MIT
"""Words: how texts are cut into them, and which of them may be in a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from hotmap.domain.fields import MONTH_NAMES, show
from hotmap.domain.records import KINDS
from hotmap.i18n import LANGUAGES, in_language, tr
from hotmap.release.release import Release

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u0020\u00a0\u2009\u202f,.’'٬]\d{3})+(?![\d])")
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010\ufffe]\s*[\r\n]+\s*(?=\w)")
_DECIMAL = re.compile(r"(?<![\w.])[-+−]?\d+[.,]\d+(?![\w]|[.,]\d)")
SHORTEST = 3
"""Fewer letters identify nobody: units, grid letters, badges."""
LONGEST_NUMBER = 6
"""Longer bare numbers could be phones or identities; figures and years are shorter."""
_SIGN = re.compile(r"\d{1,2}[c-hj-np-x](?:[a-hj-np-z]{2})?|[a-z]{1,2}\d{1,3}")
"""Squares of the military grid, and short names that programs give to drawings and columns."""


def words(text: str) -> list[str]:
    """Return the words of a text, folded so that the same word is always the same.

    Ligatures, Arabic presentation forms, full-width digits and case are folded, soft hyphens and
    hyphens at a line's end dropped, thousands joined to one number.

    >>> words("Kal-\\nma camp: 18\\u202f400 people")
    ['velmar', 'camp', '18400', 'people']
    """
    text = unicodedata.normalize("NFKC", _HYPHENATED.sub("", text)).replace("\u00ad", "")
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    return _WORD.findall(text.casefold())


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

    def add(self, texts: Iterable[str]) -> None:
        """Allow more texts."""
        for text in texts:
            found = words(text)
            self.words.update(found)
            self._phrases.add(" ".join(found))
        self._joined = None

    def knows(self, word: str) -> bool:
        """Return whether a word may stand in a file."""
        if word in self.words or len(word) < SHORTEST:
            return True
        if word.isdecimal():
            return len(word) <= LONGEST_NUMBER
        # Text of scripts written from the right may come out of a page letter by letter reversed.
        return bool(_SIGN.fullmatch(word)) or (not word.isascii() and word[::-1] in self.words)

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
            if broken and (word in _month_strip() or self._is_fragment(found, index)):
                continue
            yield word

    def _is_fragment(self, found: list[str], index: int) -> bool:
        """Return whether a word becomes a known one with the words beside it, or is two known ones."""
        word = found[index]
        for before in range(3):
            for after in range(3):
                joined = "".join(found[max(index - before, 0) : index + after + 1])
                if joined != word and joined in self.words:
                    return True
        return any(
            word[:cut] in self.words and word[cut:] in self.words for cut in range(SHORTEST, len(word) - SHORTEST + 1)
        )


def decimals_in(text: str) -> Iterator[float]:
    """Yield the numbers of a text that have decimals."""
    for match in _DECIMAL.finditer(text):
        yield float(match.group().replace(",", ".").replace("−", "-"))


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
                if value is not None:
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
    """Yield the beginning of the hash as documents print it, in any length."""
    for length in range(4, 17):
        yield digest[:length]
    for start in range(0, 16, 4):
        yield digest[start : start + 4]
