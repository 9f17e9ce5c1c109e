# SPDX-License-Identifier: MIT
"""The fixed vocabulary: words that are in a file because hotmap wrote it, not because of any plan.

These are the texts in the program's own code, taken from the compiled modules so that the bundle
has them too, and their translations; what a format brings beside that its exporter says.
"""

from __future__ import annotations

import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import ModuleSpec
from types import CodeType

from hotmap.i18n import in_language, tr, tr_count

ROOMS = ("hotmap.domain", "hotmap.analysis", "hotmap.release", "hotmap.cartography", "hotmap.exporters", "hotmap.units")
"""Where the texts of exports are written."""

_PLURAL_EXAMPLES = (0, 1, 2, 3, 11, 100)
"""Numbers that between them ask for every plural form of the languages we speak."""


@cache
def program_texts(language: str = "en") -> frozenset[str]:
    """Return every text in the code of the rooms that write exports, and its translation."""
    texts = frozenset(text for room in ROOMS for text in _texts_of(room))
    if language == "en":
        return texts
    translated = set(texts)
    with in_language(language):
        for text in texts:
            translated.add(tr(text))
            translated.update(_plurals(text))
    return frozenset(translated)


def _plurals(text: str) -> Iterator[str]:
    if "{n}" not in text:
        return
    for count in _PLURAL_EXAMPLES:
        try:
            yield tr_count(text, text, count)
        except (KeyError, IndexError, ValueError):  # other placeholders: no counted text
            return


def _texts_of(name: str) -> Iterator[str]:
    spec = importlib.util.find_spec(name)
    if spec is None:
        return
    yield from _texts_in(_code_of(spec))
    for module in pkgutil.iter_modules(spec.submodule_search_locations or ()):
        yield from _texts_of(f"{name}.{module.name}")


def _code_of(spec: ModuleSpec) -> CodeType | None:
    get_code = getattr(spec.loader, "get_code", None)
    code = get_code(spec.name) if get_code else None
    return code if isinstance(code, CodeType) else None


def _texts_in(code: CodeType | None) -> Iterator[str]:
    """Yield the texts of compiled code, without the docstrings of functions and modules."""
    if code is None:
        return
    for index, constant in enumerate(code.co_consts):
        if isinstance(constant, CodeType):
            yield from _texts_in(constant)
        elif not (index == 0 and isinstance(constant, str) and "\n" in constant):
            yield from _strings(constant)


def _strings(constant: object) -> Iterable[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, (tuple, frozenset)):
        for inner in constant:
            yield from _strings(inner)
