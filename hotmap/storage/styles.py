# SPDX-License-Identifier: MIT
"""Styles."""

from __future__ import annotations

import sqlite3


def refresh(db: sqlite3.Connection) -> None:
    """Write styles."""
