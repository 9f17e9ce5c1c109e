# SPDX-License-Identifier: MIT
"""hotmap: protection hotspots drawn, prioritised, covered, answered and shared, offline."""

__version__ = "0.1.0"
