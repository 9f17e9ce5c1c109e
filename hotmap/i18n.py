# SPDX-License-Identifier: MIT
"""Translation of every text that a user reads. The English text is the key.

Catalogues are GNU gettext files, `resources/translations/<lang>/LC_MESSAGES/hotmap.mo`.
A text without a translation stays English, so a new sentence never breaks a screen.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from hotmap.paths import resource

LANGUAGES = ("en", "fr", "ar")
RIGHT_TO_LEFT = frozenset({"ar"})

_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("hotmap", str(resource("translations")), [language], fallback=True)


def current_language() -> str:
    """Return the language of the texts made now: ``en``, ``fr`` or ``ar``."""
    return _language.get()


def set_language(language: str) -> None:
    """Use `language` from now on in this context; the window calls it once at the start."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language}")
    _language.set(language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make the texts of a block in another language, such as those of one export."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def tr(text: str) -> str:
    """Return `text` in the current language. Fill placeholders after, with ``.format``."""
    language = _language.get()
    return text if language == "en" else _catalogue(language).gettext(text)


def tr_count(singular: str, plural: str, count: int, **others: object) -> str:
    """Return the right form for `count`, with ``{n}`` and the other placeholders filled in."""
    language = _language.get()
    if language == "en":
        text = singular if count == 1 else plural
    else:
        text = _catalogue(language).ngettext(singular, plural, count)
    return text.format(n=count, **others)


def mark_for_translation(text: str) -> str:
    """Return `text` unchanged: a label kept as data now and translated where it is shown."""
    return text
