# SPDX-License-Identifier: MIT
"""Pure functions on numbers, coordinates and geometries. No files, no Qt, no plan."""
