# SPDX-License-Identifier: MIT
"""Tables of records: columns as data, one model, delegates that paint badges and strips."""
