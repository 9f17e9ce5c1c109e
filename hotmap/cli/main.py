# SPDX-License-Identifier: MIT
"""All verbs of the command line, in the order in which ``hotmap --help`` lists them."""

from __future__ import annotations

from collections.abc import Sequence

from hotmap.cli import editing_verbs, exchange_verbs, history_verbs
from hotmap.cli.output import speak_utf8
from hotmap.cli.parser import run_verb

VERBS = (*exchange_verbs.FIRST, *editing_verbs.VERBS, *history_verbs.VERBS, *exchange_verbs.LAST)
VERB_NAMES = frozenset(verb.name for verb in VERBS)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    speak_utf8()
    return run_verb(VERBS, arguments)
