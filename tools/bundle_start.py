# SPDX-License-Identifier: MIT
"""The first lines that run in the bundle, before Python's own; see ``runtime_hooks`` in hotmap.spec."""

import os
import sys

# Without any locale Qt warns about ASCII; Python alone would have chosen the same.
if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
    os.environ["LC_CTYPE"] = "C.UTF-8"
