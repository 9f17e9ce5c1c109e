# SPDX-License-Identifier: MIT
"""The few ways in which hotmap refuses, each with a sentence for the user and an exit code.

Bad rows of a file are numbered warnings, never errors; see `hotmap.importers`.
"""

from __future__ import annotations

from pathlib import Path


class HotmapError(Exception):
    """Something the user can understand and act upon.

    Parameters
    ----------
    message : str
        What is wrong and what to do, as one or two translated sentences.
    file : path, optional
        The file it is about; the command line prints it before the sentence.
    option : str
        How the command line settles it, such as ``--crs EPSG:4326``; the sentence is for the window
        too and never names an option. The command line prints it behind the sentence.
    """

    exit_code = 2

    def __init__(self, message: str, file: str | Path | None = None, *, option: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.option = option
        self.file = None if file is None else str(file)

    def __str__(self) -> str:
        return f"{self.file}: {self.message}" if self.file else self.message


class UsageError(HotmapError):
    """The words or values given do not make sense (unknown field, ambiguous code, …)."""


class InputError(HotmapError):
    """A file that is given cannot be read as what it claims to be, or holds nothing usable."""


class MissingCrsError(InputError):
    """A file has coordinates but does not say in which reference system."""


class MissingFileError(InputError):
    """A file that the plan names is not where it was; it can be found again by hand."""


class PlanFileError(HotmapError):
    """A plan file is damaged, foreign, of a newer version, read-only or locked."""


class LockedError(PlanFileError):
    """Somebody else is writing to the plan; `holder` names the role and machine label."""

    def __init__(self, message: str, file: str | Path | None = None, holder: str = "") -> None:
        super().__init__(message, file)
        self.holder = holder


class OutputError(HotmapError):
    """A file cannot be written (no room, no right, no such folder)."""


class RuleError(HotmapError):
    """A rule of the domain refuses: loosening a foreign marking, releasing nothing, …"""

    exit_code = 1


class LeakError(RuleError):
    """The inspection of a written file found something that was not released."""

    def __init__(self, message: str, file: str | Path | None = None, leaks: tuple[object, ...] = ()) -> None:
        super().__init__(message, file)
        self.leaks = leaks


class CancelledError(HotmapError):
    """The user pressed Cancel; nothing was changed."""
