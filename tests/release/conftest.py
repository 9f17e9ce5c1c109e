# SPDX-License-Identifier: MIT
"""Plans full of canaries."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def coal_mine() -> ModuleType:
    """The neighbour module that makes canaries: test folders are no packages here."""
    name = "hotmap_test_canaries"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("canaries.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
