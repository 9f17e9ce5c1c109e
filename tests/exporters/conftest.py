# SPDX-License-Identifier: MIT
"""Releases of a made-up joint plan."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from hotmap.domain.plan import Plan
from hotmap.release import Release, build_release


def _made_up() -> ModuleType:
    """Load the neighbour module: test folders are no packages here."""
    spec = importlib.util.spec_from_file_location("joint_plan", Path(__file__).with_name("joint_plan.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_up() -> ModuleType:
    """The module that makes joint plans up: ``made_up.joint_plan(hotspots)``."""
    return _made_up()


@pytest.fixture(scope="session")
def released(made_up: ModuleType) -> Callable[..., Release]:
    """Return a release of a plan, by default of seven hotspots to the mission."""

    def release(plan: Plan | None = None, audience: str = "mission") -> Release:
        return build_release(
            plan or made_up.joint_plan(), audience, features=lambda layer: None, today=date(2026, 11, 23), language="en"
        )

    return release


@pytest.fixture(scope="session", autouse=True)
def application(qapp: object) -> object:
    """Make the application that windows need first: painting a map alone would make a smaller one."""
    return qapp
