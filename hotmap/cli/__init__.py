# SPDX-License-Identifier: MIT
"""The command line: everything that the window does without a mouse can be scripted."""
