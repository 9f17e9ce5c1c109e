# SPDX-License-Identifier: MIT
"""Use cases: the one way in and the one way out. Every write to a plan passes here."""
