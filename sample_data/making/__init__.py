# SPDX-License-Identifier: MIT
"""How the invented island is made: noise, water, people, roads, borders. Not needed to use it."""
