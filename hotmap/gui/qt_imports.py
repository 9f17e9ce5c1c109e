# SPDX-License-Identifier: MIT
"""Importing beside Qt without its curiosity."""

from __future__ import annotations

from typing import Any


def leave_sources_alone() -> None:
    """Have PySide not read the source of every module that is imported after it.

    It looks there for its own name, to know whether ``from __feature__ import snake_case`` could be
    meant. Nobody says that here, and the reading is a sixth of the start. Where PySide knows nothing
    of this, nothing is lost but the time.
    """
    import shiboken6  # noqa: F401  brings the package below
    from shibokensupport import feature  # type: ignore[import-not-found]

    known: Any = feature
    if hasattr(known, "_mod_uses_pyside"):
        known._mod_uses_pyside = lambda module: False
