# SPDX-License-Identifier: MIT
"""Columns of numbers as people type them: what a comma means is decided by the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

_SPACES = re.compile(r"[\s\u00a0\u202f'’٬]")
_THOUSANDS = {sign: re.compile(rf"[-+]?[1-9]\d{{0,2}}(\{sign}\d{{3}})+") for sign in ",."}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


def numbers(values: Sequence[Any], *, whole: bool = False) -> np.ndarray:
    """Return a column as floats.

    Parameters
    ----------
    values : sequence of length n
        Texts, numbers or None.
    whole : bool
        Counts, in which ``1.234`` can only be a thousand and more; else a lone sign is the decimal one.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN for nothing and for what is no number.

    Examples
    --------
    >>> numbers(["12,5", "1.234,75", None]).tolist()[:2]
    [12.5, 1234.75]
    """
    if not whole:
        try:  # nearly always plain numbers, and then all at once
            return np.array([np.nan if value is None or value == "" else value for value in values], dtype=float)
        except (TypeError, ValueError):
            pass
    found = np.full(len(values), np.nan)
    texts: dict[int, str] = {}
    for index, value in enumerate(values):
        if isinstance(value, str):
            texts[index] = _SPACES.sub("", value.translate(_DIGITS)).replace("−", "-")
        elif value is not None and not isinstance(value, bool):
            found[index] = value
    decimal = _decimal_sign([text for text in texts.values() if text], whole=whole)
    other = "," if decimal == "." else "."
    for index, text in texts.items():
        found[index] = _number(text.replace(other, "").replace(decimal, "."))
    return found


def _decimal_sign(texts: Sequence[str], *, whole: bool) -> str:
    both = [text for text in texts if "," in text and "." in text]
    if both:
        commas = sum(text.rfind(",") > text.rfind(".") for text in both)
        return "," if 2 * commas > len(both) else "."
    with_comma = [text for text in texts if "," in text]
    with_point = [text for text in texts if "." in text]
    if with_comma:
        grouped = [bool(_THOUSANDS[","].fullmatch(text)) for text in with_comma]
        several = any(text.count(",") > 1 for text in with_comma)
        return "." if all(grouped) and (whole or several or with_point) else ","
    if with_point and all(_THOUSANDS["."].fullmatch(text) for text in with_point):
        several = any(text.count(".") > 1 for text in with_point)
        return "," if whole or several else "."
    return "."


def _number(text: str) -> float:
    try:
        return float(text) if text and text[-1].isdecimal() else np.nan
    except ValueError:
        return np.nan
