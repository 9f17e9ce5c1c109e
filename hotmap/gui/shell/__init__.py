# SPDX-License-Identifier: MIT
"""The frame around the stages: top bar, search, status bar, strips and the places for panels."""
