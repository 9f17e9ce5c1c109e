# SPDX-License-Identifier: MIT
"""The only door out: from a plan and an audience to a `Release`, and the inspection of what was written.

A release is built field by field from an allow-list (`hotmap.release.policy`), never by deleting
from a copy. Exporters see a release and nothing else.
"""

from hotmap.release.build import build_release, prepare_release
from hotmap.release.policy import INTERNAL
from hotmap.release.release import Release

__all__ = ["INTERNAL", "Release", "build_release", "prepare_release"]
