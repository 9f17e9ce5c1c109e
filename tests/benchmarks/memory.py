# SPDX-License-Identifier: MIT
"""Memory of a process and its children, shared pages in proportion; also read by Debian's Python."""

from __future__ import annotations

import os


def pss_mb(root: int) -> float:
    """Return the summed PSS of a process and everything below it, in MB (10⁶ bytes); Linux only."""
    parents = {int(pid): _parent(pid) for pid in os.listdir("/proc") if pid.isdigit()}
    family = {root}
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(map(_pss_kib, family)) * 1024 / 1e6


def _parent(pid: str) -> int:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return -1


def _pss_kib(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except OSError:
        return 0
