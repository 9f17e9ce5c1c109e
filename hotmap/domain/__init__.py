# SPDX-License-Identifier: MIT
"""What people talk about: hotspots, threats, presence, decisions, responses and who may see them.

Frozen values only. No Qt, no files, no network.
"""
