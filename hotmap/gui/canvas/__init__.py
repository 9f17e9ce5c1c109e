# SPDX-License-Identifier: MIT
"""The map: a widget over a cached picture, with what the hand does live on top."""
