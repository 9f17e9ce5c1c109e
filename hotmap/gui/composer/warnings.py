# SPDX-License-Identifier: MIT
"""What a sender should know of a painted sheet, in sentences."""

from __future__ import annotations

from hotmap.cartography.sheet import MapSheet
from hotmap.cartography.sheet_column import more_kinds
from hotmap.i18n import tr, tr_count


def warnings_of(sheet: MapSheet, *, shows_part: bool = False) -> list[str]:
    """Return what found no room on a sheet that has been painted.

    Parameters
    ----------
    shows_part : bool
        The sheet is meant to show a part, so what lies outside is no news.
    """
    report, fit = sheet.report, sheet.panel.fit
    found = []
    if report is not None:
        words = tr("The picture of the base map {name} cannot be shown: only its frame is printed.")
        found += [words.format(name=name) for name in report.unshown]
        if report.outside and not shows_part:
            found.append(
                tr_count("{n} hotspot lies outside the map.", "{n} hotspots lie outside the map.", report.outside)
            )
        if report.covered:
            found.append(
                tr_count(
                    "{n} hotspot lies below the scale bar.", "{n} hotspots lie below the scale bar.", report.covered
                )
            )
        if report.unnamed:
            found.append(tr_count("{n} name found no room.", "{n} names found no room.", report.unnamed))
        if report.shortened:
            found.append(
                tr_count("{n} label says less than it could.", "{n} labels say less than they could.", report.shortened)
            )
        if report.without_locator:
            found.append(tr("No corner is free for the locator map."))
    must = len(sheet.content.must)
    if fit.must.listed < must:
        found.append(tr("The list has room for {n} of {all}.").format(n=fit.must.listed, all=must))
    if sheet.unexplained:
        words = tr("The legend has no room for all: {left_out}. Fewer classes or larger paper make room.")
        found.append(words.format(left_out=more_kinds(sheet.unexplained)))
    return found
