# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
import sys
import tomllib

import environment
import machine
import pytest
import report
from packaging.requirements import Requirement

PROJECT = tomllib.loads((environment.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIN_LINES = [line for line in environment.CONSTRAINTS.read_text("utf-8").splitlines() if line[:1] != "#"]


def test_constraints_hold_nothing_but_names_and_versions() -> None:
    assert [line for line in PIN_LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_constraints_pin_every_dependency_within_its_range() -> None:
    pins = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in (p.split("==") for p in PIN_LINES)}
    extras = PROJECT["optional-dependencies"].values()
    for text in [*PROJECT["dependencies"], *(text for extra in extras for text in extra)]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(pins[re.sub(r"[-_.]+", "-", wanted.name).lower()]), text


@pytest.mark.skipif(not machine.is_linux(), reason="the stand-ins are shell scripts")
@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0)])
def test_find_python_on_one_that_does_not_fit_finds_another_or_says_which(
    version: tuple[int, int, int], tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(report.SetupError, match=r"3\.11 to 3\.13"):
        machine.find_python()
    dangling = tmp_path / "python3.13"
    dangling.write_text("#!/bin/sh\nexit 127\n")
    dangling.chmod(0o755)
    fitting = tmp_path / "python3.12"
    fitting.write_text("#!/bin/sh\n")
    fitting.chmod(0o755)
    assert machine.find_python() == str(fitting)


@pytest.mark.skipif(not machine.is_linux(), reason="elsewhere the wheels bring all libraries")
def test_ensure_libraries_without_root_names_the_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "QT_LIBRARIES", {"libnot-there.so.9": "libnot-there9"})
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    with pytest.raises(report.SetupError, match="libnot-there9"):
        machine.ensure_libraries(needs_venv=False)


def test_run_quietly_when_the_command_fails_shows_the_end_of_its_output() -> None:
    with pytest.raises(report.SetupError, match="no disc left"):
        report.run_quietly([sys.executable, "-c", "import sys; print('no disc left'); sys.exit(3)"])


def test_run_quietly_gives_the_command_no_input_to_wait_for() -> None:
    report.run_quietly([sys.executable, "-c", "import sys; sys.exit(len(sys.stdin.read()))"])
