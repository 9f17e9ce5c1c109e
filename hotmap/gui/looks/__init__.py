# SPDX-License-Identifier: MIT
"""The panel in which the look of a layer is chosen, part by part."""
