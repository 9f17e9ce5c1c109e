# SPDX-License-Identifier: MIT
# Short names for tools/dev.py, which does the work and also runs by itself.
.PHONY: help setup run test bench bundle pins

help:
	@python3 tools/dev.py --help

setup run test bench bundle pins:
	@python3 tools/dev.py $@ $(ARGS)
