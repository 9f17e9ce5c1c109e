# SPDX-License-Identifier: MIT
"""``python -m tests.benchmarks [SUITE…]``: measure hotmap against its goals, beside QGIS where it is installed.

Nothing here is a test: a slow machine must not fail a change. Ratios are of one run on one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable

from tests.benchmarks import edit, exporting, first, importing, pan, qgis, redraw, sheets, start
from tests.benchmarks.results import Result, format_table

SUITES: dict[str, Callable[[], list[Result]]] = {
    "start": start.run,
    "redraw": redraw.run,
    "labels": redraw.run_labels,
    "first": first.run,
    "pan": pan.run,
    "edit": edit.run,
    "import": importing.run,
    "export": exporting.run,
    "sheets": sheets.run,
}


def main() -> int:
    """Run the named suites, or all, and print their table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"any of {', '.join(SUITES)}; default all")
    wanted = parser.parse_args().suites or list(SUITES)
    if unknown := set(wanted) - set(SUITES):
        parser.error(f"no suite is called {', '.join(sorted(unknown))}")
    print(f"beside {qgis.version() or 'nothing else (QGIS is not installed here)'}", file=sys.stderr)
    results: list[Result] = []
    broken = False
    for name in wanted:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        try:
            results += SUITES[name]()
        except Exception:
            # What the other suites found took minutes: show it all the same.
            traceback.print_exc()
            broken = True
    print(format_table(results))
    return 1 if broken else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
