# SPDX-License-Identifier: MIT
"""The order of codes and names as people count: H-2 before H-10, accents and case apart."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"\d+")
_DIGITS_WIDTH = 12  # of a run of figures, filled up with zeros so that texts compare as numbers
_KEY_LENGTH = 80  # what differs only behind that counts as equal


def natural(text: str) -> str:
    """Return what a text is ordered by: figures as numbers, case and accents apart.

    >>> natural("H-2") < natural("h-10"), natural("Éfé") < natural("zo")
    (True, True)
    """
    folded = text.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(part for part in parts if not unicodedata.combining(part))
    if any(sign.isdigit() for sign in folded):
        folded = _DIGITS.sub(lambda run: run[0].zfill(_DIGITS_WIDTH), folded)
    return folded[:_KEY_LENGTH]
