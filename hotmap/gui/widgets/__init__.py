# SPDX-License-Identifier: MIT
"""Small controls that know nothing of plans: bars, chips, strips, cards."""
