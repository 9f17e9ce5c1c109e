# SPDX-License-Identifier: MIT
"""Words made comparable: one spelling for headers and values of all scripts and habits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_ARTICLE = re.compile(r"\bال(?=\w{2})")


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without accents, Arabic articles and signs.

    >>> words("_GPS_latitude"), words("Admin2PCode"), words("Qué?")
    (('gps', 'latitude'), ('admin', '2', 'pcode'), ('que',))
    """
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)  # camelCase
    text = re.sub(r"(?i)\bp[\s\-_]?codes?\b|(?<=\d)p[\s\-_]?code", " pcode", text.replace("_", " "))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_ARABIC_LETTERS)
    plain = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", _ARTICLE.sub("", plain))
    return tuple(re.findall(r"\w+", plain))


def phrase(text: str) -> str:
    """Return the words of a text with single spaces between them."""
    return " ".join(words(text))


def contains(text: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Return whether the words of `part` stand one after the other in `text`."""
    span = len(part)
    return any(text[i : i + span] == part for i in range(len(text) - span + 1))
