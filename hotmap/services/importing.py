# SPDX-License-Identifier: MIT
"""Bringing in a foreign file: read, understand, show, and only then write, as one action."""

from __future__ import annotations

AS = ("hotspot", "presence", "incident", "road", "area", "place", "layer")
"""What the rows of a file can become."""
