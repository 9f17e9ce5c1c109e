# SPDX-License-Identifier: MIT
"""Set up, run, test, measure and bundle hotmap, with nothing but Python's standard library.

    python3 tools/dev.py setup     build .venv, with `hotmap` in .venv/bin
    python3 tools/dev.py run       open the training scenario (without a display: export it to out/)
    python3 tools/dev.py test      style, types, import contracts and the tests
    python3 tools/dev.py bench     measure against the goals, beside QGIS where it is installed
    python3 tools/dev.py bundle    build the folder that runs without Python
    python3 tools/dev.py pins      renew constraints.txt from pyproject.toml

`make run`, `make test` and so on do the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import machine
from report import SetupError, finish, say

ROOT = Path(__file__).resolve().parent.parent
DEMO_FOLDER = ROOT / "out"
# `hotmap demo` would write all exports as well, and the window should not wait for them.
MAKE_SAMPLE_PLAN = """
import sys
from pathlib import Path
from hotmap.services.sample import create_sample
from hotmap.settings import actor
plan = Path(sys.argv[1])
unfinished = plan.with_suffix(".part")
unfinished.unlink(missing_ok=True)
create_sample(unfinished, actor()).close()
unfinished.rename(plan)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands above and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="tools/dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=_COMMANDS, metavar="|".join(_COMMANDS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to hotmap or pytest")
    options = parser.parse_args(arguments)
    try:
        python = machine.find_python()
        if python != sys.executable:
            return subprocess.run([python, __file__, options.command, *options.rest]).returncode
        return _COMMANDS[options.command](options.rest)
    except SetupError as error:
        return finish(error)
    except KeyboardInterrupt:
        return 130


def setup(rest: Sequence[str] = (), extras: str = "dev") -> int:
    """Check the machine and build the environment, unless all of it stands already."""
    import environment
    import fonts

    built = environment.is_built(extras)
    machine.ensure_libraries(needs_venv=not built and not environment.has_uv())
    if not built:
        started = time.monotonic()
        environment.build(extras)
        fonts.ensure_fonts()
        hotmap = environment.program("hotmap").relative_to(ROOT)
        say(f"Set up in {time.monotonic() - started:.0f} s: {hotmap}")
    return 0


def run(rest: Sequence[str]) -> int:
    """Open the training scenario in the window; without a display write and list its exports."""
    setup()
    if machine.has_display():
        plan = DEMO_FOLDER / "plan.gpkg"
        DEMO_FOLDER.mkdir(exist_ok=True)
        code = 0 if plan.exists() else _call("python", "-c", MAKE_SAMPLE_PLAN, str(plan))
        return code or _call("hotmap", str(plan), *rest)
    say("There is no display here, so no window. Writing the training scenario and all its exports to out/ …")
    code = _call("hotmap", "demo", "out", *rest)
    if code == 0:
        say(f"All of it is in {DEMO_FOLDER}")
    return code


def test(rest: Sequence[str]) -> int:
    """Run every check, all of them even when one fails, and say at the end which failed."""
    setup()
    workers = str(min(os.cpu_count() or 1, 4))
    checks = {
        "style": ["ruff", "check", "--quiet", "."],
        "types": ["mypy", "--no-error-summary"],
        "import contracts": ["lint-imports", "--no-logo"],
        "tests": ["pytest", "-q", "-n", workers, *rest],
    }
    failed = []
    for name, (tool, *arguments) in checks.items():
        started = time.monotonic()
        say(f"== {name}")
        if _call(tool, *arguments, QT_QPA_PLATFORM="offscreen") != 0:
            failed.append(name)
        say(f"== {name}: {'FAILED' if name in failed else 'fine'} ({time.monotonic() - started:.0f} s)")
    if failed:
        say(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(rest: Sequence[str]) -> int:
    """Print the table of the goals, each measured now, here."""
    setup()
    return _call("python", "-m", "tests.benchmarks", *rest)


def bundle(rest: Sequence[str]) -> int:
    """Build the one-folder bundle into dist/, try it, and print its size and its start."""
    setup(extras="dev,bundle")
    import bundling

    return bundling.build_and_try()


def pins(rest: Sequence[str]) -> int:
    """Renew the constraints file."""
    setup()
    import pins as pinning

    pinning.renew()
    return 0


def _call(tool: str, *arguments: str, **environment_changes: str) -> int:
    import environment

    command = [str(environment.program(tool)), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment_changes}).returncode


_COMMANDS = {"setup": setup, "run": run, "test": test, "bench": bench, "bundle": bundle, "pins": pins}

if __name__ == "__main__":
    sys.exit(main())
