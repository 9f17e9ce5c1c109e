# SPDX-License-Identifier: MIT
"""The examples that the docstrings of the release give."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from hotmap.release import generalise, lexicon, places, population


@pytest.mark.parametrize("module", [generalise, lexicon, places, population], ids=lambda module: module.__name__)
def test_examples_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
