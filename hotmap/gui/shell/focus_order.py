# SPDX-License-Identifier: MIT
"""The way of the Tab key: through the window as one reads it, whatever was made first.

Panels come late and lists are made anew with each change; Qt would walk them in the order in which
they were made. Here the order follows from where things stand, container by container.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

SAME_ROW_PX = 12  # by which the middles of things in one row differ at most
FILLS = 0.9  # of its parent's area: the ground on which others float


def focus_order(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches below a widget, in reading order."""
    return list(_walk(root))


def focus_next(root: QWidget, current: QWidget | None, *, forward: bool) -> bool:
    """Give the focus to what comes next; return whether there is anything.

    Parameters
    ----------
    root : QWidget
        The window.
    current : QWidget or None
        What has the focus.
    forward : bool
        Towards the end; from the last one to the first.
    """
    order = focus_order(root)
    if not order:
        return False
    if current in order:
        at = order.index(current) + (1 if forward else -1)
    else:  # inside of something that is walked as one
        around = [i for i, one in enumerate(order) if current is not None and one.isAncestorOf(current)]
        at = around[-1] + (1 if forward else -1) if around else (0 if forward else -1)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[at % len(order)].setFocus(reason)
    return True


def takes_tab(widget: QWidget) -> bool:
    """Return whether Tab may stop at a widget now."""
    wants = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return wants and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if takes_tab(widget):
        yield widget
    children = [c for c in widget.children() if isinstance(c, QWidget) and c.isVisible() and not c.isWindow()]
    for child in _as_read(widget, children):
        yield from _walk(child)


def _as_read(parent: QWidget, children: list[QWidget]) -> list[QWidget]:
    """Return siblings row by row, from the start of each; what fills the parent lies below all and comes first."""
    area = max(parent.width() * parent.height(), 1)
    ground = [child for child in children if child.width() * child.height() >= FILLS * area]
    left = sorted((c for c in children if c not in ground), key=lambda c: c.geometry().center().y())
    rows: list[list[QWidget]] = []
    for child in left:
        y = child.geometry().center().y()
        if rows and abs(y - rows[-1][0].geometry().center().y()) <= SAME_ROW_PX:
            rows[-1].append(child)
        else:
            rows.append([child])
    is_mirrored = parent.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def start(child: QWidget) -> int:
        return -child.geometry().right() if is_mirrored else child.x()

    return [*ground, *(child for row in rows for child in sorted(row, key=start))]
