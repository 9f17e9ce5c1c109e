# SPDX-License-Identifier: MIT
"""The window: stages, panels, forms and tables over one open plan.

Everything here reads the plan and calls `hotmap.services` to change it; nothing here writes.
"""
