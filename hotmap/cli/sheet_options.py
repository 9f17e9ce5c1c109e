# SPDX-License-Identifier: MIT
"""How the command line composes a map sheet."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from hotmap.cartography.sheet_choice import GRIDS, ORIENTATIONS, SERIES, SheetChoice, denominator_in
from hotmap.cli.parser import box_of
from hotmap.errors import UsageError
from hotmap.i18n import tr

if TYPE_CHECKING:
    from hotmap.exporters import ExportOptions


def add_sheet_options(parser: argparse.ArgumentParser) -> None:
    """Add what only a map sheet (``--what map`` to PDF or PNG) asks for."""
    sheet = parser.add_argument_group(tr("map sheet (PDF, PNG)"))
    sheet.add_argument("--orientation", choices=ORIENTATIONS, help=tr("by default landscape"))
    sheet.add_argument("--scale", metavar="N", help=tr("fixed at 1:N; by default everything fits"))
    sheet.add_argument("--bbox", metavar="W,S,E,N", help=tr("in degrees; by default around the hotspots"))
    sheet.add_argument("--grid", choices=GRIDS, help=tr("by default mgrs"))
    sheet.add_argument("--sheets", choices=SERIES[1:], help=tr("one sheet for each, with an overview, in one PDF"))
    sheet.add_argument("--level", choices=("must", "should", "could", "watch"), help=tr("sheets of this level only"))
    sheet.add_argument("--title", metavar="T", help=tr("instead of the plan's own"))
    sheet.add_argument("--proof", action="store_true", help=tr("refuse a sheet that a photocopier would spoil"))


def sheet_options(arguments: argparse.Namespace) -> ExportOptions:
    """Return the options of an export.

    Raises
    ------
    UsageError
        When a scale or box cannot be read.
    """
    from hotmap.exporters import ExportOptions

    choice = SheetChoice(
        orientation=arguments.orientation or ORIENTATIONS[0],
        denominator=_denominator_of(arguments.scale) if arguments.scale else None,
        series=arguments.sheets or SERIES[0],
        level=arguments.level or "",
        title=arguments.title or "",
        proof=arguments.proof,
    )
    bbox = box_of(arguments.bbox, "--bbox") if arguments.bbox else None
    grid = arguments.grid or GRIDS[0]
    return ExportOptions(language=arguments.lang, page=arguments.page, grid=grid, bbox_wgs84=bbox, sheet=choice)


def _denominator_of(text: str) -> int:
    denominator = denominator_in(text)
    if denominator is None:
        raise UsageError(tr("“{text}” is no scale of a map: write for instance 250000 or 1:250 000").format(text=text))
    return denominator
