# SPDX-License-Identifier: MIT
"""Forms derived from field descriptions: one editor for each kind of value."""
