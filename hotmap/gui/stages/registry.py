# SPDX-License-Identifier: MIT
"""The stages in the order of the workshop: stage bar, Ctrl+1…5 and menu derive from here."""

from __future__ import annotations

from hotmap.gui.stages.cover import CoverStage
from hotmap.gui.stages.map import MapStage
from hotmap.gui.stages.prioritise import PrioritiseStage
from hotmap.gui.stages.respond import RespondStage
from hotmap.gui.stages.share import ShareStage
from hotmap.gui.stages.stage import Stage

STAGES: tuple[type[Stage], ...] = (MapStage, PrioritiseStage, CoverStage, RespondStage, ShareStage)
