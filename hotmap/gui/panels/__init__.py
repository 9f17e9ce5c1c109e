# SPDX-License-Identifier: MIT
"""Panels about the map: layers, inspector, history, start, import."""
