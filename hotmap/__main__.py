# SPDX-License-Identifier: MIT
"""``hotmap``: the window without a verb, the command line with one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hotmap and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    from hotmap.cli.main import VERB_NAMES, run

    if arguments and (arguments[0] in VERB_NAMES or arguments[0].startswith("-")):
        return run(arguments)
    if len(arguments) > 1 or (arguments and not _looks_like_plan(arguments[0])):
        return run(arguments)  # says which verbs there are
    from hotmap.app import run_window

    return run_window(Path(arguments[0]) if arguments else None)


def _looks_like_plan(argument: str) -> bool:
    return argument.endswith(".gpkg") or Path(argument).exists()


if __name__ == "__main__":
    sys.exit(main())
