# SPDX-License-Identifier: MIT
"""The five stages of the workshop, each in its own module, and the list that all derives from.

Add a stage by writing its class and one line in `hotmap.gui.stages.registry`.
"""
