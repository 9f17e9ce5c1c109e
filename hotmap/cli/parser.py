# SPDX-License-Identifier: MIT
"""The shape of the command line, assembled from the verbs."""

from __future__ import annotations

import _thread
import argparse
import os
import re
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, Self

from hotmap import __version__
from hotmap.errors import UsageError
from hotmap.i18n import tr

_IMPORT_PATIENCE_S = 0.03  # between one look whether an import has ended and the next

Configure = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]


@dataclass(frozen=True)
class Verb:
    """One verb of the command line.

    Attributes
    ----------
    name, help : str
    configure : callable
        Adds the verb's arguments to its parser.
    run : callable
        Does it and returns the exit code.
    """

    name: str
    help: str
    configure: Configure
    run: Run


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are a `UsageError`, so that they read like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. " + tr("See “{command} --help”.").format(command=self.prog))


class _VerbParser(_Parser):
    """A parser of one verb, in which options may stand between the values."""

    _is_mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse options wherever they stand; the parser of all verbs calls this."""
        if self._is_mixing:
            return super().parse_known_args(args, namespace)
        self._is_mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_mixing = False


def build_parser(verbs: Sequence[Verb]) -> argparse.ArgumentParser:
    """Return the parser for all `verbs`; each takes ``--json``."""
    parser = _Parser(
        prog="hotmap",
        description=tr("Protection hotspots, priorities, presence and the joint response plan. Offline."),
        epilog=tr("Without a verb, “hotmap [PLAN]” opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"hotmap {__version__}")
    parsers = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_VerbParser)
    for verb in verbs:
        sub = parsers.add_parser(verb.name, help=verb.help, description=verb.help, allow_abbrev=False)
        sub.add_argument("--json", action="store_true", help=tr("print one JSON document"))
        verb.configure(sub)
        sub.set_defaults(run=verb.run)
    return parser


def join_negative_values(arguments: Sequence[str]) -> list[str]:
    """Join an option with a value that starts with a minus, so that it is not taken for an option.

    >>> join_negative_values(["--bbox", "-14,8,-13,9"])
    ['--bbox=-14,8,-13,9']
    """
    joined: list[str] = []
    for argument in arguments:
        before = joined[-1] if joined else ""
        is_option = before.startswith("--") and len(before) > 2 and "=" not in before
        if is_option and re.match(r"-[.,]?\d", argument):
            joined[-1] = f"{before}={argument}"
        else:
            joined.append(argument)
    return joined


def key_values(texts: Sequence[str]) -> dict[str, str]:
    """Return ``field=value`` arguments as a mapping.

    Raises
    ------
    UsageError
        For an argument without ``=``, or a field given twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(tr("“{text}” is not field=value").format(text=text))
        if key.strip() in found:
            raise UsageError(tr("the field “{key}” is given twice").format(key=key.strip()))
        found[key.strip()] = value
    return found


def comma_pairs(text: str | None) -> dict[str, str]:
    """Return ``a=b,c=d``; a comma inside a value stays when no new ``key=`` follows it."""
    return key_values(re.split(r",(?=[^,=]+=)", text)) if text else {}


def numbers(text: str, count: int, name: str) -> tuple[float, ...]:
    """Return `count` numbers from ``1,2,3``, or raise `UsageError` naming the option."""
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != count:
        raise UsageError(
            tr("{name} takes {count} numbers with commas between them, not “{text}”").format(
                name=name, count=count, text=text
            )
        )
    return found


def box_of(text: str, name: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees from ``w,s,e,n``.

    Raises
    ------
    UsageError
        When they are not four numbers of this world, or have no extent.
    """
    west, south, east, north = numbers(text, 4, name)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise UsageError(tr("{name} “{text}” is not west,south,east,north in degrees").format(name=name, text=text))
    return west, south, east, north


class Interruption:
    """Remembers that the user pressed Ctrl+C, for libraries turn the interruption into errors or swallow it.

    While a module is imported it waits: in the middle of its import Qt would abort the process.

    Attributes
    ----------
    happened : bool
    """

    def __init__(self) -> None:
        self.happened = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
        # Where the interruption fell into Python code that a library runs from a string, as Qt's import does, Python
        # has noted an unhandled one and would, whatever we return, die of the signal. Running a string clears the note.
        exec("")

    def stop_if_wanted(self, _share: float = 0.0) -> None:
        """Stop here if the interruption was swallowed before; fits as a `Progress` of exports."""
        if self.happened:
            raise KeyboardInterrupt

    def _interrupt(self, _signal: int, frame: FrameType | None) -> None:
        self.happened = True
        if not _is_importing(frame):
            raise KeyboardInterrupt
        again = threading.Timer(_IMPORT_PATIENCE_S, _interrupt_again)
        again.daemon = True
        again.start()


def _interrupt_again() -> None:
    if hasattr(signal, "pthread_kill"):  # wakes the main thread where it waits for something, too
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


def _is_importing(frame: FrameType | None) -> bool:
    """Whether a module is just being imported somewhere below `frame`."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def run_verb(verbs: Sequence[Verb], arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; errors become one sentence on stderr.

    It belongs to the main thread, which alone hears of Ctrl+C.
    """
    with Interruption() as interruption:
        return _run(verbs, arguments, interruption)


def _run(verbs: Sequence[Verb], arguments: Sequence[str], interruption: Interruption) -> int:
    from hotmap.errors import HotmapError

    try:
        parsed: Any = build_parser(verbs).parse_args(join_negative_values(arguments))
        parsed.interruption = interruption
        return int(parsed.run(parsed))
    except HotmapError as error:
        print(f"hotmap: {error}" + (f" ({error.option})" if error.option else ""), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone, as with “| head”; nothing more to say
        return 0
    except KeyboardInterrupt:
        return _stopped()
    except Exception as error:
        if interruption.happened:
            return _stopped()
        if os.environ.get("HOTMAP_TRACE"):
            raise
        print(f"hotmap: {_defect(error)}", file=sys.stderr)
        return HotmapError.exit_code


def _defect(error: Exception) -> str:
    """Return one sentence on a defect of ours, with what helps to mend it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return tr(
        "Something went wrong inside hotmap ({what}; {file}, line {line}). Everything before it is saved. "
        "HOTMAP_TRACE=1 prints more for those who mend it."
    ).format(what=what[:200], file=Path(frame.filename).name, line=frame.lineno)


def _stopped() -> int:
    print("hotmap: " + tr("stopped; what was written before stays"), file=sys.stderr)
    return 128 + signal.SIGINT
