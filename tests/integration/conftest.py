# SPDX-License-Identifier: MIT
"""Hotmap as its users have it: the command line, files in, files out."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from hotmap.__main__ import main
from tests.conftest import FIELD_FILES

Hotmap = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs the real files where they are not."""
    if FIELD_FILES.is_dir():
        return
    for item in items:
        if item.get_closest_marker("skipif") is None and "real" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="the real files are not on this machine"))


@pytest.fixture
def real() -> Path:
    """The folder of real files."""
    return FIELD_FILES


@pytest.fixture(scope="session")
def hotmap() -> Hotmap:
    """Run a command line; return its JSON document with --json, else (exit code, stdout, stderr).

    `code` is the exit code it must have, None for any.
    """

    def run(*arguments: object, code: int | None = 0, actor: str = "POC adviser") -> Any:
        out, messages = StringIO(), StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(messages):
            patch.setenv("HOTMAP_ACTOR", actor)
            found = main([str(argument) for argument in arguments])
        assert code is None or found == code, messages.getvalue()
        assert "Traceback" not in messages.getvalue()
        return json.loads(out.getvalue()) if "--json" in arguments else (found, out.getvalue(), messages.getvalue())

    return run


@pytest.fixture(autouse=True)
def _gui(qapp: object) -> None:
    """Have an application: maps need one, and tests of the window must not find another kind."""
