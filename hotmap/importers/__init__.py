# SPDX-License-Identifier: MIT
"""Foreign files come in here: one module a family, all feeding one path.

file → `registry.read_source` → `SourceTable` → `columns.choose_columns` → `building.build_records`
or `building.build_layer` → records and numbered warnings. Services write them to the plan.
"""
