# SPDX-License-Identifier: MIT
"""What panels ask of the window without knowing it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """Signals by which a part of the window asks for what another part does."""

    zoom_wanted = Signal(object)
    """A place is to be shown; carries the bounds in degrees."""
    place_found = Signal(float, float)
    """A place that was looked for; carries longitude and latitude."""
    picture_copy_wanted = Signal(object)
    """The picture of a base map is to be copied beside the plan; carries the `Layer`."""
    picture_wanted = Signal(object)
    """The missing picture of a base map is to be found; carries the `Layer`."""
    stage_wanted = Signal(str)
    """A stage is to come to the front; carries its id."""
    command_wanted = Signal(str)
    """A command of the window is to be run; carries its id."""
    look_wanted = Signal(str)
    """The look of a layer is to be chosen; carries its uuid."""
    table_wanted = Signal(str)
    """The table of a kind or a layer is to be shown; carries the kind or the uuid."""
