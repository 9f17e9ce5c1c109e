# SPDX-License-Identifier: MIT
"""What a click selects where several records lie on each other."""

from __future__ import annotations

from collections.abc import Sequence


def selection_after_click(found: Sequence[str], selection: Sequence[str], *, add: bool) -> tuple[str, ...]:
    """Return the selection after a click.

    Parameters
    ----------
    found : sequence of str
        uuids under the hand, the nearest first; at least one.
    selection : sequence of str
        uuids selected before.
    add : bool
        Add to the selection, or take out of it, instead of replacing it.

    Returns
    -------
    tuple of str
        Clicking again where one is selected goes to what lies beneath it.
    """
    if not add:
        again = len(selection) == 1 and selection[0] in found
        return (found[(found.index(selection[0]) + 1) % len(found)],) if again else (found[0],)
    if found[0] in selection:
        return tuple(uuid for uuid in selection if uuid != found[0])
    return (*selection, found[0])
