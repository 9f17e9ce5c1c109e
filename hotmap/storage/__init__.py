# SPDX-License-Identifier: MIT
"""The plan file: one GeoPackage that carries records, context layers, styles and their history.

`planfile.PlanFile` is the way in. Beneath it the journal holds changes, `fold` turns a set of
changes into a state, and the tables that QGIS opens are that state written down.
"""
