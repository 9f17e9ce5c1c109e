# SPDX-License-Identifier: MIT
"""EXERCISE CORAL BRIDGE: an invented island and a training scenario on it."""
