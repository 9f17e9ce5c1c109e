# SPDX-License-Identifier: MIT
"""The maps inside a plan document, painted by `hotmap.cartography`."""

from __future__ import annotations

from pathlib import Path

from hotmap.exporters.base import Progress
from hotmap.exporters.plan_model import PlanContent
from hotmap.release import Release


class Figures:
    """Paints the pictures that a plan asks for."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def write_all(self, content: PlanContent, folder: Path, progress: Progress) -> dict[str, str]:
        """Write every picture into `folder` and return its file name by the picture's name."""
        return {}
