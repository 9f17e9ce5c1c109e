# SPDX-License-Identifier: MIT
"""The story of the exercise: who is threatened where, who is there, what was decided and is planned.

The texts lie in the TOML files beside; the modules turn them into records on the island.
"""
