# SPDX-License-Identifier: MIT
"""``hotmap``: the window without a verb, the command line with one."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Nothing here multiplies large matrices; making threads for it would take half of numpy's import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run hotmap and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not arguments or (len(arguments) == 1 and _is_plan(arguments[0])):
        prepare_window()
        from hotmap.app import run_window

        return run_window(Path(arguments[0]) if arguments else None)
    from hotmap.cli.main import run  # says which verbs there are, too

    return run(arguments)


def prepare_window() -> None:
    """Make the imports of the window quick; before anything of it is imported."""
    gc.disable()  # nothing is garbage yet; turned on again when the first map stands
    from hotmap.gui.qt_imports import leave_sources_alone

    leave_sources_alone()


def _is_plan(argument: str) -> bool:
    if argument.startswith("-"):
        return False
    if argument.endswith(".gpkg"):
        return True  # the window opens without waiting for the command line to be read
    from hotmap.cli.main import VERB_NAMES

    return argument not in VERB_NAMES and Path(argument).exists()


if __name__ == "__main__":
    sys.exit(main())
