# SPDX-License-Identifier: MIT
"""Walks through the real window on a display of its own, with real events; see each module."""
