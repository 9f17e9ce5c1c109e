# SPDX-License-Identifier: MIT
"""What every test stands on: no screen, no network, and nobody's settings but its own."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt: it reads the platform and the folders once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_SESSION_HOME = tempfile.TemporaryDirectory(prefix="hotmap-tests-")
FIELD_FILES = Path(os.environ.get("HOTMAP_FIELD_FILES") or Path(__file__).parents[2] / "shared" / "data").absolute()
"""Real files of the field, where a developer has them; they are nobody's to publish."""

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}

settings.register_profile(
    "hotmap",
    deadline=None,  # two shared cores: a slow example says nothing about the law
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("hotmap")


def _home_environment(home: Path) -> dict[str, str]:
    return {name: str(home / below) for name, below in _HOME_VARIABLES.items()}


def pytest_configure() -> None:
    """Point the whole process away from the developer's home, fixtures of modules included."""
    home = Path(_SESSION_HOME.name)
    # One font cache for the session: with one a test, each test would index all fonts again.
    os.environ.update(_home_environment(home), XDG_CACHE_HOME=str(home / ".cache"))
    os.environ.update(LC_ALL="C.UTF-8", LANG="C.UTF-8", TZ="UTC")
    ours = [name for name in os.environ if name.startswith("HOTMAP_") and name != "HOTMAP_FIELD_FILES"]
    for name in [*ours, "LANGUAGE"]:
        os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    """Remove what the session wrote to its home."""
    _SESSION_HOME.cleanup()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home folder; settings and recent files land there."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in _home_environment(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for another machine: hotmap promises never to go online."""
    connect = socket.socket.connect

    def connect_here_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {host}: hotmap never goes online")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_here_only)
