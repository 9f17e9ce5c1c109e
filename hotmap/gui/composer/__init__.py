# SPDX-License-Identifier: MIT
"""The composer of map sheets: what is chosen beside a live preview, and the way to file and printer."""
